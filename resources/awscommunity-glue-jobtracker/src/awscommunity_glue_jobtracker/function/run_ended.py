"""What happens when a run has ended: its row is stored, and whoever watches is told if it went badly.

The row is the memory of what was done. An event that comes twice finds it, and alerts only if the first time could
not. The alert is noted after it was sent: should the function die in between, it is sent again rather than never. Two
deliveries at the very same moment may both alert.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from . import aws
from .alert_message import subject_of, text_of
from .errors import RowExistsError
from .place import Place
from .rows import expiry_of, key_of
from .run import FINAL_STATES, Run, run_of
from .settings import Settings
from .verdict import Verdict, judge


class MalformedEventError(Exception):
    """An event that names no job or no run: it ends in the dead-letter queue, where somebody can look at it."""


def run_ended(
    event: Mapping[str, Any], settings: Settings, clients: aws.Clients, place: Place, now: datetime
) -> dict[str, Any]:
    """Store the run of a Glue Job State Change event and alert if it is due. What was done, for the log."""
    run = observe(event, clients, now)
    if run.state not in FINAL_STATES:
        return {"run": run.run_id, "outcome": "still going"}
    verdict = judge(run, aws.job_tags(clients.glue, place.job_arn(run.job)), settings, place.region)
    key = key_of(run)
    try:
        expires = expiry_of(key.day, settings.retention_days)
        aws.put_row(clients.dynamodb, settings.table, key, verdict.row(), expires)
        alerted = False
    except RowExistsError as stored:
        alerted = stored.alerted
    outcome = "exempt" if verdict.is_exempt else "fine"
    if verdict.is_alert(settings):
        outcome = "alerted before" if alerted else "alerted"
    if outcome == "alerted":
        alert(verdict, settings, clients, place)
        aws.note_alert(clients.dynamodb, settings.table, key, now)
    breaches = [breach.kind for breach in verdict.breaches]
    return {"run": run.run_id, "state": run.state, "outcome": outcome, "breaches": breaches}


def alert(verdict: Verdict, settings: Settings, clients: aws.Clients, place: Place) -> None:
    """Tell who watches the topic."""
    run, breaches = verdict.run, verdict.breaches
    amount = f"{verdict.cost:.2f} {settings.currency}" if run.known else ""
    text = text_of(run, breaches, amount, place, verdict.senseless_tags)
    aws.publish(clients.sns, settings.topic, subject_of(run, breaches), text)


def observe(event: Mapping[str, Any], clients: aws.Clients, now: datetime) -> Run:
    """The run that an event tells of, as Glue knows it; what the event alone says if Glue has forgotten it."""
    detail = event.get("detail") or {}
    job, run_id, state = detail.get("jobName"), detail.get("jobRunId"), detail.get("state", "")
    if not job or not run_id:
        raise MalformedEventError(json.dumps({"event": event.get("id"), "lacks": "jobName" if not job else "jobRunId"}))
    if response := aws.job_run(clients.glue, job, run_id):
        is_behind = response.get("JobRunState") not in FINAL_STATES and state in FINAL_STATES
        told = {"Id": run_id, "LastModifiedOn": _time(event, now), **response}
        return run_of(job, {**told, "JobRunState": state} if is_behind else told)
    message = detail.get("message") or ""
    return Run(job, run_id, state, _time(event, now), known=False, message=message)


def _time(event: Mapping[str, Any], now: datetime) -> datetime:
    text = event.get("time")
    return datetime.fromisoformat(text).astimezone(UTC) if text else now
