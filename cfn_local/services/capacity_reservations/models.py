"""Capacity reservations: their states on the emulated clock, and the store for one account and Region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.utils import random_resource_id

from cfn_local import partitions
from cfn_local.services import clock, conditions
from cfn_local.services.capacity_reservations.capacity import Holding, check_room
from cfn_local.services.capacity_reservations.exceptions import (
    CommittedError,
    IdempotentParameterMismatchError,
    MalformedIdError,
    ReservationInUseError,
    ReservationNotFoundError,
    ReservationStateError,
)
from cfn_local.services.capacity_reservations.requests import Attributes, Schedule, Terms
from cfn_local.services.capacity_reservations.running_instances import RunningInstance, running_instances
from cfn_local.services.capacity_reservations.targets import OPEN
from cfn_local.services.conditions import Conditions
from cfn_local.services.visibility import EventuallyVisible

ENDED_STAYS_VISIBLE = timedelta(hours=1)


@dataclass
class CapacityReservation:
    """One reservation. Its state follows from its timestamps and the emulated clock."""

    reservation_id: str
    arn: str
    owner_id: str
    attributes: Attributes
    terms: EventuallyVisible[Terms]
    tags: EventuallyVisible[Mapping[str, str]]
    created: datetime
    visible_from: datetime
    decided_from: datetime
    fails: bool
    schedule: Schedule | None = None
    committed_instance_count: int = 0
    lent_instance_count: int = 0  # lent to an interruptible reservation
    winds_down: bool = False  # cancelled with a quote, and billed until the commitment ends
    cancelled: datetime | None = None
    is_modified: bool = False

    @property
    def ended(self) -> datetime | None:
        """Return when it stopped holding capacity, or None if it still does or may yet."""
        ends = [self.decided_from] if self.fails else [self.cancelled, self.terms.visible.end_date]
        return min((end for end in ends if end is not None and end <= clock.now()), default=None)

    @property
    def active_from(self) -> datetime:
        """Return when it starts to hold capacity, if EC2 grants it."""
        return self.schedule.starts if self.schedule else self.decided_from

    @property
    def is_committed(self) -> bool:
        """Return whether cancelling it requires a quote and a charge."""
        if self.schedule is None or clock.now() < self.decided_from:
            return False
        return clock.now() < self.schedule.committed_until

    @property
    def state(self) -> str:
        """Return pending, active, failed, expired, cancelled; if scheduled also assessing, scheduled, unsupported."""
        if self.ended is not None:
            if self.fails:
                return "unsupported" if self.schedule else "failed"
            return "cancelled" if self.cancelled else "expired"
        if self.winds_down:
            return "cancelling"
        if clock.now() < self.decided_from:
            return "assessing" if self.schedule else "pending"
        return "active" if clock.now() >= self.active_from else "scheduled"

    @property
    def is_visible(self) -> bool:
        """Return whether readers see it: not before it has propagated, nor later than an hour after its end."""
        now = clock.now()
        return self.visible_from <= now and (self.ended is None or now < self.ended + ENDED_STAYS_VISIBLE)

    @property
    def held_instance_count(self) -> int:
        """Return how many instances it holds: a pending modification has taken its capacity but not released any."""
        if self.ended is not None or (self.schedule and clock.now() < self.schedule.starts):
            return 0
        return max(self.terms.visible.instance_count, self.terms.latest.instance_count)


@dataclass
class CapacityReservationBackend:
    """The capacity reservations of one account in one Region."""

    account_id: str
    region: str
    reservations: dict[str, CapacityReservation] = field(default_factory=dict)
    requests_by_token: dict[str, tuple[Mapping[str, Any], str]] = field(default_factory=dict)

    @property
    def conditions(self) -> Conditions:
        return conditions.of(self.account_id, self.region)

    @property
    def running_instances(self) -> list[RunningInstance]:
        """Return the account's running On-Demand instances in the Region, oldest first."""
        return list(running_instances(ec2_backends[self.account_id][self.region]))

    @property
    def holdings(self) -> list[Holding]:
        """Return everything that uses capacity and quotas: reservations, and instances that run in none."""
        unreserved = [instance for instance in self.running_instances if instance.reservation_id is None]
        return [*self.reservations.values(), *unreserved]

    def used_instance_count(self, reservation: CapacityReservation) -> int:
        """Return how many instances run in the reservation."""
        return sum(instance.reservation_id == reservation.reservation_id for instance in self.running_instances)

    def replayed(self, client_token: str, request: Mapping[str, Any]) -> CapacityReservation | None:
        """Return the reservation that an identical request with this token made before, if any."""
        if client_token not in self.requests_by_token:
            return None
        earlier, reservation_id = self.requests_by_token[client_token]
        if earlier != request:
            raise IdempotentParameterMismatchError(client_token=client_token)
        return self.reservations[reservation_id]

    def create(
        self, attributes: Attributes, terms: Terms, tags: Mapping[str, str], schedule: Schedule | None = None
    ) -> CapacityReservation:
        """Create a reservation if capacity and quotas allow what running instances do not already use.

        A reservation with a schedule is assessed later, and not by current capacity.
        """
        more = terms.instance_count - self._absorbed_instance_count(attributes, terms)
        check_room(self.conditions, self.holdings, attributes, 0 if schedule else more)
        now, today = clock.now(), self.conditions
        reservation_id = f"cr-{random_resource_id(17)}"
        reservation = CapacityReservation(
            reservation_id=reservation_id,
            arn=partitions.arn("ec2", self.region, self.account_id, f"capacity-reservation/{reservation_id}"),
            owner_id=self.account_id,
            attributes=attributes,
            terms=EventuallyVisible(terms),
            tags=EventuallyVisible(tags),
            created=now,
            visible_from=now + timedelta(seconds=today.seconds_until_visible),
            decided_from=now + timedelta(seconds=today.seconds_pending),
            schedule=schedule,
            committed_instance_count=terms.instance_count if schedule else 0,
            fails=attributes.zone_name in today.failed_after_pending,
        )
        self.reservations[reservation_id] = reservation
        return reservation

    def _absorbed_instance_count(self, attributes: Attributes, terms: Terms) -> int:
        """Return the running instances that it absorbs: those that match if it is open, none if it is targeted."""
        return sum(
            instance.reservation_id is None and instance.target.route == OPEN and instance.attributes == attributes.kind
            for instance in self.running_instances
            if terms.instance_match_criteria == OPEN
        )

    def remember(self, client_token: str, request: Mapping[str, Any], made: CapacityReservation) -> None:
        """Associate the token with `made` from now on."""
        self.requests_by_token[client_token] = (request, made.reservation_id)

    def find(self, reservation_ids: Iterable[str]) -> list[CapacityReservation]:
        """Return the visible reservations with these IDs, in this order. Raise EC2's error if one does not exist."""
        wanted = list(reservation_ids)
        for reservation_id in wanted:
            if not re.fullmatch(r"cr-[0-9a-f]{8,17}", reservation_id):
                raise MalformedIdError(reservation_id=reservation_id)
        found = {reservation.reservation_id: reservation for reservation in self.visible()}
        if missing := [reservation_id for reservation_id in wanted if reservation_id not in found]:
            raise ReservationNotFoundError(reservation_ids=", ".join(missing))
        return [found[reservation_id] for reservation_id in wanted]

    def visible(self) -> list[CapacityReservation]:
        """Return all that readers see, oldest first."""
        return [reservation for reservation in self.reservations.values() if reservation.is_visible]

    def find_active(self, reservation_id: str, action: str) -> CapacityReservation:
        """Return the reservation for `action`. It must be active, with no modification in progress."""
        (reservation,) = self.find([reservation_id])
        state = reservation.state if reservation.terms.is_settled else "being modified"
        if state != "active":
            raise ReservationStateError(reservation_id=reservation_id, state=state, action=action)
        return reservation

    def cancel(self, reservation: CapacityReservation) -> None:
        """Cancel the reservation. A scheduled or committed one needs a quote, which is not emulated."""
        state = reservation.state if reservation.terms.is_settled else "being modified"
        if state not in ("active", "assessing", "scheduled"):
            raise ReservationStateError(
                reservation_id=reservation.reservation_id, state=state, action="CancelCapacityReservation"
            )
        if reservation.is_committed:
            raise CommittedError(
                reservation_id=reservation.reservation_id, state=state, action="CancelCapacityReservation"
            )
        reservation.cancelled = clock.now()

    def modify(self, reservation: CapacityReservation, terms: Terms) -> None:
        """Apply new terms, after the delay that conditions state, if there is room for additional instances."""
        present = reservation.terms.latest
        if terms.instance_match_criteria != present.instance_match_criteria and self.used_instance_count(reservation):
            raise ReservationInUseError(reservation_id=reservation.reservation_id)
        more = terms.instance_count - present.instance_count
        if reservation.schedule and reservation.is_committed:
            fewer = terms.instance_count < reservation.committed_instance_count
            if fewer or (terms.end_date is not None and terms.end_date < reservation.schedule.committed_until):
                raise CommittedError(
                    reservation_id=reservation.reservation_id, state="active", action="ModifyCapacityReservation"
                )
        check_room(self.conditions, self.holdings, reservation.attributes, more)
        reservation.terms.write(terms, self.conditions.seconds_until_adjusted)
        reservation.is_modified = True


def capacity_reservations_of(ec2_backend: Any) -> CapacityReservationBackend:
    """Return the reservations stored on this EC2 backend of moto; resetting moto clears them."""
    backend: CapacityReservationBackend = ec2_backend.__dict__.setdefault(
        "capacity_reservations",
        CapacityReservationBackend(ec2_backend.account_id, ec2_backend.region_name),
    )
    return backend
