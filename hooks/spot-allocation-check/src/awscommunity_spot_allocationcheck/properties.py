"""Tolerant reading of raw properties: any primitive may be a string.

Nothing here raises, whatever the value. A value of the wrong type reads as absent.
"""

from collections.abc import Mapping
from typing import Any


def mapping(value: object) -> Mapping[str, Any]:
    """Return the object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list; a single object counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def text(value: object) -> str:
    """Return a primitive as stripped text; "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def texts(value: object) -> list[str]:
    """The parts of a list that are not empty; commas separate parts too, as in Auto Scaling's own VPCZoneIdentifier."""
    items = value if isinstance(value, list) else [value]
    return [part for item in items for word in text(item).split(",") if (part := word.strip())]


def number(value: object) -> float | None:
    """Return a number, parsing text; None for anything else, including NaN."""
    if isinstance(value, bool):
        return None
    try:
        read = float(text(value))
    except ValueError:
        return None
    return read if read == read else None


def whole(value: object) -> int | None:
    """Return an integer, also from text; None for anything else."""
    read = number(value)
    return int(read) if read is not None and read.is_integer() else None


def truth(value: object) -> bool | None:
    """Return a boolean, also from text in any case; None for anything else."""
    return {"true": True, "false": False}.get(text(value).lower())
