"""Counts the rows of a period: one pass, and memory that grows with the shapes of runs, not with their number."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from heapq import heappush, heapreplace
from typing import Any, NamedTuple

from .rows import UNSETTLED, Shape, Times, is_unfinished_shape, shape_of, times_of
from .window import Window

# Below these seconds, durations are rounded to this step.
STEPS = ((300, 1), (3_000, 10), (30_000, 60), (300_000, 600))
LONGEST_STEP = 6_000
BUCKETS = 2_048  # the last one is for all above six weeks
LONGEST_RUNS, MOST_BREACHES = 25, 100  # that a report names


EVER = Window(date(2100, 1, 1), 100 * 365)


class Sums:
    """The sums over runs of one shape. Units are DPUs or M-DPUs, times are seconds."""

    __slots__ = (
        "billed",
        "billing",
        "counted",
        "durations",
        "is_unfinished",
        "may_count",
        "offered",
        "plain",
        "runs",
        "shape",
        "takes_time",
        "waited",
    )

    def __init__(self, shape: Shape, durations: "array[int]") -> None:
        self.shape = shape
        self.billing = shape.capacity.billing
        self.durations = durations  # runs by bucket, shared by all shapes of one job and state
        self.runs = 0
        self.billed = 0.0  # unit-seconds
        self.plain = 0.0  # unit-seconds, were there no minimum
        self.counted = 0.0  # unit-seconds of the runs whose used units Glue counted ...
        self.offered = 0.0  # ... and what those would be at full size
        self.waited = 0
        self.may_count = is_unfinished_shape(shape, 1, 0.0)  # so units of a run that were not counted are late
        self.takes_time = is_unfinished_shape(shape, 0, 0.0)
        self.is_unfinished = UNSETTLED in shape.marks  # whether Glue may tell more of one of them by now

    def add(self, seconds: int, used: float, runs: int = 1, share: float = 1.0) -> None:
        """Add a run; `runs` is -1 to remove one, 0 for a run counted in another period; `share` of its time."""
        sign = -share if runs < 0 else share
        full = self.billing.units * seconds * sign
        self.runs += runs
        self.billed += self.billing.unit_seconds(seconds, used) * sign
        if used:
            self.plain += used * sign
            self.counted += used * sign
            self.offered += full
        else:
            self.plain += full
        if not used and (self.may_count if seconds else self.takes_time):
            self.is_unfinished = True
        if runs:
            self.durations[bucket_of(seconds)] += runs


class Longest(NamedTuple):
    """One of the longest runs."""

    seconds: int
    job: str
    state: str


class Breached(NamedTuple):
    """A limit that a run exceeded: its name, its value and the run's."""

    excess: float  # as a share of the limit
    job: str
    run_id: str
    kind: str
    actual: float
    limit: float


