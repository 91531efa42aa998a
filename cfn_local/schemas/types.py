"""The types of JSON Schema: what reads as each, and which keywords concern it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cfn_local.schemas import lists, objects, primitives, scalars


@dataclass(frozen=True)
class Type:
    """A type. `read` gives the value that another is or reads as, None where it does not."""

    title: str  # in messages
    read: Callable[[Any], Any]
    own: tuple[type, ...] = ()  # the Python types of the values that a node without a type judges as of this one
    keywords: frozenset[str] = frozenset()


def _string(value: Any) -> str | None:
    return primitives.text(value) if primitives.is_primitive(value) else None


def _integer(value: Any) -> Decimal | None:
    read = primitives.integer(value)
    return None if read is None else Decimal(read)


TYPES = {
    "string": Type("String", _string, (str,), scalars.STRING_KEYWORDS),
    "number": Type("Number", primitives.number, (int, float), scalars.NUMBER_KEYWORDS),
    "integer": Type("Integer", _integer),
    "boolean": Type("Boolean", primitives.boolean),
    "array": Type("JSONArray", lambda value: value if isinstance(value, list) else None, (list,), lists.KEYWORDS),
    "object": Type("JSONObject", lambda value: value if isinstance(value, dict) else None, (dict,), objects.KEYWORDS),
    "null": Type("null", lambda value: "null" if value is None else None),
}
