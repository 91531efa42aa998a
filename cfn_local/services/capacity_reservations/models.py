"""Capacity reservations: their states on the emulated clock, and the store of one account and Region."""

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
    """One reservation. What it is now follows from the times it holds and the emulated clock."""

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
    lent_instance_count: int = 0  # to an interruptible reservation
    winds_down: bool = False  # cancelled with a quote, and billed until its commitment is over
    cancelled: datetime | None = None
    is_modified: bool = False

    @property
    def ended(self) -> datetime | None:
        """When it stopped holding capacity, or None while it may come to or does."""
        ends = [self.decided_from] if self.fails else [self.cancelled, self.terms.visible.end_date]
        return min((end for end in ends if end is not None and end <= clock.now()), default=None)

    @property
    def active_from(self) -> datetime:
        """When it starts to hold capacity, if EC2 decides so."""
        return self.schedule.starts if self.schedule else self.decided_from

    @property
    def is_committed(self) -> bool:
        """Whether it can be given back only with a quote and a charge."""
        if self.schedule is None or clock.now() < self.decided_from:
            return False
        return clock.now() < self.schedule.committed_until

    @property
    def state(self) -> str:
        """pending, active, failed, expired, cancelled; one with a schedule also assessing, scheduled, unsupported."""
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
        """Whether readers find it: not yet when it is new and visibility lags, no more an hour after its end."""
        now = clock.now()
        return self.visible_from <= now and (self.ended is None or now < self.ended + ENDED_STAYS_VISIBLE)

    @property
    def held_instance_count(self) -> int:
        """How many instances it keeps from others: a change that is under way has taken, but not yet given back."""
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
        """The running On-Demand instances of the account in the Region, oldest first."""
        return list(running_instances(ec2_backends[self.account_id][self.region]))

    @property
    def holdings(self) -> list[Holding]:
        """All that uses capacity and quotas: what is reserved, and the instances that run in no reservation."""
        unreserved = [instance for instance in self.running_instances if instance.reservation_id is None]
        return [*self.reservations.values(), *unreserved]

    def used_instance_count(self, reservation: CapacityReservation) -> int:
        """How many instances run in the reservation."""
        return sum(instance.reservation_id == reservation.reservation_id for instance in self.running_instances)

    def replayed(self, client_token: str, request: Mapping[str, Any]) -> CapacityReservation | None:
        """The reservation, in its present state, that the same request made with this token before, if it did."""
        if client_token not in self.requests_by_token:
            return None
        earlier, reservation_id = self.requests_by_token[client_token]
        if earlier != request:
            raise IdempotentParameterMismatchError(client_token=client_token)
        return self.reservations[reservation_id]

    def create(
        self, attributes: Attributes, terms: Terms, tags: Mapping[str, str], schedule: Schedule | None = None
    ) -> CapacityReservation:
        """Reserve, if capacity and quotas have room for what is not yet in use by instances that it takes in.

        What has a schedule is assessed later, and not by what there is room for now.
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
        """Of the running instances, an open reservation takes in those that match it; a targeted one takes in none."""
        return sum(
            instance.reservation_id is None and instance.target.route == OPEN and instance.attributes == attributes.kind
            for instance in self.running_instances
            if terms.instance_match_criteria == OPEN
        )

    def remember(self, client_token: str, request: Mapping[str, Any], made: CapacityReservation) -> None:
        """Have the token answer `made` from now on."""
        self.requests_by_token[client_token] = (request, made.reservation_id)

    def find(self, reservation_ids: Iterable[str]) -> list[CapacityReservation]:
        """The visible reservations of these ids, in this order; one that is not there fails them all."""
        wanted = list(reservation_ids)
        for reservation_id in wanted:
            if not re.fullmatch(r"cr-[0-9a-f]{8,17}", reservation_id):
                raise MalformedIdError(reservation_id=reservation_id)
        found = {reservation.reservation_id: reservation for reservation in self.visible()}
        if missing := [reservation_id for reservation_id in wanted if reservation_id not in found]:
            raise ReservationNotFoundError(reservation_ids=", ".join(missing))
        return [found[reservation_id] for reservation_id in wanted]

    def visible(self) -> list[CapacityReservation]:
        """All that readers can find, oldest first."""
        return [reservation for reservation in self.reservations.values() if reservation.is_visible]

    def find_active(self, reservation_id: str, action: str) -> CapacityReservation:
        """The reservation, which must be active, with no modification under way, for `action`."""
        (reservation,) = self.find([reservation_id])
        state = reservation.state if reservation.terms.is_settled else "being modified"
        if state != "active":
            raise ReservationStateError(reservation_id=reservation_id, state=state, action=action)
        return reservation

    def cancel(self, reservation: CapacityReservation) -> None:
        """Give it back; what is scheduled or committed takes a quote, which is not emulated."""
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
        """Put other terms into force, at once or as late as conditions say, if there is room for more instances."""
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
    """The reservations kept on this EC2 backend of moto, hence gone when moto resets it."""
    backend: CapacityReservationBackend = ec2_backend.__dict__.setdefault(
        "capacity_reservations",
        CapacityReservationBackend(ec2_backend.account_id, ec2_backend.region_name),
    )
    return backend
