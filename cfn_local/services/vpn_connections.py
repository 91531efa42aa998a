"""VPN connections: moto forgets their options, and lacks their routes and the propagation of routes by gateways.

Assumptions about moto 5.2.5: a connection is shown with its attributes `options` and `static_routes`, a route table
with `propagating_vgws`.
"""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import add_actions, atomic, replace_attribute, replace_method

_UNSAID = {
    "EnableAcceleration": False,
    "LocalIpv4NetworkCidr": "0.0.0.0/0",
    "RemoteIpv4NetworkCidr": "0.0.0.0/0",
    "StaticRoutesOnly": False,
    "TunnelInsideIpVersion": "ipv4",
}


def install() -> None:
    """Keep the options, the static routes, and the gateways that propagate their routes into a table."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.ec2.exceptions import InvalidVpnConnectionIdError
    from moto.ec2.models.route_tables import RouteTable
    from moto.ec2.models.vpn_connections import VPNConnection
    from moto.ec2.responses import EC2Response

    create: Any = EC2Response.create_vpn_connection

    def create_vpn_connection(response: Any) -> Any:
        result: Any = create(response)
        connection = response.ec2_backend.vpn_connections[result.result["VpnConnection"].id]
        connection.options = _UNSAID | (response._get_param("Options") or {})
        return result

    def connection_of(response: Any) -> Any:
        identifier = response._get_param("VpnConnectionId")
        if identifier not in response.ec2_backend.vpn_connections:
            raise InvalidVpnConnectionIdError(identifier)
        return response.ec2_backend.vpn_connections[identifier]

    def propagating(response: Any) -> dict[str, None]:
        table = response.ec2_backend.get_route_table(response._get_param("RouteTableId"))
        found: dict[str, None] = vars(table).setdefault("vgws", {})
        return found

    class Actions:
        def create_vpn_connection_route(self: Any) -> EmptyResult:
            vars(connection_of(self)).setdefault("routes_by_block", {})[self._get_param("DestinationCidrBlock")] = None
            return EmptyResult()

        def delete_vpn_connection_route(self: Any) -> EmptyResult:
            vars(connection_of(self)).get("routes_by_block", {}).pop(self._get_param("DestinationCidrBlock"), None)
            return EmptyResult()

        def enable_vgw_route_propagation(self: Any) -> ActionResult:
            propagating(self)[self.ec2_backend.get_vpn_gateway(self._get_param("GatewayId")).id] = None
            return EmptyResult()

        def disable_vgw_route_propagation(self: Any) -> EmptyResult:
            propagating(self).pop(self._get_param("GatewayId"), None)
            return EmptyResult()

    replace_method(EC2Response, "create_vpn_connection", atomic(create_vpn_connection))
    replace_attribute(VPNConnection, "routes", property(_routes))
    replace_attribute(RouteTable, "propagating_vgws", property(_gateways))
    add_actions(EC2Response, Actions)


def _routes(connection: Any) -> list[dict[str, str]]:
    blocks = vars(connection).get("routes_by_block", {})
    return [{"DestinationCidrBlock": block, "Source": "Static", "State": "available"} for block in blocks]


def _gateways(table: Any) -> list[dict[str, str]]:
    return [{"GatewayId": gateway} for gateway in vars(table).get("vgws", {})]
