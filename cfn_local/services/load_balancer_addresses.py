"""Addresses of load balancers: moto forgets those of subnets, wants two zones for every change, and has one DNS suffix
for all partitions. It also checks targets that are not to be checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cfn_local import partitions
from cfn_local.services.seam import add_actions, replace_attribute, replace_method

_ADDRESSES = "addresses_of_subnets"
_ADDRESS = {"AllocationId": "AllocationId", "PrivateIPv4Address": "PrivateIPv4Address", "IPv6Address": "IPv6Address"}


def install() -> None:
    """Keep what the requests state."""
    from moto.elbv2.models import AvailabilityZone, ELBv2Backend, FakeLoadBalancer
    from moto.elbv2.responses import ELBV2Response

    create, set_subnets = ELBv2Backend.create_load_balancer, ELBv2Backend.set_subnets
    create_group = ELBV2Response.create_target_group

    def create_load_balancer(backend: Any, **stated: Any) -> Any:
        made = create(backend, **stated)
        made.dns_name = partitions.host("elasticloadbalancing", backend.region_name).replace(
            f"elasticloadbalancing.{backend.region_name}", f"{made.name}-1.{backend.region_name}.elb"
        )
        _keep(made, stated.get("subnet_mappings"))
        return made

    def set_subnets_of(backend: Any, arn: str, subnets: list[str], mappings: list[dict[str, Any]]) -> Any:
        balancer = backend.load_balancers.get(arn)
        if balancer is None or balancer.type == "application":
            return set_subnets(backend, arn, subnets, mappings)
        ids = [*subnets, *(one["SubnetId"] for one in mappings)]
        balancer.subnets = [backend.ec2_backend.get_subnet(subnet) for subnet in ids]
        _keep(balancer, mappings)
        return balancer.availability_zones

    def availability_zones(balancer: Any) -> list[Any]:
        zones = [AvailabilityZone(subnet) for subnet in balancer.subnets]
        for zone, subnet in zip(zones, balancer.subnets, strict=True):
            vars(zone)["load_balancer_addresses"] = vars(balancer).get(_ADDRESSES, {}).get(subnet.id, [])
        return zones

    class Actions:
        def create_target_group(self: Any) -> Any:
            answered: Any = create_group(self)
            _check(answered, self._get_param("HealthCheckEnabled"))
            return answered

    replace_method(ELBv2Backend, "create_load_balancer", create_load_balancer)
    replace_method(ELBv2Backend, "set_subnets", set_subnets_of)
    replace_attribute(FakeLoadBalancer, "availability_zones", property(availability_zones))
    add_actions(ELBV2Response, Actions)


def _keep(balancer: Any, mappings: Iterable[dict[str, Any]] | None) -> None:
    vars(balancer)[_ADDRESSES] = {
        one["SubnetId"]: [{name: one[name] for name in _ADDRESS if name in one}] for one in mappings or ()
    }


def _check(answered: Any, is_checked: Any) -> None:
    if is_checked is not None:
        for group in answered.result["TargetGroups"]:
            group.health_check_enabled = str(is_checked).lower() == "true"
