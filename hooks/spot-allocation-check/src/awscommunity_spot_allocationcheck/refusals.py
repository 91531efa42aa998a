"""Known rejections by Auto Scaling. Warnings, since AWS may change, unless the settings make them failures."""

from collections.abc import Callable, Sequence

from .fixes import LOWEST_PRICE, MOST_INSTANCE_TYPES, PRIORITIZED
from .group import ZONE_LISTS, Group
from .instance_types import types_of
from .observation import Answers, Launch
from .rules import DISTRIBUTION, OVERRIDES, POLICY, STRATEGY, TEMPLATE, Finding, Status, is_by_attributes, strategy_fix
from .settings import Settings

MOST_ATTRIBUTE_SETS = 4
NONE = "none"
Refusal = Callable[[Group, Settings, Answers], Finding | None]


def refusals_of(group: Group, previous: Group | None, settings: Settings, answers: Answers) -> tuple[Finding, ...]:
    """Return a finding per known reason, WARNED or, with RejectWhatAwsRefuses, FAILED.

    Reasons that already apply to the existing group are skipped, since AWS accepted it.
    """
    status = Status.FAILED if settings.reject_what_aws_refuses else Status.WARNED
    found = _found(REFUSALS if previous else (*REFUSALS, template_attributes), group, settings, answers)
    taken = _found(REFUSALS, previous, settings, answers) if previous else []
    return tuple(one._replace(status=status) for one in found if one not in taken)


def _found(refusals: Sequence[Refusal], group: Group, settings: Settings, answers: Answers) -> list[Finding]:
    return [one for refusal in refusals if (one := refusal(group, settings, answers))]


def _refused(rule: str, path: str, found: str, wanted: str, fix: str) -> Finding:
    told = f"{found}, which AWS will refuse"
    return Finding(f"Refused{rule}", Status.WARNED, path, told, wanted, fix, seen=found, is_refusal=True)


def launch_sources(group: Group, _settings: Settings, _answers: Answers) -> Finding | None:
    if not (group.policy and group.launch_sources):
        return None
    names = " and ".join(group.launch_sources)
    return _refused("LaunchSources", names, f"given together with {POLICY}", f"{POLICY} alone", f"Remove {names}")


def spot_launch_template(group: Group, _settings: Settings, answers: Answers) -> Finding | None:
    if not (group.policy and (launch := _launch(group, answers)) and launch.is_spot):
        return None
    fix = "Remove InstanceMarketOptions from the launch template"
    return _refused("SpotLaunchTemplate", TEMPLATE, "a launch template for Spot", "one without a market", fix)


def template_attributes(group: Group, settings: Settings, answers: Answers) -> Finding | None:
    """In CloudFormation the creation fails; where such a group exists, an update works (coverage roadmap 1551)."""
    launch = _launch(group, answers)
    if group.overrides or not group.policy or not launch or not launch.requirements:
        return None
    if not settings.allow_attribute_based or types_of(launch.requirements).number < settings.min_instance_types:
        return None  # only other overrides would help
    wanted = "the InstanceRequirements of the launch template"
    return _refused("TemplateAttributes", OVERRIDES, "absent", wanted, "Repeat them in an override")


def spot_instance_pools(group: Group, _settings: Settings, _answers: Answers) -> Finding | None:
    if not group.has_pool_count or group.strategy in ("", LOWEST_PRICE):
        return None
    found = f"given with a strategy other than {LOWEST_PRICE}"
    return _refused("SpotInstancePools", f"{DISTRIBUTION}.SpotInstancePools", found, NONE, "Remove it")


def on_demand_strategy(group: Group, _settings: Settings, answers: Answers) -> Finding | None:
    if group.on_demand_strategy != "prioritized" or not is_by_attributes(group, answers):
        return None
    path, found = f"{DISTRIBUTION}.OnDemandAllocationStrategy", "prioritized with InstanceRequirements"
    return _refused("OnDemandAllocationStrategy", path, found, LOWEST_PRICE, f"Set it to {LOWEST_PRICE}")


def prioritized_spot(group: Group, settings: Settings, answers: Answers) -> Finding | None:
    if group.strategy != PRIORITIZED or not is_by_attributes(group, answers):
        return None
    found, fix = f"{PRIORITIZED} with InstanceRequirements", strategy_fix(group, settings, answers)
    return _refused("SpotAllocationStrategy", STRATEGY, found, "a strategy that takes attributes", fix)


def types_and_attributes(group: Group, _settings: Settings, _answers: Answers) -> Finding | None:
    if not any(one.get("InstanceType") and one.get("InstanceRequirements") for one in group.overrides):
        return None
    found, fix = "InstanceType and InstanceRequirements in one override", "Leave the InstanceRequirements out of it"
    return _refused("TypesAndAttributes", OVERRIDES, found, "either", fix)


def allowed_and_excluded(group: Group, _settings: Settings, _answers: Answers) -> Finding | None:
    if not any(one.get("AllowedInstanceTypes") and one.get("ExcludedInstanceTypes") for one in group.attributes):
        return None
    found, fix = "AllowedInstanceTypes and ExcludedInstanceTypes in one set", "Leave ExcludedInstanceTypes out of it"
    return _refused("AllowedAndExcluded", OVERRIDES, found, "either", fix)


def weights(group: Group, _settings: Settings, _answers: Answers) -> Finding | None:
    if not group.has_weights or all(one.get("WeightedCapacity") for one in group.overrides if one.get("InstanceType")):
        return None
    found, wanted = "WeightedCapacity for some instance types only", "one for all or none"
    return _refused("Weights", OVERRIDES, found, wanted, "Give every instance type a WeightedCapacity")


def too_many(group: Group, _settings: Settings, _answers: Answers) -> Finding | None:
    types, sets = len(group.instance_types), len(group.attributes)
    if sets > MOST_ATTRIBUTE_SETS:
        found, limit = f"{sets} sets of InstanceRequirements", f"at most {MOST_ATTRIBUTE_SETS}"
        return _refused("TooMany", OVERRIDES, found, limit, f"Merge them until {MOST_ATTRIBUTE_SETS} are left")
    if types <= MOST_INSTANCE_TYPES:
        return None
    found, limit = f"{types} instance types", f"at most {MOST_INSTANCE_TYPES}"
    return _refused("TooMany", OVERRIDES, found, limit, f"Keep {MOST_INSTANCE_TYPES} of them")


def zone_lists(group: Group, _settings: Settings, _answers: Answers) -> Finding | None:
    if not all(group.properties.get(name) for name in ZONE_LISTS):
        return None
    (other,) = set(ZONE_LISTS) - {group.zone_list}
    return _refused("ZoneLists", other, f"given together with {group.zone_list}", "either", f"Remove {other}")


REFUSALS: tuple[Refusal, ...] = (
    launch_sources,
    spot_launch_template,
    spot_instance_pools,
    on_demand_strategy,
    prioritized_spot,
    types_and_attributes,
    allowed_and_excluded,
    weights,
    too_many,
    zone_lists,
)


def _launch(group: Group, answers: Answers) -> Launch | None:
    answer = answers.get(group.launch) if group.launch else None
    return answer if isinstance(answer, Launch) else None
