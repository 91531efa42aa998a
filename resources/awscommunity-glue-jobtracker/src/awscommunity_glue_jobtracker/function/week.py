"""Costs of a period's runs, grouped by job, state, worker type and more."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import rows
from .definitions import Definition
from .rates import Rates, cost_of
from .rows import Shape
from .run import ENDS_BY_DESIGN, RUNNING
from .tally import Sums, Tally, counted, quantile

UNSUCCESSFUL = frozenset({"FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"})
NO_DEFINITIONS: Mapping[str, Definition] = {}


@dataclass(frozen=True)
class Part:
    """Runs of one shape, with what they cost; `streams` if their job does, as far as that is known."""

    sums: Sums
    cost: float
    streams: bool = False

    @property
    def shape(self) -> Shape:
        return self.sums.shape

    @property
    def runs(self) -> int:
        return self.sums.runs

    @property
    def is_at_most(self) -> bool:
        """Whether the cost is an upper bound: Glue does not count the units of autoscaled streams."""
        return self.streams and rows.AUTOSCALED in self.shape.marks and not self.sums.counted


@dataclass(frozen=True)
class Slice:
    """Parts that have something in common, under its name."""

    name: str
    parts: tuple[Part, ...]

    @property
    def cost(self) -> float:
        return sum(part.cost for part in self.parts)

    @property
    def runs(self) -> int:
        return sum(part.runs for part in self.parts)

    @property
    def unit_hours(self) -> float:
        return sum(part.sums.billed for part in self.parts) / 3600

    @property
    def waited(self) -> int:
        return sum(part.sums.waited for part in self.parts)

    @property
    def is_at_most(self) -> bool:
        return any(part.is_at_most for part in self.parts)

    def runs_in(self, *states: str) -> int:
        return sum(part.runs for part in self.parts if part.shape.state in states)

    def seconds_of(self, share: float) -> int:
        """Return the duration that this share of the runs did not exceed, for parts with whole jobs and states."""
        durations: Counter[int] = Counter()
        for buckets in {id(part.sums.durations): part.sums.durations for part in self.parts}.values():
            durations.update(counted(buckets))
        return quantile(durations, share)

    def only(self, holds: Callable[[Part], bool]) -> "Slice":
        return Slice(self.name, tuple(part for part in self.parts if holds(part)))


def priced(tally: Tally, rates: Rates, definitions: Mapping[str, Definition] = NO_DEFINITIONS) -> list[Part]:
    """Return the non-empty parts of a tally at these rates."""
    return [
        Part(sums, cost_of(sums.billed, sums.shape.capacity, rates), _streams(sums.shape, definitions))
        for sums in tally.sums
        if sums.runs or sums.billed
    ]


def _streams(shape: Shape, definitions: Mapping[str, Definition]) -> bool:
    """Return whether it streams, by row or definition; for a deleted job, by the size of its run."""
    if definition := definitions.get(shape.job):
        return definition.streams
    return rows.STREAM in shape.marks or shape.capacity.looks_like_a_stream(shape.timeout_minutes)


def sliced(parts: Iterable[Part], name: Callable[[Part], str]) -> list[Slice]:
    """Group the parts by `name`, the most expensive first."""
    by_name: dict[str, list[Part]] = {}
    for part in parts:
        by_name.setdefault(name(part), []).append(part)
    slices = [Slice(name, tuple(members)) for name, members in by_name.items()]
    return sorted(slices, key=lambda one: (-one.cost, -one.runs, one.name))


def by_job(parts: Iterable[Part]) -> list[Slice]:
    return sliced(parts, lambda part: part.shape.job)


def is_unsuccessful(part: Part) -> bool:
    """Return whether the runs failed; streams that stopped, or expired in their window, only if there was an error."""
    by_design = part.streams and part.shape.state in ENDS_BY_DESIGN and rows.ERROR not in part.shape.marks
    return part.shape.state in UNSUCCESSFUL and not by_design


def is_ongoing(part: Part) -> bool:
    """Return whether these runs had not ended when the period did."""
    return part.shape.state == RUNNING


def whole(parts: Sequence[Part]) -> Slice:
    return Slice("", tuple(parts))
