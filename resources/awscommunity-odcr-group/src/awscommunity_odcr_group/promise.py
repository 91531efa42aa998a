"""What a group promises and what it holds, as values, and the tags in which AWS remembers the promise.

CloudFormation hands only the ARN to a read, so everything that EC2 does not store itself is a tag of the group.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from math import ceil

PREFIX = "awscommunity:odcr:"
GROUP_TAG = PREFIX + "group"  # on every reservation: the name of its group
TOKEN_TAG = PREFIX + "token"
INSTANCES_TAG = PREFIX + "instances"
MINIMUM_TAG = PREFIX + "minimum"
TOLERANCE_TAG = PREFIX + "tolerance"
MAXIMUM_TAG = PREFIX + "maximum"
ZONES_TAG = PREFIX + "zones"
ZONES_BY_TAG = PREFIX + "zones-by"
STACK_TAGS_TAG = PREFIX + "stack-tags"


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
    """A Capacity Reservation with the tag of the group. `end_date` is in UTC, as 2030-12-31T23:59:59Z; None is never."""

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
        """As the value of a tag; the platform last, since it alone may hold any character."""
        return f"{self.instance_type}:{self.tenancy}:{str(self.ebs_optimized).lower()}:{self.platform}"

    @classmethod
    def from_tag(cls, value: str) -> "Instances":
        """The reverse of `tag`. A ValueError if it is not one."""
        instance_type, tenancy, ebs_optimized, platform = value.split(":", 3)
        return cls(instance_type, platform, tenancy, ebs_optimized == "true")


@dataclass(frozen=True)
class Promise:
    """`minimum` instances stay reserved when `tolerance` of `zone_count` zones are lost.

    `zones_by` is the property that names the zones; `maximum` bounds what may be held over all zones, None being no
    bound.
    """

    instances: Instances
    minimum: int
    tolerance: int
    zone_count: int
    zones_by: str
    maximum: int | None = None

    @property
    def count_per_zone(self) -> int:
        """The same in every zone, since a group of launches may put its odd instance into any of them."""
        return ceil(self.minimum / (self.zone_count - self.tolerance))

    def tags(self) -> dict[str, str]:
        """The tags of the group that `from_tags` reads."""
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
        """What the tags of a group promise, or None for a group that is not of this type."""
        try:
            return cls(
                Instances.from_tag(tags[INSTANCES_TAG]),
                int(tags[MINIMUM_TAG]),
                int(tags[TOLERANCE_TAG]),
                int(tags[ZONES_TAG]),
                tags[ZONES_BY_TAG],
                int(tags[MAXIMUM_TAG]) if MAXIMUM_TAG in tags else None,
            )
        except (KeyError, ValueError):
            return None


def guaranteed(counts: Iterable[int], tolerance: int) -> int:
    """How many instances stay reserved when the `tolerance` zones that hold most are lost."""
    smallest_first = sorted(counts)
    return sum(smallest_first[: max(0, len(smallest_first) - tolerance)])


def fingerprint(tag_key: str) -> str:
    """Five characters (30 bits) for a tag key: a tag value has room for those of all 50 keys, not for the keys."""
    return b64encode(sha256(tag_key.encode()).digest())[:5].decode()


def group_tags(promise: Promise, own: Mapping[str, str], stack: Mapping[str, str], token: str) -> dict[str, str]:
    """All tags of the group: the resource's own, which win, the stack's, and ours.

    The stack's keys are noted as fingerprints, so that a read can tell them from the resource's own.
    """
    stack_only = "".join(fingerprint(key) for key in sorted(stack) if key not in own)
    noted = {STACK_TAGS_TAG: stack_only} if stack_only else {}
    return {**stack, **own, **promise.tags(), **noted, TOKEN_TAG: token}


def is_user_key(key: str) -> bool:
    """Whether a tag key is one of the resource or its stack: neither ours nor AWS's."""
    return not key.startswith((PREFIX, "aws:"))


def own_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """The resource's own among the tags of its group: without ours, AWS's and the stack's."""
    noted = tags.get(STACK_TAGS_TAG, "")
    stack = {noted[start : start + 5] for start in range(0, len(noted), 5)}
    return {k: v for k, v in tags.items() if is_user_key(k) and fingerprint(k) not in stack}


@dataclass(frozen=True)
class Held:
    """A group as AWS shows it: all its tags, and all reservations with its tag, those that are over included."""

    arn: str
    tags: Mapping[str, str]
    reservations: tuple[Reservation, ...] = ()

    @property
    def name(self) -> str:
        """The name in arn:aws:resource-groups:us-east-1:123456789012:group/NAME."""
        return self.arn.split("/")[1]

    @property
    def promise(self) -> Promise | None:
        """What its tags promise, or None for a group that is not of this type."""
        return Promise.from_tags(self.tags)

    @property
    def billed(self) -> list[Reservation]:
        """Those that are, or may be, billed, in the order of their zones."""
        alive = [r for r in self.reservations if r.phase is not Phase.GONE]
        return sorted(alive, key=lambda r: (r.zone, r.reservation_id))


@dataclass(frozen=True)
class Desired:
    """What a group is to become. `zones` are names or IDs; `own` and `stack` the tags of the resource and its stack."""

    promise: Promise
    zones: tuple[str, ...]
    end_date: str | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    stack: Mapping[str, str] = field(default_factory=dict)

    def reservation_tags(self, group_name: str) -> dict[str, str]:
        """The tags that every reservation gets in the very call that makes it."""
        return {**self.stack, **self.own, GROUP_TAG: group_name}
