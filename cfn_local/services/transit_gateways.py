"""Transit gateways: moto answers one attachment of a route where EC2 answers a list."""

from typing import Any

from cfn_local.services.seam import replace_method

_ATTACHMENTS = "transitGatewayAttachments"


def install() -> None:
    """Answer the attachments of a route as a list."""
    from moto.ec2.models.transit_gateway_route_tables import TransitGatewayRouteTableBackend

    create = TransitGatewayRouteTableBackend.create_transit_gateway_route

    def create_transit_gateway_route(backend: Any, *stated: Any, **named: Any) -> Any:
        route: dict[str, Any] = create(backend, *stated, **named)
        if isinstance(route.get(_ATTACHMENTS), dict):
            route[_ATTACHMENTS] = [route[_ATTACHMENTS]]
        return route

    replace_method(TransitGatewayRouteTableBackend, "create_transit_gateway_route", create_transit_gateway_route)
