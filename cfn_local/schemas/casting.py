"""Primitives as strings, which is how the service hands them to handlers, and as the types that a schema declares."""

from decimal import Decimal
from typing import Any

from cfn_local.schemas import primitives
from cfn_local.schemas.places import Place

_TOO_LARGE = Decimal("1e300")  # for a floating-point number; it stays as it is written


def as_passed(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties that a handler gets: numbers and booleans as strings, however deep (cloudformation-cli#435)."""
    return {name: _passed(value) for name, value in properties.items()}


def as_declared(properties: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Every primitive as the type that the schema declares for it, where that is one type and it reads as it."""
    declared: dict[str, Any] = declared_value(properties, Place.root(schema))
    return declared


def declared_value(value: Any, place: Place) -> Any:
    """`value` at `place` of a schema, with its primitives as declared."""
    if isinstance(value, dict):
        return {name: declared_value(member, place.member(name)) for name, member in value.items()}
    if isinstance(value, list):
        return [declared_value(item, place.item) for item in value]
    if not primitives.is_primitive(value):
        return value
    cast = {"string": primitives.text, "integer": primitives.integer, "number": _number, "boolean": primitives.boolean}
    only = next(iter(place.types)) if len(place.types) == 1 else None
    read = cast[only](value) if only in cast else None
    return value if read is None else read


def _passed(value: Any) -> Any:
    if isinstance(value, dict):
        return as_passed(value)
    if isinstance(value, list):
        return [_passed(item) for item in value]
    return primitives.text(value) if primitives.is_primitive(value) else value


def _number(value: Any) -> int | float | None:
    read = primitives.number(value)
    if read is None:
        return None
    whole = primitives.integer(value)
    return whole if whole is not None else float(read) if abs(read) < _TOO_LARGE else None
