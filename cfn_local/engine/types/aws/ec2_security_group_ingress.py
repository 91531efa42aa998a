"""AWS::EC2::SecurityGroupIngress, one inbound rule of a security group: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.security_group_rules import authorize, revoke


def _made(handle: Handle) -> dict[str, Any]:
    group = handle.wanted.get("GroupId") or _named(handle)
    handle.model["GroupId"] = group
    return {"Id": authorize(handle, "Ingress", group, [handle.wanted])[0]}


def _named(handle: Handle) -> str:
    """The ID of the group in the default VPC that the template names."""
    if "GroupName" not in handle.wanted:
        raise AwsTypeError("AWS::EC2::SecurityGroupIngress needs GroupId or GroupName; state one.")
    named = [{"Name": "group-name", "Values": [handle.wanted["GroupName"]]}]
    found = handle("DescribeSecurityGroups", Filters=named)["SecurityGroups"]
    if not found:
        raise AwsTypeError(f"The security group '{handle.wanted['GroupName']}' does not exist", "NotFound")
    return str(found[0]["GroupId"])


def _groups(handle: Handle) -> dict[str, Any]:
    """The names of both groups, and the owner of the other one."""
    other = handle.get("SourceSecurityGroupId")
    asked = {"GroupName": handle["GroupId"], **({"SourceSecurityGroupName": other} if other else {})}
    found = {
        name: handle("DescribeSecurityGroups", GroupIds=[group])["SecurityGroups"][0] for name, group in asked.items()
    }
    owner = {"SourceSecurityGroupOwnerId": found["SourceSecurityGroupName"]["OwnerId"]} if other else {}
    return {name: group["GroupName"] for name, group in found.items()} | owner


TYPE = Declaration(
    "AWS::EC2::SecurityGroupIngress",
    "ec2",
    names={"Id": "SecurityGroupRuleId", "CidrIp": "CidrIpv4"},
    create=_made,
    read=(
        Call(
            "DescribeSecurityGroupRules",
            "SecurityGroupRules",
            finds={
                "SourceSecurityGroupId": "ReferencedGroupInfo.GroupId",
                "SourcePrefixListId": "PrefixListId",
            },
        ),
        _groups,
    ),
    delete=lambda handle: revoke(handle, "Ingress", handle["GroupId"], [handle.model]),
    list=Call("DescribeSecurityGroupRules", "SecurityGroupRules[?!IsEgress]"),
    given={"GroupId": "{group}", "IpProtocol": "-1", "CidrIp": "10.0.0.0/8"},
    client=("describe_security_groups", {"GroupIds": ["{group}"]}, "SecurityGroups[0]"),
    proofs=(
        Proof(
            {
                "GroupId": "{group}",
                "IpProtocol": "tcp",
                "FromPort": "80",
                "ToPort": 80,
                "CidrIp": "0.0.0.0/0",
                "Description": "web",
            },
            "IpPermissions",
            [
                {
                    "IpProtocol": "tcp",
                    "FromPort": 80,
                    "ToPort": 80,
                    "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "web"}],
                    "Ipv6Ranges": [],
                    "UserIdGroupPairs": [],
                    "PrefixListIds": [],
                }
            ],
        ),
        Proof(
            {
                "GroupId": "{group}",
                "IpProtocol": "udp",
                "FromPort": 53,
                "ToPort": 53,
                "CidrIp": None,
                "CidrIpv6": "::/0",
                "Description": "names",
            },
            "IpPermissions",
            [
                {
                    "IpProtocol": "udp",
                    "FromPort": 53,
                    "ToPort": 53,
                    "IpRanges": [],
                    "Ipv6Ranges": [{"CidrIpv6": "::/0", "Description": "names"}],
                    "UserIdGroupPairs": [],
                    "PrefixListIds": [],
                }
            ],
        ),
        Proof(
            {
                "GroupId": "{group}",
                "IpProtocol": "tcp",
                "FromPort": 22,
                "ToPort": 22,
                "SourceSecurityGroupId": "{group}",
                "CidrIp": None,
            },
            "IpPermissions",
            [
                {
                    "IpProtocol": "tcp",
                    "FromPort": 22,
                    "ToPort": 22,
                    "IpRanges": [],
                    "Ipv6Ranges": [],
                    "UserIdGroupPairs": [{"GroupId": "{group}", "UserId": "{account}"}],
                    "PrefixListIds": [],
                }
            ],
        ),
        Proof(
            {
                "GroupName": "default",
                "SourceSecurityGroupName": "default",
                "SourceSecurityGroupOwnerId": "{account}",
                "IpProtocol": "udp",
                "FromPort": 8301,
                "ToPort": 8301,
            },
            "SecurityGroups[].IpPermissions[?FromPort==`8301`][]"
            ".UserIdGroupPairs[].[starts_with(GroupId, 'sg-'), UserId]",
            [[True, "{account}"]],
            given={"GroupId": None, "CidrIp": None},
            read=("describe_security_groups", {"GroupIds": ["{GroupId}"]}),
        ),
        Proof(
            {"CidrIp": None, "SourcePrefixListId": "{AWS::EC2::PrefixList}"},
            "IpPermissions[].PrefixListIds[].PrefixListId",
            ["{AWS::EC2::PrefixList}"],
        ),
    ),
)
