"""AWS::EC2::SubnetCidrBlock, an IPv6 block of a subnet: Ref is the ID of its association."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _blocks(handle: Handle) -> list[dict[str, Any]]:
    return [
        {
            "Id": one["AssociationId"],
            "SubnetId": subnet["SubnetId"],
            "Ipv6CidrBlock": one["Ipv6CidrBlock"],
            "IpSource": "amazon",
            "Ipv6AddressAttribute": "public",
        }
        for subnet in handle("DescribeSubnets")["Subnets"]
        for one in subnet.get("Ipv6CidrBlockAssociationSet", ())
    ]


def _block(handle: Handle) -> dict[str, Any] | None:
    return next((one for one in _blocks(handle) if one["Id"] == handle["Id"]), None)


TYPE = Declaration(
    "AWS::EC2::SubnetCidrBlock",
    "ec2",
    create=Call("AssociateSubnetCidrBlock", "Ipv6CidrBlockAssociation.{Id: AssociationId}"),
    read=(_block,),
    delete=Call("DisassociateSubnetCidrBlock", params={"AssociationId": lambda handle: handle["Id"]}),
    list=_blocks,
    given={"SubnetId": "{subnet}", "Ipv6CidrBlock": "2001:db8:1:1::/64"},
    client=("describe_subnets", {"SubnetIds": ["{subnet}"]}, "Subnets[0]"),
    proofs=(
        Proof(
            {"SubnetId": "{subnet}", "Ipv6CidrBlock": "2001:db8:1:7::/64"},
            "Ipv6CidrBlockAssociationSet[].[AssociationId, Ipv6CidrBlock]",
            [["{Ref}", "2001:db8:1:7::/64"]],
        ),
    ),
)
