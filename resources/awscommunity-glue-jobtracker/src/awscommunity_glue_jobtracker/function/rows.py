"""The rows of the table: one for each run, in one short string, so that a report reads little and counts fast.

A row is `seconds|units used|state|attempt|worker type|workers|capacity|class|version|timeout|breaches|marks|job`. All
after the first two is its shape: runs that differ in nothing but time share it, and the report has one sum for each. No
price is in it: the report knows the prices. The job is last since its name may hold any character. Nothing of the
run's arguments is kept.

The table's partition key is the UTC day on which the run ended, its sort key `job|run id`.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from .capacity import Capacity
from .run import Run

EXEMPT, UNTOLD, UNKNOWN, AUTOSCALED = "exempt", "untold", "unknown", "autoscaled"
LONGEST_VERSION = 20
LONGEST_JOB_IN_KEY = 900  # bytes: a sort key has 1,024 at most, and a job's name up to 255 characters of four


class Key(NamedTuple):
    """The key of a row."""

    day: str
    run: str


class Shape(NamedTuple):
    """What runs of one row shape have in common."""

    state: str
    attempt: int
    capacity: Capacity
    timeout_minutes: int
    breaches: frozenset[str]
    marks: frozenset[str]
    job: str


def key_of(run: Run) -> Key:
    return Key(run.ended.date().isoformat(), prefix_of(run.job) + run.run_id)


def prefix_of(job: str) -> str:
    """What the sort keys of all runs of a job begin with."""
    return job.encode()[:LONGEST_JOB_IN_KEY].decode(errors="ignore") + "|"


def key_of_report(until: date) -> Key:
    """The key of the note that the report on the days before `until` was sent."""
    return Key("report", until.isoformat())


def expiry_of(day: str, retention_days: int) -> int:
    """Seconds since the epoch when a row of this day may go: so many days after the day's end."""
    end = datetime.combine(date.fromisoformat(day), time(tzinfo=UTC)) + timedelta(days=1 + retention_days)
    return int(end.timestamp())


def row_of(run: Run, breaches: Iterable[str] = (), *, exempt: bool = False, untold: bool = False) -> str:
    """The row of a run; `untold` if the report found it, since no event had told of it."""
    facts = {EXEMPT: exempt, UNTOLD: untold, UNKNOWN: not run.known, AUTOSCALED: run.autoscaled}
    size = run.capacity
    fields = (
        str(run.seconds),
        f"{run.used:.1f}" if run.used else "",
        run.state,
        str(run.attempt),
        size.worker_type,
        str(size.workers),
        f"{size.max_capacity:g}",
        size.execution_class,
        size.version[:LONGEST_VERSION],
        str(run.timeout_minutes),
        ",".join(breaches),
        ",".join(mark for mark, holds in facts.items() if holds),
        run.job,
    )
    return "|".join(fields)


def shape_of(text: str) -> Shape:
    """The shape in a row, which begins after the row's second bar."""
    state, attempt, *size, timeout, breaches, marks, job = text.split("|", 10)
    worker_type, workers, max_capacity, execution_class, version = size
    return Shape(
        state=state,
        attempt=int(attempt),
        capacity=Capacity(worker_type, int(workers), float(max_capacity), execution_class, version),
        timeout_minutes=int(timeout),
        breaches=frozenset(breaches.split(",")) - {""},
        marks=frozenset(marks.split(",")) - {""},
        job=job,
    )
