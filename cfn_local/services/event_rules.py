"""Rules of EventBridge: moto accepts any text between the parentheses of a schedule or as a target's input, and does
not record when a rule was created.
"""

import json
from collections.abc import Callable
from typing import Any

from cfn_local.services import clock
from cfn_local.services.event_buses import complete_buses
from cfn_local.services.schedules import ScheduleError, schedule_of
from cfn_local.services.seam import replace_method

_listeners: list[Callable[[], object]] = []


def tell_of_schedules(listener: Callable[[], object]) -> None:
    """Call `listener`, which must not block, whenever a rule is given a schedule."""
    _listeners.append(listener)


def install() -> None:
    """Refuse invalid schedules and inputs, and record when each rule starts to fire: `fires_after`, timezone-aware."""
    _know_schedules()
    _check_inputs()
    complete_buses()


def _know_schedules() -> None:
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


def _check_inputs() -> None:
    from moto.events.exceptions import ValidationException
    from moto.events.models import Rule

    put_targets = Rule.put_targets

    def checked(rule: Any, targets: list[dict[str, Any]]) -> None:
        for target in targets:
            if not _is_json(target.get("Input", "null")):
                raise ValidationException(f"JSON syntax error in input for target {target['Id']}.")
        put_targets(rule, targets)

    replace_method(Rule, "put_targets", checked)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _tell(rule: Any) -> None:
    for listener in _listeners if rule.schedule else []:
        listener()
