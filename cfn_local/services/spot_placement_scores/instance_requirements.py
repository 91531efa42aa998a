"""Selection of instance types, among those available as Spot Instances, by the attributes in a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from moto.ec2.exceptions import InvalidParameterCombination, InvalidParameterValue, MissingParameter
from moto.ec2.models.instance_types import INSTANCE_TYPES

from cfn_local.services.spot_placement_scores.exceptions import NotEmulatedError

InstanceType = Mapping[str, Any]

_MANUFACTURERS = {"intel": "Intel", "amd": "AMD", "amazon-web-services": "AWS", "apple": "Apple"}
# EC2's model of InstanceRequirementsRequest says so about both.
_NOT_FOR_SCORES = ("OnDemandMaxPricePercentageOverLowestPrice", "RequireHibernateSupport")
_DEFAULTS = {"BareMetal": "excluded", "BurstablePerformance": "excluded", "LocalStorage": "included"}
_ACCELERATORS = (
    ("GpuInfo", "Gpus"),
    ("FpgaInfo", "Fpgas"),
    ("InferenceAcceleratorInfo", "Accelerators"),
    ("MediaAcceleratorInfo", "Accelerators"),
    ("NeuronInfo", "NeuronDevices"),
)


def identified(metadata: Mapping[str, Any]) -> list[str]:
    """Return the types that match InstanceRequirementsWithMetadata, sorted. Refuse attributes that are not emulated."""
    requirements = metadata.get("InstanceRequirements")
    if requirements is None:
        raise MissingParameter("The request must contain the parameter InstanceRequirements")
    _check(requirements)
    wanted = {**_DEFAULTS, **requirements}
    return sorted(
        name
        for name, offered in INSTANCE_TYPES.items()
        if "spot" in offered["SupportedUsageClasses"]
        and _is_one_of(metadata.get("ArchitectureTypes"), offered["ProcessorInfo"]["SupportedArchitectures"])
        and _is_one_of(metadata.get("VirtualizationTypes"), offered["SupportedVirtualizationTypes"])
        and all(_ATTRIBUTES[attribute](value, name, offered) for attribute, value in wanted.items())
    )


def _check(requirements: Mapping[str, Any]) -> None:
    for name in ("VCpuCount", "MemoryMiB"):
        if requirements.get(name, {}).get("Min") is None:
            raise MissingParameter(f"The request must contain the parameter InstanceRequirements.{name}.Min")
    for name in requirements:
        if name in _NOT_FOR_SCORES:
            raise InvalidParameterValue(f"{name} is not supported for GetSpotPlacementScores. Leave it out")
        if name not in _ATTRIBUTES:
            raise NotEmulatedError(what=f"InstanceRequirements.{name} of GetSpotPlacementScores")
    if "AllowedInstanceTypes" in requirements and "ExcludedInstanceTypes" in requirements:
        raise InvalidParameterCombination("Specify either AllowedInstanceTypes or ExcludedInstanceTypes, not both")


def _is_one_of(wanted: list[str] | None, offered: list[str]) -> bool:
    return not wanted or bool(set(wanted) & set(offered))


def _is_within(bounds: Mapping[str, Any], value: float) -> bool:
    return bool(bounds.get("Min", 0) <= value <= bounds.get("Max", float("inf")))


def _is_as_wanted(wanted: str, has_it: bool) -> bool:
    """Match included, excluded and required."""
    return wanted == "included" or has_it == (wanted == "required")


def _fits_a_pattern(patterns: list[str], name: str) -> bool:
    """Match patterns: `c5*` includes c5a and c5n, as EC2's model says."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _accelerator_count(offered: InstanceType) -> int:
    return sum(device["Count"] for info, devices in _ACCELERATORS for device in offered.get(info, {}).get(devices, []))


def _memory_gib_per_vcpu(offered: InstanceType) -> float:
    return float(offered["MemoryInfo"]["SizeInMiB"] / 1024 / offered["VCpuInfo"]["DefaultVCpus"])


# For each emulated attribute: whether the instance type, as DescribeInstanceTypes returns it, matches.
_ATTRIBUTES: Mapping[str, Callable[[Any, str, InstanceType], bool]] = {
    "VCpuCount": lambda bounds, _, offered: _is_within(bounds, offered["VCpuInfo"]["DefaultVCpus"]),
    "MemoryMiB": lambda bounds, _, offered: _is_within(bounds, offered["MemoryInfo"]["SizeInMiB"]),
    "MemoryGiBPerVCpu": lambda bounds, _, offered: _is_within(bounds, _memory_gib_per_vcpu(offered)),
    "AcceleratorCount": lambda bounds, _, offered: _is_within(bounds, _accelerator_count(offered)),
    "AllowedInstanceTypes": lambda patterns, name, _: _fits_a_pattern(patterns, name),
    "ExcludedInstanceTypes": lambda patterns, name, _: not _fits_a_pattern(patterns, name),
    "CpuManufacturers": lambda wanted, _, offered: (
        offered["ProcessorInfo"].get("Manufacturer") in {_MANUFACTURERS[one] for one in wanted}
    ),
    "InstanceGenerations": lambda wanted, _, offered: (
        ("current" if offered["CurrentGeneration"] else "previous") in wanted
    ),
    "BareMetal": lambda wanted, _, offered: _is_as_wanted(wanted, offered["BareMetal"]),
    "BurstablePerformance": lambda wanted, _, offered: _is_as_wanted(wanted, offered["BurstablePerformanceSupported"]),
    "LocalStorage": lambda wanted, _, offered: _is_as_wanted(wanted, offered["InstanceStorageSupported"]),
}
