"""The score of each Region or zone: what the conditions state of it, and always low for fewer than three types."""

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
    """What a request wants: so much, counted in units, vcpu or memory-mib, of any of these instance types."""

    capacity: int
    unit_type: str
    instance_types: Collection[str]


def best(conditions: Conditions, target: Target, places: Iterable[Place]) -> list[tuple[Place, int]]:
    """The best ten places with their scores, the highest first."""
    scored = [(place, score(conditions, target, place)) for place in places]
    ranked = sorted(scored, key=lambda one: (-one[1], one[0].region, one[0].zone_id or ""))
    return ranked[:MOST_SCORES]


def score(conditions: Conditions, target: Target, place: Place) -> int:
    """The first stated score that is about this place and target, or the default."""
    if len(set(target.instance_types)) < FEWEST_INSTANCE_TYPES:
        return LOW_SCORE
    stated = (one.score for one in conditions.spot_placement_scores if _is_about(one, target, place))
    return next(stated, conditions.default_spot_placement_score)


def _is_about(stated: SpotPlacementScore, target: Target, place: Place) -> bool:
    """What it does not name, it leaves open."""
    return (
        stated.region == place.region
        and stated.availability_zone_id in (None, place.zone_id)
        and stated.target_capacity_unit_type in (None, target.unit_type)
        and (stated.largest_target_capacity is None or target.capacity <= stated.largest_target_capacity)
        and (stated.instance_type is None or stated.instance_type in target.instance_types)
    )
