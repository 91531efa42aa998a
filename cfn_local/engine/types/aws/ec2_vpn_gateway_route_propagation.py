"""AWS::EC2::VPNGatewayRoutePropagation: Ref is a generated name. No routes are propagated."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _enable(handle: Handle) -> None:
    wanted, had = handle.wanted["RouteTableIds"], handle.had.get("RouteTableIds", [])
    gateway, before = handle.wanted["VpnGatewayId"], handle.had.get("VpnGatewayId")
    for table in had:
        if table not in wanted or gateway != before:
            handle("DisableVgwRoutePropagation", RouteTableId=table, GatewayId=before)
    for table in wanted:
        if table not in had or gateway != before:
            handle("EnableVgwRoutePropagation", RouteTableId=table, GatewayId=gateway)


def _create(handle: Handle) -> dict[str, str]:
    _enable(handle)
    return {"Id": handle.generated_name()}


def _read(handle: Handle) -> dict[str, Any] | None:
    stated: dict[str, Any] = {
        name: handle[name] for name in ("Id", "RouteTableIds", "VpnGatewayId") if name in handle.model
    }
    with absent():
        tables = handle("DescribeRouteTables", RouteTableIds=stated.get("RouteTableIds"))["RouteTables"]
        gateway = stated.get("VpnGatewayId")
        found = [
            table["RouteTableId"]
            for table in tables
            if any(vgw["GatewayId"] == gateway for vgw in table["PropagatingVgws"])
        ]
        return {**stated, "RouteTableIds": found} if found else None
    return None


def _delete(handle: Handle) -> None:
    for table in handle["RouteTableIds"]:
        with absent():
            handle("DisableVgwRoutePropagation", RouteTableId=table, GatewayId=handle["VpnGatewayId"])


TYPE = Declaration(
    "AWS::EC2::VPNGatewayRoutePropagation",
    "ec2",
    create=_create,
    read=(_read,),
    update=(Logic(("RouteTableIds", "VpnGatewayId"), _enable),),
    delete=_delete,
    given={"RouteTableIds": ["{table}"], "VpnGatewayId": "{AWS::EC2::VPNGateway}"},
    proofs=(
        Proof(
            {"RouteTableIds": ["{table}"], "VpnGatewayId": "{AWS::EC2::VPNGateway}"},
            "RouteTables[0].PropagatingVgws[].GatewayId",
            ["{AWS::EC2::VPNGateway}"],
            read=("describe_route_tables", {"RouteTableIds": ["{table}"]}),
        ),
    ),
)
