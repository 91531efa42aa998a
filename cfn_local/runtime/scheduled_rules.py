"""Scheduled rules, which fire on the emulated clock: while it is advanced, and as it passes by itself.

`advance` stops at each time at which a rule is due, so that its targets run at that time. If the clock is moved in
another way, as while a stack operation waits, a separate thread fires the rules that are due afterwards.
"""

import logging
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import TIMEOUT_MAX, Event, Lock, Thread
from typing import Any

from cfn_local.runtime.lambda_service import LambdaService, send_to_targets
from cfn_local.services import clock, event_rules

LOG = logging.getLogger(__name__)

MOST_FIRINGS = 500


class TooManyFiringsError(ValueError):
    """Advancing the clock would fire too many rules; it has not moved."""


class ScheduledRules:
    """The scheduled rules of every account and Region. `service` runs functions that are targets."""

    def __init__(self, service: LambdaService) -> None:
        self._service = service
        self._one_at_a_time = Lock()
        self._woken = Event()

    def advance(self, seconds: float) -> int:
        """Advance the clock, and return the number of firings on the way; at most MOST_FIRINGS.

        Raise ValueError for a negative number of seconds, TooManyFiringsError if there would be more firings.
        """
        if seconds < 0:
            raise ValueError(f"the clock only moves forward, not by {seconds} seconds")
        with self._one_at_a_time:
            end, fired = clock.now() + timedelta(seconds=seconds), 0
            self._refuse_too_many(end)
            while due := _next_due(end):
                self._move_to(due[0])
                self._fire(*due)
                fired += 1
            self._move_to(end)
        return fired

    def watch(self) -> None:
        """Start to fire rules as the clock passes by itself too."""
        clock.tell_of_moves(self._woken.set)
        event_rules.tell_of_schedules(self._woken.set)
        Thread(target=self._keep_watching, daemon=True).start()

    def wake(self) -> None:
        """Look at the rules again: they are others now."""
        self._woken.set()

    def _refuse_too_many(self, end: datetime) -> None:
        firings = [(_count(rule, end), rule.name) for rule in _scheduled_rules()]
        if sum(count for count, _ in firings) > MOST_FIRINGS:
            _, most = max(firings)
            raise TooManyFiringsError(
                f"Scheduled rules would fire more than {MOST_FIRINGS} times, {most} most often. Advance the clock by "
                "less at a time, or disable the rule."
            )

    def _move_to(self, moment: datetime) -> None:
        clock.advance(max((moment - clock.now()).total_seconds(), 0))

    def _keep_watching(self) -> None:
        while True:
            due = min((moment for moment, _ in _due_times()), default=None)
            seconds = TIMEOUT_MAX if due is None else (due - clock.now()).total_seconds()
            self._woken.wait(timeout=min(max(seconds, 0), TIMEOUT_MAX))  # a rate may be thousands of years
            self._woken.clear()
            with self._one_at_a_time:
                self._catch_up()

    def _catch_up(self) -> None:
        """Fire the rules that are due; of too many firings, only the last one of each rule."""
        now, rules = clock.now(), list(_scheduled_rules())
        if sum(_count(rule, now) for rule in rules) > MOST_FIRINGS:
            LOG.error("More than %d firings of scheduled rules are due: each rule fires once instead.", MOST_FIRINGS)
            for rule in rules:
                for last in list(_firings(rule, now))[-1:]:
                    self._fire(last, rule)
        while due := _next_due(now):
            self._fire(*due)

    def _fire(self, moment: datetime, rule: Any) -> None:
        """Send the rule's event to its targets. Failures are logged, because there is no caller to report them to."""
        from moto.core.exceptions import ServiceException
        from werkzeug.exceptions import HTTPException

        rule.fires_after = moment
        event = {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": rule.account_id,
            "time": moment.timestamp(),
            "ingestion-time": moment.timestamp(),
            "region": rule.region_name,
            "resources": [rule.arn],
            "detail": {},
        }
        try:
            send_to_targets(self._service, rule, event)
        except (NotImplementedError, ServiceException, HTTPException) as error:
            LOG.error("The rule %s did not reach its targets: %s", rule.name, error)


def _scheduled_rules() -> Iterator[Any]:
    """Return the enabled rules."""
    models = sys.modules.get("moto.events.models")
    for of_account in list(models.events_backends.values()) if models else []:
        for backend in list(of_account.values()):
            for bus in list(backend.event_buses.values()):
                rules: list[Any] = list(bus.rules.values())
                yield from (rule for rule in rules if vars(rule).get("schedule") and rule.state == "ENABLED")


def _firings(rule: Any, end: datetime) -> Iterator[datetime]:
    """Return the times up to `end` at which the rule is due."""
    moment = rule.schedule.next_after(rule.fires_after)
    while moment is not None and moment <= end:
        yield moment
        moment = rule.schedule.next_after(moment)


def _count(rule: Any, end: datetime) -> int:
    """Return how often the rule is due up to `end`; at most MOST_FIRINGS + 1."""
    return sum(1 for _, _ in zip(range(MOST_FIRINGS + 1), _firings(rule, end), strict=False))


def _due_times() -> Iterator[tuple[datetime, Any]]:
    for rule in _scheduled_rules():
        if (moment := rule.schedule.next_after(rule.fires_after)) is not None:
            yield moment, rule


def _next_due(end: datetime) -> tuple[datetime, Any] | None:
    """Return the rule that is due first, and when, unless that is after `end`."""
    first = min(_due_times(), key=lambda due: due[0], default=None)
    return first if first is not None and first[0] <= end else None
