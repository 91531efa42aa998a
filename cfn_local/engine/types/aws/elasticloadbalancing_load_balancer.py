"""AWS::ElasticLoadBalancing::LoadBalancer, a classic one: Ref is its name. It takes no requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.classic_listeners import (
    LISTENERS_AND_POLICIES,
    apply_policies,
    listeners_and_policies,
    listeners_to_make,
    replace_listeners,
)
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_NAMES = {"LoadBalancerNames": lambda handle: [handle["LoadBalancerName"]]}
_READ = Call("DescribeLoadBalancers", "LoadBalancerDescriptions[0]", _NAMES)
_TAG, _UNTAG = Call("AddTags", params=_NAMES), Call("RemoveTags", params=_NAMES)
_CHECK = {
    "Target": "HTTP:80/health",
    "Interval": "10",
    "Timeout": "5",
    "HealthyThreshold": "2",
    "UnhealthyThreshold": "3",
}
_SHOWN = ("CanonicalHostedZoneName", "DNSName", "LoadBalancerName", "Scheme", "SecurityGroups", "SourceSecurityGroup")


def _made(handle: Handle) -> dict[str, Any]:
    handle(
        "CreateLoadBalancer",
        **_of(handle),
        **{name: handle.wanted.get(name) for name in ("AvailabilityZones", "Subnets", "SecurityGroups", "Scheme")},
        Listeners=listeners_to_make(handle),
        Tags=[{"Key": key, "Value": value} for key, value in handle.tags.items()] or None,
    )
    apply_policies(handle)
    return {}


def _read(handle: Handle) -> dict[str, Any]:
    told = handle.found(_READ)
    attributes = handle("DescribeLoadBalancerAttributes", **_of(handle))["LoadBalancerAttributes"]
    check = told.get("HealthCheck")
    log = attributes["AccessLog"]
    found = {
        **{name: told[name] for name in _SHOWN},
        **listeners_and_policies(handle, told),
        **_places(handle, told),
        "CanonicalHostedZoneNameID": told["CanonicalHostedZoneNameID"],
        "HealthCheck": {name: str(value) for name, value in check.items()} if check else None,
        "Instances": [
            one["InstanceId"] for one in told["Instances"] if one["InstanceId"] in handle.get("Instances", ())
        ],
        "AccessLoggingPolicy": log if log["Enabled"] else None,
        "ConnectionDrainingPolicy": attributes["ConnectionDraining"],
        "ConnectionSettings": attributes["ConnectionSettings"],
        "CrossZone": attributes["CrossZoneLoadBalancing"]["Enabled"],
    }
    return {name: value for name, value in found.items() if value is not None}


def _places(handle: Handle, told: dict[str, Any]) -> dict[str, Any]:
    """Subnets in the order of the template, and the zones of them."""
    subnets = _ordered(told.get("Subnets", []), handle.get("Subnets"))
    zones = _ordered(told.get("AvailabilityZones", []), handle.get("AvailabilityZones"))
    if not zones and subnets:
        found = handle.api("ec2", "DescribeSubnets", SubnetIds=subnets)["Subnets"]
        zones = [one["AvailabilityZone"] for one in found]
    return {"AvailabilityZones": zones, "Subnets": subnets}


def _ordered(found: list[str], stated: list[str] | None) -> list[str]:
    places = {one: index for index, one in enumerate(stated or ())}
    return sorted(found, key=lambda one: places.get(one, len(places)))


def _moving(property_name: str, add: str, remove: str, parameter: str = "") -> Callable[[Handle], None]:
    """An update that adds what is new in a list, and then removes what is gone."""

    def move(handle: Handle) -> None:
        name = parameter or property_name
        had, wanted = handle.had.get(property_name, ()), handle.wanted.get(property_name, ())
        if new := [one for one in wanted if one not in had]:
            handle(add, **_of(handle), **{name: _as_parameter(name, new)})
        if gone := [one for one in had if one not in wanted]:
            handle(remove, **_of(handle), **{name: _as_parameter(name, gone)})

    return move


def _as_parameter(name: str, values: list[str]) -> list[Any]:
    return [{"InstanceId": value} for value in values] if name == "Instances" else values


def _register(handle: Handle, _wanted: Any) -> None:
    _moving("Instances", "RegisterInstancesWithLoadBalancer", "DeregisterInstancesFromLoadBalancer")(handle)


def _protect(handle: Handle) -> None:
    groups = handle.wanted.get("SecurityGroups", [])
    handle("ApplySecurityGroupsToLoadBalancer", **_of(handle), SecurityGroups=groups)


def _check(handle: Handle, check: Any) -> None:
    wanted = check or {**_CHECK, "Target": f"TCP:{handle.wanted['Listeners'][0]['InstancePort']}"}
    handle("ConfigureHealthCheck", **_of(handle), HealthCheck=wanted)


def _attribute(name: str, default: Any, change: Callable[[Any], Any] = lambda value: value) -> Any:
    def modify(handle: Handle, value: Any) -> None:
        wanted = change(default if value is None else value)
        handle("ModifyLoadBalancerAttributes", **_of(handle), LoadBalancerAttributes={name: wanted})

    return modify


def _of(handle: Handle) -> dict[str, str]:
    return {"LoadBalancerName": handle["LoadBalancerName"]}


_ATTRIBUTES = ("describe_load_balancer_attributes", {"LoadBalancerName": "{Ref}"})

TYPE = Declaration(
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "elb",
    named=Name("LoadBalancerName", 32),
    looks_first=True,
    create=_made,
    read=(_read,),
    update=(
        Logic(LISTENERS_AND_POLICIES, replace_listeners),
        Logic(
            ("AvailabilityZones",),
            _moving(
                "AvailabilityZones",
                "EnableAvailabilityZonesForLoadBalancer",
                "DisableAvailabilityZonesForLoadBalancer",
            ),
        ),
        Logic(("Subnets",), _moving("Subnets", "AttachLoadBalancerToSubnets", "DetachLoadBalancerFromSubnets")),
        Logic(("SecurityGroups",), _protect),
    ),
    settings={
        "AccessLoggingPolicy": _attribute("AccessLog", {"Enabled": False}),
        "ConnectionDrainingPolicy": _attribute("ConnectionDraining", {"Enabled": False, "Timeout": 300}),
        "ConnectionSettings": _attribute("ConnectionSettings", {"IdleTimeout": 60}),
        "CrossZone": _attribute("CrossZoneLoadBalancing", False, lambda value: {"Enabled": value}),
        "HealthCheck": _check,
        "Instances": _register,
    },
    tags=Tagging(_TAG, _UNTAG, Call("DescribeTags", "TagDescriptions[0].Tags", _NAMES)),
    hidden_if_empty=("Instances", "Policies"),
    delete=Call("DeleteLoadBalancer"),
    list=Call("DescribeLoadBalancers", "LoadBalancerDescriptions[].LoadBalancerName"),
    given={
        "Listeners": [{"LoadBalancerPort": "80", "InstancePort": "80", "Protocol": "HTTP"}],
        "AvailabilityZones": ["{region}a"],
        "HealthCheck": {
            "Target": "TCP:80",
            "Interval": "30",
            "Timeout": "5",
            "HealthyThreshold": "10",
            "UnhealthyThreshold": "2",
        },
    },
    client=("describe_load_balancers", {"LoadBalancerNames": ["{Ref}"]}, "LoadBalancerDescriptions[0]"),
    proofs=(
        Proof({"LoadBalancerName": "front", "Scheme": "internal"}, "[LoadBalancerName, Scheme]", ["front", "internal"]),
        Proof({"AvailabilityZones": ["{region}b", "{region}c"]}),
        Proof(
            {"Subnets": ["{subneta}", "{subnetb}"], "SecurityGroups": ["{group}"]},
            "[Subnets, SecurityGroups]",
            [["{subneta}", "{subnetb}"], ["{group}"]],
            given={"Subnets": ["{subnetc}"], "SecurityGroups": ["{othergroup}"], "AvailabilityZones": None},
        ),
        Proof(
            {
                "Listeners": [
                    {
                        "LoadBalancerPort": "443",
                        "InstancePort": "8080",
                        "Protocol": "HTTPS",
                        "InstanceProtocol": "HTTP",
                        "SSLCertificateId": "{certificatearn}",
                    },
                    {"LoadBalancerPort": "8443", "InstancePort": "8443", "Protocol": "TCP", "InstanceProtocol": "TCP"},
                ]
            },
            "ListenerDescriptions[].Listener.[LoadBalancerPort, InstancePort, Protocol, InstanceProtocol]",
            [[443, 8080, "HTTPS", "HTTP"], [8443, 8443, "TCP", "TCP"]],
        ),
        Proof(
            {
                "LBCookieStickinessPolicy": [{"PolicyName": "sticky", "CookieExpirationPeriod": "300"}],
                "AppCookieStickinessPolicy": [{"PolicyName": "session", "CookieName": "SID"}],
                "Listeners": [
                    {"LoadBalancerPort": "80", "InstancePort": "80", "Protocol": "HTTP", "PolicyNames": ["sticky"]}
                ],
            },
            "[Policies.LBCookieStickinessPolicies, Policies.AppCookieStickinessPolicies,"
            " ListenerDescriptions[].PolicyNames]",
            [
                [{"PolicyName": "sticky", "CookieExpirationPeriod": 300}],
                [{"PolicyName": "session", "CookieName": "SID"}],
                [["sticky"]],
            ],
        ),
        Proof(
            {
                "Policies": [
                    {
                        "PolicyName": "proxied",
                        "PolicyType": "ProxyProtocolPolicyType",
                        "Attributes": [{"Name": "ProxyProtocol", "Value": "true"}],
                        "InstancePorts": ["80"],
                        "LoadBalancerPorts": ["80"],
                    }
                ]
            },
            "[Policies.OtherPolicies, BackendServerDescriptions[].PolicyNames, ListenerDescriptions[].PolicyNames]",
            [["proxied"], [["proxied"]], [["proxied"]]],
            left=[[], [["proxied"]], [[]]],
        ),
        Proof({"HealthCheck": _CHECK}),
        Proof({"Instances": ["{AWS::EC2::Instance}"]}, "Instances[].InstanceId"),
        Proof({"CrossZone": True}, "LoadBalancerAttributes.CrossZoneLoadBalancing.Enabled", read=_ATTRIBUTES),
        Proof(
            {"ConnectionDrainingPolicy": {"Enabled": True, "Timeout": 60}, "ConnectionSettings": {"IdleTimeout": 90}},
            "LoadBalancerAttributes.[ConnectionDraining, ConnectionSettings]",
            [{"Enabled": True, "Timeout": 60}, {"IdleTimeout": 90}],
            read=_ATTRIBUTES,
        ),
        Proof(
            {
                "AccessLoggingPolicy": {
                    "Enabled": True,
                    "EmitInterval": 5,
                    "S3BucketName": "{bucket}",
                    "S3BucketPrefix": "front",
                }
            },
            "LoadBalancerAttributes.AccessLog",
            read=_ATTRIBUTES,
        ),
        Proof({"Tags": TAGS}, "TagDescriptions[0].Tags", read=("describe_tags", {"LoadBalancerNames": ["{Ref}"]})),
    ),
)
