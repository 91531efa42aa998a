"""AWS::EC2::SecurityGroup: Ref is its ID where the template names a VPC, else its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.security_group_rules import (
    ALL_TRAFFIC,
    ALL_TRAFFIC_IPV6,
    as_stated,
    authorize,
    revoke,
    rules_of,
)

_READ = Call("DescribeSecurityGroups", "SecurityGroups", finds={"Id": "GroupId"})


def _rules(handle: Handle) -> dict[str, Any]:
    group = handle.found(_READ)[0]
    coming_in = rules_of(group["IpPermissions"], "Source")
    return {
        "SecurityGroupIngress": as_stated(handle, coming_in, handle.get("SecurityGroupIngress") or ()),
        "SecurityGroupEgress": rules_of(group["IpPermissionsEgress"], "Destination"),
    }


def _allow_in(handle: Handle, rules: Any) -> None:
    revoke(handle, "Ingress", handle["Id"], handle.had.get("SecurityGroupIngress", []))
    authorize(handle, "Ingress", handle["Id"], rules or [])


def _allow_out(handle: Handle, rules: Any) -> None:
    revoke(handle, "Egress", handle["Id"], handle.had.get("SecurityGroupEgress", [ALL_TRAFFIC, ALL_TRAFFIC_IPV6]))
    authorize(handle, "Egress", handle["Id"], [ALL_TRAFFIC] if rules is None else rules)


TYPE = Declaration(
    "AWS::EC2::SecurityGroup",
    "ec2",
    names={"Id": "GroupId", "GroupDescription": "Description"},
    named=Name("GroupName"),
    ref=lambda handle: str(handle["Id" if "VpcId" in handle.wanted else "GroupName"]),
    create=Call("CreateSecurityGroup"),
    read=(_READ, _rules),
    settings={"SecurityGroupIngress": _allow_in, "SecurityGroupEgress": _allow_out},
    tags=EC2_TAGS,
    hidden_if_empty=("SecurityGroupIngress",),
    delete=Call("DeleteSecurityGroup"),
    list=Call("DescribeSecurityGroups", "SecurityGroups"),
    given={"GroupDescription": "of hosts", "VpcId": "{vpc}"},
    client=("describe_security_groups", {"GroupIds": ["{GroupId}"]}, "SecurityGroups[0]"),
    proofs=(
        Proof({"GroupName": "hosts", "GroupDescription": "ours"}, "[GroupName, Description]", ["hosts", "ours"]),
        Proof({"VpcId": "{vpc}"}),
        Proof(
            {
                "SecurityGroupIngress": [
                    {"IpProtocol": "tcp", "FromPort": "80", "ToPort": 80, "CidrIp": "0.0.0.0/0", "Description": "web"},
                    {"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "CidrIpv6": "::/0", "Description": "names"},
                    {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "SourceSecurityGroupId": "{group}"},
                ]
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
                },
                {
                    "IpProtocol": "udp",
                    "FromPort": 53,
                    "ToPort": 53,
                    "IpRanges": [],
                    "Ipv6Ranges": [{"CidrIpv6": "::/0", "Description": "names"}],
                    "UserIdGroupPairs": [],
                    "PrefixListIds": [],
                },
                {
                    "IpProtocol": "tcp",
                    "FromPort": 22,
                    "ToPort": 22,
                    "IpRanges": [],
                    "Ipv6Ranges": [],
                    "UserIdGroupPairs": [{"GroupId": "{group}", "UserId": "{account}"}],
                    "PrefixListIds": [],
                },
            ],
        ),
        Proof(
            {
                "SecurityGroupEgress": [
                    {"IpProtocol": "tcp", "FromPort": "80", "ToPort": 80, "CidrIp": "0.0.0.0/0", "Description": "web"},
                    {"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "CidrIpv6": "::/0", "Description": "names"},
                    {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "DestinationSecurityGroupId": "{group}"},
                ]
            },
            "IpPermissionsEgress",
            [
                {
                    "IpProtocol": "tcp",
                    "FromPort": 80,
                    "ToPort": 80,
                    "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "web"}],
                    "Ipv6Ranges": [],
                    "UserIdGroupPairs": [],
                    "PrefixListIds": [],
                },
                {
                    "IpProtocol": "udp",
                    "FromPort": 53,
                    "ToPort": 53,
                    "IpRanges": [],
                    "Ipv6Ranges": [{"CidrIpv6": "::/0", "Description": "names"}],
                    "UserIdGroupPairs": [],
                    "PrefixListIds": [],
                },
                {
                    "IpProtocol": "tcp",
                    "FromPort": 22,
                    "ToPort": 22,
                    "IpRanges": [],
                    "Ipv6Ranges": [],
                    "UserIdGroupPairs": [{"GroupId": "{group}", "UserId": "{account}"}],
                    "PrefixListIds": [],
                },
            ],
        ),
        Proof(
            {
                "SecurityGroupIngress": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 443,
                        "ToPort": 443,
                        "SourcePrefixListId": "{AWS::EC2::PrefixList}",
                        "Description": "offices",
                    }
                ]
            },
            "IpPermissions[].[FromPort, PrefixListIds]",
            [[443, [{"PrefixListId": "{AWS::EC2::PrefixList}", "Description": "offices"}]]],
        ),
        Proof(
            {
                "SecurityGroupIngress": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 80,
                        "ToPort": 80,
                        "SourceSecurityGroupName": "default",
                        "SourceSecurityGroupOwnerId": "{account}",
                    }
                ]
            },
            "IpPermissions[].UserIdGroupPairs[].[starts_with(GroupId, 'sg-'), UserId]",
            [[True, "{account}"]],
            given={"VpcId": None},
        ),
        Proof(
            {
                "SecurityGroupEgress": [
                    {
                        "IpProtocol": "tcp",
                        "FromPort": 443,
                        "ToPort": 443,
                        "DestinationPrefixListId": "{AWS::EC2::PrefixList}",
                    }
                ]
            },
            "IpPermissionsEgress[].[FromPort, PrefixListIds]",
            [[443, [{"PrefixListId": "{AWS::EC2::PrefixList}"}]]],
        ),
        Proof(
            {"Tags": TAGS},
            "Tags[].{Key: Key, Value: Value}",
            read=("describe_tags", {"Filters": [{"Name": "resource-id", "Values": ["{GroupId}"]}]}),
        ),
    ),
)
