"""Plans the next steps: pure functions of held and desired state."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from .observation import Held, Readiness, Reservation
from .promise import Desired
from .steps import (
    Announce,
    Cancel,
    Create,
    DeleteAlarm,
    Group,
    Grow,
    PutAlarm,
    Shrink,
    Step,
    TagGroup,
    TagReservations,
    Ungroup,
    UntagGroup,
    UntagReservations,
    Wait,
    WaitToCancel,
)
from .tags import PURCHASE_TAG, TOKEN_TAG, is_reserved

ARNS_PER_CALL = 10  # of GroupResources and UngroupResources
INSTANCES_PER_CALL = 1000  # that a create may ask for, and by which a modification may change the count
FOREVER = "9999-12-31T23:59:59Z"

Before = Mapping[str, tuple[int, str | None]]  # reservation id -> count and end date


def plan_update(held: Held, desired: Desired) -> list[Step]:
    """Return the steps that may be taken now, concurrently; none when the desired state is reached.

    Nothing is bought before a note of it is seen on the group. Nothing shrinks before everything has grown, is active,
    in the group and seen there; and the tags change in between, so that they never promise what is not held.
    """
    keepers = keepers_of(held, desired.zones)
    stages = (
        *(_announcing, _growing, _waiting, _grouping),
        *(_tagging, _retagging, _alarming, _untagging, _shrinking, _ungrouping),
    )
    return next((steps for stage in stages if (steps := stage(held, desired, keepers))), [])


def zones_to_buy_in(held: Held, desired: Desired) -> list[str]:
    """Return the zones without a reservation to keep."""
    keepers = keepers_of(held, desired.zones)
    return [zone for zone in desired.zones if zone not in keepers]


def growth_of(held: Held, desired: Desired) -> int:
    """Return the number of instances to buy in all steps together."""
    counts = {zone: keeper.count for zone, keeper in keepers_of(held, desired.zones).items()}
    return sum(max(0, desired.promise.count_per_zone - counts.get(zone, 0)) for zone in desired.zones)


def keepers_of(held: Held, zones: Sequence[str]) -> dict[str, Reservation]:
    """Return the reservation to keep in each zone: targeted, and the readiest and largest of several."""
    keepers = {}
    for zone in zones:
        serving = [r for r in held.returnable if r.targeted and zone in (r.zone, r.zone_id)]
        if serving:
            keepers[zone] = max(serving, key=lambda r: (r.is_settled, r.grouped, r.count))
    return keepers


def _announcing(held: Held, desired: Desired, keepers: Mapping[str, Reservation]) -> list[Step]:
    lacking = len(desired.zones) - len(keepers)
    expected = len(held.reservations) + lacking
    noted = held.purchase
    is_noted = noted is not None and noted.request == desired.request and noted.expected >= expected
    return [Announce(expected)] if lacking and not is_noted else []


def _growing(_held: Held, desired: Desired, keepers: Mapping[str, Reservation]) -> list[Step]:
    count = desired.promise.count_per_zone
    steps: list[Step] = [Create(zone, min(count, INSTANCES_PER_CALL)) for zone in desired.zones if zone not in keepers]
    for reservation in keepers.values():
        end_date = max(reservation.end_date, desired.end_date, key=lambda end: end or FOREVER)
        grown = max(reservation.count, min(count, reservation.count + INSTANCES_PER_CALL))
        if reservation.readiness is Readiness.READY and (grown, end_date) != (reservation.count, reservation.end_date):
            steps.append(Grow(reservation.reservation_id, reservation.zone, grown, end_date))
    return steps


def _waiting(_held: Held, _desired: Desired, keepers: Mapping[str, Reservation]) -> list[Step]:
    zones = tuple(r.zone for r in keepers.values() if r.readiness is Readiness.WAITING)
    return [Wait(zones)] if zones else []


def _grouping(_held: Held, _desired: Desired, keepers: Mapping[str, Reservation]) -> list[Step]:
    outside = [r.arn for r in keepers.values() if not r.grouped]
    return [Group(arns) for arns in _in_calls(outside)]


def _tagging(held: Held, desired: Desired, _keepers: Mapping[str, Reservation]) -> list[Step]:
    missing = {k: v for k, v in _wanted(held, desired).items() if held.tags.get(k) != v}
    return [TagGroup(missing)] if missing else []


def _retagging(held: Held, desired: Desired, keepers: Mapping[str, Reservation]) -> list[Step]:
    """Retag reservations before the group loses old tags: only the group tells which tags are ours."""
    ids = tuple(r.reservation_id for r in keepers.values())
    wanted = desired.reservation_tags(held.name)
    surplus = tuple(
        k for k in _outdated(held, desired) if not is_reserved(k) and any(k in r.tags for r in keepers.values())
    )
    steps: list[Step] = []
    if lacking := {k: v for k, v in wanted.items() if any(r.tags.get(k) != v for r in keepers.values())}:
        steps.append(TagReservations(ids, lacking))
    if surplus:
        steps.append(UntagReservations(ids, surplus))
    return steps


def _alarming(held: Held, desired: Desired, keepers: Mapping[str, Reservation]) -> list[Step]:
    """Change the alarm while the group has its tag, without which it would not be found."""
    ids = tuple(keepers[zone].reservation_id for zone in desired.zones)
    if desired.alarm is None:
        return [DeleteAlarm()] if held.alarm else []
    return [] if (held.alarm, held.watched) == (desired.alarm, frozenset(ids)) else [PutAlarm(desired.alarm, ids)]


def _untagging(held: Held, desired: Desired, _keepers: Mapping[str, Reservation]) -> list[Step]:
    outdated = _outdated(held, desired)
    return [UntagGroup(outdated)] if outdated else []


def _wanted(held: Held, desired: Desired) -> dict[str, str]:
    return desired.group_tags(held.tags.get(TOKEN_TAG, ""))


def _outdated(held: Held, desired: Desired) -> tuple[str, ...]:
    kept = {*_wanted(held, desired), PURCHASE_TAG}
    return tuple(k for k in held.tags if k not in kept and not k.startswith("aws:"))


def _shrinking(held: Held, desired: Desired, keepers: Mapping[str, Reservation]) -> list[Step]:
    count, end_date = desired.promise.count_per_zone, desired.end_date
    kept = {r.reservation_id for r in keepers.values()}
    leavers = [r for r in held.returnable if r.reservation_id not in kept]
    steps: list[Step] = [
        _shrunk(r, count, end_date)
        for r in keepers.values()
        if r.readiness is Readiness.READY and (r.count, r.end_date) != (count, end_date)
    ]
    steps += [Cancel(r.reservation_id, r.zone) for r in leavers if r.is_settled]
    waiting = tuple(r.zone for r in leavers if r.readiness is Readiness.WAITING)
    return steps or ([WaitToCancel(waiting)] if waiting else [])


def _shrunk(reservation: Reservation, count: int, end_date: str | None) -> Shrink:
    """Return the next step of a reservation to a lower count."""
    lower = max(count, reservation.count - INSTANCES_PER_CALL)
    return Shrink(reservation.reservation_id, reservation.zone, lower, end_date)


def _ungrouping(held: Held, _desired: Desired, _keepers: Mapping[str, Reservation]) -> list[Step]:
    members = [r.arn for r in held.reservations if r.grouped and r.readiness is Readiness.GONE]
    return [Ungroup(arns) for arns in _in_calls(members)]


def _in_calls(arns: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(arns[start : start + ARNS_PER_CALL]) for start in range(0, len(arns), ARNS_PER_CALL)]


def plan_undo(held: Held, before: Before, bought: Mapping[str, str], now: datetime) -> list[Step]:
    """Return the steps back to `before`, concurrently; none when it is reached.

    `bought` (id -> zone) are reservations that were made since and must go even while EC2 does not show them yet. What
    EC2 would take back only for a charge stays.
    """
    seen = {r.reservation_id for r in held.reservations}
    steps: list[Step] = [Cancel(id_, zone) for id_, zone in bought.items() if id_ not in seen]
    waiting: list[str] = []
    for r in _surplus(held, before):
        earlier = before.get(r.reservation_id)
        if r.hindrance(now, earlier[0] if earlier else 0):
            continue
        if r.readiness is Readiness.WAITING:
            waiting.append(r.zone)
        elif earlier is None:
            steps.append(Cancel(r.reservation_id, r.zone))
        else:
            steps.append(_shrunk(r, *earlier))
    return steps + ([WaitToCancel(tuple(waiting))] if waiting else [])


def kept_back(held: Held, before: Before, now: datetime) -> list[str]:
    """Say why reservations beyond `before` cannot be cancelled."""
    reasons = (r.hindrance(now, before.get(r.reservation_id, (0, None))[0]) for r in _surplus(held, before))
    return [reason for reason in reasons if reason]


def _surplus(held: Held, before: Before) -> list[Reservation]:
    return [r for r in held.returnable if before.get(r.reservation_id) != (r.count, r.end_date)]


def hindrances(held: Held, desired: Desired, now: datetime) -> list[str]:
    """Say why the desired state is unreachable: EC2 refuses to cancel, or cannot change a reservation yet."""
    keepers = {r.reservation_id: r for r in keepers_of(held, desired.zones).values()}
    count, end_date = desired.promise.count_per_zone, desired.end_date
    found = []
    for r in held.returnable:
        remaining = count if r.reservation_id in keepers else 0
        if remaining < r.count and (reason := r.hindrance(now, remaining)):
            found.append(reason)
        elif remaining and r.readiness is Readiness.COMING and (r.count, r.end_date) != (count, end_date):
            found.append(f"{r.reservation_id} in {r.zone} is {r.state}: EC2 changes it only once it is active.")
    return found


def has_shrunk(held: Held, before: Before) -> bool:
    """Return whether any reservation holds less than `before`, after which undoing would break both promises."""
    counts = {r.reservation_id: r.count for r in held.returnable}
    return any(counts.get(reservation_id, 0) < count for reservation_id, (count, _) in before.items())
