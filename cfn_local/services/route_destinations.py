"""Routes: EC2 takes the bits of a host from the destination of a route; moto keeps them."""

from ipaddress import ip_network
from typing import Any

from cfn_local.services.seam import replace_method

_DESTINATIONS = ("destination_cidr_block", "destination_ipv6_cidr_block")


def network_of(block: str) -> str:
    """The network that a block with bits of a host is in: 100.68.0.0/18 of 100.68.0.18/18 (measured)."""
    return str(ip_network(block, strict=False))


def install() -> None:
    """Make, replace and delete routes to networks."""
    from moto.ec2.models.route_tables import RouteBackend

    def with_networks(action: Any) -> Any:
        def done(backend: Any, route_table_id: str, *given: Any, **named: Any) -> Any:
            blocks = [network_of(one) if one and index < 2 and "/" in one else one for index, one in enumerate(given)]
            for name in _DESTINATIONS:
                if named.get(name):
                    named[name] = network_of(named[name])
            return action(backend, route_table_id, *blocks, **named)

        return done

    for name in ("create_route", "replace_route", "delete_route"):
        replace_method(RouteBackend, name, with_networks(getattr(RouteBackend, name)))
