"""The report as CSV: a line for each job, all of them."""

import csv
import io

from . import rows
from .facts import Facts
from .week import Slice, by_job, is_unsuccessful

COLUMNS = (
    *("job", "runs", "succeeded", "failed", "timed_out", "stopped", "retries", "over_limits", "untold", "exempt"),
    *("cost", "cost_before", "cost_unsuccessful", "unit_hours", "median_seconds", "p95_seconds"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would evaluate a text with such a prefix


def csv_of(facts: Facts) -> str:
    """Format with a header line; amounts are in the currency of the report."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    before = {job.name: job.cost for job in by_job(facts.before_parts)}
    for job in by_job(facts.parts):
        writer.writerow(_line(job, before.get(job.name, 0.0)))
    return text.getvalue()


def _line(job: Slice, before: float) -> tuple[str | int, ...]:
    return (
        f"'{job.name}" if job.name.startswith(FORMULA) else job.name,
        job.runs,
        job.runs_in("SUCCEEDED"),
        job.runs_in("FAILED", "ERROR"),
        job.runs_in("TIMEOUT"),
        job.runs_in("STOPPED", "EXPIRED"),
        sum(part.runs for part in job.parts if part.shape.attempt),
        sum(part.runs for part in job.parts if part.shape.breaches),
        sum(part.runs for part in job.parts if rows.UNTOLD in part.shape.marks),
        sum(part.runs for part in job.parts if rows.EXEMPT in part.shape.marks),
        f"{job.cost:.4f}",
        f"{before:.4f}",
        f"{job.only(is_unsuccessful).cost:.4f}",
        f"{job.unit_hours:.4f}",
        f"{job.seconds_of(0.5):.0f}",
        f"{job.seconds_of(0.95):.0f}",
    )
