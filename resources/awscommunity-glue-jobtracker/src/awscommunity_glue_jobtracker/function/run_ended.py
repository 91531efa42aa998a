"""What happens when a run has ended: its row is stored, and whoever watches is told if it went badly.

The row is the memory of what was done. An event that comes twice finds it, and alerts only if the first time could
not. The alert is noted after it was sent: should the function die in between, it is sent again rather than never.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from . import aws
from .alert_message import subject_of, text_of
from .errors import RowExistsError
from .place import Place
from .rates import cost_of, rates_in
from .rows import expiry_of, key_of, row_of
from .run import FINAL_STATES, Run, run_of
from .settings import Settings
from .thresholds import breaches_of, is_exempt, limits_of

LOG = logging.getLogger(__name__)


class MalformedEventError(Exception):
    """An event that names no job or no run: it ends in the dead-letter queue, where somebody can look at it."""


def run_ended(
    event: Mapping[str, Any], settings: Settings, clients: aws.Clients, place: Place, now: datetime
) -> dict[str, Any]:
    """Store the run of a Glue Job State Change event and alert if it is due. What was done, for the log."""
    run = observe(event, clients, now)
    if run.state not in FINAL_STATES:
        return {"run": run.run_id, "outcome": "still going"}
    tags = aws.job_tags(clients.glue, place.job_arn(run.job))
    limits, senseless = limits_of(settings.limits, tags)
    cost = cost_of_run(run, settings, place)
    breaches = breaches_of(run, cost, limits)
    exempt = is_exempt(tags, settings.exempt_key, settings.exempt_value)
    key = key_of(run)
    row = row_of(run, [breach.kind for breach in breaches], exempt=exempt)
    try:
        aws.put_row(clients.dynamodb, settings.table, key, row, expiry_of(key.day, settings.retention_days))
        alerted = False
    except RowExistsError as stored:
        alerted = stored.alerted
    is_due = not exempt and (run.state in settings.alert_states or bool(breaches))
    if is_due and not alerted:
        amount = f"{cost:.2f} {settings.currency}" if run.known else ""
        remarks = [f"The tag {tag} of the job is no number above zero and counts for nothing." for tag in senseless]
        text = text_of(run, breaches, amount, place, remarks)
        aws.publish(clients.sns, settings.topic, subject_of(run, breaches), text)
        aws.note_alert(clients.dynamodb, settings.table, key, now)
    outcome = "alerted" if is_due and not alerted else "alerted before" if is_due else "exempt" if exempt else "fine"
    return {"run": run.run_id, "state": run.state, "outcome": outcome, "breaches": [b.kind for b in breaches]}


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


def cost_of_run(run: Run, settings: Settings, place: Place) -> float:
    """An estimate from the built-in rates and the overrides: the price list is only for the report."""
    billed = run.capacity.billing.unit_seconds(run.seconds, run.used)
    return cost_of(billed, run.capacity, rates_in(place.region, {}, settings.prices))


def _time(event: Mapping[str, Any], now: datetime) -> datetime:
    text = event.get("time")
    return datetime.fromisoformat(text).astimezone(UTC) if text else now
