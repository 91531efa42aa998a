"""The parameters of requests, validated as EC2 validates them before it checks capacity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.core.utils import get_service_model
from moto.ec2.exceptions import (
    InvalidParameterCombination,
    InvalidParameterValue,
    MissingParameter,
    TagLimitExceeded,
)
from moto.ec2.models.instance_types import INSTANCE_TYPE_OFFERINGS, INSTANCE_TYPES

from cfn_local.services import clock
from cfn_local.services.callers import is_reserved
from cfn_local.services.capacity_reservations.exceptions import (
    InstanceTypeNotOfferedError,
    InvalidAvailabilityZoneError,
    UnknownInstanceTypeError,
)
from cfn_local.services.capacity_reservations.instance_kind import InstanceKind, vcpus_of

Parameters = Mapping[str, Any]

LARGEST_INSTANCE_COUNT = 1000
LARGEST_INSTANCE_COUNT_CHANGE = 1000
LARGEST_TAG_COUNT = 50
LARGEST_CLIENT_TOKEN_LENGTH = 64

SOONEST_START, LATEST_START = timedelta(days=5), timedelta(days=120)
SMALLEST_VCPU_COUNT = 32
SCHEDULING = ("StartDate", "CommitmentDuration", "DeliveryPreference")

MODIFIABLE = ("InstanceCount", "EndDate", "EndDateType", "InstanceMatchCriteria")


@dataclass(frozen=True)
class Attributes(InstanceKind):
    """The attributes of a reservation that cannot be modified."""

    zone_id: str
    ebs_optimized: bool
    placement_group_arn: str | None = None

    @property
    def kind(self) -> InstanceKind:
        """Return the kind of instance that can run in it."""
        return InstanceKind(self.instance_type, self.instance_platform, self.zone_name, self.tenancy)


@dataclass(frozen=True)
class Terms:
    """The attributes that ModifyCapacityReservation can change. Without an end date the reservation does not expire."""

    instance_count: int
    end_date: datetime | None
    instance_match_criteria: str


@dataclass(frozen=True)
class Schedule:
    """When a future-dated reservation starts, and for how long from then on its owner has committed to it."""

    starts: datetime
    commitment: timedelta

    @property
    def committed_until(self) -> datetime:
        return self.starts + self.commitment


def check(action: str, parameters: Parameters) -> None:
    """Refuse what EC2's own model of the action refuses."""
    shape = get_service_model("ec2").operation_model(action).input_shape
    for name in shape.required_members:
        if parameters.get(name) is None:
            raise MissingParameter(f"The request must contain the parameter {name}")
    for name, value in parameters.items():
        allowed = getattr(shape.members.get(name), "enum", None)
        if allowed and value not in allowed:
            raise invalid(name, value, f"It is one of {', '.join(allowed)}")
    if not 1 <= parameters.get("MaxResults", 1) <= 1000:
        raise invalid("MaxResults", parameters["MaxResults"], "It is from 1 to 1000")
    if len(parameters.get("ClientToken", "")) > LARGEST_CLIENT_TOKEN_LENGTH:
        raise invalid("ClientToken", parameters["ClientToken"], "It has at most 64 characters")


def invalid(name: str, value: object, expectation: str) -> InvalidParameterValue:
    """Return EC2's error for an invalid value."""
    return InvalidParameterValue(f"Value ({value}) for parameter {name} is invalid. {expectation}")


def attributes_of(ec2_backend: Any, parameters: Parameters) -> Attributes:
    """Return the attributes that CreateCapacityReservation requests, with EC2's defaults."""
    zone = _zone_of(ec2_backend, parameters)
    _check_offered(ec2_backend, parameters["InstanceType"], zone.name)
    return Attributes(
        instance_type=parameters["InstanceType"],
        instance_platform=parameters["InstancePlatform"],
        zone_name=zone.name,
        zone_id=zone.zone_id,
        tenancy=parameters.get("Tenancy", "default"),
        ebs_optimized=parameters.get("EbsOptimized", False),
        placement_group_arn=parameters.get("PlacementGroupArn"),
    )


def _zone_of(ec2_backend: Any, parameters: Parameters) -> Any:
    name, zone_id = parameters.get("AvailabilityZone"), parameters.get("AvailabilityZoneId")
    if name and zone_id:
        raise InvalidParameterCombination("Specify either AvailabilityZone or AvailabilityZoneId, not both")
    if not name and not zone_id:
        raise MissingParameter("The request must contain the parameter AvailabilityZone or AvailabilityZoneId")
    zones = ec2_backend.describe_availability_zones()
    for zone in zones:
        if name == zone.name or zone_id == zone.zone_id:
            return zone
    existing = ", ".join(f"{zone.name} ({zone.zone_id})" for zone in zones)
    raise InvalidAvailabilityZoneError(zone=name or zone_id, region=ec2_backend.region_name, zones=existing)


def _check_offered(ec2_backend: Any, instance_type: str, zone_name: str) -> None:
    # moto's own search applies its filters to each of 6,000 offerings, which takes longer than the rest of the request.
    offerings = INSTANCE_TYPE_OFFERINGS["availability-zone"].get(ec2_backend.region_name, [])
    offering_zones = sorted(one["Location"] for one in offerings if one["InstanceType"] == instance_type)
    if not offering_zones and instance_type in INSTANCE_TYPES and not _has_offerings(ec2_backend.region_name):
        return
    if not offering_zones:
        raise UnknownInstanceTypeError(instance_type=instance_type)
    if zone_name not in offering_zones:
        raise InstanceTypeNotOfferedError(
            instance_type=instance_type, zone=zone_name, offering_zones=", ".join(offering_zones)
        )


