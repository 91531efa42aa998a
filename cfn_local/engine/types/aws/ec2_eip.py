"""AWS::EC2::EIP: Ref is the address. It is released whatever it is associated with."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _resources(handle: Handle) -> list[str]:
    return [handle["AllocationId"]]


def _associate(handle: Handle, instance: str | None) -> None:
    if instance is None:
        handle("DisassociateAddress", PublicIp=handle["PublicIp"])
    else:
        handle("AssociateAddress", AllocationId=handle["AllocationId"], InstanceId=instance, AllowReassociation=True)


TYPE = Declaration(
    "AWS::EC2::EIP",
    "ec2",
    ref="PublicIp",
    create=Call("AllocateAddress", params={"Domain": lambda handle: handle.wanted.get("Domain", "vpc")}),
    tag_specification="elastic-ip",
    read=(Call("DescribeAddresses", "Addresses"),),
    settings={"InstanceId": _associate},
    tags=Tagging(
        tag=Call("CreateTags", params={"Resources": _resources}),
        untag=Call("DeleteTags", params={"Resources": _resources}),
    ),
    shown={"NetworkBorderGroup": lambda handle: handle.region},
    hidden_if_empty=("InstanceId",),
    delete=lambda handle: handle("ReleaseAddress", AllocationId=handle["AllocationId"]),
    list=Call("DescribeAddresses", "Addresses"),
    client=("describe_addresses", {"PublicIps": ["{Ref}"]}, "Addresses[0]"),
    proofs=(Proof({"Domain": "vpc"}), Proof({"Tags": TAGS}), Proof({"InstanceId": "{AWS::EC2::Instance}"})),
)
