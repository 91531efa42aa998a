"""Counts the rows of a period: one pass, and memory that grows with the shapes of runs, not with their number."""

from collections.abc import Iterable, Mapping

from .rows import Shape, shape_of

STEPS = ((300, 1), (3_000, 10), (30_000, 60))  # below so many seconds, durations are kept in steps of so many
LONGEST_STEP = 600


class Sums:
    """The sums over runs of one shape. Units are DPUs or M-DPUs, times are seconds."""

    __slots__ = ("billed", "billing", "counted", "durations", "offered", "plain", "runs", "seconds", "shape")

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.billing = shape.capacity.billing
        self.runs = 0
        self.seconds = 0
        self.billed = 0.0  # unit-seconds
        self.plain = 0.0  # unit-seconds, were there no minimum
        self.counted = 0.0  # unit-seconds of the runs whose used units Glue counted ...
        self.offered = 0.0  # ... and what those would be at full size
        self.durations: dict[int, int] = {}  # runs by rounded seconds

    def add(self, seconds: int, used: float) -> None:
        full = self.billing.units * seconds
        self.runs += 1
        self.seconds += seconds
        self.billed += self.billing.unit_seconds(seconds, used)
        if used:
            self.plain += used
            self.counted += used
            self.offered += full
        else:
            self.plain += full
        duration = rounded(seconds)
        self.durations[duration] = self.durations.get(duration, 0) + 1


class Tally:
    """The sums of each shape of rows."""

    def __init__(self) -> None:
        self._sums: dict[str, Sums] = {}

    def add(self, rows: Iterable[str]) -> None:
        known = self._sums
        for row in rows:
            seconds, used, text = row.split("|", 2)
            sums = known.get(text) or known.setdefault(text, Sums(shape_of(text)))
            sums.add(int(seconds), float(used) if used else 0.0)

    @property
    def sums(self) -> list[Sums]:
        return list(self._sums.values())

    @property
    def runs_by_job(self) -> dict[str, int]:
        runs: dict[str, int] = {}
        for sums in self._sums.values():
            runs[sums.shape.job] = runs.get(sums.shape.job, 0) + sums.runs
        return runs


def rounded(seconds: int) -> int:
    """A duration to within 1.7 percent, so that there are few of them."""
    for bound, step in STEPS:
        if seconds < bound:
            return (seconds + step // 2) // step * step
    return (seconds + LONGEST_STEP // 2) // LONGEST_STEP * LONGEST_STEP


def quantile(durations: Mapping[int, int], share: float) -> int:
    """The rounded seconds that this share of the runs did not exceed; 0 of no runs."""
    wanted, passed = share * sum(durations.values()), 0
    for seconds in sorted(durations):
        passed += durations[seconds]
        if passed >= wanted:
            return seconds
    return 0
