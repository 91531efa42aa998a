"""The parameters of GetSpotPlacementScores, validated as EC2's model and documentation say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.core.utils import get_service_model
from moto.ec2.exceptions import InvalidParameterCombination, InvalidParameterValue, MissingParameter
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.models.instance_types import INSTANCE_TYPES

from cfn_local.partitions import partition_of
from cfn_local.services.spot_placement_scores.exceptions import TargetCapacityLimitExceededError
from cfn_local.services.spot_placement_scores.instance_requirements import identified
from cfn_local.services.spot_placement_scores.scores import Place, Target

Parameters = Mapping[str, Any]

LARGEST_TARGET_CAPACITY = 2_000_000_000
MOST_REGIONS = 10
MOST_INSTANCE_TYPES = 1000
FEWEST_RESULTS, MOST_RESULTS = 10, 1000


def check(parameters: Parameters) -> None:
    """Refuse what EC2's model of the action refuses."""
    if parameters.get("TargetCapacity") is None:
        raise MissingParameter("The request must contain the parameter TargetCapacity")
    _check_number("TargetCapacity", parameters["TargetCapacity"], 1, LARGEST_TARGET_CAPACITY)
    _check_number("MaxResults", parameters.get("MaxResults", MOST_RESULTS), FEWEST_RESULTS, MOST_RESULTS)
    _check_number("the number of RegionNames", len(parameters.get("RegionNames", [])), 0, MOST_REGIONS)
    _check_number("the number of InstanceTypes", len(parameters.get("InstanceTypes", [])), 0, MOST_INSTANCE_TYPES)
    unit_type = parameters.get("TargetCapacityUnitType", "units")
    shape = get_service_model("ec2").operation_model("GetSpotPlacementScores").input_shape
    if unit_type not in (allowed := shape.members["TargetCapacityUnitType"].enum):
        raise _invalid("TargetCapacityUnitType", unit_type, f"It is one of {', '.join(allowed)}")


def target_of(parameters: Parameters, limit: int | None) -> Target:
    """Parse the target. Refuse a target capacity above `limit`, if there is one."""
    capacity = parameters["TargetCapacity"]
    if limit is not None and capacity > limit:
        raise TargetCapacityLimitExceededError(target_capacity=capacity, limit=limit)
    return Target(capacity, parameters.get("TargetCapacityUnitType", "units"), _instance_types_of(parameters))


def _instance_types_of(parameters: Parameters) -> list[str]:
    listed: list[str] = parameters.get("InstanceTypes", [])
    metadata = parameters.get("InstanceRequirementsWithMetadata")
    if listed and metadata:
        raise InvalidParameterCombination(
            "The parameter InstanceTypes cannot be used with the parameter InstanceRequirementsWithMetadata"
        )
    if metadata:
        return identified(metadata)
    if not listed:
        raise MissingParameter("The request must contain InstanceTypes or InstanceRequirementsWithMetadata")
    for instance_type in listed:
        if instance_type not in INSTANCE_TYPES:
            raise _invalid("InstanceTypes", instance_type, "It is no instance type")
    return listed


def places_of(parameters: Parameters, region: str) -> list[Place]:
    """Return the Regions or, with SingleAvailabilityZone, the zones that a request sent to `region` concerns."""
    zones = RegionsAndZonesBackend.zones
    all_names = [name for name in zones if partition_of(name) == partition_of(region)]
    names = parameters.get("RegionNames") or all_names
    for name in names:
        if name not in all_names:
            raise _invalid("RegionNames", name, "It is a Region such as us-east-1")
    if not parameters.get("SingleAvailabilityZone"):
        return [Place(name) for name in names]
    return [Place(name, zone.zone_id) for name in names for zone in zones[name]]


def _check_number(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise _invalid(name, value, f"It is from {least} to {most}")


def _invalid(name: str, value: object, expectation: str) -> InvalidParameterValue:
    return InvalidParameterValue(f"Value ({value}) for parameter {name} is invalid. {expectation}")
