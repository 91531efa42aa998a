"""Strings, numbers and booleans as CloudFormation takes them: one may stand for another where it reads as it."""

import json
import re
from decimal import Decimal
from typing import Any

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,99})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")


def is_primitive(value: Any) -> bool:
    """Whether `value` is a string, a number or a boolean."""
    return isinstance(value, str | int | float)


def text(value: str | float | bool) -> str:
    """`value` as the service writes it: booleans `true` and `false`, numbers as in JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def integer(value: Any) -> int | None:
    """The integer that `value` is or reads as, `3` or `"3"`, else None."""
    return int(text(value)) if is_primitive(value) and _INTEGER.fullmatch(text(value)) else None


def number(value: Any) -> Decimal | None:
    """The number that `value` is or reads as, else None."""
    return Decimal(text(value)) if is_primitive(value) and _NUMBER.fullmatch(text(value)) else None


def boolean(value: Any) -> bool | None:
    """The boolean that `value` is or reads as, in any case of its letters, else None."""
    return {"true": True, "false": False}.get(text(value).lower()) if is_primitive(value) else None


def type_name(value: Any) -> str:
    """The kind of `value` in the words of the service's messages, which sees every primitive as a string."""
    return {dict: "JSONObject", list: "JSONArray", type(None): "Null"}.get(type(value), "String")
