"""What must hold at every moment and at the end, said without the words of the handlers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local.services.capacity_reservations.models import CapacityReservation
from cfn_local.services.resource_groups.models import state_of
from tests.odcr_group.proof.account import alarms, billed, group_names, groups, members_of, zone_ids
from tests.odcr_group.proof.cloudformation import BreachError

GROUP_TAG = "awscommunity:odcr:group"
FOREVER = "9999"

Shares = Mapping[str, tuple[int, str]]  # zone -> instances, and until when
NOTHING: Shares = {}


def shares_of(model: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """What a model promises to hold in each of its zones."""
    names = {id_: name for name, id_ in zone_ids().items()}
    zones = model.get("AvailabilityZones") or [names[id_] for id_ in model["AvailabilityZoneIds"]]
    surviving = len(zones) - int(model.get("FailureTolerance", 1))
    share = -(-int(model["MinimumInstanceCount"]) // surviving)
    return {zone: (share, model.get("EndDate") or FOREVER) for zone in zones}


@dataclass
class Watch:
    """Looks at what is held after every call. `old` was completed last, `new` is being asked for."""

    bystanders: frozenset[str] = frozenset()  # ids of reservations that belong to others
    old: Shares = field(default_factory=dict)
    new: Shares = field(default_factory=dict)
    arns: set[str] = field(default_factory=set)  # identifiers that CloudFormation has been told
    doubled: frozenset[str] = frozenset()  # zones in which somebody has made a second one

    def __call__(self) -> None:
        """A BreachError if a promise is broken at this moment."""
        own = self.own()
        if lacking := self._lacking(own):
            raise BreachError(f"too little is held: {lacking}; there is {_told(own)}")
        names = {arn.split("/")[1] for arn in self.arns} & group_names()
        if lost := [r for r in own if r.tags.latest.get(GROUP_TAG) not in names]:
            raise BreachError(f"nobody can find {_told(lost)}")
        zones = [r.attributes.zone_name for r in own]
        if again := {zone for zone in zones if zones.count(zone) > 1} - self.doubled:
            raise BreachError(f"more than one is paid for in {', '.join(sorted(again))}: {_told(own)}")

    def own(self) -> list[CapacityReservation]:
        """What is billed, not somebody else's, and not given back for a charge already."""
        return [r for r in billed() if r.reservation_id not in self.bystanders and not r.winds_down]

    def winding_down(self) -> list[CapacityReservation]:
        """What its owner has given back for a charge, and pays for still."""
        return [r for r in billed() if r.winds_down]

    def _lacking(self, own: Iterable[CapacityReservation]) -> str:
        serving = self.serving(own)
        if any(_is_kept(shares, serving) for shares in (self.old, self.new)):
            return ""
        return f"before: {dict(self.old)}, now asked for: {dict(self.new)}"

    def failed(self) -> None:
        """Accept that a failed update had begun to shrink: what it asked for is held, not what was before."""
        if not _is_kept(self.old, self.serving(self.own(), adjusted=True)):
            self.old = self.new

    def serving(self, own: Iterable[CapacityReservation], *, adjusted: bool = False) -> dict[str, tuple[int, str]]:
        """What launches that target the group find in each zone: how many, and until when.

        Now, or when EC2 has `adjusted` them to all that it has accepted.
        """
        members = {member for arn in self.arns for member in members_of(arn)}
        found: dict[str, tuple[int, str]] = {}
        for r in own:
            terms = r.terms.latest if adjusted else r.terms.visible
            if r.state == "active" and terms.instance_match_criteria == "targeted" and r.arn in members:
                until = f"{terms.end_date:%Y-%m-%dT%H:%M:%SZ}" if terms.end_date else FOREVER
                found[r.attributes.zone_name] = max(
                    found.get(r.attributes.zone_name, (0, "")), (terms.instance_count, until)
                )
        return found

    def is_exactly(self, model: Mapping[str, Any]) -> None:
        """A BreachError unless just what the model asks for is held."""
        own, asked = self.own(), shares_of(model)
        if self.serving(own) != asked or len(own) != len(asked):
            raise BreachError(f"{asked} was asked for and {_told(own)} is held")

    def has_tags_of(self, model: Mapping[str, Any]) -> None:
        """A BreachError unless the reservations have the tags of the model, and no others but ours."""
        expected = {tag["Key"]: tag["Value"] for tag in model.get("Tags", [])}
        for r in self.own():
            present = {k: v for k, v in r.tags.latest.items() if k != GROUP_TAG}
            if present != expected:
                raise BreachError(f"the tags of {r.reservation_id} are {present} and not {expected}")

    def nothing_is_billed_unsaid(self, message: str) -> None:
        """A BreachError if anything is billed after a failure that its message does not name."""
        if unsaid := [r for r in self.own() if r.reservation_id not in message]:
            raise BreachError(f"nothing rolls back, and nobody is told of {_told(unsaid)}: {message!r}")

    def nothing_is_billed(self) -> None:
        """A BreachError if anything is, but what belongs to others."""
        if own := self.own():
            raise BreachError(f"still billed after the delete: {_told(own)}")

    def no_group_is_left(self) -> None:
        """A BreachError if a group is left that CloudFormation was told of."""
        if left := [group.name for group in groups().visible() if group.arn in self.arns]:
            raise BreachError(f"still there after the delete: {', '.join(left)}")

    def no_alarm_is_left(self) -> None:
        """A BreachError if there is one still."""
        if left := alarms():
            raise BreachError(f"still there after the delete: {', '.join(left)}")


def bystanders_are_untouched(before: Mapping[str, Any]) -> None:
    """A BreachError if anything that belongs to others is not as it was."""
    if (now := what_others_have(before)) != before:
        raise BreachError(f"what others have was {before} and is {now}")


def what_others_have(ids: Iterable[str]) -> dict[str, Any]:
    """Everything about these reservations and groups of others."""
    found: dict[str, Any] = {
        r.reservation_id: (r.state, r.terms.latest, dict(r.tags.latest)) for r in billed() if r.reservation_id in ids
    }
    named = {group.arn: group for group in groups().visible()}
    return found | {arn: (dict(state_of(named[arn]).tags.latest), members_of(arn)) for arn in ids if arn in named}


def _is_kept(shares: Shares, serving: Mapping[str, tuple[int, str]]) -> bool:
    return all(_covers(serving.get(zone), share) for zone, share in shares.items())


def _covers(held: tuple[int, str] | None, share: tuple[int, str]) -> bool:
    return held is not None and held[0] >= share[0] and held[1] >= share[1]


def _told(reservations: Iterable[CapacityReservation]) -> str:
    told = [f"{r.terms.latest.instance_count} {r.state} in {r.attributes.zone_name}" for r in reservations]
    return ", ".join(told) or "nothing"
