"""AWS::EC2::SecurityGroup and AWS::EC2::SecurityGroupIngress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.ec2_tags import retag, tag_specifications
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_PORTS = {"IpProtocol": ANY, "FromPort": ANY, "ToPort": ANY}
_RANGES = {"CidrIp": ANY, "CidrIpv6": ANY, "Description": ANY}
INGRESS: Mapping[str, Shape] = {**_PORTS, **_RANGES, "SourceSecurityGroupId": ANY}
EGRESS: Mapping[str, Shape] = {**_PORTS, **_RANGES, "DestinationSecurityGroupId": ANY}

_OTHER_GROUP = ("SourceSecurityGroupId", "DestinationSecurityGroupId")
# What a new group allows, until the template says what else.
_ALL_TRAFFIC = {"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}


def ip_permission(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule of a template as EC2's IpPermission."""
    described = {"Description": rule.get("Description")}
    permission: dict[str, Any] = {name: rule.get(name) for name in _PORTS}
    if "CidrIp" in rule:
        permission["IpRanges"] = [{"CidrIp": rule["CidrIp"], **described}]
    if "CidrIpv6" in rule:
        permission["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **described}]
    for name in _OTHER_GROUP:
        if name in rule:
            permission["UserIdGroupPairs"] = [{"GroupId": rule[name], **described}]
    return permission


class SecurityGroup(AwsType):
    """A security group with its rules: Ref is its id where the template names a VPC, else its name."""

    type_name = "AWS::EC2::SecurityGroup"
    required = ("GroupDescription",)
    properties: ClassVar[Mapping[str, Shape]] = {
        "GroupDescription": ANY,
        "GroupName": ANY,
        "SecurityGroupEgress": [EGRESS],
        "SecurityGroupIngress": [INGRESS],
        "VpcId": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("GroupId", "Id", "VpcId")
    updatable = frozenset({"SecurityGroupEgress", "SecurityGroupIngress", TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted, name = request.properties, request.name("GroupName")
        group_id = api(
            "ec2",
            "CreateSecurityGroup",
            GroupName=name,
            Description=wanted["GroupDescription"],
            VpcId=wanted.get("VpcId"),
            TagSpecifications=tag_specifications("security-group", request),
        )["GroupId"]
        if "SecurityGroupEgress" in wanted:
            _revoke(api, "Egress", group_id, [_ALL_TRAFFIC])
        group = api("ec2", "DescribeSecurityGroups", GroupIds=[group_id])["SecurityGroups"][0]
        attributes = {"GroupId": group_id, "Id": group_id, "VpcId": group["VpcId"]}
        return AwsResource(group_id if "VpcId" in wanted else name, attributes)

    def configure(self, api: LocalApi, update: Update) -> None:
        group_id = update.resource.attributes["GroupId"]
        if "SecurityGroupIngress" in update.changed:
            _authorize(api, "Ingress", group_id, update.wanted.get("SecurityGroupIngress", []))
        if "SecurityGroupEgress" in update.changed:
            _authorize(api, "Egress", group_id, update.wanted.get("SecurityGroupEgress", [_ALL_TRAFFIC]))

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        group_id, previous = update.resource.attributes["GroupId"], update.resource.properties
        retag(api, update, group_id)
        if "SecurityGroupIngress" in update.changed:
            _revoke(api, "Ingress", group_id, previous.get("SecurityGroupIngress", []))
        if "SecurityGroupEgress" in update.changed:
            _revoke(api, "Egress", group_id, previous.get("SecurityGroupEgress", [_ALL_TRAFFIC]))
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DeleteSecurityGroup", GroupId=resource.attributes["GroupId"])


def _authorize(api: LocalApi, direction: str, group_id: str, rules: Iterable[Mapping[str, Any]]) -> None:
    for rule in rules:
        api("ec2", f"AuthorizeSecurityGroup{direction}", GroupId=group_id, IpPermissions=[ip_permission(rule)])


def _revoke(api: LocalApi, direction: str, group_id: str, rules: Iterable[Mapping[str, Any]]) -> None:
    """Revoke those of the rules that the group has, by their ids: moto does not find all of them by what they say."""
    leaving = {_signature(rule) for rule in rules}
    of_group = [{"Name": "group-id", "Values": [group_id]}]
    rule_ids = [
        rule["SecurityGroupRuleId"]
        for rule in api("ec2", "DescribeSecurityGroupRules", Filters=of_group)["SecurityGroupRules"]
        if rule["IsEgress"] == (direction == "Egress") and _signature(rule) in leaving
    ]
    if rule_ids:
        api("ec2", f"RevokeSecurityGroup{direction}", GroupId=group_id, SecurityGroupRuleIds=rule_ids)


def _signature(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """What makes two rules of one direction the same, in the words of a template or of EC2."""
    other_group = rule.get("ReferencedGroupInfo", {}).get("GroupId")
    source = next(
        (rule[name] for name in ("CidrIp", "CidrIpv4", "CidrIpv6", *_OTHER_GROUP) if name in rule), other_group
    )
    protocol = str(rule["IpProtocol"])
    ports = (str(rule.get("FromPort")), str(rule.get("ToPort"))) if protocol != "-1" else ()
    return (protocol, *ports, str(source))


class SecurityGroupIngress(AwsType):
    """One inbound rule of a security group: Ref is the rule's id."""

    type_name = "AWS::EC2::SecurityGroupIngress"
    required = ("IpProtocol",)
    properties: ClassVar[Mapping[str, Shape]] = {**INGRESS, "GroupId": ANY}
    attributes = ("Id",)

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        group_id = request.properties.get("GroupId")
        if group_id is None:
            raise AwsTypeError("AWS::EC2::SecurityGroupIngress needs GroupId here; state it.")
        rules = api(
            "ec2",
            "AuthorizeSecurityGroupIngress",
            GroupId=group_id,
            IpPermissions=[ip_permission(request.properties)],
        )["SecurityGroupRules"]
        rule_id = rules[0]["SecurityGroupRuleId"]
        return AwsResource(rule_id, {"Id": rule_id})

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        _revoke(api, "Ingress", resource.properties["GroupId"], [resource.properties])
