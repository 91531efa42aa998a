"""The steps of a plan, as values, and the state after each."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from .observation import Held, Reservation
from .promise import UtilizationAlarm

# The stages of a plan, in their order.
ANNOUNCING, GROWING, WAITING, GROUPING, TAGGING, RETAGGING, ALARMING, UNTAGGING, SHRINKING, UNGROUPING = range(1, 11)


@dataclass(frozen=True)
class Step:
    """One call to AWS. Steps of one stage may be taken at once; a stage begins only when the one before is verified."""

    stage: ClassVar[int]


@dataclass(frozen=True)
class Announce(Step):
    """Note on the group that something is about to be bought, after which it will have `expected` reservations."""

    stage: ClassVar[int] = ANNOUNCING
    expected: int

    def __str__(self) -> str:
        return f"note that there will be {self.expected} reservations"


@dataclass(frozen=True)
class Create(Step):
    """Reserve `count` instances in `zone`."""

    stage: ClassVar[int] = GROWING
    zone: str
    count: int

    def __str__(self) -> str:
        return f"{self.zone}: reserve {self.count} instances"


@dataclass(frozen=True)
class Resize(Step):
    """Set a reservation to `count` instances until `end_date` (None: for ever)."""

    reservation_id: str
    zone: str
    count: int
    end_date: str | None


@dataclass(frozen=True)
class Grow(Resize):
    """A resize that lowers nothing: neither the count nor the end date."""

    stage: ClassVar[int] = GROWING

    def __str__(self) -> str:
        return f"{self.zone}: grow {self.reservation_id} to {self.count} instances until {self.end_date or 'cancelled'}"


@dataclass(frozen=True)
class Group(Step):
    """Add reservations to the group."""

    stage: ClassVar[int] = GROUPING
    arns: tuple[str, ...]

    def __str__(self) -> str:
        return f"group {', '.join(self.arns)}"


@dataclass(frozen=True)
class Wait(Step):
    """Look again: EC2 has not decided on the reservations in these zones."""

    stage: ClassVar[int] = WAITING
    zones: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.zones)}: wait for EC2"


@dataclass(frozen=True)
class TagGroup(Step):
    """Set tags on the group."""

    stage: ClassVar[int] = TAGGING
    tags: Mapping[str, str]

    def __str__(self) -> str:
        return f"tag the group with {', '.join(self.tags)}"


@dataclass(frozen=True)
class UntagGroup(Step):
    """Remove tags from the group."""

    stage: ClassVar[int] = UNTAGGING
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return f"untag {', '.join(self.keys)} from the group"


@dataclass(frozen=True)
class TagReservations(Step):
    """Set tags of reservations."""

    stage: ClassVar[int] = RETAGGING
    reservation_ids: tuple[str, ...]
    tags: Mapping[str, str]

    def __str__(self) -> str:
        return f"tag {', '.join(self.reservation_ids)} with {', '.join(self.tags)}"


@dataclass(frozen=True)
class UntagReservations(Step):
    """Remove tags of reservations."""

    stage: ClassVar[int] = RETAGGING
    reservation_ids: tuple[str, ...]
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return f"untag {', '.join(self.keys)} from {', '.join(self.reservation_ids)}"


@dataclass(frozen=True)
class PutAlarm(Step):
    """Create or change the alarm to watch these reservations."""

    stage: ClassVar[int] = ALARMING
    alarm: UtilizationAlarm
    reservation_ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"put the alarm on {', '.join(self.reservation_ids)}"


@dataclass(frozen=True)
class DeleteAlarm(Step):
    """Delete the alarm."""

    stage: ClassVar[int] = ALARMING

    def __str__(self) -> str:
        return "delete the alarm"


@dataclass(frozen=True)
class Shrink(Resize):
    """A resize that raises nothing: neither the count nor the end date."""

    stage: ClassVar[int] = SHRINKING

    def __str__(self) -> str:
        return (
            f"{self.zone}: shrink {self.reservation_id} to {self.count} instances until {self.end_date or 'cancelled'}"
        )


@dataclass(frozen=True)
class Cancel(Step):
    """Cancel a reservation."""

    stage: ClassVar[int] = SHRINKING
    reservation_id: str
    zone: str

    def __str__(self) -> str:
        return f"{self.zone}: cancel {self.reservation_id}"


@dataclass(frozen=True)
class WaitToCancel(Wait):
    """Look again: EC2 has not decided on these reservations, which cannot be cancelled before."""

    stage: ClassVar[int] = SHRINKING


@dataclass(frozen=True)
class Ungroup(Step):
    """Remove ended reservations from the group."""

    stage: ClassVar[int] = UNGROUPING
    arns: tuple[str, ...]

    def __str__(self) -> str:
        return f"ungroup {', '.join(self.arns)}"


def noted(held: Held, step: Step, made: Reservation | None = None) -> Held:
    """Return the state after `step`, as far as the next step needs it before AWS is read again.

    `made` is the reservation of a Create. Only a read can confirm cancelling and grouping.
    """
    match step:
        case Create() if made:
            others = [r for r in held.reservations if r.reservation_id != made.reservation_id]
            return replace(held, reservations=(*others, made))
        case Grow(reservation_id, _, count, end_date):
            return _with(held, {reservation_id}, count=count, end_date=end_date)
        case TagGroup(tags):
            return replace(held, tags={**held.tags, **tags})
        case UntagGroup(keys):
            return replace(held, tags={k: v for k, v in held.tags.items() if k not in keys})
        case TagReservations(ids, tags):
            return _retagged(held, ids, lambda old: {**old, **tags})
        case UntagReservations(ids, keys):
            return _retagged(held, ids, lambda old: {k: v for k, v in old.items() if k not in keys})
        case PutAlarm(alarm, ids):
            return replace(held, alarm=alarm, watched=frozenset(ids))
        case DeleteAlarm():
            return replace(held, alarm=None, watched=frozenset())
        case Ungroup(arns):
            return _with(held, {r.reservation_id for r in held.reservations if r.arn in arns}, grouped=False)
    return held


def _with(held: Held, ids: Collection[str], **changes: Any) -> Held:
    reservations = (replace(r, **changes) if r.reservation_id in ids else r for r in held.reservations)
    return replace(held, reservations=tuple(reservations))


def _retagged(held: Held, ids: Collection[str], change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> Held:
    reservations = (replace(r, tags=change(r.tags)) if r.reservation_id in ids else r for r in held.reservations)
    return replace(held, reservations=tuple(reservations))
