"""AWS::ElasticLoadBalancingV2::LoadBalancer: Ref is its ARN. It is active at once and takes no requests."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.load_balancing import LOAD_BALANCING_TAGS, attributes_by, attributes_told

_READ = Call(
    "DescribeLoadBalancers",
    "LoadBalancers",
    finds={"Subnets": "AvailabilityZones[].SubnetId", "SubnetMappings": "AvailabilityZones[].{SubnetId: SubnetId}"},
)
_IDLE = "Attributes[?Key=='idle_timeout.timeout_seconds'].Value | [0]"


def _mappings(handle: Handle) -> dict[str, Any]:
    """The subnets with their addresses, where the template states them so."""
    stated = [one["SubnetId"] for one in handle.get("SubnetMappings") or ()]
    zones = {zone["SubnetId"]: zone for zone in handle.found(_READ)[0]["AvailabilityZones"]}
    found = [
        {"SubnetId": subnet, **next(iter(zones[subnet].get("LoadBalancerAddresses", ())), {})}
        for subnet in stated
        if subnet in zones
    ]
    return {"SubnetMappings": found} if stated else {}


def _full_name(handle: Handle) -> dict[str, str]:
    return {"LoadBalancerFullName": handle["LoadBalancerArn"].partition(":loadbalancer/")[2]}


def _scheme(handle: Handle) -> str | None:
    is_gateway = handle.wanted.get("Type") == "gateway"
    stated: str | None = handle.wanted.get("Scheme")
    return stated or (None if is_gateway else "internet-facing")


TYPE = Declaration(
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "elbv2",
    names={"LoadBalancerAttributes": "Attributes"},
    named=Name("Name", 32),
    looks_first=True,
    create=Call(
        "CreateLoadBalancer",
        "LoadBalancers[0]",
        {"Scheme": _scheme},
    ),
    read=(_READ, _mappings, attributes_told("DescribeLoadBalancerAttributes", "LoadBalancerAttributes"), _full_name),
    update=(
        Call("SetIpAddressType"),
        Call("SetSecurityGroups"),
        Call("SetSubnets", carries=("Subnets", "SubnetMappings"), replaces=True),
    ),
    settings={
        "LoadBalancerAttributes": attributes_by("ModifyLoadBalancerAttributes", "LoadBalancerAttributes"),
    },
    defaults={"IpAddressType": "ipv4", "SecurityGroups": []},
    shown={"EnablePrefixForIpv6SourceNat": lambda handle: None if handle["Type"] == "gateway" else "off"},
    tags=LOAD_BALANCING_TAGS,
    delete=Call("DeleteLoadBalancer"),
    list=Call("DescribeLoadBalancers", "LoadBalancers", {"PageSize": 400}),
    given={"Subnets": ["{subneta}", "{subnetb}"]},
    client=("describe_load_balancers", {"LoadBalancerArns": ["{Ref}"]}, "LoadBalancers[0]"),
    proofs=(
        Proof({"Name": "web"}, "LoadBalancerName"),
        Proof({"Scheme": "internal"}),
        Proof({"Type": "network"}),
        Proof({"Type": "gateway"}),
        Proof({"IpAddressType": "dualstack"}),
        Proof({"SecurityGroups": ["{group}", "{othergroup}"]}),
        Proof(
            {"SubnetMappings": [{"SubnetId": "{subnetb}", "AllocationId": "{AWS::EC2::EIP.AllocationId}"}]},
            "AvailabilityZones[].[SubnetId, LoadBalancerAddresses[0].AllocationId]",
            [["{subnetb}", "{AWS::EC2::EIP.AllocationId}"]],
            given={"Subnets": None, "Type": "network", "SubnetMappings": [{"SubnetId": "{subneta}"}]},
        ),
        Proof(
            {"SubnetMappings": [{"SubnetId": "{subnetb}", "PrivateIPv4Address": "10.0.5.9"}]},
            "AvailabilityZones[].LoadBalancerAddresses[0].PrivateIPv4Address",
            ["10.0.5.9"],
            given={
                "Subnets": None,
                "Type": "network",
                "Scheme": "internal",
                "SubnetMappings": [{"SubnetId": "{subneta}"}],
            },
        ),
        Proof({"Subnets": ["{subnetb}", "{subnetc}"]}, "AvailabilityZones[].SubnetId"),
        Proof(
            {"LoadBalancerAttributes": [{"Key": "idle_timeout.timeout_seconds", "Value": "30"}]},
            _IDLE,
            "30",
            read=("describe_load_balancer_attributes", {"LoadBalancerArn": "{Ref}"}),
            left="30",
        ),
        Proof({"Tags": TAGS}, "TagDescriptions[0].Tags", read=("describe_tags", {"ResourceArns": ["{Ref}"]})),
    ),
)
