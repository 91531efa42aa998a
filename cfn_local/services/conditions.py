"""The conditions of the local AWS: capacity, quotas, delays and failures, per account and Region.

By default capacity is plentiful and nothing is delayed. A test or a tool applies other conditions, which hold until the
next `apply` or the next reset of moto. Delays count from the time of the request that they delay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.models.instance_types import INSTANCE_TYPES

from cfn_local.services.documents import (
    DocumentError,
    number_from,
    one_of,
    read,
    seconds,
    sequence_of,
    stated,
    text,
    whole_number,
    yes_or_no,
)


@dataclass(frozen=True)
class CapacityPool:
    """How many instances of one type the account can have in one zone, including reserved ones."""

    availability_zone: str = stated(text)
    instance_type: str = stated(text)
    instance_count: int = stated(whole_number)
    tenancy: str = stated(text, "default")


@dataclass(frozen=True)
class SpotPlacementScore:
    """The score of a Region, or of one of its zones, for requests that match the other fields."""

    region: str = stated(text)
    score: int = stated(number_from(1, 10))
    availability_zone_id: str | None = stated(text, None)
    instance_type: str | None = stated(text, None)
    target_capacity_unit_type: str | None = stated(one_of("units", "vcpu", "memory-mib"), None)
    largest_target_capacity: int | None = stated(whole_number, None)


@dataclass(frozen=True)
class Conditions:
    """The conditions of one account and Region. Documents use CamelCase names: SecondsPending."""

    # Capacity of pools that are not listed, and quotas that are not stated, are unlimited.
    capacity_pools: tuple[CapacityPool, ...] = stated(sequence_of(CapacityPool), ())
    on_demand_vcpu_quota: int | None = stated(whole_number, None)
    on_demand_instance_quota: int | None = stated(whole_number, None)
    # How long a new reservation is pending before it becomes active, or failed in these zones.
    seconds_pending: float = stated(seconds, 0)
    failed_after_pending: tuple[str, ...] = stated(sequence_of(text), ())
    # Running instances move into reserved capacity that they target when it is freed or added by a modification. AWS
    # does not document whether they do; it does document that they move into a reservation that joins their group.
    instances_join_freed_capacity: bool = stated(yes_or_no, False)
    # How long a modification is `requested` before it takes effect.
    seconds_until_adjusted: float = stated(seconds, 0)
    # How long until readers see new reservations and groups, and changes of tags and members.
    seconds_until_visible: float = stated(seconds, 0)
    group_quota: int = stated(whole_number, 100)
    # How long a group's configuration is UPDATING before it is complete, or failed for this reason.
    seconds_until_group_configured: float = stated(seconds, 0)
    group_configuration_failure: str | None = stated(text, None)
    # GroupResources returns Failed for reservations in these zones, and Pending for others if this is above 0.
    partial_group_failures: tuple[str, ...] = stated(sequence_of(text), ())
    seconds_pending_in_group: float = stated(seconds, 0)
    # The first of these scores that matches a Region or zone and a request is its Spot placement score.
    spot_placement_scores: tuple[SpotPlacementScore, ...] = stated(sequence_of(SpotPlacementScore), ())
    default_spot_placement_score: int = stated(number_from(1, 10), 10)
    # How many new configurations may be requested in 24 hours, and the largest target capacity.
    spot_placement_configuration_limit: int = stated(whole_number, 10)
    spot_target_capacity_limit: int | None = stated(whole_number, None)
    spot_placement_scores_per_page: int = stated(number_from(1, 10), 10)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Conditions:
        """Parse a JSON document. Raise a DocumentError that names the property and the fix."""
        return read(cls, document)


def apply(account_id: str, region: str, conditions: Conditions) -> None:
    """Set the conditions of the account in the Region. Raise DocumentError for a zone that the Region lacks."""
    backend = ec2_backends[account_id][region]
    _check_names(conditions, {zone.name for zone in backend.describe_availability_zones()}, region)
    backend.__dict__["conditions"] = conditions


def of(account_id: str, region: str) -> Conditions:
    """Return the account's conditions in the Region: the last ones applied since moto's last reset, or the defaults."""
    applied: Conditions = ec2_backends[account_id][region].__dict__.get("conditions", Conditions())
    return applied


def _check_names(conditions: Conditions, zones: set[str], region: str) -> None:
    stated_zones = {
        "CapacityPools": [pool.availability_zone for pool in conditions.capacity_pools],
        "FailedAfterPending": conditions.failed_after_pending,
        "PartialGroupFailures": conditions.partial_group_failures,
    }
    for name, mentioned in stated_zones.items():
        for zone in mentioned:
            if zone not in zones:
                raise DocumentError(f"{name} names {zone!r}; the zones of {region} are {', '.join(sorted(zones))}")
    for pool in conditions.capacity_pools:
        if pool.instance_type not in INSTANCE_TYPES:
            raise DocumentError(f"CapacityPools names {pool.instance_type!r}, which is no instance type")
    for one in conditions.spot_placement_scores:
        _check_spot_placement_score(one)


def _check_spot_placement_score(stated_score: SpotPlacementScore) -> None:
    region, zone_id = stated_score.region, stated_score.availability_zone_id
    zones = RegionsAndZonesBackend.zones
    if region not in zones:
        raise DocumentError(f"SpotPlacementScores names {region!r}; the Regions are {', '.join(sorted(zones))}")
    zone_ids = sorted(zone.zone_id for zone in zones[region])
    if zone_id is not None and zone_id not in zone_ids:
        raise DocumentError(
            f"SpotPlacementScores names {zone_id!r}; the zone IDs of {region} are {', '.join(zone_ids)}"
        )
    if stated_score.instance_type is not None and stated_score.instance_type not in INSTANCE_TYPES:
        raise DocumentError(f"SpotPlacementScores names {stated_score.instance_type!r}, which is no instance type")
