"""Counts the rows of a period: one pass, and memory that grows with the shapes of runs, not with their number."""

from collections.abc import Iterable, Mapping
from math import log2

from .rows import Shape, shape_of

BUCKETS_PER_DOUBLING = 32  # durations are kept to within 1.1 percent


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
        self.durations: dict[int, int] = {}  # runs by bucket

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
        bucket = int(log2(seconds + 1) * BUCKETS_PER_DOUBLING)
        self.durations[bucket] = self.durations.get(bucket, 0) + 1


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


def quantile(durations: Mapping[int, int], share: float) -> float:
    """The seconds that this share of the runs did not exceed, to within 1.1 percent; 0 of no runs."""
    wanted, passed = share * sum(durations.values()), 0
    for bucket in sorted(durations):
        passed += durations[bucket]
        if passed >= wanted:
            return 2 ** ((bucket + 0.5) / BUCKETS_PER_DOUBLING) - 1 if bucket else 0.0
    return 0.0
