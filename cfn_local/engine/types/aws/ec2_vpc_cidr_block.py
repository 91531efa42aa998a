"""AWS::EC2::VPCCidrBlock, a further address block of a VPC: Ref is the ID of its association."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _made(handle: Handle) -> dict[str, Any]:
    made = handle.make(
        Call("AssociateVpcCidrBlock", "[CidrBlockAssociation, Ipv6CidrBlockAssociation][] | [0].{Id: AssociationId}")
    )
    return {**made, "VpcId": handle["VpcId"]}


def _blocks(handle: Handle) -> list[dict[str, Any]]:
    """The blocks of the VPC, without the one that it was created with."""
    vpc = handle("DescribeVpcs", VpcIds=[handle["VpcId"]])["Vpcs"][0]
    further = [
        {"Id": one["AssociationId"], "VpcId": vpc["VpcId"], "CidrBlock": one["CidrBlock"]}
        for one in vpc.get("CidrBlockAssociationSet", ())
        if one["CidrBlockState"]["State"] == "associated" and one["CidrBlock"] != vpc["CidrBlock"]
    ]
    by_amazon = [
        {
            "Id": one["AssociationId"],
            "VpcId": vpc["VpcId"],
            "AmazonProvidedIpv6CidrBlock": True,
            "Ipv6CidrBlock": one["Ipv6CidrBlock"],
            "IpSource": "amazon",
            "Ipv6AddressAttribute": "public",
            "Ipv6CidrBlockNetworkBorderGroup": handle.region,
        }
        for one in vpc.get("Ipv6CidrBlockAssociationSet", ())
        if one["Ipv6CidrBlockState"]["State"] == "associated"
    ]
    return [*further, *by_amazon]


def _block(handle: Handle) -> dict[str, Any] | None:
    return next((one for one in _blocks(handle) if one["Id"] == handle["Id"]), None)


TYPE = Declaration(
    "AWS::EC2::VPCCidrBlock",
    "ec2",
    ref="Id",
    create=_made,
    read=(_block,),
    delete=Call("DisassociateVpcCidrBlock", params={"AssociationId": lambda handle: handle["Id"]}),
    list=_blocks,
    given={"VpcId": "{vpc}", "AmazonProvidedIpv6CidrBlock": True},
    client=("describe_vpcs", {"VpcIds": ["{vpc}"]}, "Vpcs[0]"),
    proofs=(
        Proof(
            {"VpcId": "{vpc}", "AmazonProvidedIpv6CidrBlock": True},
            "Ipv6CidrBlockAssociationSet[].AssociationId",
            ["{Ref}"],
        ),
        Proof(
            {"CidrBlock": "10.7.0.0/16"},
            "CidrBlockAssociationSet[].CidrBlock",
            ["10.0.0.0/16", "10.7.0.0/16"],
            given={"AmazonProvidedIpv6CidrBlock": None},
        ),
    ),
)
