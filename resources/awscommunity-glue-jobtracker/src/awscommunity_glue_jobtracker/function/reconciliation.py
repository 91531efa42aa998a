"""Finds runs without an event: EventBridge delivery is best effort, and some states have no event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from . import aws
from .definitions import Definition
from .errors import JobNotFoundError, RowExistsError, ThrottledError
from .place import Place
from .rows import UNTOLD, Key, expiry_of, is_unfinished, key_of, prefix_of, row_of, shape_of
from .run import FINAL_STATES, RUNNING, Run, run_of
from .run_ended import alert
from .settings import Settings
from .tally import Tally
from .verdict import Verdict, judge
from .window import Window

LONGEST_RUN = timedelta(days=7)  # 10,080 minutes, the largest timeout; only streams run longer
NEVER_TOLD = frozenset({"ERROR", "EXPIRED"})  # states without an EventBridge event


@dataclass(frozen=True)
class Ongoing:
    """A run that had not ended when the window did."""

    job: str
    run_id: str
    seconds: int  # since it began, until the window's end
    has_ended: bool = False  # since then


@dataclass(frozen=True)
class Reconciled:
    """How many jobs were checked before time ran out or Glue throttled; and the runs in progress."""

    looked_at: int = 0
    jobs: int = 0
    ongoing: tuple[Ongoing, ...] = ()
    settled: int = 0  # rows to which Glue has added since


class Reconciliation:
    """One reconciliation: adds to both tallies the runs that the table lacks, and those in progress."""

    def __init__(
        self, window: Window, now: Tally, before: Tally, settings: Settings, clients: aws.Clients, place: Place
    ) -> None:
        self.window, self.now, self.before = window, now, before
        self.settings, self.clients, self.place = settings, clients, place
        self.ongoing: list[Ongoing] = []
        self.settled = 0

    def reconcile(self, definitions: Mapping[str, Definition], has_time: Callable[[], bool]) -> Reconciled:
        """Check one job after the other while time remains."""
        stored, unfinished = self.now.runs_by_job, self.now.unfinished
        looked_at = 0
        for job in sorted(definitions):
            if not has_time():
                break
            try:
                ended = self._look(job, definitions[job])
            except JobNotFoundError:
                ended = []
            except ThrottledError:
                break
            looked_at += 1
            if len(ended) > stored.get(job, 0) or (ended and job in unfinished):
                self._add(job, ended, definitions[job])
        return Reconciled(looked_at, len(definitions), tuple(self.ongoing), self.settled)

    def _look(self, job: str, definition: Definition) -> list[Run]:
        """Return the runs of a job that ended in the window; add those in progress at its end."""
        ended, earliest = [], _midnight(self.window.start) - LONGEST_RUN
        for response in aws.job_runs(self.clients.glue, job):
            if response["StartedOn"] < earliest and not definition.streams:
                break
            run = run_of(job, response, streams=definition.streams)
            is_over = run.state in FINAL_STATES
            if is_over and self.window.holds(run.ended):
                ended.append(run)
            elif is_over and run.ended < _midnight(self.window.start):
                if response["StartedOn"] < earliest:
                    break
            elif run.started and run.started < _midnight(self.window.until):
                self._add_ongoing(run)
        return ended

    def _add_ongoing(self, run: Run) -> None:
        """Count the cost of a run in progress in both windows, and keep its name."""
        if not run.started or run.state == "WAITING":
            return
        seconds = int((_midnight(self.window.until) - run.started).total_seconds())
        until_now = replace(run, state=RUNNING, seconds=seconds, used=0.0, waited=0)
        text = row_of(until_now).split("|", 2)[2]
        started = int(run.started.timestamp()) // 60
        for tally in (self.now, self.before):
            tally.add_part(text, seconds, 0.0, started)
        self.ongoing.append(Ongoing(run.job, run.run_id, seconds, has_ended=run.state in FINAL_STATES))

    def _add(self, job: str, runs: list[Run], definition: Definition) -> None:
        """Store and count the runs that the table lacks, and settle the rows that were not finished."""
        dynamodb, table, prefix = self.clients.dynamodb, self.settings.table, prefix_of(job)
        stored = {
            key.run: (key, row)
            for day in self.window.dates
            for key, row in aws.rows_of_job(dynamodb, table, day, prefix)
        }
        tags: Mapping[str, str] | None = None
        for run in runs:
            key, old = stored.get(key_of(run).run, (key_of(run), ""))
            if old and not is_unfinished(old):
                continue
            tags = aws.job_tags(self.clients.glue, self.place.job_arn(job)) if tags is None else tags
            verdict = judge(run, tags, self.settings, self.place.region, definition.retries)
            if old:
                self._settle(key, old, verdict)
            else:
                self._keep(key, verdict)

    def _settle(self, key: Key, old: str, verdict: Verdict) -> None:
        row = verdict.row(untold=UNTOLD in shape_of(old.split("|", 2)[2]).marks)
        if row != old:
            aws.settle_row(self.clients.dynamodb, self.settings.table, key, row, verdict.detail())
            self.now.replace(old, row)
            self.settled += 1

    def _keep(self, key: Key, verdict: Verdict) -> None:
        row, expires = verdict.row(untold=True), expiry_of(key.day, self.settings.retention_days)
        try:
            aws.put_row(self.clients.dynamodb, self.settings.table, key, row, expires, verdict.detail())
        except RowExistsError:
            return  # its event has arrived meanwhile
        self.now.add([row], self.before)
        if detail := verdict.detail():
            self.now.note_breach(row, detail)
        if verdict.run.state in NEVER_TOLD and verdict.is_alert(self.settings):
            alert(verdict, self.settings, self.clients, self.place)
            aws.note_alert(self.clients.dynamodb, self.settings.table, key, datetime.now(UTC))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(tzinfo=UTC))
