"""The properties of a type that the local AWS honours, and the check of templates against them.

A shape is ANY (every value), OneOf (these values only), a mapping (an object with these properties) or a list of one
shape (a list of such items).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class OneOf:
    """Only these values, compared as text: true in JSON and "true" in YAML are the same."""

    values: tuple[str, ...]

    def __contains__(self, value: Any) -> bool:
        return text_of(value) in self.values


@dataclass(frozen=True)
class _Any:
    def __repr__(self) -> str:
        return "ANY"


ANY = _Any()
TAGS: list[Shape] = [{"Key": ANY, "Value": ANY}]

Shape: TypeAlias = "_Any | OneOf | Mapping[str, Shape] | list[Shape]"


def one_of(*values: str) -> OneOf:
    """The shape of a value that must be one of these."""
    return OneOf(values)


def text_of(value: Any) -> str:
    """CloudFormation's text for a primitive."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def unsupported_paths(value: Any, shape: Shape, path: str = "") -> Iterator[str]:
    """The paths, such as `Rules[0].Filter` or `Mode=Fast`, of parts of `value` that `shape` does not allow."""
    if isinstance(shape, OneOf):
        if value not in shape:
            yield f"{path}={text_of(value)}"
    elif isinstance(shape, Mapping):
        for name, member in value.items() if isinstance(value, Mapping) else ():
            here = f"{path}.{name}" if path else name
            if name in shape:
                yield from unsupported_paths(member, shape[name], here)
            else:
                yield here
    elif isinstance(shape, list):
        for index, item in enumerate(value if isinstance(value, list) else [value]):
            yield from unsupported_paths(item, shape[0], f"{path}[{index}]")


def honoured_part(value: Any, shape: Shape) -> Any:
    """`value` without the parts that `shape` does not allow."""
    if isinstance(shape, Mapping) and isinstance(value, Mapping):
        known = {name: member for name, member in value.items() if name in shape and _is_allowed(member, shape[name])}
        return {name: honoured_part(member, shape[name]) for name, member in known.items()}
    if isinstance(shape, list) and isinstance(value, list):
        return [honoured_part(item, shape[0]) for item in value if _is_allowed(item, shape[0])]
    return value


def _is_allowed(value: Any, shape: Shape) -> bool:
    return value in shape if isinstance(shape, OneOf) else True


def leaf_paths(shape: Shape, path: str = "") -> Iterator[str]:
    """The honoured properties and values, such as `Rules[].Status` and `Mode=Fast`."""
    if isinstance(shape, Mapping):
        for name, member in shape.items():
            yield from leaf_paths(member, f"{path}.{name}" if path else name)
    elif isinstance(shape, list):
        yield from leaf_paths(shape[0], f"{path}[]")
    elif isinstance(shape, OneOf):
        yield from (f"{path}={value}" for value in shape.values)
    else:
        yield path
