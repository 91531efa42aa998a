"""AWS::EC2::SecurityGroupEgress, one outbound rule of a security group: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.security_group_rules import authorize, revoke

TYPE = Declaration(
    "AWS::EC2::SecurityGroupEgress",
    "ec2",
    names={"Id": "SecurityGroupRuleId", "CidrIp": "CidrIpv4"},
    create=lambda handle: {"Id": authorize(handle, "Egress", handle["GroupId"], [handle.wanted])[0]},
    read=(
        Call(
            "DescribeSecurityGroupRules",
            "SecurityGroupRules",
            finds={
                "DestinationSecurityGroupId": "ReferencedGroupInfo.GroupId",
                "DestinationPrefixListId": "PrefixListId",
            },
        ),
    ),
    delete=lambda handle: revoke(handle, "Egress", handle["GroupId"], [handle.model]),
    list=Call("DescribeSecurityGroupRules", "SecurityGroupRules[?IsEgress]"),
    given={"GroupId": "{group}", "IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/8"},
    client=(
        "describe_security_group_rules",
        {"Filters": [{"Name": "group-id", "Values": ["{group}"]}]},
        "SecurityGroupRules[?IsEgress] | [1]",
    ),
    proofs=(
        Proof(
            {
                "GroupId": "{group}",
                "IpProtocol": "udp",
                "FromPort": 53,
                "ToPort": 54,
                "CidrIp": "10.1.0.0/16",
                "Description": "names",
            },
            "[GroupId, IpProtocol, FromPort, ToPort, CidrIpv4, Description]",
            ["{group}", "udp", 53, 54, "10.1.0.0/16", "names"],
        ),
        Proof({"CidrIp": None, "CidrIpv6": "::/0"}, "CidrIpv6", "::/0"),
        Proof({"CidrIp": None, "DestinationSecurityGroupId": "{group}"}, "ReferencedGroupInfo.GroupId", "{group}"),
        Proof(
            {"CidrIp": None, "DestinationPrefixListId": "{AWS::EC2::PrefixList}"},
            "PrefixListId",
            "{AWS::EC2::PrefixList}",
        ),
    ),
)
