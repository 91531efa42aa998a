"""The figures of a period as data: gzipped CSV, one file for each tracker and week, partitioned for Amazon Athena.

`account=.../region=.../week=.../TRACKER.csv.gz`, where the week is the first day of the period. A line for each job and
way in which its runs differ. The columns only ever grow at the end: older files stay readable.
"""

import csv
import gzip
import io
from collections.abc import Iterator

from . import rows
from .facts import Facts
from .week import Part, is_unsuccessful

COLUMNS = (
    *("account_id", "aws_region", "tracker", "period_start", "period_end"),
    *("job", "owner", "state", "reason", "successful", "streams"),
    *("worker_type", "workers", "max_capacity", "execution_class", "glue_version", "mode", "profile", "retry"),
    *("breaches", "exempt", "untold", "runs", "unit_hours", "waited_seconds", "cost", "cost_is_at_most", "currency"),
)


def object_of(facts: Facts, prefix: str) -> tuple[str, bytes]:
    """Return the key and the content of the object."""
    place, week = facts.place, facts.window.start.isoformat()
    key = f"{prefix}account={place.account}/region={place.region}/week={week}/{facts.tracker}.csv.gz"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(facts))
    return key, gzip.compress(text.getvalue().encode(), mtime=0)


def _lines(facts: Facts) -> Iterator[tuple[str | int, ...]]:
    days = facts.window.start.isoformat(), facts.window.last.isoformat()
    where = facts.place.account, facts.place.region
    for part in sorted(facts.parts, key=lambda one: (one.shape.job, -one.cost)):
        yield *where, facts.tracker, *days, *_line(part), facts.currency


def _line(part: Part) -> tuple[str | int, ...]:
    shape, size = part.shape, part.shape.capacity
    return (
        shape.job,
        shape.value(rows.OWNER),
        shape.state,
        shape.value(rows.REASON),
        _flag(not is_unsuccessful(part)),
        _flag(part.streams),
        size.worker_type,
        size.workers,
        f"{size.max_capacity:g}",
        size.execution_class,
        size.version,
        shape.value(rows.MODE) or "SCRIPT",
        shape.value(rows.PROFILE),
        shape.attempt,
        " ".join(sorted(shape.breaches)),
        _flag(rows.EXEMPT in shape.marks),
        _flag(rows.UNTOLD in shape.marks),
        part.runs,
        f"{part.sums.billed / 3600:.6f}",
        part.sums.waited,
        f"{part.cost:.6f}",
        _flag(part.is_at_most),
    )


def _flag(holds: bool) -> str:
    return "true" if holds else "false"
