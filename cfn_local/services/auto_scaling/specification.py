"""The CapacityReservationSpecification of an Auto Scaling group, and the launch requests that follow from it.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/target-capacity-reservations.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.autoscaling.exceptions import ValidationError

from cfn_local.services.auto_scaling.distribution import BEST_EFFORT, STRATEGIES
from cfn_local.services.capacity_reservations.targets import (
    GROUP_ARN,
    NONE,
    ONLY,
    OPEN,
    PREFERENCE,
    RESERVATION_ID,
    TARGET,
)
from cfn_local.services.instances.launches import Asked

FIRST, DEFAULT = "capacity-reservations-first", "default"
PREFERENCES = (ONLY, FIRST, NONE, DEFAULT)
_IDS, _GROUP_ARNS = "CapacityReservationIds", "CapacityReservationResourceGroupArns"
_STRATEGY = "CapacityDistributionStrategy"


def check_specification(specification: Mapping[str, Any]) -> None:
    """Refuse a CapacityReservationSpecification that Auto Scaling would not accept."""
    preference = specification.get(PREFERENCE, DEFAULT)
    if preference not in PREFERENCES:
        raise ValidationError(f"{PREFERENCE} is one of {', '.join(PREFERENCES)}, not {preference}")
    if preference in (NONE, DEFAULT) and _targets(specification):
        raise ValidationError(f"{TARGET} cannot be specified with {PREFERENCE} {preference}")


def checked_strategy(distribution: Mapping[str, Any] | None) -> str:
    """Return the strategy of an AvailabilityZoneDistribution; refuse any that Auto Scaling does not have."""
    strategy: str = (distribution or {}).get(_STRATEGY, BEST_EFFORT)
    if strategy not in STRATEGIES:
        raise ValidationError(f"{_STRATEGY} is one of {', '.join(STRATEGIES)}, not {strategy}")
    return strategy


def attempts(specification: Mapping[str, Any] | None) -> list[Asked]:
    """Return the launch requests for one instance in one zone, each to try only if the one before found no capacity.

    The group's own targets take precedence over those of its launch template, which `default` keeps. Of several
    targets, the first with room is used. Without room, `capacity-reservations-first` falls back to On-Demand capacity,
    still targeting the first of its groups.
    """
    stated = specification or {}
    preference = stated.get(PREFERENCE, DEFAULT)
    if preference == DEFAULT:
        return [Asked()]
    targets = _targets(stated)
    if preference == NONE or not targets:
        return [Asked({PREFERENCE: OPEN if preference == FIRST else preference})]
    if preference == ONLY:
        return [Asked({PREFERENCE: ONLY, TARGET: target}) for target in targets]
    reserved = [Asked({TARGET: target}, must_be_reserved=True) for target in targets]
    groups = [target for target in targets if GROUP_ARN in target]
    return [*reserved, Asked({TARGET: groups[0]} if groups else {PREFERENCE: NONE})]


def _targets(specification: Mapping[str, Any]) -> list[dict[str, str]]:
    stated = specification.get(TARGET) or {}
    ids = [{RESERVATION_ID: one} for one in stated.get(_IDS) or ()]
    return [*ids, *({GROUP_ARN: one} for one in stated.get(_GROUP_ARNS) or ())]
