"""Values that no template may contain, in either format, and their locations in messages."""

from __future__ import annotations

import math
from typing import Any

from cfn_local.engine.template.errors import TemplateError

MAX_DEPTH = 100
MAX_DIGITS = 300

# The location of a value: the location of its container, and its key or index there.
Location = tuple["Location | None", str | int] | None


def judge(value: Any, location: Location = None, depth: int = 0) -> None:
    """Raise TemplateError if the value or one in it is null or nested too deep."""
    if depth > MAX_DEPTH:
        raise too_deep()
    if isinstance(value, dict):
        for name, member in value.items():
            encoded(name)
            judge(member, (location, name), depth + 1)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            judge(element, (location, index), depth + 1)
    elif isinstance(value, str):
        encoded(value)
    elif value is None:
        raise null_at(location)


def encoded(text: str) -> bytes:
    """The text in UTF-8. Raises TemplateError if it has half of a surrogate pair."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise TemplateError("Template format error: the template has a character that UTF-8 cannot encode") from error


def integer_of(digits: str) -> int:
    """The integer. Raises TemplateError, not ValueError, for thousands of digits."""
    if len(digits) > MAX_DIGITS:
        raise TemplateError(f"Template format error: a number has more than {MAX_DIGITS} digits")
    return int(digits)


def float_of(digits: str) -> float:
    """The float. Raises TemplateError if it is out of range."""
    number = float(digits)
    if math.isinf(number):
        raise TemplateError(f"Template format error: the number {digits[:20]} is too large")
    return number


def path_of(location: Location) -> str:
    """The prefix of messages, such as `[/Resources/Queue] `; empty at the top level."""
    steps: list[str] = []
    while location:
        location, step = location
        steps.append(str(step))
    return f"[/{'/'.join(reversed(steps))}] " if steps else ""


def null_at(location: Location) -> TemplateError:
    """The TemplateError for a null value."""
    return TemplateError(f"{path_of(location)}'null' values are not allowed in templates")


def too_deep() -> TemplateError:
    """The TemplateError for values nested too deep."""
    return TemplateError(f"Template format error: values are nested more than {MAX_DEPTH} deep")
