"""Raw properties, read as CloudFormation, people and AWS's services write them: any primitive may be a string.

Nothing here raises, whatever the value. What has the wrong shape reads as absent.
"""

from collections.abc import Mapping
from typing import Any


def mapping(value: object) -> Mapping[str, Any]:
    """The object itself; an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list; a single object is a list of one."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def text(value: object) -> str:
    """A primitive as text, without spaces around it; "" for anything else."""
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
    """A number, also one that is written as text; None for anything else, NaN among them."""
    if isinstance(value, bool):
        return None
    try:
        read = float(text(value))
    except ValueError:
        return None
    return read if read == read else None


def whole(value: object) -> int | None:
    """A number without a fraction; None for anything else."""
    read = number(value)
    return int(read) if read is not None and read.is_integer() else None


def truth(value: object) -> bool | None:
    """True or false, also as text in any case; None for anything else."""
    return {"true": True, "false": False}.get(text(value).lower())
