"""One create, update or delete: its state over several invocations, the looks at AWS and the steps it takes."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Any

from cloudformation_cli_python_lib import exceptions
from cloudformation_cli_python_lib.interface import OperationStatus, ProgressEvent

from . import aws, steps
from .models import ResourceModel
from .observation import Held, Readiness, Reservation
from .promise import Desired, Purchase, Schedule
from .shared import concurrency
from .shared.concurrency import answered
from .shared.errors import HandlerError
from .tags import PURCHASE_TAG

LOG = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 10

Trouble = tuple[steps.Step | None, HandlerError]


class Phase(StrEnum):
    """Phases of an operation, in this order; any may be skipped."""

    CONFIGURING = "configuring"  # the group exists, but its configuration is not in force yet
    AWAITING = "awaiting"  # purchases of a previous operation may not be visible yet
    GROWING = "growing"  # all that is done can be undone
    SHRINKING = "shrinking"  # less is held than before, so that rollback is impossible
    UNDOING = "undoing"  # it has failed, and its purchases are cancelled
    SWEEPING = "sweeping"  # everything is cancelled


@dataclass
class Progress:
    """The callback context, passed as JSON from one invocation to the next."""

    arn: str
    phase: Phase
    zones: list[str] = field(default_factory=list)
    looks: int = 0  # how often this phase was continued
    ends_group: bool = False  # delete the group, too, once all is cancelled
    ends_alarm: bool = False  # the group has, or may have, an alarm; tags that show late may hide one
    before: dict[str, tuple[int, str | None]] = field(default_factory=dict)  # id -> count, end date at the start
    bought: dict[str, str] = field(default_factory=dict)  # id -> zone of what this operation made
    expected: int = 0  # number of reservations known to exist; if fewer are visible, some have not propagated
    announced: int = 0  # number of reservations that the note on the group announces
    failure: dict[str, str] | None = None  # the error code and message with which the operation fails

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> "Progress":
        """Parse the progress of the previous invocation."""
        progress = cls(**context)
        progress.phase = Phase(progress.phase)
        progress.before = {id_: (count, end_date) for id_, (count, end_date) in progress.before.items()}
        return progress

    def enter(self, phase: Phase) -> None:
        """Enter another phase, and reset the count of looks."""
        if phase is not self.phase:
            self.phase, self.looks = phase, 0


@dataclass
class Operation:
    """One operation in one of its invocations, which began at `now`. `desired` is None for a delete."""

    clients: aws.Clients
    model: ResourceModel
    progress: Progress
    held: Held
    now: datetime
    token: str = ""
    desired: Desired | None = None

    @property
    def goal(self) -> Desired:
        """The desired state of a create or update; a delete has none and does not ask."""
        if self.desired is None:
            raise exceptions.InternalFailure("A delete desires nothing.")
        return self.desired

    @property
    def schedule(self) -> Schedule | None:
        """The schedule of what is bought now; None once its start is over."""
        schedule = self.goal.promise.schedule
        return schedule if schedule and self.now < schedule.starts else None

    def continued(self, message: str) -> ProgressEvent:
        """Ask CloudFormation to invoke the handler again later, with the same model and this progress."""
        self.progress.looks += 1
        return ProgressEvent(
            status=OperationStatus.IN_PROGRESS,
            resourceModel=self.model,
            callbackContext=asdict(self.progress),
            callbackDelaySeconds=SECONDS_BETWEEN_LOOKS,
            message=message,
        )

    def look(self, *, members: bool) -> None:
        """Refresh the reservations, and with `members` also which of them are in the group."""
        calls: list[Callable[[], Any]] = [partial(aws.reservations_of_group, self.clients.ec2, self.held.arn)]
        if members:
            calls.append(partial(aws.members_of_group, self.clients.groups, self.held.arn))
        found, *rest = answered(concurrency.together(calls))
        grouped = rest[0] if members else {r.arn for r in self.held.reservations if r.grouped}
        reservations = tuple(replace(r, grouped=r.arn in grouped) for r in found)
        self.held = replace(self.held, reservations=reservations)

    def look_at_tags(self) -> None:
        """Refresh the tags of the group."""
        self.held = replace(self.held, tags=aws.tags_of_group(self.clients.groups, self.held.arn))

    def take(self, plan: Sequence[steps.Step]) -> list[Trouble]:
        """Take all steps concurrently and record those that succeeded; return the others with their errors."""
        outcomes = concurrency.together([partial(self._take, step) for step in plan])
        troubles: list[Trouble] = []
        for step, outcome in zip(plan, outcomes, strict=True):
            if isinstance(outcome, HandlerError):
                LOG.info("%s: %s: %s", self.held.name, step, outcome)
                troubles.append((step, outcome))
                continue
            LOG.info("%s: %s", self.held.name, step)
            self.held = steps.noted(self.held, step, outcome)
            match step:
                case steps.Announce(expected):
                    self.progress.announced = expected
                case steps.Create(zone):
                    self.progress.bought[outcome.reservation_id] = zone
                case steps.Cancel(reservation_id):
                    self.progress.bought.pop(reservation_id, None)
        return troubles

    def _take(self, step: steps.Step) -> Reservation | None:
        ec2, purchases, groups = self.clients.ec2, self.clients.purchases, self.clients.groups
        match step:
            case steps.Announce(expected):
                note = Purchase(expected, self.goal.request, self.now)
                aws.tag_group(groups, self.held.arn, {PURCHASE_TAG: note.tag()})
            case steps.Create(zone, count):
                return self._buy(zone, count)
            case steps.Resize(reservation_id, _, count, end_date):
                aws.modify_reservation(purchases, reservation_id, count, end_date)
            case steps.Cancel(reservation_id):
                aws.cancel_reservation(ec2, reservation_id)
            case steps.Group(arns):
                aws.group_resources(groups, self.held.arn, arns)
            case steps.Ungroup(arns):
                aws.ungroup_resources(groups, self.held.arn, arns)
            case steps.TagGroup(tags):
                aws.tag_group(groups, self.held.arn, tags)
            case steps.UntagGroup(keys):
                aws.untag_group(groups, self.held.arn, keys)
            case steps.TagReservations(ids, tags):
                aws.tag_reservations(ec2, ids, tags)
            case steps.PutAlarm(alarm, ids):
                aws.put_alarm(self.clients.cloudwatch, self.held.name, alarm, ids)
            case steps.DeleteAlarm():
                aws.delete_alarm(self.clients.cloudwatch, self.held.name)
            case steps.UntagReservations(ids, keys):
                aws.untag_reservations(ec2, ids, keys)
        return None

    def _buy(self, zone: str, count: int) -> Reservation:
        by_id = self.goal.promise.zones_by == "AvailabilityZoneIds"
        reservation = aws.create_reservation(
            self.clients.purchases,
            self.goal.promise.instances,
            {"AvailabilityZoneId" if by_id else "AvailabilityZone": zone},
            count,
            self.goal.end_date,
            self.goal.reservation_tags(self.held.name),
            # The same for every attempt of one operation, so that asking twice buys once. EC2 takes 64 characters.
            token=sha256(f"{self.token}|{zone}".encode()).hexdigest(),
            schedule=self.schedule,
            placement_group_arn=self.goal.placement_group_arn,
        )
        if reservation.readiness is Readiness.GONE:
            raise exceptions.GeneralServiceException(f"{reservation.reservation_id} is {reservation.state}")
        return reservation


def observe(clients: aws.Clients, arn: str) -> Held:
    """Read the group in one round of three calls, and its alarm; NotFound if there is no such group."""
    calls: list[Callable[[], Any]] = [
        partial(aws.tags_of_group, clients.groups, arn),
        partial(aws.reservations_of_group, clients.ec2, arn),
        partial(aws.members_of_group, clients.groups, arn),
    ]
    tags, reservations, members = answered(concurrency.together(calls))
    held = Held(arn, tags, tuple(replace(r, grouped=r.arn in members) for r in reservations))
    if not held.may_have_alarm:
        return held
    alarm, watched = aws.alarm_of_group(clients.cloudwatch, held.name)
    return replace(held, alarm=alarm, watched=watched)
