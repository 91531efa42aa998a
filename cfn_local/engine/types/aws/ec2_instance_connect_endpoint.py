"""AWS::EC2::InstanceConnectEndpoint: Ref is its ID. It is complete at once; there is no tunnel."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_READ = Call(
    "DescribeInstanceConnectEndpoints",
    "InstanceConnectEndpoints",
    finds={"PublicDnsNames": "{Ipv4: {DnsName: DnsName, FipsDnsName: FipsDnsName}}"},
)


def _dual_stack(handle: Handle) -> dict[str, Any]:
    return {"StateMessage": handle.get("StateMessage") or ""}


TYPE = Declaration(
    "AWS::EC2::InstanceConnectEndpoint",
    "ec2",
    create=Call("CreateInstanceConnectEndpoint", "InstanceConnectEndpoint"),
    read=(_READ, _dual_stack),
    tags=EC2_TAGS,
    delete=Call("DeleteInstanceConnectEndpoint"),
    list=_READ,
    given={"SubnetId": "{subnet}"},
    client=(
        "describe_instance_connect_endpoints",
        {"InstanceConnectEndpointIds": ["{Ref}"]},
        "InstanceConnectEndpoints[0]",
    ),
    proofs=(
        Proof(
            {"SubnetId": "{subnet}", "SecurityGroupIds": ["{group}"], "PreserveClientIp": True},
            "[SubnetId, SecurityGroupIds, PreserveClientIp, State]",
            ["{subnet}", ["{group}"], True, "create-complete"],
        ),
        Proof({"Tags": TAGS}),
    ),
)
