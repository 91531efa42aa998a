"""The reservation that each instance runs in: pure functions of values.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/cr-groups-launch.html and cr-groups-lifecycle.html say what happens
at a launch, at the end of a reservation, and when one joins a group; cr-groups-remove.html and cr-groups-delete.html,
when one leaves it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cfn_local.services.capacity_reservations.instance_kind import InstanceKind
from cfn_local.services.capacity_reservations.running_instances import RunningInstance

# An offer: the route (an ID, the ARN of a group, `open`) by which instances reach a reservation, and its ID.
Offer = tuple[str, str]


@dataclass(frozen=True)
class ActiveReservation:
    """A reservation that instances can run in, and the routes that lead to it."""

    reservation_id: str
    kind: InstanceKind
    instance_count: int
    routes: frozenset[str]

    @property
    def offers(self) -> set[Offer]:
        return {(route, self.reservation_id) for route in self.routes}


class Room:
    """The remaining room in the reservations while instances are placed one by one."""

    def __init__(self, reservations: Sequence[ActiveReservation], used: Iterable[str | None] = ()) -> None:
        self._reservations = {reservation.reservation_id: reservation for reservation in reservations}
        self._used = Counter(used)

    def enter(self, reservation_id: str | None, kind: InstanceKind) -> str | None:
        """Take a place in this reservation. Return its ID, or None if it does not exist, is full or does not match."""
        reservation = self._reservations.get(reservation_id or "")
        if not reservation or kind != reservation.kind:
            return None
        if self._used[reservation.reservation_id] >= reservation.instance_count:
            return None
        self._used[reservation.reservation_id] += 1
        return reservation.reservation_id

    def enter_any(self, kind: InstanceKind, route: str, offers: Iterable[Offer] | None = None) -> str | None:
        """Take a place in the oldest reservation with room; if offers are given, only among those."""
        for reservation_id, reservation in self._reservations.items():
            is_offered = offers is None or (route, reservation_id) in offers
            if route in reservation.routes and is_offered and self.enter(reservation_id, kind):
                return reservation_id
        return None


def settled(
    instances: Sequence[RunningInstance],
    reservations: Sequence[ActiveReservation],
    offered: Iterable[Offer],
    *,
    joins_freed_capacity: bool,
) -> Mapping[str, str | None]:
    """Return, by instance, the reservation it now runs in, or None for On-Demand capacity.

    Instances in a reservation that continues stay, even if it leaves the group. Those that lose theirs move to another
    that they target and that has room. Then those outside move into what has become reachable since they were last
    `offered`, and into any room at all with `joins_freed_capacity` (whether EC2 does that is not documented).
    """
    room = Room(reservations)
    placed = {one.instance_id: room.enter(one.reservation_id, one.attributes) for one in instances}
    for one in instances:
        if one.reservation_id and not placed[one.instance_id]:
            placed[one.instance_id] = room.enter_any(one.attributes, one.target.route)
    new = set().union(*(reservation.offers for reservation in reservations)) - set(offered)
    for one in instances:
        if not one.reservation_id:
            offers = None if joins_freed_capacity else new
            placed[one.instance_id] = room.enter_any(one.attributes, one.target.route, offers)
    return placed
