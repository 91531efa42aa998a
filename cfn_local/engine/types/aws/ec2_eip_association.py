"""AWS::EC2::EIPAssociation: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("DescribeAddresses", "Addresses[?AssociationId]", finds={"EIP": "PublicIp", "Id": "AssociationId"})


def _association(handle: Handle) -> dict[str, object] | None:
    of_this = Call("DescribeAddresses", f"Addresses[?AssociationId=='{handle['Id']}']", finds=_READ.finds)
    return handle.read(of_this)


TYPE = Declaration(
    "AWS::EC2::EIPAssociation",
    "ec2",
    names={"Id": "AssociationId", "EIP": "PublicIp"},
    create=Call("AssociateAddress"),
    read=(_association,),
    hidden_if_empty=("InstanceId",),
    delete=Call("DisassociateAddress"),
    list=_READ,
    given={"AllocationId": "{AWS::EC2::EIP.AllocationId}", "NetworkInterfaceId": "{AWS::EC2::NetworkInterface}"},
    client=("describe_addresses", {"AllocationIds": ["{AWS::EC2::EIP.AllocationId}"]}, "Addresses[0]"),
    proofs=(
        Proof(
            {
                "AllocationId": "{AWS::EC2::EIP.AllocationId}",
                "NetworkInterfaceId": "{AWS::EC2::NetworkInterface}",
            },
            "[AllocationId, NetworkInterfaceId]",
            ["{AWS::EC2::EIP.AllocationId}", "{AWS::EC2::NetworkInterface}"],
        ),
        Proof({"PrivateIpAddress": "{AWS::EC2::NetworkInterface.PrimaryPrivateIpAddress}"}),
        Proof({"InstanceId": "{AWS::EC2::Instance}"}, given={"NetworkInterfaceId": None}),
    ),
)