def _has_offerings(region: str) -> bool:
    """Return whether moto knows the Region's offerings; it has none outside the partition aws."""
    return bool(INSTANCE_TYPE_OFFERINGS["availability-zone"].get(region))


def terms_of(parameters: Parameters) -> Terms:
    """Return the terms that CreateCapacityReservation requests, with EC2's defaults."""
    instance_count = parameters["InstanceCount"]
    if not 1 <= instance_count <= LARGEST_INSTANCE_COUNT:
        raise invalid("InstanceCount", instance_count, f"It is from 1 to {LARGEST_INSTANCE_COUNT}")
    unlimited = Terms(instance_count, None, parameters.get("InstanceMatchCriteria", "open"))
    return replace(unlimited, end_date=_end_date_of(parameters, None))


def schedule_of(parameters: Parameters, attributes: Attributes, terms: Terms) -> Schedule | None:
    """Return the schedule of a future-dated reservation; None if it starts immediately."""
    stated = [name for name in SCHEDULING if parameters.get(name) is not None]
    if not stated:
        return None
    if missing := [name for name in SCHEDULING if name not in stated]:
        raise MissingParameter(f"A future-dated Capacity Reservation needs {', '.join(missing)} too")
    if parameters["DeliveryPreference"] != "incremental":
        raise invalid("DeliveryPreference", parameters["DeliveryPreference"], "It is incremental")
    if attributes.placement_group_arn or terms.instance_match_criteria != "targeted":
        raise InvalidParameterCombination("A future-dated Capacity Reservation is targeted, without PlacementGroupArn")
    schedule = Schedule(
        parameters["StartDate"].replace(tzinfo=UTC), timedelta(seconds=parameters["CommitmentDuration"])
    )
    if not SOONEST_START <= schedule.starts - clock.now() <= LATEST_START:
        raise invalid("StartDate", f"{schedule.starts:%Y-%m-%dT%H:%M:%SZ}", "It is 5 to 120 days ahead")
    if terms.instance_count * vcpus_of(attributes.instance_type) < SMALLEST_VCPU_COUNT:
        raise invalid("InstanceCount", terms.instance_count, "Future-dated Capacity Reservations have 32 vCPUs or more")
    if terms.end_date is not None and terms.end_date < schedule.committed_until:
        raise invalid("EndDate", f"{terms.end_date:%Y-%m-%dT%H:%M:%SZ}", "It is after the commitment")
    return schedule


def modified_terms(parameters: Parameters, present: Terms) -> Terms:
    """Return the terms that ModifyCapacityReservation requests; terms not specified stay as they are."""
    if not any(name in parameters for name in MODIFIABLE):
        raise MissingParameter(f"The request must contain one of the parameters {', '.join(MODIFIABLE)}")
    instance_count = parameters.get("InstanceCount", present.instance_count)
    if instance_count < 1:
        raise invalid("InstanceCount", instance_count, "It is at least 1. Cancel the reservation instead")
    if abs(instance_count - present.instance_count) > LARGEST_INSTANCE_COUNT_CHANGE:
        raise invalid("InstanceCount", instance_count, "One request changes it by at most 1000")
    return Terms(
        instance_count=instance_count,
        end_date=_end_date_of(parameters, present.end_date),
        instance_match_criteria=parameters.get("InstanceMatchCriteria", present.instance_match_criteria),
    )


def _end_date_of(parameters: Parameters, present: datetime | None) -> datetime | None:
    end_date, end_date_type = parameters.get("EndDate"), parameters.get("EndDateType")
    if end_date is None and end_date_type is None:
        return present
    if end_date_type == "limited" and end_date is None:
        raise InvalidParameterCombination("EndDate is required if EndDateType is limited")
    if end_date_type != "limited" and end_date is not None:
        raise InvalidParameterCombination("EndDate can be specified only if EndDateType is limited")
    if end_date is None:
        return None
    # moto parses a timestamp into a naive datetime in UTC.
    aware: datetime = end_date.replace(tzinfo=UTC)
    if aware <= clock.now():
        raise invalid("EndDate", f"{aware:%Y-%m-%dT%H:%M:%SZ}", "It is in the future")
    return aware


def tags_of(parameters: Parameters) -> dict[str, str]:
    """Return the tags in the request's TagSpecifications."""
    tags: list[dict[str, str]] = []
    for specification in parameters.get("TagSpecifications", []):
        if specification.get("ResourceType") != "capacity-reservation":
            raise invalid("ResourceType", specification.get("ResourceType"), "It is capacity-reservation")
        tags += specification.get("Tags", [])
    by_key = {tag["Key"]: tag.get("Value", "") for tag in tags}
    check_tag_keys(by_key)
    if len(by_key) < len(tags):
        raise InvalidParameterValue("Tag keys must be unique: one was specified twice")
    if len(by_key) > LARGEST_TAG_COUNT:
        raise TagLimitExceeded()
    return by_key


def check_tag_keys(tags: Mapping[str, str]) -> None:
    """Refuse keys that are reserved for AWS."""
    for key in tags:
        if is_reserved(key):
            raise InvalidParameterValue(f"Tag keys starting with 'aws:' are reserved for internal use: {key}")
