"""AWS::EC2::TransitGatewayRoute: Ref is `<route table ID>|<destination>`."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_TABLE = "{AWS::EC2::TransitGatewayRouteTable}"
_STATIC = [{"Name": "type", "Values": ["static"]}]


def _this(handle: Handle) -> dict[str, str]:
    return {name: handle[name] for name in ("TransitGatewayRouteTableId", "DestinationCidrBlock")}


def _made(handle: Handle) -> dict[str, str]:
    handle(
        "CreateTransitGatewayRoute",
        **_this(handle),
        TransitGatewayAttachmentId=handle.wanted.get("TransitGatewayAttachmentId"),
        Blackhole=is_true(handle.wanted.get("Blackhole", False)),
    )
    return _this(handle)


def _routes(handle: Handle) -> list[dict[str, Any]]:
    table = handle["TransitGatewayRouteTableId"]
    found = handle("SearchTransitGatewayRoutes", TransitGatewayRouteTableId=table, Filters=_STATIC)["Routes"]
    return [
        {
            "TransitGatewayRouteTableId": table,
            "DestinationCidrBlock": route["DestinationCidrBlock"],
            "Blackhole": route["State"] == "blackhole",
            **{
                name: attachment[name]
                for attachment in route.get("TransitGatewayAttachments", ())[:1]
                for name in ("TransitGatewayAttachmentId",)
                if name in attachment
            },
        }
        for route in found
        if route["State"] != "deleted"
    ]


def _route(handle: Handle) -> dict[str, Any] | None:
    return next((one for one in _routes(handle) if one["DestinationCidrBlock"] == handle["DestinationCidrBlock"]), None)


def _delete(handle: Handle) -> None:
    with absent():
        if _route(handle):
            handle("DeleteTransitGatewayRoute", **_this(handle))


TYPE = Declaration(
    "AWS::EC2::TransitGatewayRoute",
    "ec2",
    create=_made,
    read=(_route,),
    delete=_delete,
    list=_routes,
    given={"TransitGatewayRouteTableId": _TABLE, "DestinationCidrBlock": "10.0.0.0/16", "Blackhole": True},
    client=(
        "search_transit_gateway_routes",
        {"TransitGatewayRouteTableId": _TABLE, "Filters": _STATIC},
        "Routes[0]",
    ),
    proofs=(
        Proof(
            {"TransitGatewayRouteTableId": _TABLE, "DestinationCidrBlock": "10.9.0.0/16", "Blackhole": True},
            "[DestinationCidrBlock, State]",
            ["10.9.0.0/16", "blackhole"],
        ),
        Proof(
            {"TransitGatewayAttachmentId": "{AWS::EC2::TransitGatewayAttachment}"},
            "TransitGatewayAttachments[].TransitGatewayAttachmentId",
            ["{AWS::EC2::TransitGatewayAttachment}"],
            given={"Blackhole": None},
        ),
    ),
)
