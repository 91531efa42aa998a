"""AWS::EC2::VPCEndpoint: Ref is its ID. It is available at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.proof_documents import DENY

_READ = Call(
    "DescribeVpcEndpoints",
    "VpcEndpoints[?State!='deleted']",
    finds={
        "SecurityGroupIds": "Groups[].GroupId",
        "DnsEntries": "DnsEntries[].join(':', [HostedZoneId, DnsName])",
    },
)


def _members(name: str) -> Callable[[Handle, Any], None]:
    """A function that brings this list of the endpoint to the template's: it adds and removes members."""

    def change(handle: Handle, wanted: list[str] | None) -> None:
        model = handle.read(_READ) or {}
        had, wants = model.get(name, []), wanted or []
        added, removed = [one for one in wants if one not in had], [one for one in had if one not in wants]
        if added or removed:
            changes = {f"Add{name}": added or None, f"Remove{name}": removed or None}
            handle("ModifyVpcEndpoint", VpcEndpointId=handle["Id"], **changes)

    return change


def _allow(handle: Handle, policy: Any) -> None:
    reset = True if policy is None else None
    handle.set(Call("ModifyVpcEndpoint", params={"ResetPolicy": reset}), "PolicyDocument", policy)


TYPE = Declaration(
    "AWS::EC2::VPCEndpoint",
    "ec2",
    names={"Id": "VpcEndpointId"},
    create=Call(
        "CreateVpcEndpoint",
        "VpcEndpoint",
        {
            "VpcEndpointType": lambda handle: handle.wanted.get("VpcEndpointType", "Gateway"),
            "PrivateDnsEnabled": lambda handle: handle.wanted.get("PrivateDnsEnabled", False),
        },
    ),
    read=(_READ,),
    update=(Call("ModifyVpcEndpoint", carries=("PrivateDnsEnabled",)),),
    settings={
        "PolicyDocument": _allow,
        **{name: _members(name) for name in ("RouteTableIds", "SecurityGroupIds", "SubnetIds")},
    },
    defaults={"PrivateDnsEnabled": False},
    tags=EC2_TAGS,
    shown={
        "DnsOptions": {
            "DnsRecordIpType": "ipv4",
            "PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified",
            "PrivateDnsPreference": "VERIFIED_DOMAINS_ONLY",
            "PrivateDnsSpecifiedDomains": ["*"],
        },
        "IpAddressType": "ipv4",
        "ResourceConfigurationArn": "",
        "ServiceNetworkArn": "",
        "ServiceRegion": lambda handle: handle.region,
    },
    delete=Call("DeleteVpcEndpoints"),
    list=_READ,
    given={"VpcId": "{vpc}", "ServiceName": "com.amazonaws.{region}.s3"},
    client=("describe_vpc_endpoints", {"VpcEndpointIds": ["{Ref}"]}, "VpcEndpoints[0]"),
    proofs=(
        Proof(
            {"VpcId": "{vpc}", "ServiceName": "com.amazonaws.{region}.ssm", "VpcEndpointType": "Interface"},
            "[VpcId, ServiceName, VpcEndpointType]",
            ["{vpc}", "com.amazonaws.{region}.ssm", "Interface"],
        ),
        Proof(
            {"SecurityGroupIds": ["{group}"], "SubnetIds": ["{subnet}", "{othersubnet}"], "PrivateDnsEnabled": True},
            "[Groups[].GroupId, SubnetIds, PrivateDnsEnabled]",
            [["{group}"], ["{subnet}", "{othersubnet}"], True],
            given={"ServiceName": "com.amazonaws.{region}.ssm", "VpcEndpointType": "Interface"},
        ),
        Proof({"RouteTableIds": ["{table}"]}),
        Proof({"PolicyDocument": DENY}),
        Proof({"Tags": TAGS}),
    ),
)