class Tally:
    """The sums of each shape of rows, for the runs that ended in a window and the parts of others that lie in it."""

    def __init__(self, window: Window = EVER) -> None:
        self._sums: dict[str, Sums] = {}
        self._durations: dict[tuple[str, str], array[int]] = {}
        self._start, self._end = _minutes(window.start), _minutes(window.until)
        self._longest: list[Longest] = []
        self._breached: list[Breached] = []
        self._least = -1

    def add(self, rows: Iterable[str], before: "Tally | None" = None) -> None:
        """Count rows of runs that ended in the window; time in the previous window counts there."""
        known = self._sums
        for row in rows:
            seconds_text, times, text = row.split("|", 2)
            seconds = int(seconds_text)
            sums = known.get(text) or self._of(text)
            if not times:
                sums.add(seconds, 0.0)
            else:
                self._add_timed(sums, seconds, times_of(times), text, before)
            if seconds > self._least:
                self._note_long(seconds, sums.shape)

    def _add_timed(self, sums: Sums, seconds: int, times: Times, text: str, before: "Tally | None") -> None:
        sums.waited += times.waited
        sums.add(seconds, times.used, share=self.share_of(times.started, seconds) if times.started else 1.0)
        if before and times.started and times.started < self._start:
            before.add_part(text, seconds, times.used, times.started)

    def add_part(self, text: str, seconds: int, used: float, started: int) -> float:
        """Add the part in the window of a run that ends later; return its share."""
        share = self.share_of(started, seconds)
        if share:
            (self._sums.get(text) or self._of(text)).add(seconds, used, runs=0, share=share)
        return share

    def replace(self, old: str, new: str) -> None:
        """Replace the stored data of a run by Glue's latest."""
        seconds, times, text = old.split("|", 2)
        told = times_of(times)
        sums = self._sums.get(text) or self._of(text)
        sums.waited -= told.waited
        share = self.share_of(told.started, int(seconds)) if told.started else 1.0
        sums.add(int(seconds), told.used, runs=-1, share=share)
        self.add([new])

    def share_of(self, started: int, seconds: int) -> float:
        """Return the share in the window of a run with this start (minute) and duration."""
        if not seconds:
            return 1.0
        ended = started * 60 + seconds
        inside = min(ended, self._end * 60) - max(started * 60, self._start * 60)
        return max(0.0, min(1.0, inside / seconds))

    def note_breach(self, row: str, detail: str) -> None:
        """Keep a run's breaches, if they are among the worst."""
        run_id, _, told = detail.partition("|")
        job = shape_of(row.split("|", 2)[2]).job
        for one in told.split(","):
            kind, actual, limit = one.split(":")
            excess = float(actual) / float(limit) - 1
            _keep(self._breached, Breached(excess, job, run_id, kind, float(actual), float(limit)), MOST_BREACHES)

    @property
    def sums(self) -> list[Sums]:
        return list(self._sums.values())

    @property
    def longest(self) -> list[Longest]:
        """The longest runs, the longest first."""
        return sorted(self._longest, key=lambda one: (-one.seconds, one.job))

    @property
    def breached(self) -> list[Breached]:
        """The breaches, the largest excess first."""
        return sorted(self._breached, key=lambda one: (-one.excess, one.job, one.run_id))

    @property
    def runs_by_job(self) -> dict[str, int]:
        runs: dict[str, int] = {}
        for sums in self._sums.values():
            runs[sums.shape.job] = runs.get(sums.shape.job, 0) + sums.runs
        return runs

    @property
    def unfinished(self) -> frozenset[str]:
        """The jobs with rows for which Glue may have more data by now."""
        return frozenset(sums.shape.job for sums in self._sums.values() if sums.is_unfinished)

    def _of(self, text: str) -> Sums:
        shape = shape_of(text)
        durations = self._durations.get((shape.job, shape.state))
        if durations is None:
            durations = self._durations[shape.job, shape.state] = array("l", bytes(array("l").itemsize * BUCKETS))
        sums = self._sums[text] = Sums(shape, durations)
        return sums

    def _note_long(self, seconds: int, shape: Shape) -> None:
        _keep(self._longest, Longest(seconds, shape.job, shape.state), LONGEST_RUNS)
        if len(self._longest) == LONGEST_RUNS:
            self._least = self._longest[0].seconds


def _keep(heap: list[Any], one: tuple[Any, ...], most: int) -> None:
    """Keep the largest `most` items."""
    if len(heap) < most:
        heappush(heap, one)
    elif heap[0] < one:
        heapreplace(heap, one)


def _minutes(day: date) -> int:
    return int(datetime.combine(day, time(tzinfo=UTC)).timestamp()) // 60


def counted(durations: Sequence[int]) -> dict[int, int]:
    """Return the runs by bucket, without empty buckets."""
    return {bucket: runs for bucket, runs in enumerate(durations) if runs}


def bucket_of(seconds: int) -> int:
    """Return the bucket of a duration: accurate to 1.7 percent, so that there are few."""
    first, passed = 0, 0
    for bound, step in STEPS:
        if seconds < bound:
            return first + (seconds - passed + step // 2) // step
        first, passed = first + (bound - passed) // step, bound
    return min(BUCKETS - 1, first + (seconds - passed + LONGEST_STEP // 2) // LONGEST_STEP)


def seconds_of(bucket: int) -> int:
    """Return the duration that a bucket stands for."""
    passed = 0
    for bound, step in STEPS:
        size = (bound - passed) // step
        if bucket < size:
            return passed + bucket * step
        bucket, passed = bucket - size, bound
    return passed + bucket * LONGEST_STEP


def quantile(durations: Mapping[int, int], share: float) -> int:
    """Return the duration that this share of the runs did not exceed, from buckets; 0 without runs."""
    wanted, passed = share * sum(durations.values()), 0
    for bucket in sorted(durations):
        passed += durations[bucket]
        if passed and passed >= wanted:
            return seconds_of(bucket)
    return 0
