"""Transit gateways: moto answers one attachment of a route where EC2 answers a list.

It leaves the route table of a deleted gateway behind.
"""

from typing import Any

from cfn_local.services.seam import replace_method

_ATTACHMENTS = "transitGatewayAttachments"


def install() -> None:
    """Answer the attachments of a route as a list, and delete route tables with their gateway."""
    from moto.ec2.models.transit_gateway import TransitGatewayBackend
    from moto.ec2.models.transit_gateway_route_tables import TransitGatewayRouteTableBackend

    create = TransitGatewayRouteTableBackend.create_transit_gateway_route
    delete = TransitGatewayBackend.delete_transit_gateway

    def create_transit_gateway_route(backend: Any, *stated: Any, **named: Any) -> Any:
        route: dict[str, Any] = create(backend, *stated, **named)
        if isinstance(route.get(_ATTACHMENTS), dict):
            route[_ATTACHMENTS] = [route[_ATTACHMENTS]]
        return route

    def delete_transit_gateway(backend: Any, transit_gateway_id: str) -> Any:
        tables = backend.transit_gateways_route_tables
        for key in [key for key, table in tables.items() if table.transit_gateway_id == transit_gateway_id]:
            del tables[key]
        return delete(backend, transit_gateway_id)

    replace_method(TransitGatewayBackend, "delete_transit_gateway", delete_transit_gateway)
    replace_method(TransitGatewayRouteTableBackend, "create_transit_gateway_route", create_transit_gateway_route)
