"""Updates of API Gateway's resources: its API takes changes as patch operations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.declaration import Call
from cfn_local.engine.types.aws.handle import Handle


@dataclass(frozen=True)
class Patch:
    """One value at a path. An element of a list is added and removed there, all else is replaced."""

    path: str
    value: str
    is_element: bool = False
    # What the template no longer states is removed.
    is_removable: bool = True

    @property
    def key(self) -> tuple[str, str]:
        return self.path, self.value if self.is_element else ""


# The patches that bring about a property's value.
Place: TypeAlias = Callable[[Any], Iterable[Patch]]


def at(path: str, default: Any = None, *, stays: bool = False) -> Place:
    """A property whose value is at this path. No longer stated, it is `default`, or stays, or is removed."""

    def patches(value: Any) -> list[Patch]:
        stated = default if value is None else value
        return [] if stated is None else [Patch(path, as_text(stated), is_removable=not stays)]

    return patches


def entries(path: str) -> Place:
    """A map, each entry at its own path."""
    return lambda value: [Patch(f"{path}/{escaped(key)}", as_text(member)) for key, member in (value or {}).items()]


def members(path: str) -> Place:
    """A structure, each member at its own path."""
    return lambda value: [Patch(f"{path}/{_as_member(name)}", as_text(one)) for name, one in (value or {}).items()]


def elements(path: str) -> Place:
    """A list of texts, each of them an element."""
    return lambda value: [Patch(path, as_text(one), is_element=True) for one in value or ()]


def operations(
    places: Mapping[str, Place], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[dict[str, str]]:
    """The operations that lead from some properties to others."""
    old, new = _patches(places, before), _patches(places, after)
    gone = [
        {"op": "remove", "path": one.path, **({"value": one.value} if one.is_element else {})}
        for key, one in old.items()
        if key not in new and one.is_removable
    ]
    come = [
        {"op": "add" if one.is_element else "replace", "path": one.path, "value": one.value}
        for key, one in new.items()
        if old.get(key) != one
    ]
    return gone + come


def patching(action: str, places: Mapping[str, Place]) -> Call:
    """The update of these properties, by this action."""
    return Call(
        action,
        params={"patchOperations": lambda handle: operations(_changed(places, handle), handle.had, handle.wanted)},
        carries=tuple(places),
        replaces=True,
    )


def patched(action: str, name: str, place: Place) -> Callable[[Handle, Any], object]:
    """The setting of a property that the action which creates the resource does not take."""

    def change(handle: Handle, value: Any) -> None:
        found = operations({name: place}, handle.had, {name: value} if value is not None else {})
        handle.address(Call(action, params={"patchOperations": found}))

    return change


def escaped(segment: str) -> str:
    """A segment of a path in the form of a JSON pointer."""
    return segment.replace("~", "~0").replace("/", "~1")


def _as_member(name: str) -> str:
    """A property's name as the API spells it."""
    return name[:1].lower() + name[1:]


def _changed(places: Mapping[str, Place], handle: Handle) -> dict[str, Place]:
    return {name: place for name, place in places.items() if name in handle.changed}


def _patches(places: Mapping[str, Place], properties: Mapping[str, Any]) -> dict[tuple[str, str], Patch]:
    return {one.key: one for name, place in places.items() for one in place(properties.get(name))}
