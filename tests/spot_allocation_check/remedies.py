"""Doing what the hook says: each sentence of a fix, applied to the group by who takes it at its word."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import product
from typing import Any

# Real types that no test names otherwise.
SIZES = ("large", "xlarge", "2xlarge", "4xlarge")
SPARE = [f"{family}.{size}" for family in ("m6i", "r6i", "c6i", "m7i", "r7i") for size in SIZES]
REQUIREMENTS = {"VCpuCount": {"Min": 2}, "MemoryMiB": {"Min": 4096}}


@dataclass
class World:
    """A group and its launch template's data."""

    group: dict[str, Any]
    template: dict[str, Any] = field(default_factory=dict)

    @property
    def policy(self) -> dict[str, Any]:
        return dict_in(self.group, "MixedInstancesPolicy")

    @property
    def launch(self) -> dict[str, Any]:
        return dict_in(self.policy, "LaunchTemplate")

    @property
    def distribution(self) -> dict[str, Any]:
        return dict_in(self.policy, "InstancesDistribution")

    @property
    def overrides(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.launch.setdefault("Overrides", [])
        return found

    @property
    def sets(self) -> list[dict[str, Any]]:
        return [one["InstanceRequirements"] for one in self.overrides if one.get("InstanceRequirements")]

    def spare(self) -> Iterator[str]:
        return (name for name in SPARE if name not in str(self.group))


def dict_in(holder: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = holder.setdefault(name, {})
    return found


def alternatives(remediations: list[str]) -> Iterator[list[str]]:
    """Every way to choose among what the fixes offer with `or`, each as `property: change` sentences."""
    choices = []
    for remediation in remediations:
        path, _, fix = remediation.rstrip(".").partition(": ")
        choices.append([f"{path}: {one[:1].upper()}{one[1:]}" for one in re.split(r"(?:,|;) or ", fix)])
    for chosen in product(*choices):
        yield list(chosen)


def applied(world: World, changes: list[str]) -> World:
    """The world after all the changes. An AssertionError for a sentence that nobody would know how to follow."""
    changed = deepcopy(world)
    # What must not stand together first, and whole lists last: what one fix adds another may not take away.
    for change in sorted(changes, key=lambda one: (not one.endswith("out of it"), "Leave" in one or "Use one" in one)):
        path, _, sentence = change.partition(": ")
        for part in re.split(r", and (?=remove|name|set)", sentence):
            follow(changed, path, part[:1].upper() + part[1:])
    return changed


def follow(world: World, path: str, sentence: str) -> None:
    for pattern, action in ACTIONS.items():
        if found := re.fullmatch(pattern, sentence):
            action(world, path, found)
            return
    raise AssertionError(f"nobody knows how to follow: {path}: {sentence}")


def set_it(world: World, path: str, found: re.Match[str]) -> None:
    value: Any = True if found[1] == "true" else found[1]
    (world.group if path == "CapacityRebalance" else world.distribution)[path.rpartition(".")[2]] = value


def remove_named(world: World, _path: str, found: re.Match[str]) -> None:
    for name in found[1].split(" and "):
        world.group.pop(name, None)
        world.distribution.pop(name, None) if "MixedInstancesPolicy" in world.group else None


def add_types(world: World, _path: str, found: re.Match[str]) -> None:
    weight = {"WeightedCapacity": "1"} if found[2] else {}
    names = list(world.spare())[: int(found[1])]
    assert len(names) == int(found[1])
    world.overrides.extend({"InstanceType": name, **weight} for name in names)


def without_sets(world: World) -> None:
    world.launch["Overrides"] = [one for one in world.overrides if one.get("InstanceType")]
    world.template.pop("InstanceRequirements", None)


def name_types(world: World, path: str, found: re.Match[str]) -> None:
    without_sets(world)
    have = sum(one["InstanceType"] in SPARE for one in world.overrides)
    if have < int(found[1]):  # two fixes may ask for the same
        add_types(world, path, found)


def widen(world: World, _path: str, found: re.Match[str]) -> None:
    pinned = next(one for one in world.sets if one.get("AllowedInstanceTypes"))
    pinned["AllowedInstanceTypes"] = [*pinned["AllowedInstanceTypes"], *list(world.spare())[: int(found[1])]]


def leave_out(name: str, is_in_pairs_only: bool = False) -> Callable[..., None]:
    def action(world: World, _path: str, _found: re.Match[str]) -> None:
        for one in world.sets:
            if not is_in_pairs_only or one.get("AllowedInstanceTypes"):
                one.pop(name, None)

    return action


def types_alone(world: World, _path: str, _found: re.Match[str]) -> None:
    for one in world.overrides:
        if one.get("InstanceType"):
            one.pop("InstanceRequirements", None)


def by_attributes(world: World, _path: str, _found: re.Match[str]) -> None:
    world.launch["Overrides"] = [{"InstanceRequirements": dict(REQUIREMENTS)}]


def repeat_attributes(world: World, _path: str, _found: re.Match[str]) -> None:
    world.launch["Overrides"] = [{"InstanceRequirements": deepcopy(world.template["InstanceRequirements"])}]


def new_policy(world: World, _path: str, found: re.Match[str]) -> None:
    world.launch["LaunchTemplateSpecification"] = {"LaunchTemplateName": "on-demand", "Version": "1"}
    world.template.clear()
    for name in (found[1] or "").split(" and "):
        world.group.pop(name, None)


def no_market(world: World, _path: str, _found: re.Match[str]) -> None:
    world.template.pop("InstanceMarketOptions", None)


def weigh(world: World, _path: str, _found: re.Match[str]) -> None:
    for one in world.overrides:
        if one.get("InstanceType"):
            one.setdefault("WeightedCapacity", "1")


def merge_sets(world: World, _path: str, found: re.Match[str]) -> None:
    sets = [one for one in world.overrides if not one.get("InstanceType")]
    kept, merged = sets[: int(found[1])], sets[int(found[1]) :]
    lists = [one["InstanceRequirements"].get("AllowedInstanceTypes") for one in (kept[0], *merged)]
    if all(lists):
        kept[0]["InstanceRequirements"]["AllowedInstanceTypes"] = [name for one in lists for name in one]
    else:
        kept[0]["InstanceRequirements"].pop("AllowedInstanceTypes", None)
    world.launch["Overrides"] = [one for one in world.overrides if one.get("InstanceType")] + kept


def keep_types(world: World, _path: str, found: re.Match[str]) -> None:
    world.launch["Overrides"] = world.overrides[: int(found[1])]


def more_subnets(world: World, _path: str, found: re.Match[str]) -> None:
    world.group["VPCZoneIdentifier"] = [*world.group["VPCZoneIdentifier"], *(f"subnet-new-{n}" for n in range(9))]


def more_zones(world: World, path: str, found: re.Match[str]) -> None:
    world.group[path] = [*world.group[path], *(f"new-{n}" for n in range(int(found[1])))]


def span(world: World, _path: str, found: re.Match[str]) -> None:
    lists = ("VPCZoneIdentifier", "AvailabilityZones", "AvailabilityZoneIds")
    name = max(lists, key=lambda one: len(world.group.get(one, [])))
    missing = int(found[1]) - len(world.group[name])
    world.group[name] = [*world.group[name], *(f"zone-{n}" for n in range(missing))]


TYPES = r"(\d+)(?: more)? instance types?"
WEIGHED = r"(, each with a WeightedCapacity)?"
ACTIONS: dict[str, Callable[[World, str, re.Match[str]], None]] = {
    r"Set it to (\S+)": set_it,
    r"Remove it": lambda world, path, _found: world.distribution.pop(path.rpartition(".")[2], None),
    r"Remove (SpotInstancePools|AvailabilityZones|AvailabilityZoneIds)": remove_named,
    r"Remove ((?:LaunchTemplate|LaunchConfigurationName|InstanceId)(?: and \w+)*)": remove_named,
    rf"Add overrides with {TYPES}{WEIGHED}": add_types,
    rf"Name {TYPES} in overrides, in place of InstanceRequirements{WEIGHED}": name_types,
    r"Remove the overrides with InstanceRequirements": lambda world, _path, _found: without_sets(world),
    r"Use one with InstanceRequirements": by_attributes,
    rf"Give AllowedInstanceTypes {TYPES}": widen,
    r"Leave it out": leave_out("AllowedInstanceTypes"),
    r"Leave ExcludedInstanceTypes out": leave_out("ExcludedInstanceTypes"),
    r"Leave ExcludedInstanceTypes out of it": leave_out("ExcludedInstanceTypes", is_in_pairs_only=True),
    r"Leave the InstanceRequirements out of it": types_alone,
    r"Repeat them in an override": repeat_attributes,
    r"Name a launch template without InstanceMarketOptions in [\w.]+(?:, in place of (.+))?": new_policy,
    r"Remove InstanceMarketOptions from the launch template": no_market,
    r"Give every instance type a WeightedCapacity": weigh,
    r"Merge them until (\d+) are left": merge_sets,
    r"Keep (\d+) of them": keep_types,
    r"Add subnets in other zones": more_subnets,
    r"Name (\d+) more zones?": more_zones,
    r"Span (\d+) zones": span,
}
