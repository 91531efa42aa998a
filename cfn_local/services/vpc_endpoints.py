"""VPC endpoints: moto removes the route tables that are to be added, does not update routes and network interfaces, and
can neither change the private DNS names nor restore the default policy, which allows everything.
"""

import json
from typing import Any

from cfn_local.services.seam import add_actions


def install() -> None:
    """Modify an endpoint as the request asks."""
    from moto.core.responses import ActionResult
    from moto.ec2.models.vpcs import VPCEndPoint
    from moto.ec2.responses.vpcs import VPCs

    class Actions:
        def modify_vpc_endpoint(self: Any) -> ActionResult:
            (endpoint,) = self.ec2_backend.describe_vpc_endpoints([self._get_param("VpcEndpointId")])
            policy = self._get_param("PolicyDocument")
            resets = self._get_bool_param("ResetPolicy")
            endpoint.policy_document = (
                json.dumps(VPCEndPoint.DEFAULT_POLICY) if resets else policy or endpoint.policy_document
            )
            private = self._get_bool_param("PrivateDnsEnabled")
            endpoint.private_dns_enabled = endpoint.private_dns_enabled if private is None else private
            endpoint.security_group_ids = _changed(self, endpoint.security_group_ids, "SecurityGroupIds")
            _route(endpoint, _changed(self, endpoint.route_table_ids, "RouteTableIds"))
            _reach_into(endpoint, _changed(self, endpoint.subnet_ids or [], "SubnetIds"))
            return ActionResult({"Return": True})

    add_actions(VPCs, Actions)


def _changed(request: Any, had: list[str], name: str) -> list[str]:
    added, removed = (request._get_param(f"{verb}{name}", []) for verb in ("Add", "Remove"))
    return [one for one in had if one not in removed] + [one for one in added if one not in had]


def _route(endpoint: Any, tables: list[str]) -> None:
    """Route exactly these route tables to the endpoint."""
    backend, destination = endpoint.ec2_backend, endpoint.destination_prefix_list_id
    had, endpoint.route_table_ids = endpoint.route_table_ids, tables
    if destination is None:
        return
    for table in set(had) - set(tables):
        backend.delete_route(table, destination)
    for table in set(tables) - set(had):
        backend.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=destination)


def _reach_into(endpoint: Any, subnets: list[str]) -> None:
    """Set exactly these subnets, with a network interface in each."""
    from moto.ec2.utils import random_private_ip

    backend, had, endpoint.subnet_ids = endpoint.ec2_backend, endpoint.subnet_ids or [], subnets
    if had == subnets or str(endpoint.vpc_endpoint_type).lower() != "interface":
        return
    interfaces = dict(zip(had, endpoint.network_interface_ids, strict=True))
    for subnet in set(had) - set(subnets):
        backend.enis.pop(interfaces[subnet], None)
    endpoint.network_interface_ids = [
        interfaces.get(subnet) or backend.create_network_interface(subnet, random_private_ip()).id for subnet in subnets
    ]
