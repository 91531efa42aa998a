"""The rules: a group, the settings and AWS's answers in, one finding per rule out. Pure; never raises."""

from collections.abc import Callable, Hashable
from enum import Enum
from math import ceil, inf
from typing import NamedTuple

from .fixes import (
    LOWEST_PRICE,
    counted,
    fix_of_policy,
    fix_of_pools,
    fix_of_strategy,
    fix_of_types,
    fix_of_zones,
)
from .group import Group
from .instance_types import types_of
from .observation import Answers, Launch, Question, SubnetZones, Zones
from .properties import text, truth
from .settings import Settings

POLICY = "MixedInstancesPolicy"
OVERRIDES = f"{POLICY}.LaunchTemplate.Overrides"
DISTRIBUTION = f"{POLICY}.InstancesDistribution"
STRATEGY = f"{DISTRIBUTION}.SpotAllocationStrategy"
MAX_PRICE = f"{DISTRIBUTION}.SpotMaxPrice"
TEMPLATE = f"{POLICY}.LaunchTemplate.LaunchTemplateSpecification"
DEFAULT_STRATEGY = LOWEST_PRICE
# Rank of each strategy in AWS's guide; any other ranks like the default.
RANK_OF_STRATEGY = {"price-capacity-optimized": 2, "capacity-optimized": 1, "capacity-optimized-prioritized": 1}
MOST_NAMES_SHOWN = 4


class Status(Enum):
    """OPEN: depends on an answer from AWS. WARNED: the group passes, but AWS will reject it."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"
    OPEN = "OPEN"
    WARNED = "WARNED"


class Finding(NamedTuple):
    """Finding of one rule at `path`. `fix` is the smallest change that helps.

    `seen` is what the rule looked at, and `measure` its quality, to compare an update with the previous state.
    `is_refusal`: rejected by AWS, not by the hook.
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
    is_refusal: bool = False


class Count(NamedTuple):
    """A count; an upper bound while a question is open."""

    number: float
    question: Question | None = None

    def status(self, minimum: int) -> Status:
        if self.number < minimum:
            return Status.FAILED
        return Status.OPEN if self.question else Status.PASSED


def findings_of(group: Group, settings: Settings, answers: Answers) -> tuple[Finding, ...]:
    """Return one finding per rule, the most important first."""
    return tuple(rule(group, settings, answers) for rule in RULES)


def mixed_instances_policy(group: Group, _settings: Settings, _answers: Answers) -> Finding:
    """A group without a policy has one instance type and no allocation strategy."""
    return Finding(
        "MixedInstancesPolicy",
        Status.PASSED if group.policy else Status.FAILED,
        POLICY,
        "present" if group.policy else "absent",
        "a mixed instances policy",
        fix_of_policy(group, TEMPLATE),
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
        f"at least {counted(minimum, 'instance type')}"
        + (", or attribute-based selection" if settings.allow_attribute_based else ""),
        fix_of_types(group, settings, minimum),
        seen=(group.instance_types, group.attribute_types),
        measure=count.number,
        question=count.question,
    )


def spot_allocation_strategy(group: Group, settings: Settings, answers: Answers) -> Finding:
    """Absent, it is lowest-price, which AWS calls the one with the highest risk of interruption."""
    strategy = group.strategy or DEFAULT_STRATEGY
    allowed = settings.allowed_strategies
    return Finding(
        "SpotAllocationStrategy",
        Status.PASSED if group.policy and strategy in allowed else Status.FAILED,
        STRATEGY,
        _brief(group.strategy) if group.strategy else f"absent, which means {DEFAULT_STRATEGY}",
        " or ".join(allowed),
        strategy_fix(group, settings, answers),
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
        "VPCZoneIdentifier" if group.subnets else group.zone_list,
        counted(count.number, "zone"),
        f"at least {counted(settings.min_zones, 'zone')}",
        fix_of_zones(group, settings.min_zones),
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
        f"{counted(types.number, 'instance type')} in {counted(zones.number, 'zone')}",
        f"at least {minimum} Spot capacity pools (types times zones)",
        fix_of_pools(group, settings, types.number, zones.number),
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
    """Return the finding of a rule that does not apply."""
    return finding._replace(status=Status.SKIPPED)


def strategy_fix(group: Group, settings: Settings, answers: Answers) -> str:
    """Return the fix of the strategy, which leaves enough instance types."""
    zones = _zone_count(group, settings, answers).number
    minimum = max(settings.min_instance_types, ceil(settings.min_pools / zones) if zones else 0)
    return fix_of_strategy(group, settings, is_by_attributes(group, answers), minimum)


def is_by_attributes(group: Group, answers: Answers) -> bool:
    """Return whether types are selected by attributes of overrides or, without any, of the launch template."""
    if group.overrides or not group.policy or group.launch is None:
        return bool(group.attributes)
    launch = answers.get(group.launch)
    return isinstance(launch, Launch) and bool(launch.requirements)


def _off(rule: str, setting: str) -> Finding:
    return Finding(rule, Status.SKIPPED, found=f"Switched off by {setting}")


def _type_count(group: Group, settings: Settings, answers: Answers) -> Count:
    if not settings.allow_attribute_based:
        return Count(len(group.instance_types))
    if group.overrides or not group.policy:
        return Count(group.all_types.number)
    if group.launch is None or not settings.resolve_launch_templates:
        return Count(0)
    answer = answers.get(group.launch)
    if isinstance(answer, Launch):
        return Count(types_of(answer.requirements).number if answer.requirements else 0)
    return Count(inf, group.launch)


def _zone_count(group: Group, settings: Settings, answers: Answers) -> Count:
    """Count named zones, or the subnets' zones; until these are known, each subnet may be in a zone of its own."""
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
    shown = counted(len(names), "instance type") + listed
    if not group.attributes:
        return shown
    choice = f"attributes that leave a choice of {counted(group.attribute_types.number, 'type')}"
    return f"{shown} and {choice}, {counted(group.all_types.number, 'type')} in all" if names else choice


def _brief(value: str) -> str:
    return value if len(value) <= 80 else f"{value[:77]}..."
