"""What a keyword of a schema allows, as a sentence beside the service's own message, which does not say it."""

import difflib
import re
from collections.abc import Mapping
from typing import Any

from jsonschema.exceptions import ValidationError

_MOST = 12
_BOUNDS = {
    "minimum": "It is at least {}.",
    "maximum": "It is at most {}.",
    "exclusiveMinimum": "It is more than {}.",
    "exclusiveMaximum": "It is less than {}.",
    "multipleOf": "It is a multiple of {}.",
    "pattern": "It matches {}",
    "const": "It is {}.",
}
_EXTRANEOUS = re.compile(r"extraneous key \[(.+)\]")


def advice(error: ValidationError) -> str:
    """What would satisfy the keyword; nothing where the message says it, or nothing is known."""
    if error.validator == "enum":
        return _of_these(error.instance, error.validator_value)
    if (extraneous := _EXTRANEOUS.search(error.message)) and isinstance(error.schema, Mapping):
        near = difflib.get_close_matches(extraneous[1], list(error.schema.get("properties", {})), 1, 0.7)
        return f"Is it {near[0]}?" if near else ""
    return _BOUNDS.get(str(error.validator), "").format(error.validator_value)


def _of_these(value: Any, allowed: Any) -> str:
    """All of few values; of many, the nearest ones, or the first."""
    names = [str(one) for one in allowed]
    if len(names) <= _MOST:
        return f"It is one of {', '.join(names)}."
    if near := difflib.get_close_matches(str(value), names, 3, 0.7):
        return f"Is it {' or '.join(near)}?"
    return f"It is one of {', '.join(names[:_MOST])} and {len(names) - _MOST} more."
