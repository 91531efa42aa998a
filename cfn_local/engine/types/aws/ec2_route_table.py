"""AWS::EC2::RouteTable: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

TYPE = Declaration(
    "AWS::EC2::RouteTable",
    "ec2",
    create=Call("CreateRouteTable", "RouteTable"),
    read=(Call("DescribeRouteTables", "RouteTables"),),
    tags=EC2_TAGS,
    delete=Call("DeleteRouteTable"),
    list=Call("DescribeRouteTables", "RouteTables"),
    given={"VpcId": "{vpc}"},
    proofs=(
        Proof({"VpcId": "{vpc}"}, "RouteTables[0].VpcId", read=("describe_route_tables", {"RouteTableIds": ["{Ref}"]})),
        Proof(
            {"Tags": TAGS},
            "Tags[].{Key: Key, Value: Value}",
            read=("describe_tags", {"Filters": [{"Name": "resource-id", "Values": ["{Ref}"]}]}),
        ),
    ),
)
