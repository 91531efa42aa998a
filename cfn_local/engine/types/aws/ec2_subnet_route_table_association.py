"""AWS::EC2::SubnetRouteTableAssociation: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _associations(handle: Handle) -> list[dict[str, Any]]:
    tables = handle("DescribeRouteTables")["RouteTables"]
    return [
        {"Id": one["RouteTableAssociationId"], "RouteTableId": one["RouteTableId"], "SubnetId": one["SubnetId"]}
        for table in tables
        for one in table["Associations"]
        if "SubnetId" in one
    ]


def _association(handle: Handle) -> dict[str, Any] | None:
    return next((one for one in _associations(handle) if one["Id"] == handle["Id"]), None)


TYPE = Declaration(
    "AWS::EC2::SubnetRouteTableAssociation",
    "ec2",
    names={"Id": "AssociationId"},
    ref="Id",
    create=Call("AssociateRouteTable"),
    read=(_association,),
    delete=Call("DisassociateRouteTable"),
    list=_associations,
    given={"RouteTableId": "{table}", "SubnetId": "{subnet}"},
    proofs=(
        Proof(
            {"RouteTableId": "{table}", "SubnetId": "{subnet}"},
            "RouteTables[0].Associations[?SubnetId].[RouteTableId, SubnetId]",
            [["{table}", "{subnet}"]],
            read=("describe_route_tables", {"RouteTableIds": ["{table}"]}),
        ),
    ),
)
