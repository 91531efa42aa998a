"""Dataclasses as JSON objects: members are the fields in CamelCase; fields with defaults may be omitted."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Message = TypeVar("Message")


def to_json(value: Any) -> Any:
    """Convert to what `json.dumps` accepts."""
    if is_dataclass(value):
        return {_name(one): to_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_json(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(element) for element in value]
    return value


def from_json(kind: type[Message], document: Any) -> Message:
    """Read a message of this class from `document`. Raise a ValueError that names the invalid member."""
    if not isinstance(document, dict):
        raise ValueError("The body is not a JSON object.")
    hints = get_type_hints(kind)
    return kind(
        **{
            one.name: _member(hints[one.name], document.get(_name(one)), _name(one))
            for one in fields(kind)  # type: ignore[arg-type]
            if _name(one) in document or not _has_default(one)
        }
    )


def _member(kind: Any, value: Any, name: str) -> Any:
    if kind is Any:
        return value
    if isinstance(kind, UnionType):
        of_value = next(one for one in get_args(kind) if one is not type(None))
        return None if value is None else _member(of_value, value, name)
    if is_dataclass(kind) and isinstance(kind, type):
        return from_json(kind, value)
    if get_origin(kind) is tuple:
        return _elements(get_args(kind), _checked(list, value, name), name)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(_checked(str, value, name))
    return _checked(dict if get_origin(kind) is Mapping else kind, value, name)


def _elements(kinds: tuple[Any, ...], values: list[Any], name: str) -> tuple[Any, ...]:
    each = kinds[:1] * len(values) if kinds[1:] == (...,) else kinds
    if len(each) != len(values):
        raise ValueError(f"{name} has not {len(each)} elements in each of its lists.")
    return tuple(_member(kind, value, name) for kind, value in zip(each, values, strict=True))


def _checked(kind: type, value: Any, name: str) -> Any:
    allowed = int | float if kind is float else kind
    if not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{name} is missing, or is not of the type {'number' if kind is float else kind.__name__}.")
    return value


def _name(one: "Field[Any]") -> str:
    return "".join(word.capitalize() for word in one.name.split("_"))


def _has_default(one: "Field[Any]") -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING
