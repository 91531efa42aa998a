"""Reading a JSON document into frozen dataclasses: CamelCase properties, and errors that name the fix."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Shape = TypeVar("Shape")
# Converts a value, given the path that leads to it (`CapacityPools[0].InstanceCount`).
Reader = Callable[[Any, str], Any]

READER = "reader"


class DocumentError(ValueError):
    """The document is invalid; the message names the property and the fix."""


def stated(reader: Reader, default: Any = dataclasses.MISSING) -> Any:
    """A field that a document may state; required if it has no default."""
    return dataclasses.field(default=default, metadata={READER: reader})


def read(shape: type[Shape], document: Any, path: str = "") -> Shape:
    """Read the document found at `path` into the dataclass `shape`."""
    if not isinstance(document, Mapping):
        raise DocumentError(f"{path or 'The document'} must be an object with properties; it is {document!r}")
    prefix = f"{path}." if path else ""
    properties = {camel_case(field.name): field for field in dataclasses.fields(shape)}  # type: ignore[arg-type]
    for name in document:
        if name not in properties:
            raise DocumentError(_unknown(f"{prefix}{name}", name, list(properties)))
    for name, field in properties.items():
        if field.default is dataclasses.MISSING and name not in document:
            raise DocumentError(f"{prefix}{name} is missing; state it")
    values = {name: properties[name].metadata[READER](document[name], f"{prefix}{name}") for name in document}
    return shape(**{properties[name].name: value for name, value in values.items()})


def _unknown(where: str, name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    meant = f"Did you mean {close[0]}? " if close else ""
    return f"{where} is not a property. {meant}The properties are {', '.join(known)}"


def camel_case(name: str) -> str:
    """Return the name of a field in a document: SecondsPending for `seconds_pending`."""
    return "".join(word.capitalize() for word in name.split("_"))


def text(value: Any, path: str) -> str:
    """A string that is not empty."""
    if not isinstance(value, str) or not value:
        raise DocumentError(f"{path} must be a text that is not empty; it is {value!r}")
    return value


def whole_number(value: Any, path: str) -> int:
    """An integer, 0 or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DocumentError(f"{path} must be a whole number, 0 or more; it is {value!r}")
    return value


def number_from(least: int, most: int) -> Reader:
    """An integer within these bounds."""

    def number(value: Any, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise DocumentError(f"{path} must be a whole number from {least} to {most}; it is {value!r}")
        return value

    return number


def one_of(*words: str) -> Reader:
    """One of these words."""

    def word(value: Any, path: str) -> str:
        if value not in words:
            raise DocumentError(f"{path} must be one of {', '.join(words)}; it is {value!r}")
        return str(value)

    return word


def seconds(value: Any, path: str) -> float:
    """A number of seconds, 0 or more."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise DocumentError(f"{path} must be a number of seconds, 0 or more, such as 30; it is {value!r}")
    return value


def yes_or_no(value: Any, path: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise DocumentError(f"{path} must be true or false; it is {value!r}")
    return value


def sequence_of(item: Reader | type) -> Reader:
    """A list whose items `item`, a reader or a dataclass, reads."""

    def items(value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise DocumentError(f"{path} must be a list; it is {value!r}")
        places = [(element, f"{path}[{index}]") for index, element in enumerate(value)]
        if isinstance(item, type):
            return tuple(read(item, element, place) for element, place in places)
        return tuple(item(element, place) for element, place in places)

    return items
