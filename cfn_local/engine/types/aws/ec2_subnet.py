"""AWS::EC2::Subnet: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Setting
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle


def _acl_association(handle: Handle) -> dict[str, Any]:
    subnet = handle["SubnetId"]
    found = handle("DescribeNetworkAcls", Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])
    associations = [one for acl in found["NetworkAcls"] for one in acl["Associations"] if one["SubnetId"] == subnet]
    return {"NetworkAclAssociationId": associations[0]["NetworkAclAssociationId"]} if associations else {}


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
        _acl_association,
    ),
    settings={"MapPublicIpOnLaunch": Setting(Call("ModifySubnetAttribute"))},
    defaults={"MapPublicIpOnLaunch": False},
    tags=EC2_TAGS,
    shown={"BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}, "EnableDns64": False},
    hidden_if_empty=("Ipv6CidrBlocks",),
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
