"""What a group promises, what is held for it and what is desired of it, as values.

CloudFormation hands only the ARN to a read, so what EC2 does not store itself is remembered in tags of the group.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from math import ceil

from .tags import GROUP_TAG, PREFIX, PURCHASE_TAG, group_tags

INSTANCES_TAG = PREFIX + "instances"
MINIMUM_TAG = PREFIX + "minimum"
TOLERANCE_TAG = PREFIX + "tolerance"
MAXIMUM_TAG = PREFIX + "maximum"
ZONES_TAG = PREFIX + "zones"
ZONES_BY_TAG = PREFIX + "zones-by"
# A create waits for its group for up to 10 minutes, then buys for up to 10, and EC2 may take 5 more to show it. The
# rest is for clocks that disagree.
TIME_TO_SHOW = timedelta(minutes=30)


class Phase(Enum):
    """What the state of a reservation means: it holds capacity, it may come to (and may be billed), or it is over."""

    READY = "ready"
    WAITING = "waiting"
    GONE = "gone"


PHASE_OF_STATE = {
    "active": Phase.READY,
    "pending": Phase.WAITING,
    "assessing": Phase.WAITING,
    "scheduled": Phase.WAITING,
    "delayed": Phase.WAITING,
    "payment-pending": Phase.WAITING,
    "cancelling": Phase.WAITING,
    "unavailable": Phase.WAITING,
    "expired": Phase.GONE,
    "cancelled": Phase.GONE,
    "failed": Phase.GONE,
    "unsupported": Phase.GONE,
    "payment-failed": Phase.GONE,
}


@dataclass(frozen=True)
class Reservation:
    """A Capacity Reservation with the tag of a group. `end_date` is in UTC, as 2030-12-31T23:59:59Z; None is never."""

    reservation_id: str
    arn: str
    zone: str
    zone_id: str
    count: int
    state: str = "active"
    end_date: str | None = None
    targeted: bool = True
    adjusting: bool = False
    grouped: bool = False
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def phase(self) -> Phase:
        """What its state means. A state that is not in the table is WAITING: neither relied on nor forgotten."""
        return Phase.WAITING if self.adjusting else PHASE_OF_STATE.get(self.state, Phase.WAITING)

    @property
    def keeps_the_promise(self) -> bool:
        """Whether launches that target the group, and they alone, find its capacity."""
        return self.phase is Phase.READY and self.targeted and self.grouped


@dataclass(frozen=True)
class Instances:
    """Which instances may use the reservations: what EC2 matches and never changes."""

    instance_type: str
    platform: str = "Linux/UNIX"
    tenancy: str = "default"
    ebs_optimized: bool = False

    def tag(self) -> str:
        """As the value of a tag, the platform last, since it alone may hold any character."""
        return f"{self.instance_type}:{self.tenancy}:{str(self.ebs_optimized).lower()}:{self.platform}"

    @classmethod
    def from_tag(cls, value: str) -> "Instances":
        """The reverse of `tag`; a ValueError for anything else."""
        instance_type, tenancy, ebs_optimized, platform = value.split(":", 3)
        return cls(instance_type, platform, tenancy, ebs_optimized == "true")


@dataclass(frozen=True)
class Promise:
    """`minimum` instances stay reserved when `tolerance` of `zone_count` zones are lost.

    `zones_by` is the property that names the zones; `maximum`, if there is one, bounds what is held over all zones.
    """

    instances: Instances
    minimum: int
    tolerance: int
    zone_count: int
    zones_by: str
    maximum: int | None = None

    @property
    def count_per_zone(self) -> int:
        """The same in every zone: a group of launches that is balanced may have its odd instance in any of them."""
        return ceil(self.minimum / (self.zone_count - self.tolerance))

    def tags(self) -> dict[str, str]:
        """The tags that `from_tags` reads."""
        tags = {
            INSTANCES_TAG: self.instances.tag(),
            MINIMUM_TAG: str(self.minimum),
            TOLERANCE_TAG: str(self.tolerance),
            ZONES_TAG: str(self.zone_count),
            ZONES_BY_TAG: self.zones_by,
        }
        return tags if self.maximum is None else {**tags, MAXIMUM_TAG: str(self.maximum)}

    @classmethod
    def from_tags(cls, tags: Mapping[str, str]) -> "Promise | None":
        """What the tags of a group promise; None where they promise nothing, so that the group is none of ours."""
        try:
            promise = cls(
                Instances.from_tag(tags[INSTANCES_TAG]),
                int(tags[MINIMUM_TAG]),
                int(tags[TOLERANCE_TAG]),
                int(tags[ZONES_TAG]),
                tags[ZONES_BY_TAG],
                int(tags[MAXIMUM_TAG]) if MAXIMUM_TAG in tags else None,
            )
        except (KeyError, ValueError):
            return None
        return promise if 0 <= promise.tolerance < promise.zone_count else None


@dataclass(frozen=True)
class Purchase:
    """A note on the group that is seen there before anything is bought, so that nothing is bought unknown to others.

    Once all is bought, `expected` reservations have the tag of the group, those that are over included. `request` tells
    requests apart; `noted` is in UTC, to the second.
    """

    expected: int
    request: str
    noted: datetime

    def tag(self) -> str:
        """As the value of a tag."""
        return f"{self.expected}:{self.request}:{int(self.noted.timestamp())}"

    @classmethod
    def from_tags(cls, tags: Mapping[str, str]) -> "Purchase | None":
        """The note among the tags of a group; None where there is none that can be read."""
        try:
            expected, request, noted = tags[PURCHASE_TAG].split(":")
            return cls(int(expected), request, datetime.fromtimestamp(int(noted), UTC))
        except (KeyError, ValueError, OverflowError):
            return None


def guaranteed(counts: Iterable[int], tolerance: int) -> int:
    """How many instances stay reserved when the `tolerance` zones that hold most are lost."""
    smallest_first = sorted(counts)
    return sum(smallest_first[: max(0, len(smallest_first) - tolerance)])


@dataclass(frozen=True)
class Held:
    """A group as AWS shows it: its tags, and all reservations with its tag, those that are over included."""

    arn: str
    tags: Mapping[str, str] = field(default_factory=dict)
    reservations: tuple[Reservation, ...] = ()

    @property
    def name(self) -> str:
        """NAME in arn:aws:resource-groups:us-east-1:123456789012:group/NAME."""
        return self.arn.split("/")[1]

    @property
    def promise(self) -> Promise | None:
        """What its tags promise; None for a group that is none of ours."""
        return Promise.from_tags(self.tags)

    @property
    def purchase(self) -> Purchase | None:
        """What was bought last, or is being bought."""
        return Purchase.from_tags(self.tags)

    def expected(self, now: datetime) -> int:
        """So many reservations exist: with fewer to be seen, some may not be visible yet. 0 where all must be."""
        purchase = self.purchase
        return purchase.expected if purchase and now < purchase.noted + TIME_TO_SHOW else 0

    @property
    def billed(self) -> list[Reservation]:
        """The reservations that are, or may be, billed, in the order of their zones."""
        alive = [r for r in self.reservations if r.phase is not Phase.GONE]
        return sorted(alive, key=lambda r: (r.zone, r.reservation_id))


@dataclass(frozen=True)
class Desired:
    """What a group is to become. `zones` are names or IDs; `own` and `stack` the tags of the resource and its stack.

    `request` tells the request that asks for it from others.
    """

    promise: Promise
    zones: tuple[str, ...]
    end_date: str | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    stack: Mapping[str, str] = field(default_factory=dict)
    request: str = ""

    def group_tags(self, token: str) -> dict[str, str]:
        """All tags of the group, `token` being the one of the request that made it."""
        return group_tags(self.promise.tags(), self.own, self.stack, token)

    def reservation_tags(self, group_name: str) -> dict[str, str]:
        """The tags of every reservation, given in the very call that makes it: without them it would be nobody's."""
        return {**self.stack, **self.own, GROUP_TAG: group_name}
