"""The values of a template: JSON values, what is not known yet, and what is to be left out."""

from __future__ import annotations

import json
from typing import Any, Final


class _Mark:
    """A value of which there is one only, equal to itself alone, also after a copy."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name

    def __copy__(self) -> _Mark:
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> _Mark:
        return self


# What becomes known when a resource exists: a physical id, an attribute, and all that is made of them.
UNKNOWN: Final[Any] = _Mark("UNKNOWN")
# How CloudFormation writes it in change sets.
KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}"
# The value of AWS::NoValue: the property or list element that has it is left out.
NO_VALUE: Final[Any] = _Mark("NO_VALUE")
# A parameter with this text is taken for it.
NO_VALUE_NAME = "AWS::NoValue"


def text_of(value: Any) -> str | None:
    """A string, number or boolean as the text that CloudFormation makes of it; None for every other value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return None


def whole_number_of(text: str) -> int | None:
    """The number that decimal digits write, None when the text is anything else."""
    # Python refuses to read thousands of digits, and no number here has twenty.
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None


def is_unknown(value: Any) -> bool:
    """Whether UNKNOWN is the value or in it."""
    if isinstance(value, dict):
        return any(is_unknown(member) for member in value.values())
    if isinstance(value, list):
        return any(is_unknown(member) for member in value)
    return value is UNKNOWN
