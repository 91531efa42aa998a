"""AWS::EC2::VPC: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Setting
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.parameters import filters


def _attribute(name: str) -> Call:
    return Call("DescribeVpcAttribute", params={"Attribute": name})


TYPE = Declaration(
    "AWS::EC2::VPC",
    "ec2",
    create=Call("CreateVpc", "Vpc"),
    read=(
        Call(
            "DescribeVpcs",
            "Vpcs",
            finds={
                "CidrBlockAssociations": "CidrBlockAssociationSet[].AssociationId",
                "Ipv6CidrBlocks": "Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock || `[]`",
            },
        ),
        Call(
            "DescribeNetworkAcls",
            "NetworkAcls[?IsDefault].{DefaultNetworkAcl: NetworkAclId}",
            {"Filters": filters("vpc-id", "VpcId")},
        ),
        Call(
            "DescribeSecurityGroups",
            "SecurityGroups[?GroupName=='default'].{DefaultSecurityGroup: GroupId}",
            {"Filters": filters("vpc-id", "VpcId")},
        ),
        _attribute("enableDnsHostnames"),
        _attribute("enableDnsSupport"),
    ),
    settings={
        "EnableDnsHostnames": Setting(Call("ModifyVpcAttribute")),
        "EnableDnsSupport": Setting(Call("ModifyVpcAttribute")),
    },
    defaults={"EnableDnsHostnames": False, "EnableDnsSupport": True},
    tags=EC2_TAGS,
    delete=Call("DeleteVpc"),
    list=Call("DescribeVpcs", "Vpcs"),
    given={"CidrBlock": "10.0.0.0/16"},
    proofs=(
        Proof(
            {"CidrBlock": "10.1.0.0/16", "InstanceTenancy": "dedicated"},
            "Vpcs[0].[CidrBlock, InstanceTenancy]",
            ["10.1.0.0/16", "dedicated"],
            read=("describe_vpcs", {"VpcIds": ["{Ref}"]}),
        ),
        Proof(
            {"EnableDnsHostnames": True},
            "EnableDnsHostnames.Value",
            read=("describe_vpc_attribute", {"VpcId": "{Ref}", "Attribute": "enableDnsHostnames"}),
        ),
        Proof(
            {"EnableDnsSupport": False},
            "EnableDnsSupport.Value",
            read=("describe_vpc_attribute", {"VpcId": "{Ref}", "Attribute": "enableDnsSupport"}),
        ),
        Proof(
            {"Tags": TAGS},
            "Tags[].{Key: Key, Value: Value}",
            read=("describe_tags", {"Filters": [{"Name": "resource-id", "Values": ["{Ref}"]}]}),
        ),
    ),
)
