"""The values of a template: JSON values, UNKNOWN and NO_VALUE."""

from __future__ import annotations

import json
from typing import Any, Final


class _Mark:
    """A singleton value, equal only to itself, even after a copy."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name

    def __copy__(self) -> _Mark:
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> _Mark:
        return self


# A value known only once a resource exists: a physical id, an attribute, and anything computed from them.
UNKNOWN: Final[Any] = _Mark("UNKNOWN")
# CloudFormation's text for it in change sets.
KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}"
# The value of AWS::NoValue: a property or list element with it is left out.
NO_VALUE: Final[Any] = _Mark("NO_VALUE")
# A parameter with this text counts as it.
NO_VALUE_NAME = "AWS::NoValue"


def text_of(value: Any) -> str | None:
    """CloudFormation's text for a string, number or boolean; None for any other value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return None


def whole_number_of(text: str) -> int | None:
    """The number that the text writes in decimal digits; None for any other text."""
    # Python refuses to read thousands of digits, and no number here has twenty.
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None


def is_itself_unknown(value: Any) -> bool:
    """Whether the value is UNKNOWN, for the validation of schemas: one function, for which validators are made once."""
    return value is UNKNOWN


def is_unknown(value: Any) -> bool:
    """Whether the value is or contains UNKNOWN."""
    if isinstance(value, dict):
        return any(is_unknown(member) for member in value.values())
    if isinstance(value, list):
        return any(is_unknown(member) for member in value)
    return value is UNKNOWN
