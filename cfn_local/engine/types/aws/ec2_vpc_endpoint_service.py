"""AWS::EC2::VPCEndpointService: Ref is its ID. Nothing answers behind it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("DescribeVpcEndpointServiceConfigurations", "ServiceConfigurations")
_BALANCERS = ("GatewayLoadBalancerArns", "NetworkLoadBalancerArns")
_BALANCER = "{networkbalancer}"


def _modify(handle: Handle) -> None:
    changes: dict[str, Any] = {}
    for name in _BALANCERS:
        wanted, had = handle.wanted.get(name, []), handle.had.get(name, [])
        changes[f"Add{name}"] = [one for one in wanted if one not in had] or None
        changes[f"Remove{name}"] = [one for one in had if one not in wanted] or None
    handle(
        "ModifyVpcEndpointServiceConfiguration",
        ServiceId=handle["ServiceId"],
        AcceptanceRequired=handle.wanted.get("AcceptanceRequired", True),
        **changes,
    )


TYPE = Declaration(
    "AWS::EC2::VPCEndpointService",
    "ec2",
    create=Call("CreateVpcEndpointServiceConfiguration", "ServiceConfiguration"),
    tag_specification="vpc-endpoint-service",
    read=(_READ,),
    update=(Logic(("AcceptanceRequired", *_BALANCERS), _modify),),
    tags=EC2_TAGS,
    delete=lambda handle: handle("DeleteVpcEndpointServiceConfigurations", ServiceIds=[handle["ServiceId"]]),
    list=_READ,
    given={"NetworkLoadBalancerArns": [_BALANCER]},
    client=("describe_vpc_endpoint_service_configurations", {"ServiceIds": ["{Ref}"]}, "ServiceConfigurations[0]"),
    proofs=(
        Proof({"NetworkLoadBalancerArns": [_BALANCER]}),
        Proof({"AcceptanceRequired": False}, left=True),
        Proof({"Tags": TAGS}),
    ),
)
