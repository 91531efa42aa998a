"""Handles the end of a run: stores its row, and alerts if it ended badly.

The row records what was done. A duplicate event finds it, and alerts only if the first could not. The alert is noted
after it was sent: if the function dies in between, it is sent again rather than never. Two
deliveries at the very same moment may both alert.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from time import sleep
from typing import Any

from . import aws
from .alert_message import chat_of, subject_of, text_of
from .definitions import Definition, definition_of
from .errors import RowExistsError
from .place import Place
from .rows import expiry_of, is_unfinished, key_of
from .run import FINAL_STATES, Run, run_of
from .settings import CHATBOT, Settings
from .verdict import Verdict, judge

PAUSES_SECONDS = (1.0, 3.0, 6.0)  # before each retry for a run that Glue still shows as running


class MalformedEventError(Exception):
    """An event without a job or run: it goes to the dead-letter queue for inspection."""


def run_ended(
    event: Mapping[str, Any],
    settings: Settings,
    clients: aws.Clients,
    place: Place,
    now: datetime,
) -> dict[str, Any]:
    """Store the run of a Glue Job State Change event and alert if due. Return what was done, for the log."""
    job = _job_of(event)
    definition = definition_of(aws.job(clients.glue, job))
    run = observe(event, clients, now, definition)
    if run.state not in FINAL_STATES:
        return {"run": run.run_id, "outcome": "still going"}
    tags = aws.job_tags(clients.glue, place.job_arn(run.job))
    verdict = judge(run, tags, settings, place.region, definition.retries)
    alerted = _keep(verdict, settings, clients)
    outcome = "exempt" if verdict.is_exempt else "fine"
    if verdict.is_alert(settings):
        outcome = "alerted before" if alerted else "alerted"
    if outcome == "alerted":
        alert(verdict, settings, clients, place)
        aws.note_alert(clients.dynamodb, settings.table, key_of(run), now)
    breaches = [breach.kind for breach in verdict.breaches]
    return {"run": run.run_id, "state": run.state, "outcome": outcome, "breaches": breaches}


def _keep(verdict: Verdict, settings: Settings, clients: aws.Clients) -> bool:
    """Store the row, or complete an unfinished one. Return whether its alert was already sent."""
    key, row = key_of(verdict.run), verdict.row()
    try:
        expires = expiry_of(key.day, settings.retention_days)
        aws.put_row(clients.dynamodb, settings.table, key, row, expires, verdict.detail())
    except RowExistsError as stored:
        if stored.row != row and is_unfinished(stored.row):
            aws.settle_row(clients.dynamodb, settings.table, key, row, verdict.detail())
        return stored.alerted
    return False


def alert(verdict: Verdict, settings: Settings, clients: aws.Clients, place: Place) -> None:
    """Publish the alert to the topic."""
    run, breaches = verdict.run, verdict.breaches
    most = "at most " if run.is_at_most else "about "
    amount = f"{most}{verdict.cost:.2f} {settings.currency}" if run.known else ""
    text = text_of(verdict, amount, place)
    subject = subject_of(run, breaches)
    chat = chat_of(subject, text, run, place) if settings.alert_format == CHATBOT else ""
    aws.publish(clients.sns, settings.topic, subject, text, chat)


def observe(
    event: Mapping[str, Any],
    clients: aws.Clients,
    now: datetime,
    definition: Definition,
) -> Run:
    """Return the run of an event from Glue, or from the event alone if Glue has deleted it.

    Glue may still show a run as running after the event of its end. The call is retried; if that does not help, the run
    counts as lasting until its event, and the row is marked as unsettled.
    """
    detail = event.get("detail") or {}
    job, run_id, state = _job_of(event), str(detail.get("jobRunId")), detail.get("state", "")
    ended = _time(event, now)
    streams = definition.streams if definition.command else None
    response: Mapping[str, Any] | None = {}
    for seconds in (*PAUSES_SECONDS, 0.0):
        response = aws.job_run(clients.glue, job, run_id)
        if response is None:
            message = detail.get("message") or ""
            return Run(job, run_id, state, ended, known=False, message=message, error=bool(message))
        if response.get("JobRunState") in FINAL_STATES or state not in FINAL_STATES:
            return run_of(job, {"Id": run_id, "LastModifiedOn": ended, **response}, streams=streams)
        if seconds:
            sleep(seconds)
    return _unsettled(job, {**(response or {}), "Id": run_id, "JobRunState": state, "CompletedOn": ended}, streams)


def _unsettled(job: str, told: Mapping[str, Any], streams: bool | None) -> Run:
    """Return a run that Glue still shows as running, as lasting until its event."""
    run = run_of(job, told, streams=streams)
    lasted = int((run.ended - run.started).total_seconds()) if run.started else 0
    return replace(run, seconds=max(run.seconds, lasted), waited=0, settled=False)


def _job_of(event: Mapping[str, Any]) -> str:
    detail = event.get("detail") or {}
    for name in ("jobName", "jobRunId"):
        if not detail.get(name):
            raise MalformedEventError(json.dumps({"event": event.get("id"), "lacks": name}))
    return str(detail["jobName"])


def _time(event: Mapping[str, Any], now: datetime) -> datetime:
    text = event.get("time")
    return datetime.fromisoformat(text).astimezone(UTC) if text else now
