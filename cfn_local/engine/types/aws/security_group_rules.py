"""Rules of security groups: in a template one by one, in EC2 grouped by protocol and ports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

# The outbound rules of a new group, unless the template sets others.
ALL_TRAFFIC: Final = {"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}
# A group in a VPC with an IPv6 block has this one as well.
ALL_TRAFFIC_IPV6: Final = {"IpProtocol": "-1", "CidrIpv6": "::/0"}
_PORTS = ("IpProtocol", "FromPort", "ToPort")
_OTHER_GROUP = ("SourceSecurityGroupId", "DestinationSecurityGroupId")
_PREFIX_LIST = ("SourcePrefixListId", "DestinationPrefixListId")
_SOURCES = ("CidrIp", "CidrIpv4", "CidrIpv6", "PrefixListId", *_PREFIX_LIST, *_OTHER_GROUP)
_NAMED = ("SourceSecurityGroupName", "SourceSecurityGroupOwnerId")


def rules_of(permissions: Iterable[Mapping[str, Any]], side: str) -> list[dict[str, Any]]:
    """EC2's IpPermissions as rules of a template, whose other side is a Source or a Destination."""
    return [rule for permission in permissions for rule in _rules(permission, side)]


def as_stated(
    handle: Handle, rules: Iterable[Mapping[str, Any]], stated: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The rules, with the name or owner of another group where the template states it."""
    named = {_signature(with_group_id(handle, rule)): rule for rule in stated if any(name in rule for name in _NAMED)}
    return [_named(rule, named[_signature(rule)]) if _signature(rule) in named else rule for rule in rules]


def _named(rule: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: stated[name] for name in _NAMED if name in stated}
    unsaid = {"SourceSecurityGroupId"} - stated.keys()
    return {**{name: value for name, value in rule.items() if name not in unsaid}, **found}


def with_group_id(handle: Handle, rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule, with the ID of the other group that it names."""
    name = rule.get("SourceSecurityGroupName")
    if name is None or "SourceSecurityGroupId" in rule:
        return dict(rule)
    found = handle("DescribeSecurityGroups", Filters=[{"Name": "group-name", "Values": [name]}])["SecurityGroups"]
    if not found:
        raise AwsTypeError(f"The security group '{name}' does not exist", "NotFound")
    return {**rule, "SourceSecurityGroupId": found[0]["GroupId"]}


def _rules(permission: Mapping[str, Any], side: str) -> Iterator[dict[str, Any]]:
    # For a rule for all protocols, the services return no ports; AWS's types show -1 (recorded in 2026).
    unsaid = {"FromPort": -1, "ToPort": -1} if permission["IpProtocol"] == "-1" else {}
    ports = {**unsaid, **{name: permission[name] for name in _PORTS if permission.get(name) is not None}}
    sources = [
        ("IpRanges", "CidrIp", "CidrIp"),
        ("Ipv6Ranges", "CidrIpv6", "CidrIpv6"),
        ("UserIdGroupPairs", "GroupId", f"{side}SecurityGroupId"),
        ("PrefixListIds", "PrefixListId", f"{side}PrefixListId"),
    ]
    for listed, api_name, name in sources:
        for source in permission.get(listed, ()):
            described = {"Description": source["Description"]} if source.get("Description") else {}
            yield {**ports, name: source[api_name], **described}


def authorize(handle: Handle, direction: str, group_id: str, rules: Iterable[Mapping[str, Any]]) -> list[str]:
    """Authorize the rules, Ingress or Egress, and return their IDs."""
    return [
        made["SecurityGroupRuleId"]
        for rule in rules
        for permission in [_permission(with_group_id(handle, rule))]
        for made in handle(f"AuthorizeSecurityGroup{direction}", GroupId=group_id, IpPermissions=[permission])[
            "SecurityGroupRules"
        ]
    ]


def revoke(handle: Handle, direction: str, group_id: str, rules: Iterable[Mapping[str, Any]]) -> None:
    """Revoke the rules that the group has, by ID: moto does not find all of them by content."""
    leaving = {_signature(with_group_id(handle, rule)) for rule in rules}
    of_group = [{"Name": "group-id", "Values": [group_id]}]
    rule_ids = [
        rule["SecurityGroupRuleId"]
        for rule in handle("DescribeSecurityGroupRules", Filters=of_group)["SecurityGroupRules"]
        if rule["IsEgress"] == (direction == "Egress") and _signature(rule) in leaving
    ]
    if rule_ids:
        handle(f"RevokeSecurityGroup{direction}", GroupId=group_id, SecurityGroupRuleIds=rule_ids)


def _permission(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule of a template as EC2's IpPermission."""
    described = {"Description": rule.get("Description")}
    # EC2 requires ports for all protocols but the one that stands for all.
    unsaid = {} if str(rule["IpProtocol"]) == "-1" else {"FromPort": -1, "ToPort": -1}
    permission: dict[str, Any] = unsaid | {name: rule[name] for name in _PORTS if name in rule}
    if not any(name in rule for name in _SOURCES):
        raise AwsTypeError(
            "A rule of a security group needs a source or destination: "
            "state CidrIp, CidrIpv6, a group or a prefix list."
        )
    if "CidrIp" in rule:
        permission["IpRanges"] = [{"CidrIp": rule["CidrIp"], **described}]
    if "CidrIpv6" in rule:
        permission["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **described}]
    for name in _OTHER_GROUP:
        if name in rule:
            permission["UserIdGroupPairs"] = [{"GroupId": rule[name], **described}]
    for name in _PREFIX_LIST:
        if name in rule:
            permission["PrefixListIds"] = [{"PrefixListId": rule[name], **described}]
    return permission


def _signature(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """The key by which two rules of one direction are equal, from a template's or EC2's form."""
    other_group = rule.get("ReferencedGroupInfo", {}).get("GroupId")
    source = next((rule[name] for name in _SOURCES if name in rule), other_group)
    protocol = str(rule["IpProtocol"])
    ports = (str(rule.get("FromPort")), str(rule.get("ToPort"))) if protocol != "-1" else ()
    return (protocol, *ports, str(source))
