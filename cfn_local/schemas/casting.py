"""Conversion of strings, numbers and booleans, which are interchangeable: as read, as passed on, and as declared."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cfn_local.schemas.subschemas import Subschemas

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,99})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_TOO_LARGE = Decimal("1e300")  # for a floating-point number, which stays as written


def is_primitive(value: Any) -> bool:
    """Return whether `value` is a string, a number or a boolean."""
    return isinstance(value, str | int | float)


def text(value: str | float | bool) -> str:
    """Return `value` as the service writes it: booleans as `true` and `false`, numbers as in JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def _string(value: Any) -> str | None:
    return text(value) if is_primitive(value) else None


def _integer(value: Any) -> int | None:
    return int(text(value)) if is_primitive(value) and _INTEGER.fullmatch(text(value)) else None


def number(value: Any) -> Decimal | None:
    """Return the number that `value` is or can be read as, else None."""
    return Decimal(text(value)) if is_primitive(value) and _NUMBER.fullmatch(text(value)) else None


def _boolean(value: Any) -> bool | None:
    return {"true": True, "false": False}.get(text(value).lower()) if is_primitive(value) else None


# Readers by schema type: "3" read as an integer is 3; None if the value cannot be read as the type.
READ: dict[str, Callable[[Any], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": number,
    "boolean": _boolean,
    "array": lambda value: value if isinstance(value, list) else None,
    "object": lambda value: value if isinstance(value, dict) else None,
    "null": lambda value: "null" if value is None else None,
}


def as_passed(properties: dict[str, Any]) -> dict[str, Any]:
    """Return properties as handlers get them: numbers and booleans as strings at any depth (cloudformation-cli#435)."""
    return {name: passed(value) for name, value in properties.items()}


def passed(value: Any) -> Any:
    """Return `value` as a handler gets it."""
    if isinstance(value, dict):
        return as_passed(value)
    if isinstance(value, list):
        return [passed(item) for item in value]
    return text(value) if is_primitive(value) else value


def as_declared(properties: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Cast every primitive to the only type that the schema declares for it, if it reads as that type."""
    declared: dict[str, Any] = declared_value(properties, Subschemas.root(schema))
    return declared


def declared_value(value: Any, subschemas: Subschemas) -> Any:
    """Return `value`, described by the subschemas, with its primitives as declared."""
    if isinstance(value, dict):
        return {name: declared_value(member, subschemas.member(name)) for name, member in value.items()}
    if isinstance(value, list):
        return [declared_value(item, subschemas.item) for item in value]
    only = next(iter(subschemas.types)) if len(subschemas.types) == 1 and is_primitive(value) else None
    if only not in ("string", "integer", "number", "boolean"):
        return value
    read = _plain_number(value) if only == "number" else READ[only](value)
    return value if read is None else read


def _plain_number(value: Any) -> int | float | None:
    read, whole = number(value), _integer(value)
    if read is None or whole is not None:
        return whole
    return float(read) if abs(read) < _TOO_LARGE else None
