"""The rows of the table: one for each run, in one short string, so that a report reads little and counts fast.

A row is `seconds|units used+waited@started|` and then
`state|attempt|worker type|workers|capacity|class|version|timeout|breaches|marks|job`. All
after the first two is its shape: runs that differ in nothing but time share it, and the report has one sum for each. In
the second, what is zero is left out; the start, in minutes since 1970, is that of a run that passed midnight (UTC). No
price is in it: the report knows the prices. The job is last since its name may hold any character. Nothing of the
run's arguments is kept.

The table's partition key is the UTC day on which the run ended, its sort key `job|run id`.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from .capacity import Capacity
from .reasons import reason_of
from .run import ENDS_BY_DESIGN, Run

EXEMPT, UNTOLD, UNKNOWN, AUTOSCALED = "exempt", "untold", "unknown", "autoscaled"
STREAM, ERROR, UNSETTLED = "stream", "error", "unsettled"
REASON, OWNER, MODE, PROFILE = "reason=", "owner=", "mode=", "profile="  # marks with a value
MARKED_STATES = frozenset({"FAILED", "ERROR", "TIMEOUT", "STOPPED", "EXPIRED"})  # for which the reason matters
LONGEST_VALUE = 60
USUAL_DAYS = 7  # of a report
LONGEST_VERSION = 20
LONGEST_JOB_IN_KEY = 900  # bytes: a sort key has 1,024 at most, and a job's name up to 255 characters of four


class Key(NamedTuple):
    """The key of a row."""

    day: str
    run: str


class Shape(NamedTuple):
    """Attributes shared by runs of one shape."""

    state: str
    attempt: int
    capacity: Capacity
    timeout_minutes: int
    breaches: frozenset[str]
    marks: frozenset[str]
    job: str

    def value(self, mark: str) -> str:
        """Return the value of a mark such as OWNER; empty if the row has none."""
        return next((one.removeprefix(mark) for one in self.marks if one.startswith(mark)), "")


def key_of(run: Run) -> Key:
    return Key(run.ended.date().isoformat(), prefix_of(run.job) + run.run_id)


def prefix_of(job: str) -> str:
    """Return the common prefix of the sort keys of a job's runs."""
    return job.encode()[:LONGEST_JOB_IN_KEY].decode(errors="ignore") + "|"


def key_of_report(until: date, days: int) -> Key:
    """Return the key of the record that the report on `days` days before `until` was sent, and of its totals."""
    return Key("report", until.isoformat() if days == USUAL_DAYS else f"{until.isoformat()}/{days}")


def expiry_of(day: str, retention_days: int) -> int:
    """Return when a row of this day expires, in seconds since the epoch."""
    end = datetime.combine(date.fromisoformat(day), time(tzinfo=UTC)) + timedelta(days=1 + retention_days)
    return int(end.timestamp())


def row_of(
    run: Run, breaches: Iterable[str] = (), *, exempt: bool = False, untold: bool = False, owner: str = ""
) -> str:
    """Return the row of a run; `untold` if the report found it without an event."""
    facts = {EXEMPT: exempt, UNTOLD: untold, UNKNOWN: not run.known, AUTOSCALED: run.autoscaled}
    facts |= {STREAM: run.streams, ERROR: run.error and run.state in ENDS_BY_DESIGN, UNSETTLED: not run.settled}
    reason = reason_of(run.message if run.error else "") if run.state in MARKED_STATES else ""
    mode = "" if run.mode == "SCRIPT" else run.mode
    values = {REASON: reason, OWNER: owner, MODE: mode, PROFILE: run.profile}
    size = run.capacity
    fields = (
        str(run.seconds),
        _times(run),
        run.state,
        str(run.attempt),
        size.worker_type,
        str(size.workers),
        f"{size.max_capacity:g}",
        size.execution_class,
        size.version[:LONGEST_VERSION],
        str(run.timeout_minutes),
        ",".join(breaches),
        ",".join([mark for mark, is_so in facts.items() if is_so] + [m + _plain(v) for m, v in values.items() if v]),
        run.job,
    )
    return "|".join(fields)


def _times(run: Run) -> str:
    used, waited = f"{run.used:.1f}" if run.used else "", f"+{run.waited}" if run.waited else ""
    passed_midnight = run.started and run.started.date() < run.ended.date()
    return f"{used}{waited}" + (f"@{int(run.started.timestamp()) // 60}" if run.started and passed_midnight else "")


def _plain(value: str) -> str:
    """Return a value that is valid in a mark."""
    return value.replace("|", "/").replace(",", ";")[:LONGEST_VALUE]


class Times(NamedTuple):
    """The second field of a row."""

    used: float = 0.0
    waited: int = 0
    started: int = 0  # minutes since 1970; 0 for a run that ended on the day on which it began


def times_of(text: str) -> Times:
    rest, _, started = text.partition("@")
    used, _, waited = rest.partition("+")
    return Times(float(used or 0), int(waited or 0), int(started or 0))


def is_unfinished(row: str) -> bool:
    """Return whether Glue may have more data by now: a run without its time, or units not counted yet."""
    seconds, times, text = row.split("|", 2)
    return is_unfinished_shape(shape_of(text), int(seconds), times_of(times).used)


def is_unfinished_shape(shape: Shape, seconds: int, used: float) -> bool:
    """The same for a row that is already split."""
    if not seconds and shape.state in ("SUCCEEDED", "TIMEOUT"):
        return True
    uncounted = not used and (shape.capacity.is_flexible or AUTOSCALED in shape.marks)
    return UNSETTLED in shape.marks or (uncounted and seconds > 0 and STREAM not in shape.marks)


def shape_of(text: str) -> Shape:
    """Parse the shape in a row, which begins after the row's second bar."""
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
