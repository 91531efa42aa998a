"""What the runs of a period cost, and any cut through them: by job, by state, by worker type."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .rates import Rates, cost_of
from .rows import Shape
from .tally import Sums, Tally, quantile

UNSUCCESSFUL = frozenset({"FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"})


@dataclass(frozen=True)
class Part:
    """Runs of one shape, with what they cost."""

    sums: Sums
    cost: float

    @property
    def shape(self) -> Shape:
        return self.sums.shape

    @property
    def runs(self) -> int:
        return self.sums.runs


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

    def runs_in(self, *states: str) -> int:
        return sum(part.runs for part in self.parts if part.shape.state in states)

    def seconds_of(self, share: float) -> int:
        """The time that this share of the runs did not exceed."""
        durations: Counter[int] = Counter()
        for part in self.parts:
            durations.update(part.sums.durations)
        return quantile(durations, share)

    def only(self, holds: Callable[[Part], bool]) -> "Slice":
        return Slice(self.name, tuple(part for part in self.parts if holds(part)))


def priced(tally: Tally, rates: Rates) -> list[Part]:
    """The parts of a tally, at these rates."""
    return [Part(sums, cost_of(sums.billed, sums.shape.capacity, rates)) for sums in tally.sums]


def sliced(parts: Iterable[Part], name: Callable[[Part], str]) -> list[Slice]:
    """The parts by what `name` makes of them, the dearest first."""
    by_name: dict[str, list[Part]] = {}
    for part in parts:
        by_name.setdefault(name(part), []).append(part)
    slices = [Slice(name, tuple(members)) for name, members in by_name.items()]
    return sorted(slices, key=lambda one: (-one.cost, -one.runs, one.name))


def by_job(parts: Iterable[Part]) -> list[Slice]:
    return sliced(parts, lambda part: part.shape.job)


def is_unsuccessful(part: Part) -> bool:
    return part.shape.state in UNSUCCESSFUL


def whole(parts: Sequence[Part]) -> Slice:
    return Slice("", tuple(parts))
