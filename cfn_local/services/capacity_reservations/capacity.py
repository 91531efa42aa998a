"""Remaining capacity: that of pools, and On-Demand quotas. EC2 checks them separately."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from cfn_local.services.capacity_reservations.exceptions import (
    InstanceLimitExceededError,
    InsufficientInstanceCapacityError,
    VcpuLimitExceededError,
)
from cfn_local.services.capacity_reservations.instance_kind import InstanceKind, vcpus_of
from cfn_local.services.conditions import Conditions


class Holding(Protocol):
    """Anything that holds instances of a kind."""

    @property
    def attributes(self) -> InstanceKind: ...

    @property
    def held_instance_count(self) -> int: ...


def check_room(conditions: Conditions, holdings: Iterable[Holding], attributes: InstanceKind, more: int) -> None:
    """Raise EC2's error if quotas or the pool have no room for `more` instances. Releasing (0 or fewer) always fits."""
    if more <= 0:
        return
    held = list(holdings)
    _check_quotas(conditions, held, attributes, more)
    _check_pool(conditions, held, attributes, more)


def _check_quotas(conditions: Conditions, holdings: list[Holding], attributes: InstanceKind, more: int) -> None:
    quota = conditions.on_demand_instance_quota
    held = sum(holding.held_instance_count for holding in holdings)
    if quota is not None and held + more > quota:
        raise InstanceLimitExceededError(asked=more, quota=quota, held=held)
    quota = conditions.on_demand_vcpu_quota
    held = sum(holding.held_instance_count * vcpus_of(holding.attributes.instance_type) for holding in holdings)
    asked = more * vcpus_of(attributes.instance_type)
    if quota is not None and asked and held + asked > quota:
        raise VcpuLimitExceededError(asked=asked, quota=quota, held=held)


def _check_pool(conditions: Conditions, holdings: list[Holding], attributes: InstanceKind, more: int) -> None:
    for pool in conditions.capacity_pools:
        key = (pool.availability_zone, pool.instance_type, pool.tenancy)
        held = sum(holding.held_instance_count for holding in holdings if holding.attributes.pool == key)
        if attributes.pool == key and held + more > pool.instance_count:
            raise InsufficientInstanceCapacityError(
                asked=more,
                instance_type=attributes.instance_type,
                tenancy=attributes.tenancy,
                zone=attributes.zone_name,
            )
