"""The zones in which an Auto Scaling group launches and terminates instances: pure functions of values.

Zones are kept balanced: https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html. AWS does not
document the order of zones with equally many instances; here it is the order of the group's subnets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

BEST_EFFORT, BALANCED_ONLY, RESERVATIONS_FIRST = "balanced-best-effort", "balanced-only", "reservations-then-balanced"
STRATEGIES = (BEST_EFFORT, BALANCED_ONLY, RESERVATIONS_FIRST)


@dataclass(frozen=True)
class Move:
    """An instance to launch in one zone so that one in another can be terminated."""

    source: str
    destinations: tuple[str, ...]


def zones_to_try(
    zones: Sequence[str], inhabited: Iterable[str], strategy: str, has_reserved_room: Callable[[str], bool]
) -> list[str]:
    """Return the zones in which to launch the next instance, in order of preference.

    `zones` are those of the group; `inhabited` has the zone of every instance. `balanced-only` waits for the zone whose
    turn it is; `reservations-then-balanced` starts with zones that have reserved capacity left.
    """
    counts = Counter(inhabited)
    balanced = sorted(zones, key=lambda zone: counts[zone])
    if strategy == BALANCED_ONLY:
        return balanced[:1]
    if strategy == RESERVATIONS_FIRST:
        return sorted(balanced, key=lambda zone: not has_reserved_room(zone))
    return balanced


def zone_to_shrink(inhabited: Sequence[str]) -> str:
    """Return the zone in which to terminate the next instance: the fullest; of several, that of the oldest instance."""
    counts = Counter(inhabited)
    return max(counts, key=lambda zone: counts[zone])


def next_move(zones: Sequence[str], inhabited: Sequence[str], strategy: str) -> Move | None:
    """Return the next move towards balance, or None: out of a zone that the group has left, or out of the fullest.

    `reservations-then-balanced` follows reserved capacity and does not rebalance.
    """
    counts = Counter(inhabited)
    balanced = sorted(zones, key=lambda zone: counts[zone])
    if left := next((zone for zone in counts if zone not in zones), None):
        return Move(left, tuple(balanced[:1] if strategy == BALANCED_ONLY else balanced))
    if strategy == RESERVATIONS_FIRST or not balanced or counts[balanced[-1]] - counts[balanced[0]] < 2:
        return None
    return Move(balanced[-1], (balanced[0],))
