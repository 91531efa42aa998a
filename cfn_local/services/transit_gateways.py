"""Transit gateways: moto answers one attachment of a route where EC2 answers a list.

It leaves the route table of a deleted gateway behind, takes an attachment to propagate its routes into one table only,
and fails where a route table and an attachment are not related.
"""

from typing import Any

from cfn_local.services.seam import replace_method

_ATTACHMENTS = "transitGatewayAttachments"


def install() -> None:
    """Answer the attachments of a route as a list, delete route tables with their gateway, and end what is related."""
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models.transit_gateway import TransitGatewayBackend
    from moto.ec2.models.transit_gateway_route_tables import TransitGatewayRelations, TransitGatewayRouteTableBackend

    create = TransitGatewayRouteTableBackend.create_transit_gateway_route
    delete = TransitGatewayBackend.delete_transit_gateway
    end_association = TransitGatewayRouteTableBackend.disassociate_transit_gateway_route_table

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

    def table_of(backend: Any, table_id: str) -> Any:
        if table_id not in backend.transit_gateways_route_tables:
            text = f"Transit Gateway Route Table {table_id} was deleted or does not exist."
            raise EC2ClientError("InvalidRouteTableID.NotFound", text)
        return backend.transit_gateways_route_tables[table_id]

    def unrelated(table_id: str, attachment_id: str) -> Exception:
        text = f"Transit Gateway Route Table {table_id} and attachment {attachment_id} are not related."
        return EC2ClientError("InvalidAssociation.NotFound", text)

    def disassociate_transit_gateway_route_table(backend: Any, tgw_attach_id: str, tgw_rt_id: str) -> Any:
        if tgw_attach_id not in table_of(backend, tgw_rt_id).route_table_associations:
            raise unrelated(tgw_rt_id, tgw_attach_id)
        return end_association(backend, tgw_attach_id, tgw_rt_id)

    def disable_transit_gateway_route_table_propagation(
        backend: Any, transit_gateway_attachment_id: str, transit_gateway_route_table_id: str
    ) -> Any:
        table = table_of(backend, transit_gateway_route_table_id)
        if not _propagates(table, transit_gateway_attachment_id):
            raise unrelated(transit_gateway_route_table_id, transit_gateway_attachment_id)
        backend.disable_route_table_propagation(transit_gateway_attachment_id, transit_gateway_route_table_id)
        tables = backend.transit_gateways_route_tables.values()
        if not any(_propagates(one, transit_gateway_attachment_id) for one in tables):
            backend.transit_gateway_propagations.pop(transit_gateway_attachment_id, None)
        return TransitGatewayRelations(
            backend, transit_gateway_attachment_id, transit_gateway_route_table_id, state="disabled"
        )

    for replacement in (disassociate_transit_gateway_route_table, disable_transit_gateway_route_table_propagation):
        replace_method(TransitGatewayRouteTableBackend, replacement.__name__, replacement)
    replace_method(TransitGatewayBackend, "delete_transit_gateway", delete_transit_gateway)
    replace_method(TransitGatewayRouteTableBackend, "create_transit_gateway_route", create_transit_gateway_route)


def _propagates(table: Any, attachment_id: str) -> bool:
    return any(one.transitGatewayAttachmentId == attachment_id for one in table.route_table_propagation)
