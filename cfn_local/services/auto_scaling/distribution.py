"""In which zone an Auto Scaling group launches, and where it terminates: pure decisions about values.

Zones are kept balanced: https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html. Of zones with
equally many instances, AWS does not say which comes first; here it is the order of the group's subnets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

BEST_EFFORT, BALANCED_ONLY, RESERVATIONS_FIRST = "balanced-best-effort", "balanced-only", "reservations-then-balanced"
STRATEGIES = (BEST_EFFORT, BALANCED_ONLY, RESERVATIONS_FIRST)


@dataclass(frozen=True)
class Move:
    """An instance that is to be launched in one zone so that one of another can be terminated."""

    source: str
    destinations: tuple[str, ...]


def zones_to_try(
    zones: Sequence[str], inhabited: Iterable[str], strategy: str, has_reserved_room: Callable[[str], bool]
) -> list[str]:
    """Where the next instance is launched: the first zone, or where that fails the next.

    `zones` are those of the group, `inhabited` has the zone of every instance it has. `balanced-only` waits for the
    zone whose turn it is; `reservations-then-balanced` begins with zones in which reserved capacity is left.
    """
    counts = Counter(inhabited)
    balanced = sorted(zones, key=lambda zone: counts[zone])
    if strategy == BALANCED_ONLY:
        return balanced[:1]
    if strategy == RESERVATIONS_FIRST:
        return sorted(balanced, key=lambda zone: not has_reserved_room(zone))
    return balanced


def zone_to_shrink(inhabited: Sequence[str]) -> str:
    """Where the next instance is terminated: the zone that has the most, of which the first instance is the oldest."""
    counts = Counter(inhabited)
    return max(counts, key=lambda zone: counts[zone])


def next_move(zones: Sequence[str], inhabited: Sequence[str], strategy: str) -> Move | None:
    """The next step towards balance, or None: out of a zone that the group has left, or from the fullest one.

    `reservations-then-balanced` puts instances where reserved capacity is, and does not move them for balance.
    """
    counts = Counter(inhabited)
    balanced = sorted(zones, key=lambda zone: counts[zone])
    if left := next((zone for zone in counts if zone not in zones), None):
        return Move(left, tuple(balanced[:1] if strategy == BALANCED_ONLY else balanced))
    if strategy == RESERVATIONS_FIRST or not balanced or counts[balanced[-1]] - counts[balanced[0]] < 2:
        return None
    return Move(balanced[-1], (balanced[0],))
