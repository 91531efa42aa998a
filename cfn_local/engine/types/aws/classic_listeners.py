"""Listeners of a classic load balancer and the policies that they apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cfn_local.engine.types.aws.handle import Handle

LISTENERS_AND_POLICIES: Final = ("AppCookieStickinessPolicy", "LBCookieStickinessPolicy", "Listeners", "Policies")
_LISTENER = ("InstancePort", "InstanceProtocol", "LoadBalancerPort", "Protocol", "SSLCertificateId")


def listeners_to_make(handle: Handle) -> list[dict[str, Any]]:
    return [{name: one[name] for name in _LISTENER if name in one} for one in handle.wanted["Listeners"]]


def apply_policies(handle: Handle) -> None:
    """Create the policies in the template, and have listeners and instances apply them."""
    wanted = handle.wanted
    for one in wanted.get("LBCookieStickinessPolicy", ()):
        handle("CreateLBCookieStickinessPolicy", **_of(handle), **one)
    for one in wanted.get("AppCookieStickinessPolicy", ()):
        handle("CreateAppCookieStickinessPolicy", **_of(handle), **one)
    for one in wanted.get("Policies", ()):
        attributes = [{"AttributeName": each["Name"], "AttributeValue": each["Value"]} for each in one["Attributes"]]
        handle(
            "CreateLoadBalancerPolicy",
            **_of(handle),
            PolicyName=one["PolicyName"],
            PolicyTypeName=one["PolicyType"],
            PolicyAttributes=attributes,
        )
    for port, names in _by_port(wanted, "LoadBalancerPorts").items():
        handle("SetLoadBalancerPoliciesOfListener", **_of(handle), LoadBalancerPort=port, PolicyNames=names)
    for port, names in _by_port(wanted, "InstancePorts").items():
        handle("SetLoadBalancerPoliciesForBackendServer", **_of(handle), InstancePort=port, PolicyNames=names)


def _by_port(properties: Mapping[str, Any], ports: str) -> dict[str, list[str]]:
    """The names of the policies, by the port that they apply to."""
    found: dict[str, list[str]] = {}
    for one in properties.get("Policies", ()):
        for port in one.get(ports, ()):
            found.setdefault(str(port), []).append(one["PolicyName"])
    for one in properties["Listeners"] if ports == "LoadBalancerPorts" else ():
        if one.get("PolicyNames"):
            found.setdefault(str(one["LoadBalancerPort"]), []).extend(one["PolicyNames"])
    return found


def replace_listeners(handle: Handle) -> None:
    """Replace listeners that have changed, and all policies."""
    had, wanted = handle.had["Listeners"], listeners_to_make(handle)
    for port in _by_port(handle.had, "LoadBalancerPorts"):
        handle("SetLoadBalancerPoliciesOfListener", **_of(handle), LoadBalancerPort=port, PolicyNames=[])
    for name in _policy_names(handle.had):
        handle("DeleteLoadBalancerPolicy", **_of(handle), PolicyName=name)
    kept = [{name: one[name] for name in _LISTENER if name in one} for one in had]
    if gone := [str(one["LoadBalancerPort"]) for one in kept if one not in wanted]:
        handle("DeleteLoadBalancerListeners", **_of(handle), LoadBalancerPorts=gone)
    if new := [one for one in wanted if one not in kept]:
        handle("CreateLoadBalancerListeners", **_of(handle), Listeners=new)
    apply_policies(handle)


def _policy_names(properties: Mapping[str, Any]) -> Iterator[str]:
    for name in ("AppCookieStickinessPolicy", "LBCookieStickinessPolicy", "Policies"):
        for one in properties.get(name, ()):
            yield one["PolicyName"]


def listeners_and_policies(handle: Handle, told: Mapping[str, Any]) -> dict[str, Any]:
    """The properties, from the description of the load balancer."""
    policies = told.get("Policies", {})
    others = {
        one["PolicyName"]: one
        for one in handle("DescribeLoadBalancerPolicies", **_of(handle))["PolicyDescriptions"]
        if one["PolicyName"] in policies.get("OtherPolicies", ())
    }
    return {
        "Listeners": [_listener(one) for one in told["ListenerDescriptions"]],
        "AppCookieStickinessPolicy": policies.get("AppCookieStickinessPolicies", []),
        "LBCookieStickinessPolicy": [
            {name: str(value) for name, value in one.items()} for one in policies.get("LBCookieStickinessPolicies", [])
        ],
        "Policies": [_policy(one, others) for one in handle.get("Policies") or () if one["PolicyName"] in others],
    }


def _listener(described: Mapping[str, Any]) -> dict[str, Any]:
    listener = described["Listener"]
    found = {name: str(listener[name]) for name in _LISTENER if name in listener}
    names = described.get("PolicyNames", [])
    return {**found, "PolicyNames": names} if names else found


def _policy(stated: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    described = found[stated["PolicyName"]]
    attributes = [
        {"Name": one["AttributeName"], "Value": one["AttributeValue"]}
        for one in described.get("PolicyAttributeDescriptions", ())
    ]
    return {**stated, "PolicyType": described["PolicyTypeName"], "Attributes": attributes}


def _of(handle: Handle) -> dict[str, str]:
    return {"LoadBalancerName": handle["LoadBalancerName"]}
