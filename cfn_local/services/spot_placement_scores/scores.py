"""The score of each Region or zone: the one that conditions state, but always low for fewer than three types."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cfn_local.services.conditions import Conditions, SpotPlacementScore

# EC2's model: with one or two instance types "the returned placement score will always be low". How low is unknown.
FEWEST_INSTANCE_TYPES = 3
LOW_SCORE = 1
MOST_SCORES = 10


@dataclass(frozen=True)
class Place:
    """A Region, or one of its zones."""

    region: str
    zone_id: str | None = None


@dataclass(frozen=True)
class Target:
    """The target of a request: an amount in units, vcpu or memory-mib, of any of these instance types."""

    capacity: int
    unit_type: str
    instance_types: Collection[str]


def best(conditions: Conditions, target: Target, places: Iterable[Place]) -> list[tuple[Place, int]]:
    """Return the ten best places with their scores, highest first."""
    scored = [(place, score(conditions, target, place)) for place in places]
    ranked = sorted(scored, key=lambda one: (-one[1], one[0].region, one[0].zone_id or ""))
    return ranked[:MOST_SCORES]


def score(conditions: Conditions, target: Target, place: Place) -> int:
    """Return the first stated score that matches the place and the target, or the default."""
    if len(set(target.instance_types)) < FEWEST_INSTANCE_TYPES:
        return LOW_SCORE
    stated = (one.score for one in conditions.spot_placement_scores if _is_about(one, target, place))
    return next(stated, conditions.default_spot_placement_score)


def _is_about(stated: SpotPlacementScore, target: Target, place: Place) -> bool:
    """Return whether the stated score matches; fields that it does not state match anything."""
    return (
        stated.region == place.region
        and stated.availability_zone_id in (None, place.zone_id)
        and stated.target_capacity_unit_type in (None, target.unit_type)
        and (stated.largest_target_capacity is None or target.capacity <= stated.largest_target_capacity)
        and (stated.instance_type is None or stated.instance_type in target.instance_types)
    )
