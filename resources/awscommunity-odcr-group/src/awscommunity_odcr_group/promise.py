"""The promise of a group and its desired state, as values.

CloudFormation hands only the ARN to a read, so what EC2 does not store itself is remembered in tags of the group.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil

from .tags import GROUP_TAG, PREFIX, PURCHASE_TAG, group_tags

DATE_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
INSTANCES_TAG = PREFIX + "instances"
MINIMUM_TAG = PREFIX + "minimum"
TOLERANCE_TAG = PREFIX + "tolerance"
MAXIMUM_TAG = PREFIX + "maximum"
ZONES_TAG = PREFIX + "zones"
ZONES_BY_TAG = PREFIX + "zones-by"
SCHEDULE_TAG = PREFIX + "schedule"
ALARM_TAG = PREFIX + "alarm"  # that there is, or is about to be, an alarm


@dataclass(frozen=True)
class Instances:
    """Which instances may use the reservations: what EC2 matches and never changes."""

    instance_type: str
    platform: str = "Linux/UNIX"
    tenancy: str = "default"
    ebs_optimized: bool = False

    def tag(self) -> str:
        """Format as a tag value, the platform last, since only it may contain any character."""
        return f"{self.instance_type}:{self.tenancy}:{str(self.ebs_optimized).lower()}:{self.platform}"

    @classmethod
    def from_tag(cls, value: str) -> "Instances":
        """The reverse of `tag`; a ValueError for anything else."""
        instance_type, tenancy, ebs_optimized, platform = value.split(":", 3)
        return cls(instance_type, platform, tenancy, ebs_optimized == "true")


@dataclass(frozen=True)
class Schedule:
    """Start of the promise, as 2030-12-31T23:59:59Z, and its commitment duration."""

    start_date: str
    commitment_seconds: int

    @property
    def starts(self) -> datetime:
        """The start as a time."""
        return datetime.strptime(self.start_date, DATE_FORMAT).replace(tzinfo=UTC)

    @property
    def committed_until(self) -> datetime:
        """When the reservations can be cancelled."""
        return self.starts + timedelta(seconds=self.commitment_seconds)

    def tag(self) -> str:
        """Format as a tag value."""
        return f"{self.start_date}/{self.commitment_seconds}"

    @classmethod
    def from_tag(cls, value: str) -> "Schedule":
        """The reverse of `tag`; a ValueError for anything else."""
        start_date, seconds = value.split("/")
        datetime.strptime(start_date, DATE_FORMAT)
        return cls(start_date, int(seconds))


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
    schedule: Schedule | None = None

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
        if self.schedule:
            tags[SCHEDULE_TAG] = self.schedule.tag()
        return tags if self.maximum is None else {**tags, MAXIMUM_TAG: str(self.maximum)}

    @classmethod
    def from_tags(cls, tags: Mapping[str, str]) -> "Promise | None":
        """Parse the promise in a group's tags; None if there is none, so that the group is not ours."""
        try:
            promise = cls(
                Instances.from_tag(tags[INSTANCES_TAG]),
                int(tags[MINIMUM_TAG]),
                int(tags[TOLERANCE_TAG]),
                int(tags[ZONES_TAG]),
                tags[ZONES_BY_TAG],
                int(tags[MAXIMUM_TAG]) if MAXIMUM_TAG in tags else None,
                Schedule.from_tag(tags[SCHEDULE_TAG]) if SCHEDULE_TAG in tags else None,
            )
        except (KeyError, ValueError):
            return None
        return promise if 0 <= promise.tolerance < promise.zone_count else None


@dataclass(frozen=True)
class UtilizationAlarm:
    """Tells `topic_arn` when less than `threshold` percent of the instances have been in use for so many hours."""

    threshold: int
    topic_arn: str
    hours: int = 1


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
        """Format as a tag value."""
        return f"{self.expected}:{self.request}:{int(self.noted.timestamp())}"

    @classmethod
    def from_tags(cls, tags: Mapping[str, str]) -> "Purchase | None":
        """Parse the note in a group's tags; None if it is missing or malformed."""
        try:
            expected, request, noted = tags[PURCHASE_TAG].split(":")
            return cls(int(expected), request, datetime.fromtimestamp(int(noted), UTC))
        except (KeyError, ValueError, OverflowError):
            return None


def guaranteed(counts: Iterable[int], tolerance: int) -> int:
    """Return how many instances stay reserved when the `tolerance` largest zones are lost."""
    smallest_first = sorted(counts)
    return sum(smallest_first[: max(0, len(smallest_first) - tolerance)])


@dataclass(frozen=True)
class Desired:
    """The desired state of a group. `zones` are names or IDs; `own` and `stack` the tags of the resource and its stack.

    `request` tells the request that asks for it from others.
    """

    promise: Promise
    zones: tuple[str, ...]
    end_date: str | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    stack: Mapping[str, str] = field(default_factory=dict)
    request: str = ""
    alarm: UtilizationAlarm | None = None
    placement_group_arn: str | None = None

    def group_tags(self, token: str) -> dict[str, str]:
        """Return all tags of the group; `token` is that of the request that created it."""
        watched = {ALARM_TAG: "utilization"} if self.alarm else {}
        return group_tags({**self.promise.tags(), **watched}, self.own, self.stack, token)

    def reservation_tags(self, group_name: str) -> dict[str, str]:
        """Return the tags of every reservation, set on creation: without them it would have no owner."""
        return {**self.stack, **self.own, GROUP_TAG: group_name}
