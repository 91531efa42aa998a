"""Scaling of an Auto Scaling group: moto's groups, extended to balance across zones and to look for capacity.

Instances are launched and terminated one by one. A launch that finds no capacity is recorded as a failed activity and
retried when the group is next read, at least SECONDS_BETWEEN_ATTEMPTS later on the emulated clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from moto.autoscaling.models import FakeAutoScalingGroup, InstanceState
from moto.ec2.exceptions import EC2ClientError

from cfn_local.services import clock
from cfn_local.services.auto_scaling.activities import Activities
from cfn_local.services.auto_scaling.distribution import BEST_EFFORT, next_move, zone_to_shrink, zones_to_try
from cfn_local.services.auto_scaling.instance import run_instance, would_be_reserved
from cfn_local.services.auto_scaling.specification import attempts
from cfn_local.services.capacity_reservations.exceptions import (
    InstanceLimitExceededError,
    InsufficientInstanceCapacityError,
    ReservationCapacityExceededError,
    ReservationMismatchError,
    ReservationNotFoundError,
    ReservationStateError,
    TargetedGroupNotFoundError,
    VcpuLimitExceededError,
)
from cfn_local.services.instances.launches import Asked, asking
from cfn_local.services.seam import atomic

SECONDS_BETWEEN_ATTEMPTS = 60
# EC2's errors for a launch that may succeed later or in another zone. All others are the template's fault.
FAILURES: tuple[type[EC2ClientError], ...] = (
    InstanceLimitExceededError,
    InsufficientInstanceCapacityError,
    ReservationCapacityExceededError,
    ReservationMismatchError,
    ReservationNotFoundError,
    ReservationStateError,
    TargetedGroupNotFoundError,
    VcpuLimitExceededError,
)

motos_set_desired_capacity = FakeAutoScalingGroup.set_desired_capacity

_only_recorded: ContextVar[bool] = ContextVar("only_recorded", default=False)


@contextmanager
def recording() -> Iterator[None]:
    """Only record the sizes set in this block: the group is not ready to scale yet."""
    token = _only_recorded.set(True)
    try:
        yield
    finally:
        _only_recorded.reset(token)


@atomic
def set_desired_capacity(group: FakeAutoScalingGroup, new_capacity: int | None) -> None:
    """Scale to this size, or to the minimum if it is None, and rebalance."""
    if _only_recorded.get():
        group.desired_capacity = group.min_size if new_capacity is None else new_capacity
        return
    vars(group)["failed_at"] = None
    # moto terminates the first unprotected instances and then keeps the rest in no particular order.
    group.instance_states = in_order_of_termination(group.instance_states)
    before = {state.instance_id: state for state in group.instance_states}
    with _whole_instances(group):
        motos_set_desired_capacity(group, new_capacity)
    for instance_id in before.keys() - {state.instance_id for state in group.instance_states}:
        instance = before[instance_id].instance
        Activities(group).terminated(instance_id, instance.placement.zone or "", instance.subnet_id)
    rebalance(group)
    group.instance_states = oldest_first(group.instance_states)
    register_as_targets(group, before.keys() - {state.instance_id for state in group.instance_states})


@contextmanager
def _whole_instances(group: FakeAutoScalingGroup) -> Iterator[None]:
    """Have moto count what a group of mixed instances lacks without On-Demand and Spot shares, each rounded down."""
    policy = group.mixed_instances_policy
    if policy:
        distribution = {**policy.get("InstancesDistribution", {}), "OnDemandPercentageAboveBaseCapacity": 100}
        group.mixed_instances_policy = {**policy, "InstancesDistribution": distribution}
    try:
        yield
    finally:
        group.mixed_instances_policy = policy


def register_as_targets(group: FakeAutoScalingGroup, terminated: Iterable[str]) -> None:
    """Have the instances of the group be the targets of its target groups, and those terminated no more."""
    backend = group.autoscaling_backend
    backend.elbv2_backend.notify_terminate_instances(list(terminated))
    if group.name in backend.autoscaling_groups:
        backend.update_attached_target_groups(group.name)


def look_again(group: FakeAutoScalingGroup) -> None:
    """Retry launches that found no capacity, if the last attempt was long enough ago."""
    failed_at: datetime | None = vars(group).get("failed_at")
    if failed_at and clock.now() >= failed_at + timedelta(seconds=SECONDS_BETWEEN_ATTEMPTS):
        set_desired_capacity(group, group.desired_capacity)


@atomic
def launch_instances(group: FakeAutoScalingGroup, count_needed: int, propagated_tags: dict[str, str]) -> None:
    """Launch this many instances, each where balance requires it, until one finds no capacity anywhere."""
    for _ in range(count_needed):
        zones = zones_to_try(
            zones_of(group),
            inhabited(group.active_instances()),
            strategy_of(group),
            lambda zone: would_be_reserved(group, zone, asked_of(group)),
        )
        if not launch_one(group, zones, propagated_tags):
            return


def launch_one(group: FakeAutoScalingGroup, zones: Iterable[str], propagated_tags: dict[str, str]) -> bool:
    """Launch an instance in the first of the zones with capacity for it. Return whether one had any."""
    for zone in zones:
        refusal: EC2ClientError | None = None
        for asked in asked_of(group):
            try:
                with asking(asked):
                    instance = run_instance(group, zone, propagated_tags)
            except FAILURES as error:
                refusal = error
                continue
            Activities(group).launched(instance.id, zone, instance.subnet_id)
            return True
        assert refusal is not None
        vars(group)["failed_at"] = clock.now()
        Activities(group).failed_to_launch(zone, None, refusal.code, refusal.message)
    return False


def rebalance(group: FakeAutoScalingGroup) -> None:
    """Move instances until the zones are balanced or have no capacity, launching each replacement first.

    Instances protected from scale-in are not moved. If the zone to leave has only those, nothing is moved.
    """
    while "AZRebalance" not in group._suspended_processes:
        move = next_move(zones_of(group), inhabited(group.active_instances()), strategy_of(group))
        if move is None:
            return
        leaving = newest_unprotected(group.active_instances(), move.source)
        if leaving is None or not launch_one(group, move.destinations, group.get_propagated_tags()):
            return
        group.ec2_backend.terminate_instances([leaving.instance_id])
        group.instance_states.remove(leaving)
        Activities(group).terminated(leaving.instance_id, move.source, leaving.instance.subnet_id)


def in_order_of_termination(states: Sequence[InstanceState]) -> list[InstanceState]:
    """Order the instances for termination: fullest zone first, and in it the newest unprotected instance.

    The default termination policy ends with a random choice; choosing the newest keeps instances that found reserved
    capacity.
    """
    staying, order = oldest_first(states), []
    while movable := [state for state in staying if not state.protected_from_scale_in]:
        free_zones = set(inhabited(movable))
        zone = zone_to_shrink([zone for zone in inhabited(staying) if zone in free_zones])
        leaving = newest_unprotected(staying, zone)
        assert leaving is not None
        order.append(leaving)
        staying.remove(leaving)
    return [*order, *staying]


def newest_unprotected(states: Sequence[InstanceState], zone: str) -> InstanceState | None:
    """Return the newest instance of the zone that may be terminated, if any."""
    found = [state for state in oldest_first(states) if state.availability_zone == zone]
    return next((state for state in reversed(found) if not state.protected_from_scale_in), None)


def oldest_first(states: Iterable[InstanceState]) -> list[InstanceState]:
    return sorted(states, key=lambda state: state.instance.launch_time)


def inhabited(states: Iterable[InstanceState]) -> list[str]:
    """Return the zone of each instance."""
    return [state.availability_zone or "" for state in states]


def zones_of(group: FakeAutoScalingGroup) -> list[str]:
    """Return the distinct zones of the group in the order of its subnets."""
    return list(dict.fromkeys(group.availability_zones))


def strategy_of(group: FakeAutoScalingGroup) -> str:
    """Return the group's strategy for distribution across zones."""
    distribution: dict[str, Any] = vars(group).get("availability_zone_distribution") or {}
    return str(distribution.get("CapacityDistributionStrategy", BEST_EFFORT))


def asked_of(group: FakeAutoScalingGroup) -> list[Asked]:
    """Return what the group requests of EC2 for each instance, in order."""
    return attempts(vars(group).get("capacity_reservation_specification"))
