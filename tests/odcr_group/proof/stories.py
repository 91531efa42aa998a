"""The stories that are disturbed: what is made, what becomes of it, on what AWS, and what CloudFormation does then."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from cfn_local.services import clock
from cfn_local.services.capacity_reservations.models import CapacityReservation
from tests.odcr_group.proof.account import billed, reservations, zone_ids

Model = Mapping[str, Any]

TWO, THREE = ["us-east-1a", "us-east-1b"], ["us-east-1a", "us-east-1b", "us-east-1c"]
UNTIL, SOONER, LATER = "2099-01-01T00:00:00Z", "2098-01-01T00:00:00Z", "2099-06-01T00:00:00Z"

ALARM = {"Threshold": 20, "TopicArn": "arn:aws:sns:us-east-1:123456789012:ops", "Hours": 1}

CONDITIONS: Mapping[str, Mapping[str, Any]] = {
    "kind": {},
    # Longer than CloudFormation waits for a handler that died, so that what it asks for next meets it.
    "pending": {"seconds_pending": 100, "seconds_until_adjusted": 75},
    "late": {"seconds_until_visible": 75},
    "slow": {
        "seconds_pending": 100,
        "seconds_until_adjusted": 75,
        "seconds_until_visible": 75,
        "seconds_until_group_configured": 15,
        "seconds_pending_in_group": 15,
    },
}


def group_of(zones: list[str]) -> dict[str, Any]:
    """Six in any zone but one: six in each of two, three in each of three."""
    return {
        "InstanceType": "t3.micro",
        "MinimumInstanceCount": 6,
        "AvailabilityZones": zones,
        "Tags": [{"Key": "site", "Value": "a"}],
    }


def nothing_happens() -> set[str]:
    """In which zones less is held than was promised."""
    return set()


def cancelled_by_others() -> set[str]:
    """Somebody cancels the newest reservation."""
    last = billed()[-1]
    last.cancelled = clock.now()
    return {last.attributes.zone_name}


def moved_away() -> set[str]:
    """Somebody moves three instances from the newest reservation to another, which takes the space along."""
    return _taken_from(billed()[-1], 3)


def split_off() -> set[str]:
    """Somebody splits two instances off the newest reservation, into one of their own."""
    return _taken_from(billed()[-1], 2, into={"team": "db"})


def split_within_the_group() -> set[str]:
    """The same, with the tags copied, so that what was split off belongs to the group, too."""
    last = billed()[-1]
    return _taken_from(last, 2, into=last.tags.latest)


def _taken_from(source: CapacityReservation, count: int, into: Mapping[str, str] | None = None) -> set[str]:
    terms = source.terms.latest
    if into is not None:
        reservations().create(source.attributes, replace(terms, instance_count=count), into)
    source.terms.write(replace(terms, instance_count=terms.instance_count - count), 0)
    return {source.attributes.zone_name}


def winding_down() -> set[str]:
    """The owner gives the newest reservation back for a charge: it is billed on, and serves nobody."""
    last = billed()[-1]
    last.winds_down = True
    return {last.attributes.zone_name}


@dataclass(frozen=True)
class Change:
    """One kind of update: from the group with `before` changed to the same with `after` changed as well."""

    name: str
    after: Callable[[list[str]], Model]
    before: Mapping[str, Any] = field(default_factory=dict)
    damage: Callable[[], set[str]] = nothing_happens

    def models(self, zones: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The model before, and the one after. A property that is None is absent."""
        before = {**group_of(zones), **self.before}
        return before, {name: value for name, value in {**before, **self.after(zones)}.items() if value is not None}


