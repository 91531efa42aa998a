"""Entry point of the Lambda function: an event is the end of a run, or a request for a report."""

import json
import logging
import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from . import aws
from .place import place_of
from .report import send_once, send_report
from .run_ended import run_ended
from .settings import read_settings

LOG = logging.getLogger(__name__)
LOG.setLevel(logging.INFO)
RESERVE_MILLISECONDS = 120_000  # reserved to write and send the report


def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Handle an event; return and log what was done. Errors are raised, so that Lambda retries and keeps failures.

    {"action": "report"} reports on the days before today; {"action": "report", "until": "2026-11-23"} on those before
    that day, again.
    """
    settings, now = read_settings(os.environ), datetime.now(UTC)
    clients, place = aws.connect(settings.sender_region), place_of(context.invoked_function_arn)
    if event.get("action") == "report":
        has_time = partial(_has_time, context)
        if "until" in event:
            done = send_report(settings, clients, place, date.fromisoformat(event["until"]), has_time)
        else:
            done = send_once(settings, clients, place, now, has_time)
    else:
        done = run_ended(event, settings, clients, place, now)
    LOG.info(json.dumps(done))
    return done


def _has_time(context: Any) -> bool:
    return bool(context.get_remaining_time_in_millis() > RESERVE_MILLISECONDS)
