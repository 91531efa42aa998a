"""Rules of EventBridge: moto takes any text between the brackets of a schedule, and does not know when one was made."""

from collections.abc import Callable
from typing import Any

from cfn_local.services import clock
from cfn_local.services.schedules import ScheduleError, schedule_of
from cfn_local.services.seam import replace_method

_listeners: list[Callable[[], object]] = []


def tell_of_schedules(listener: Callable[[], object]) -> None:
    """Call `listener`, which must not wait for anything, whenever a rule has been given a schedule."""
    _listeners.append(listener)


def install() -> None:
    """Have wrong schedules refused, and have each rule know from when on it fires: `fires_after`, an aware time."""
    from moto.events.exceptions import ValidationException
    from moto.events.models import Rule

    begin, enable = Rule.__init__, Rule.enable

    def begun(rule: Any, *arguments: Any, **named: Any) -> None:
        begin(rule, *arguments, **named)
        try:
            rule.schedule = schedule_of(rule.scheduled_expression) if rule.scheduled_expression else None
        except ScheduleError as error:
            raise ValidationException(f"Parameter ScheduleExpression is not valid. {error}") from error
        rule.fires_after = clock.now()
        _tell(rule)

    def enabled(rule: Any) -> None:
        rule.fires_after = clock.now()
        enable(rule)
        _tell(rule)

    replace_method(Rule, "__init__", begun)
    replace_method(Rule, "enable", enabled)


def _tell(rule: Any) -> None:
    for listener in _listeners if rule.schedule else []:
        listener()