CHANGES = (
    Change("more instances", lambda _: {"MinimumInstanceCount": 8}),
    Change("more than one step", lambda _: {"MinimumInstanceCount": 1500}),
    Change("fewer instances", lambda _: {"MinimumInstanceCount": 2}),
    Change("more tolerance", lambda _: {"FailureTolerance": 1}, before={"FailureTolerance": 0}),
    Change("less tolerance", lambda _: {"FailureTolerance": 0}),
    Change("a zone more", lambda zones: {"AvailabilityZones": [*zones, "us-east-1d"]}),
    Change(
        "a zone less",
        lambda zones: {"AvailabilityZones": zones[:-1], "FailureTolerance": 0, "MinimumInstanceCount": 12},
    ),
    Change("another zone", lambda zones: {"AvailabilityZones": [*zones[:-1], "us-east-1d"]}),
    Change(
        "all zones for others, and more",
        lambda zones: {"AvailabilityZones": ["us-east-1d", "us-east-1f"], "MinimumInstanceCount": 8},
    ),
    Change(
        "zones by id",
        lambda zones: {"AvailabilityZones": None, "AvailabilityZoneIds": [zone_ids()[zone] for zone in zones]},
    ),
    Change("a later end", lambda _: {"EndDate": LATER}, before={"EndDate": UNTIL}),
    Change("an earlier end", lambda _: {"EndDate": SOONER}, before={"EndDate": UNTIL}),
    Change("other tags", lambda _: {"Tags": [{"Key": "team", "Value": "web"}]}),
    Change("an alarm", lambda _: {"UtilizationAlarm": ALARM}),
    Change("no alarm", lambda _: {"UtilizationAlarm": None}, before={"UtilizationAlarm": ALARM}),
    Change("a dead reservation", lambda _: {}, damage=cancelled_by_others),
    Change("moved instances", lambda _: {}, before={"MinimumInstanceCount": 10}, damage=moved_away),
    Change("a split", lambda _: {}, before={"MinimumInstanceCount": 10}, damage=split_off),
    Change("a split with tags", lambda _: {}, before={"MinimumInstanceCount": 10}, damage=split_within_the_group),
    Change("a reservation winding down", lambda _: {}, damage=winding_down),
)


@dataclass(frozen=True)
class Story:
    """One operation that is disturbed, on a group of these zones, on an AWS of these conditions.

    `sequel` is what CloudFormation asks for when an update has failed: UPDATE, its rollback, or DELETE.
    """

    action: str
    zones: int
    conditions: str = "kind"
    change: str = ""
    sequel: str = "DELETE"
    backwards: bool = False

    @property
    def shows_late(self) -> bool:
        """Whether AWS shows changes only after a while."""
        return "seconds_until_visible" in CONDITIONS[self.conditions]

    @property
    def name(self) -> str:
        """The story in one word, from which it can be told again."""
        order = "backwards" if self.backwards else "forwards"
        return "/".join((self.action, str(self.zones), self.conditions, self.change, self.sequel, order))

    @classmethod
    def named(cls, name: str) -> "Story":
        """The reverse of `name`."""
        action, zones, conditions, change, sequel, order = name.split("/")
        return cls(action, int(zones), conditions, change, sequel, order == "backwards")

    def __str__(self) -> str:
        what = f"{self.action}{f' ({self.change})' if self.change else ''} with {self.zones} zones"
        order = ", the calls of a round in reverse" if self.backwards else ""
        then = f", then {self.sequel} if it fails" if self.action == "UPDATE" else ""
        return f"{what} on {self.conditions} AWS{order}{then}"


ZONES = {2: TWO, 3: THREE}
BY_NAME = {change.name: change for change in CHANGES}


def stories(conditions: Sequence[str], *, backwards: Sequence[bool]) -> Iterator[Story]:
    """Every operation and every kind of update, for two and three zones."""
    for zones, condition, order in product(ZONES, conditions, backwards):
        yield Story("CREATE", zones, condition, backwards=order)
        for change, sequel in product(BY_NAME, ("UPDATE", "DELETE")):
            yield Story("UPDATE", zones, condition, change, sequel, order)
        yield Story("DELETE", zones, condition, backwards=order)
