"""AWS::EC2::Subnet: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Setting
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

TYPE = Declaration(
    "AWS::EC2::Subnet",
    "ec2",
    create=Call("CreateSubnet", "Subnet"),
    read=(
        Call(
            "DescribeSubnets",
            "Subnets",
            finds={"Ipv6CidrBlocks": "Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock || `[]`"},
        ),
    ),
    settings={"MapPublicIpOnLaunch": Setting(Call("ModifySubnetAttribute"))},
    defaults={"MapPublicIpOnLaunch": False},
    tags=EC2_TAGS,
    delete=Call("DeleteSubnet"),
    list=Call("DescribeSubnets", "Subnets"),
    given={"VpcId": "{vpc}", "CidrBlock": "10.0.2.0/24"},
    client=("describe_subnets", {"SubnetIds": ["{Ref}"]}, "Subnets[0]"),
    proofs=(
        Proof(
            {"VpcId": "{vpc}", "CidrBlock": "10.0.3.0/24", "AvailabilityZone": "{region}b"},
            "[VpcId, CidrBlock, AvailabilityZone]",
            ["{vpc}", "10.0.3.0/24", "{region}b"],
        ),
        Proof({"AvailabilityZoneId": "{zoneid}"}),
        Proof({"MapPublicIpOnLaunch": True}),
        Proof(
            {"Tags": TAGS},
            "Tags[].{Key: Key, Value: Value}",
            read=("describe_tags", {"Filters": [{"Name": "resource-id", "Values": ["{Ref}"]}]}),
        ),
    ),
)
