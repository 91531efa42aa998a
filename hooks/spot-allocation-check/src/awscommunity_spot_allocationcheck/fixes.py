"""Wording of the smallest fix. It must be valid for Auto Scaling: no fix may lead to another rejection."""

from math import ceil, inf

from .group import Group
from .settings import Settings

LOWEST_PRICE = "lowest-price"
PRIORITIZED = "capacity-optimized-prioritized"
MOST_INSTANCE_TYPES = 40
# More zones than any Region has.
TOO_MANY_ZONES = 7


def fix_of_policy(group: Group, template: str) -> str:
    """Suggest a mixed instances policy in place of the group's other launch sources."""
    # Auto Scaling rejects a launch template that requests Spot itself in a mixed instances policy.
    fix = f"Name a launch template without InstanceMarketOptions in {template}"
    return f"{fix}, in place of {' and '.join(group.launch_sources)}" if group.launch_sources else fix


def fix_of_strategy(group: Group, settings: Settings, is_by_attributes: bool, minimum: int) -> str:
    """Suggest the first allowed strategy that is compatible with the group, and changes to what conflicts with it.

    `minimum` is the number of types that the group needs if they must replace attributes.
    """
    strategy = chosen_strategy(settings, is_by_attributes)
    fix = f"Set it to {strategy}"
    if strategy == PRIORITIZED and is_by_attributes:
        fix += f", and {_name_types(group, minimum)}"
    return fix + (", and remove SpotInstancePools" if group.has_pool_count and strategy != LOWEST_PRICE else "")


def chosen_strategy(settings: Settings, is_by_attributes: bool) -> str:
    """Return the strategy that the fixes suggest."""
    fitting = (one for one in settings.allowed_strategies if one != PRIORITIZED or not is_by_attributes)
    return next(fitting, settings.allowed_strategies[0])


def _strategy_to_be(group: Group, settings: Settings) -> str:
    """Return the strategy after the fixes are applied."""
    is_by_attributes = bool(group.attributes)
    if group.strategy in settings.allowed_strategies and not (is_by_attributes and group.strategy == PRIORITIZED):
        return group.strategy
    return chosen_strategy(settings, is_by_attributes)


def fix_of_types(group: Group, settings: Settings, minimum: int) -> str:
    """Suggest how the group reaches `minimum` instance types."""
    if group.attributes:
        if not _may_have_attributes(group, settings):
            return _capitalized(_name_types(group, minimum))
        return _wider_attributes(group, minimum)
    missing = minimum - len(group.instance_types)
    more = " more" if group.instance_types else ""
    add = f"Add overrides with {counted(missing, f'{more} instance type'.strip())}{_weight(group)}"
    if not _may_have_attributes(group, settings):
        return add
    attributes = "use one with InstanceRequirements"
    return _capitalized(attributes) if minimum > MOST_INSTANCE_TYPES else f"{add}, or {attributes}"


def fix_of_zones(group: Group, minimum: int) -> str:
    """Suggest how the group reaches `minimum` zones."""
    if not group.subnets:
        return f"Name {counted(minimum - group.named_zones, 'more zone')}"
    return "Add subnets in other zones" + (", and name these there too" if group.named_zones else "")


def fix_of_pools(group: Group, settings: Settings, types: float, zones: float) -> str:
    """Suggest how the group reaches the minimum of pools: more types, or more zones if a Region has as many."""
    if not zones:
        return "Add subnets"
    more_types = fix_of_types(group, settings, ceil(settings.min_pools / zones))
    enough_zones = ceil(settings.min_pools / types) if 0 < types < inf else inf
    return more_types + (f"; or span {int(enough_zones)} zones" if enough_zones < TOO_MANY_ZONES else "")


def counted(count: float, noun: str) -> str:
    if count == inf:
        return f"any number of {noun}s"
    return f"{int(count)} {noun}" + ("" if count == 1 else "s")


def _may_have_attributes(group: Group, settings: Settings) -> bool:
    """Return whether the hook counts attribute-based selection and Auto Scaling accepts it for this group.

    A group by attributes that has prioritized as its on-demand strategy is told to change that.
    """
    goes_with_the_rest = group.attributes or (group.on_demand_strategy != "prioritized" and not group.has_weights)
    goes_with_the_strategy = _strategy_to_be(group, settings) != PRIORITIZED
    return bool(settings.allow_attribute_based and goes_with_the_rest and goes_with_the_strategy)


def _wider_attributes(group: Group, minimum: int) -> str:
    if not any(one.get("AllowedInstanceTypes") for one in group.attributes):
        return "Leave ExcludedInstanceTypes out"
    missing = max(1, minimum - group.all_types.number)
    return f"Give AllowedInstanceTypes {counted(missing, 'more instance type')}, or leave it out"


def _name_types(group: Group, minimum: int) -> str:
    """Suggest instance types in place of attributes, as many as the overrides still lack."""
    missing = max(0, minimum - len(group.instance_types))
    if not missing:
        return "remove the overrides with InstanceRequirements"
    return f"name {counted(missing, 'instance type')} in overrides, in place of InstanceRequirements{_weight(group)}"


def _weight(group: Group) -> str:
    return ", each with a WeightedCapacity" if group.has_weights else ""


def _capitalized(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
