"""The running instances of an account in a Region, and the reservations that they run in, as EC2 assigns them.

Like every state of the local services, it is a function of the requests and the emulated clock, computed on demand:
`settle` runs before every action that shows or changes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from moto.resourcegroups.exceptions import NotFoundException
from moto.resourcegroups.models import resourcegroups_backends

from cfn_local.services.capacity_reservations.capacity import check_room
from cfn_local.services.capacity_reservations.exceptions import (
    ReservationCapacityExceededError,
    ReservationMismatchError,
    ReservationStateError,
    TargetedGroupNotFoundError,
)
from cfn_local.services.capacity_reservations.instance_kind import InstanceKind
from cfn_local.services.capacity_reservations.models import CapacityReservationBackend, capacity_reservations_of
from cfn_local.services.capacity_reservations.running_instances import RunningInstance, assign
from cfn_local.services.capacity_reservations.targets import OPEN, Target
from cfn_local.services.instances.matching import ActiveReservation, Offer, Room, settled
from cfn_local.services.resource_groups.configuration import is_pool
from cfn_local.services.resource_groups.models import CapacityReservationGroups, state_of

_OFFERED = "offered_reservations"


@dataclass(frozen=True)
class Launch:
    """One instance to launch. Auto Scaling requires reserved capacity for some, whatever they target."""

    kind: InstanceKind
    target: Target
    must_be_reserved: bool = False


def settle(ec2_backend: Any) -> None:
    """Assign every running instance to the reservation that it runs in by now."""
    if capacity_reservations_of(ec2_backend).running_instances:
        _settle_and_offer(ec2_backend)


def _settle_and_offer(ec2_backend: Any) -> None:
    """Assign all instances, and record the current offers to those outside."""
    backend = capacity_reservations_of(ec2_backend)
    reservations, instances = active_reservations(backend), backend.running_instances
    offered: set[Offer] = vars(ec2_backend).get(_OFFERED, set())
    placed = settled(
        instances,
        reservations,
        offered,
        joins_freed_capacity=backend.conditions.instances_join_freed_capacity,
    )
    vars(ec2_backend)[_OFFERED] = {offer for reservation in reservations for offer in reservation.offers}
    for one in instances:
        if placed[one.instance_id] != one.reservation_id:
            assign(ec2_backend.get_instance(one.instance_id), placed[one.instance_id])


def active_reservations(backend: CapacityReservationBackend) -> list[ActiveReservation]:
    """Return the reservations that instances can run in, oldest first."""
    groups = _groups_of(backend)
    pools = [group for group in groups.visible() if is_pool(state_of(group).present_configuration)]
    members = {group.arn: set(groups.members(group)) for group in pools}
    return [
        ActiveReservation(
            reservation_id=reservation.reservation_id,
            kind=reservation.attributes.kind,
            instance_count=reservation.terms.visible.instance_count,
            routes=frozenset(
                {reservation.reservation_id}
                | {arn for arn, inside in members.items() if reservation.arn in inside}
                | ({OPEN} if reservation.terms.visible.instance_match_criteria == OPEN else set())
            ),
        )
        for reservation in backend.reservations.values()
        if reservation.state == "active"
    ]


def place(ec2_backend: Any, launches: Sequence[Launch]) -> list[str | None]:
    """Return the reservation of each launch, or None for On-Demand capacity; all launches fit, or none is made.

    Raise EC2's error if a target does not exist or does not match, if a launch that requires reserved capacity finds
    none, or if quotas or pools have no room for those that run outside.
    """
    _settle_and_offer(ec2_backend)
    backend = capacity_reservations_of(ec2_backend)
    for launch in launches:
        _check_target(backend, launch)
    room = _room_now(backend)
    placed = [room.enter_any(launch.kind, launch.target.route) for launch in launches]
    outside = [launch for launch, found in zip(launches, placed, strict=True) if found is None]
    for launch in outside:
        if launch.target.is_binding or launch.must_be_reserved:
            asked = sum(one.target == launch.target for one in launches)
            raise _exceeded(launch, asked)
    _check_room(backend, outside)
    return placed


def has_room(ec2_backend: Any, launch: Launch) -> bool:
    """Return whether the launch would run in a reservation now."""
    settle(ec2_backend)
    return _room_now(capacity_reservations_of(ec2_backend)).enter_any(launch.kind, launch.target.route) is not None


def _room_now(backend: CapacityReservationBackend) -> Room:
    return Room(active_reservations(backend), [one.reservation_id for one in backend.running_instances])


def _check_room(backend: CapacityReservationBackend, outside: Sequence[Launch]) -> None:
    holdings = backend.holdings
    for kind, count in Counter(launch.kind for launch in outside).items():
        check_room(backend.conditions, holdings, kind, count)
        holdings += [RunningInstance("", kind, Target(), None)] * count


def _check_target(backend: CapacityReservationBackend, launch: Launch) -> None:
    target = launch.target
    if target.group_arn:
        _check_group(backend, target.group_arn)
    if target.reservation_id:
        (reservation,) = backend.find([target.reservation_id])
        if reservation.state != "active":
            raise ReservationStateError(
                reservation_id=target.reservation_id, state=reservation.state, action="a launch into it"
            )
        if reservation.attributes.kind != launch.kind:
            raise ReservationMismatchError(
                reservation_id=target.reservation_id,
                reserved=_told(reservation.attributes.kind),
                asked=_told(launch.kind),
            )


def _check_group(backend: CapacityReservationBackend, group_arn: str) -> None:
    try:
        group = _groups_of(backend).find(group_arn)
    except NotFoundException:
        group = None
    if group is None or group.arn != group_arn or not is_pool(state_of(group).configuration.latest):
        raise TargetedGroupNotFoundError(group_arn=group_arn, region=backend.region)


def _exceeded(launch: Launch, asked: int) -> ReservationCapacityExceededError:
    target = launch.target
    named = f"'{target.reservation_id or target.group_arn}'" if target.route != OPEN else "open capacity reservations"
    return ReservationCapacityExceededError(
        target=named, asked=asked, instance_type=launch.kind.instance_type, zone=launch.kind.zone_name
    )


def _told(kind: InstanceKind) -> str:
    return f"{kind.instance_type}, {kind.instance_platform}, {kind.zone_name}, {kind.tenancy} tenancy"


def _groups_of(backend: CapacityReservationBackend) -> CapacityReservationGroups:
    return CapacityReservationGroups(resourcegroups_backends[backend.account_id][backend.region])
