"""The property paths in schemas: `/properties/Zones/*/Name`, whose `*` is any item."""

from collections.abc import Iterator
from typing import Any

Names = tuple[str, ...]
ANY = "*"


def of(schema: dict[str, Any], keyword: str) -> list[Names]:
    """Return the names on each path that the schema lists under `keyword`, such as readOnlyProperties."""
    return [names(path) for path in schema.get(keyword, [])]


def names(path: str) -> Names:
    """Split a path: `/properties/A/B` is ("A", "B")."""
    found = path.strip("/").split("/")
    return tuple(found[1:] if found[0] == "properties" else found)


def pointer(path: Names) -> str:
    """Join names as messages do: ("A", "B") is `#/A/B`."""
    return "/".join(["#", *path])


def values(model: Any, path: Names) -> Iterator[tuple[Names, Any]]:
    """Yield every value that `path` leads to in `model`, with its location."""
    if not path:
        yield (), model
        return
    first, rest = path[0], path[1:]
    if first == ANY and isinstance(model, list):
        inner = [(str(index), item) for index, item in enumerate(model)]
    elif first == ANY and isinstance(model, dict):
        inner = list(model.items())
    else:
        inner = [(first, model[first])] if isinstance(model, dict) and first in model else []
    for name, value in inner:
        yield from (((name, *found), one) for found, one in values(value, rest))


def covers(path: Names, place: Names) -> bool:
    """Return whether the property at `place` is the one at `path`, or a part of it."""
    return len(path) <= len(place) and all(_same(step, name) for step, name in zip(path, place, strict=False))


def below(path: Names, place: Names) -> Names | None:
    """Return the rest of `path` if it continues from `place`, else None."""
    leads_on = len(path) > len(place) and all(_same(step, name) for step, name in zip(path, place, strict=False))
    return path[len(place) :] if leads_on else None


def without(value: Any, unwanted: list[Names], at: Names = ()) -> Any:
    """Return `value`, found at `at`, without the members at the paths `unwanted`."""
    if isinstance(value, dict):
        kept = {
            name: without(member, unwanted, (*at, name))
            for name, member in value.items()
            if not any(covers(path, (*at, name)) for path in unwanted)
        }
        # An object with only unwanted members is indistinguishable from a missing one.
        return {name: member for name, member in kept.items() if member != {} or value[name] == {}}
    if isinstance(value, list):
        return [without(item, unwanted, (*at, str(index))) for index, item in enumerate(value)]
    return value


def _same(step: str, name: str) -> bool:
    return step in (name, ANY)
