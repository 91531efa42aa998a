"""VPC endpoints: moto removes the route tables that are to be added, does not update routes and network interfaces, and
can neither change the private DNS names nor restore the default policy, which allows everything. It shows one DNS name,
of a form that AWS does not use, and leaves out which IP addresses an endpoint has.
"""

import json
from typing import Any

from cfn_local.services.seam import add_actions, replace_attribute, replace_method

# AWS shows it without a version (recorded in 2024 and 2026).
_DEFAULT_POLICY = {"Statement": [{"Action": "*", "Effect": "Allow", "Principal": "*", "Resource": "*"}]}


def install() -> None:
    """Modify an endpoint as the request asks, and describe it as EC2 does."""
    from moto.core.responses import ActionResult
    from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint
    from moto.ec2.responses.vpcs import VPCs

    create = VPCBackend.create_vpc_endpoint

    def create_vpc_endpoint(backend: Any, *given: Any, **named: Any) -> Any:
        made: Any = create(backend, *given, **named)
        made.ip_address_type, made.requester_managed = "ipv4", False
        if str(made.vpc_endpoint_type).lower() == "interface":
            made.dns_options = {"dns_record_ip_type": "ipv4"}
            made.dns_entries = _dns_entries(backend, made)
        return made

    replace_attribute(VPCEndPoint, "DEFAULT_POLICY", _DEFAULT_POLICY)
    replace_method(VPCBackend, "create_vpc_endpoint", create_vpc_endpoint)

    class Actions:
        def modify_vpc_endpoint(self: Any) -> ActionResult:
            (endpoint,) = self.ec2_backend.describe_vpc_endpoints([self._get_param("VpcEndpointId")])
            self.error_on_dryrun()
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


def _dns_entries(backend: Any, endpoint: Any) -> list[dict[str, str]]:
    """The name of the endpoint, one for each of its zones, and the service's own if it has private names."""
    from moto.ec2.utils import random_resource_id

    own, zone_id = f"{endpoint.id}-{random_resource_id(8)}", f"Z{random_resource_id(12).upper()}"
    reversed_domain, region, service = endpoint.service_name.rsplit(".", 2)
    zones = sorted({backend.get_subnet(subnet).availability_zone for subnet in endpoint.subnet_ids or []})
    domain = ".".join(reversed(reversed_domain.split(".")))
    entries = [
        {"dns_name": f"{name}.{service}.{region}.vpce.{domain}", "hosted_zone_id": zone_id}
        for name in (own, *(f"{own}-{zone}" for zone in zones))
    ]
    if endpoint.private_dns_enabled:
        private = {"dns_name": f"{service}.{region}.{domain}", "hosted_zone_id": f"Z{random_resource_id(20).upper()}"}
        entries.append(private)
    return entries
