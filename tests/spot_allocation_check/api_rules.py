"""What Auto Scaling refuses, from AWS's documentation and the answers that people report: not the hook's own code."""

from typing import Any

STRATEGIES = {"lowest-price", "capacity-optimized", "capacity-optimized-prioritized", "price-capacity-optimized"}


def refusals(group: dict[str, Any], template: dict[str, Any]) -> list[str]:
    """Why Auto Scaling would refuse the group, whose launch template holds this data."""
    sources = [
        name
        for name in ("MixedInstancesPolicy", "LaunchTemplate", "LaunchConfigurationName", "InstanceId")
        if group.get(name)
    ]
    found = [] if len(sources) == 1 else [f"launch sources: {sources}"]
    if group.get("AvailabilityZones") and group.get("AvailabilityZoneIds"):
        found.append("zones by name and by id")
    policy = group.get("MixedInstancesPolicy")
    if not policy:
        return found
    if template.get("InstanceMarketOptions"):
        found.append("a launch template for Spot in a mixed instances policy")
    overrides = policy["LaunchTemplate"].get("Overrides", [])
    distribution = policy.get("InstancesDistribution", {})
    return found + _of_overrides(overrides) + _of_distribution(distribution, overrides or [template])


def _of_overrides(overrides: list[dict[str, Any]]) -> list[str]:
    by_type = [one for one in overrides if one.get("InstanceType")]
    sets = [one["InstanceRequirements"] for one in overrides if one.get("InstanceRequirements")]
    checks = {
        "a type and requirements in one override": any(one.get("InstanceRequirements") for one in by_type),
        "allowed and excluded types in one set": any(
            one.get("AllowedInstanceTypes") and one.get("ExcludedInstanceTypes") for one in sets
        ),
        "weights for some": len({bool(one.get("WeightedCapacity")) for one in by_type}) > 1,
        "more than 4 sets": len(sets) > 4,
        "more than 40 types": len({one["InstanceType"].strip().lower() for one in by_type}) > 40,
    }
    return [reason for reason, is_so in checks.items() if is_so]


def _of_distribution(distribution: dict[str, Any], launched: list[dict[str, Any]]) -> list[str]:
    strategy = distribution.get("SpotAllocationStrategy") or "lowest-price"
    by_attributes = any(one.get("InstanceRequirements") for one in launched)
    on_demand = distribution.get("OnDemandAllocationStrategy")
    checks = {
        f"no strategy {strategy}": strategy not in STRATEGIES,
        "pools without lowest-price": bool(distribution.get("SpotInstancePools")) and strategy != "lowest-price",
        "prioritized on demand with requirements": by_attributes and on_demand == "prioritized",
        "prioritized Spot with requirements": by_attributes and strategy == "capacity-optimized-prioritized",
    }
    return [reason for reason, is_so in checks.items() if is_so]
