"""Finds the runs that no event told of: EventBridge promises its best, and says nothing of some states at all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial

from . import aws
from .definitions import Definition
from .errors import JobNotFoundError, RowExistsError, ThrottledError
from .place import Place
from .rows import expiry_of, key_of, prefix_of
from .run import FINAL_STATES, Run, run_of
from .settings import Settings
from .tally import Tally
from .verdict import judge
from .window import Window

LONGEST_RUN = timedelta(days=7)  # 10,080 minutes, the largest timeout; a longer streaming run may be missed


@dataclass(frozen=True)
class Reconciled:
    """How many of the jobs were looked at before the time was over, or Glue wanted no more calls."""

    looked_at: int = 0
    jobs: int = 0


def reconcile(
    window: Window,
    tally: Tally,
    definitions: Mapping[str, Definition],
    settings: Settings,
    clients: aws.Clients,
    place: Place,
    has_time: Callable[[], bool],
) -> Reconciled:
    """Store and count what Glue knows and the table does not. A job with as many rows as runs is not looked into."""
    stored = tally.runs_by_job
    for number, job in enumerate(sorted(definitions)):
        if not has_time():
            return Reconciled(number, len(definitions))
        try:
            runs = list(runs_in(window, clients, job))
        except JobNotFoundError:
            continue
        except ThrottledError:
            return Reconciled(number, len(definitions))
        if len(runs) > stored.get(job, 0):
            keep = partial(_keep, settings=settings, clients=clients, place=place)
            tally.add(keep(job, _untold(window, runs, settings, clients)))
    return Reconciled(len(definitions), len(definitions))


def runs_in(window: Window, clients: aws.Clients, job: str) -> Iterator[Run]:
    """The runs of a job that ended in the window."""
    earliest = datetime.combine(window.start, time(tzinfo=UTC)) - LONGEST_RUN
    for response in aws.job_runs(clients.glue, job):
        if response["StartedOn"] < earliest:
            return
        run = run_of(job, response)
        if run.state in FINAL_STATES and window.holds(run.ended):
            yield run


def _untold(window: Window, runs: list[Run], settings: Settings, clients: aws.Clients) -> list[Run]:
    prefix = prefix_of(runs[0].job)
    keys = {key for day in window.dates for key in aws.keys_of_job(clients.dynamodb, settings.table, day, prefix)}
    return [run for run in runs if key_of(run).run not in keys]


def _keep(job: str, runs: list[Run], settings: Settings, clients: aws.Clients, place: Place) -> Iterator[str]:
    """The rows of runs, once each is stored."""
    tags = aws.job_tags(clients.glue, place.job_arn(job))
    for run in runs:
        row, key = judge(run, tags, settings, place.region).row(untold=True), key_of(run)
        try:
            aws.put_row(clients.dynamodb, settings.table, key, row, expiry_of(key.day, settings.retention_days))
        except RowExistsError:
            continue  # its event has come meanwhile
        yield row
