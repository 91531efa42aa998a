"""The rules: a group, the settings and what AWS answered in, one finding per rule out. Pure, and never raises."""

from collections.abc import Callable, Hashable
from enum import Enum
from math import inf
from typing import NamedTuple

from .group import Group
from .instance_types import Types, types_of, union
from .observation import Answers, Launch, Question, SubnetZones, Zones
from .properties import text, truth
from .settings import Settings

POLICY = "MixedInstancesPolicy"
OVERRIDES = f"{POLICY}.LaunchTemplate.Overrides"
STRATEGY = f"{POLICY}.InstancesDistribution.SpotAllocationStrategy"
MAX_PRICE = f"{POLICY}.InstancesDistribution.SpotMaxPrice"
TEMPLATE = f"{POLICY}.LaunchTemplate.LaunchTemplateSpecification"
DEFAULT_STRATEGY = "lowest-price"
# How well AWS's guide speaks of each; any other counts like the default.
RANK_OF_STRATEGY = {"price-capacity-optimized": 2, "capacity-optimized": 1, "capacity-optimized-prioritized": 1}
MOST_NAMES_SHOWN = 4


class Status(Enum):
    """OPEN: it hangs on what AWS has not answered."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"
    OPEN = "OPEN"


class Finding(NamedTuple):
    """What one rule found at `path`. `fix` is the smallest change that helps.

    `seen` is what the rule looked at, and `measure` how good it is, to compare an update with what was before.
    """

    rule: str
    status: Status
    path: str = ""
    found: str = ""
    wanted: str = ""
    fix: str = ""
    seen: Hashable = None
    measure: float = 0
    question: Question | None = None


class Count(NamedTuple):
    """How many there are; an upper bound where a question is open."""

    number: float
    question: Question | None = None

    def status(self, minimum: int) -> Status:
        if self.number < minimum:
            return Status.FAILED
        return Status.OPEN if self.question else Status.PASSED


def findings_of(group: Group, settings: Settings, answers: Answers) -> tuple[Finding, ...]:
    """One finding per rule, the most important first."""
    return tuple(rule(group, settings, answers) for rule in RULES)


def mixed_instances_policy(group: Group, _settings: Settings, _answers: Answers) -> Finding:
    """A group without a policy has one instance type and no allocation strategy."""
    source = group.launch_source
    # Auto Scaling refuses a launch template that asks for Spot itself in a mixed instances policy.
    fix = f"Name a launch template without InstanceMarketOptions in {TEMPLATE}"
    return Finding(
        "MixedInstancesPolicy",
        Status.PASSED if group.policy else Status.FAILED,
        POLICY,
        "present" if group.policy else "absent",
        "a mixed instances policy",
        f"{fix}, in place of {source}" if source else fix,
        seen=bool(group.policy),
        measure=bool(group.policy),
    )


def instance_types(group: Group, settings: Settings, answers: Answers) -> Finding:
    """Each instance type in each zone is a Spot capacity pool of its own; one type alone is easily interrupted."""
    count = _type_count(group, settings, answers)
    minimum = settings.min_instance_types
    return Finding(
        "InstanceTypes",
        count.status(minimum),
        OVERRIDES,
        _shown_types(group),
        f"at least {_counted(minimum, 'instance type')}"
        + (", or attribute-based selection" if settings.allow_attribute_based else ""),
        _fix_of_types(group, settings),
        seen=(group.instance_types, group.attribute_types),
        measure=count.number,
        question=count.question,
    )


def spot_allocation_strategy(group: Group, settings: Settings, _answers: Answers) -> Finding:
    """Absent, it is lowest-price, which AWS calls the one with the highest risk of interruption."""
    strategy = group.strategy or DEFAULT_STRATEGY
    allowed = settings.allowed_strategies
    return Finding(
        "SpotAllocationStrategy",
        Status.PASSED if group.policy and strategy in allowed else Status.FAILED,
        STRATEGY,
        _brief(group.strategy) if group.strategy else f"absent, which means {DEFAULT_STRATEGY}",
        " or ".join(allowed),
        f"Set it to {allowed[0]}",
        seen=group.strategy,
        measure=RANK_OF_STRATEGY.get(strategy, 0),
    )


def availability_zones(group: Group, settings: Settings, answers: Answers) -> Finding:
    """More zones are more Spot capacity pools."""
    if not settings.min_zones:
        return _off("AvailabilityZones", "MinZones")
    count = _zone_count(group, settings, answers)
    return Finding(
        "AvailabilityZones",
        count.status(settings.min_zones),
        "VPCZoneIdentifier" if group.subnets else "AvailabilityZones",
        _counted(count.number, "zone"),
        f"at least {_counted(settings.min_zones, 'zone')}",
        "Add subnets in other zones",
        seen=(group.subnets, group.named_zones),
        measure=count.number,
        question=count.question,
    )


def spot_capacity_pools(group: Group, settings: Settings, answers: Answers) -> Finding:
    """A Spot capacity pool is one instance type in one zone."""
    minimum = settings.min_pools
    if not minimum:
        return _off("SpotCapacityPools", "MinPools")
    types = _type_count(group, settings, answers)
    zones = _zone_count(group, settings, answers)
    pools = types.number * zones.number if zones.number else 0.0
    return Finding(
        "SpotCapacityPools",
        Count(pools, types.question or zones.question).status(minimum),
        OVERRIDES,
        f"{_counted(types.number, 'instance type')} in {_counted(zones.number, 'zone')}",
        f"at least {minimum} Spot capacity pools (types times zones)",
        "Add instance types or zones",
        seen=(group.instance_types, group.attribute_types, group.subnets, group.named_zones),
        measure=pools,
        question=types.question or zones.question,
    )


def capacity_rebalance(group: Group, settings: Settings, _answers: Answers) -> Finding:
    """With it, Auto Scaling replaces a Spot Instance that is at risk before it is interrupted."""
    if not settings.require_capacity_rebalance:
        return _off("CapacityRebalance", "RequireCapacityRebalance")
    value = truth(group.properties.get("CapacityRebalance"))
    return Finding(
        "CapacityRebalance",
        Status.PASSED if value else Status.FAILED,
        "CapacityRebalance",
        "absent, which means false" if value is None else str(value).lower(),
        "true",
        "Set it to true",
        seen=bool(value),
        measure=bool(value),
    )


def spot_max_price(group: Group, settings: Settings, _answers: Answers) -> Finding:
    """A maximum price gives interruptions that the market price alone would not."""
    if not settings.forbid_spot_max_price:
        return _off("SpotMaxPrice", "ForbidSpotMaxPrice")
    price = text(group.distribution.get("SpotMaxPrice"))
    return Finding(
        "SpotMaxPrice",
        Status.FAILED if price else Status.PASSED,
        MAX_PRICE,
        _brief(price) if price else "absent",
        "none, which means the On-Demand price",
        "Remove it",
        seen=price,
        measure=not price,
    )


RULES: tuple[Callable[[Group, Settings, Answers], Finding], ...] = (
    mixed_instances_policy,
    instance_types,
    spot_allocation_strategy,
    availability_zones,
    spot_capacity_pools,
    capacity_rebalance,
    spot_max_price,
)


def skipped(finding: Finding) -> Finding:
    """The finding of a rule that does not count here."""
    return finding._replace(status=Status.SKIPPED)


def _off(rule: str, setting: str) -> Finding:
    return Finding(rule, Status.SKIPPED, found=f"Switched off by {setting}")


def _type_count(group: Group, settings: Settings, answers: Answers) -> Count:
    if not settings.allow_attribute_based:
        return Count(len(group.instance_types))
    if group.overrides or not group.policy:
        return Count(_all_types(group).number)
    if group.launch is None or not settings.resolve_launch_templates:
        return Count(0)
    answer = answers.get(group.launch)
    if isinstance(answer, Launch):
        return Count(types_of(answer.requirements).number if answer.requirements else 0)
    return Count(inf, group.launch)


def _zone_count(group: Group, settings: Settings, answers: Answers) -> Count:
    """Zones that are named, or those of the subnets; without a look at them, every subnet may be in another zone."""
    if not group.subnets:
        return Count(group.named_zones)
    question = SubnetZones(group.subnets)
    answer = answers.get(question)
    if isinstance(answer, Zones):
        return Count(len(answer.names))
    bound = max(group.named_zones, len(group.subnets))
    return Count(bound, question if settings.resolve_launch_templates else None)


def _shown_types(group: Group) -> str:
    if not group.overrides:
        return "absent, which leaves the launch template's own instance type"
    names = sorted(group.instance_types)
    listed = f" ({_brief(', '.join(names[:MOST_NAMES_SHOWN]))})" if names else ""
    shown = _counted(len(names), "instance type") + listed
    if not group.attributes:
        return shown
    choice = f"attributes that leave a choice of {_counted(group.attribute_types.number, 'type')}"
    return f"{shown} and {choice}, {_counted(_all_types(group).number, 'type')} in all" if names else choice


def _all_types(group: Group) -> Types:
    return union((Types(group.instance_types), group.attribute_types))


def _fix_of_types(group: Group, settings: Settings) -> str:
    missing = settings.min_instance_types - len(group.instance_types)
    if group.attributes and settings.allow_attribute_based:
        return "Give AllowedInstanceTypes more types, or leave it out"
    more = " more" if group.instance_types else ""
    add = f"Add overrides with {missing}{more} instance type{'s' if missing > 1 else ''}"
    return add + (", or use one with InstanceRequirements" if settings.allow_attribute_based else "")


def _counted(count: float, noun: str) -> str:
    if count == inf:
        return f"any number of {noun}s"
    return f"{int(count)} {noun}" + ("" if count == 1 else "s")


def _brief(value: str) -> str:
    return value if len(value) <= 80 else f"{value[:77]}..."
