"""AWS::EC2::Route: Ref is `<route table ID>|<destination>`."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.services.route_destinations import network_of

_TARGETS = (
    "CarrierGatewayId",
    "EgressOnlyInternetGatewayId",
    "GatewayId",
    "InstanceId",
    "NatGatewayId",
    "NetworkInterfaceId",
    "TransitGatewayId",
    "VpcEndpointId",
    "VpcPeeringConnectionId",
)
_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


def _made(handle: Handle) -> dict[str, Any]:
    handle.make(Call("CreateRoute"))
    destination = str(next(handle[name] for name in _DESTINATIONS if name in handle.model))
    return {"CidrBlock": network_of(destination) if "/" in destination else destination}


def _routes(handle: Handle, **parameters: Any) -> list[dict[str, Any]]:
    found = handle("DescribeRouteTables", **parameters)["RouteTables"]
    return [
        {"RouteTableId": table["RouteTableId"], "CidrBlock": destination, **route}
        for table in found
        for route in table["Routes"]
        for destination in [next((route[name] for name in _DESTINATIONS if name in route), None)]
        if destination is not None and route.get("GatewayId") != "local"
    ]


def _route(handle: Handle) -> dict[str, Any] | None:
    found = _routes(handle, RouteTableIds=[handle["RouteTableId"]])
    route = next((route for route in found if route["CidrBlock"] == handle["CidrBlock"]), None)
    return route and {
        name: route[name] for name in ("RouteTableId", "CidrBlock", *_DESTINATIONS, *_TARGETS) if name in route
    }


def _delete(handle: Handle) -> None:
    destination = {name: handle[name] for name in _DESTINATIONS if name in handle.model}
    handle("DeleteRoute", RouteTableId=handle["RouteTableId"], **destination)


def _list(handle: Handle) -> list[dict[str, Any]]:
    tables = [handle["RouteTableId"]] if "RouteTableId" in handle.model else None
    return [
        {name: route[name] for name in ("RouteTableId", "CidrBlock")} for route in _routes(handle, RouteTableIds=tables)
    ]


TYPE = Declaration(
    "AWS::EC2::Route",
    "ec2",
    create=_made,
    read=(_route,),
    update=(Call("ReplaceRoute", carries=(*_TARGETS, *_DESTINATIONS), replaces=True),),
    # AWS shows an internet gateway here as well (recorded in 2026).
    shown={"VpcEndpointId": lambda handle: handle.get("GatewayId")},
    delete=_delete,
    list=_list,
    given={"RouteTableId": "{table}", "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "{gateway}"},
    client=("describe_route_tables", {"RouteTableIds": ["{table}"]}, "RouteTables[0]"),
    proofs=(
        Proof(
            {"RouteTableId": "{table}", "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "{gateway}"},
            "Routes[?GatewayId!='local'] | [].[DestinationCidrBlock, GatewayId]",
            [["0.0.0.0/0", "{gateway}"]],
        ),
        Proof(
            {"DestinationIpv6CidrBlock": "::/0"},
            "Routes[?GatewayId!='local'] | [].DestinationIpv6CidrBlock",
            ["::/0"],
            given={"DestinationCidrBlock": None},
        ),
        Proof(
            {"GatewayId": "{gateway}"},
            "Routes[?GatewayId!='local'] | [].GatewayId",
            ["{gateway}"],
            given={"GatewayId": None},
        ),
        *(
            Proof(
                {name: value},
                f"Routes[?GatewayId!='local'] | [].{name}",
                [value],
                given={"GatewayId": None},
            )
            for name, value in (
                ("EgressOnlyInternetGatewayId", "{AWS::EC2::EgressOnlyInternetGateway}"),
                ("InstanceId", "{AWS::EC2::Instance}"),
                ("NatGatewayId", "{AWS::EC2::NatGateway}"),
                ("NetworkInterfaceId", "{AWS::EC2::NetworkInterface}"),
                ("TransitGatewayId", "{AWS::EC2::TransitGateway}"),
                ("VpcPeeringConnectionId", "{AWS::EC2::VPCPeeringConnection}"),
            )
        ),
        Proof(
            {"DestinationPrefixListId": "{AWS::EC2::PrefixList}"},
            "Routes[?GatewayId!='local'] | [].DestinationPrefixListId",
            ["{AWS::EC2::PrefixList}"],
            given={"DestinationCidrBlock": None},
        ),
    ),
)
