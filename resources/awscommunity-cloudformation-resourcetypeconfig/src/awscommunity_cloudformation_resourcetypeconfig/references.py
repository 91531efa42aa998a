"""Dynamic references in a configuration: written into it, and told apart from the rest when it is read."""

import re
from collections.abc import Mapping
from typing import Any

from .observation import Document

_REFERENCE = re.compile(r"\{\{resolve:(?P<reference>[^{}]+)\}\}")


def complaints(document: Document, references: Mapping[str, str]) -> list[str]:
    """Say what cannot be written: references in the document itself, and places that it has filled otherwise."""
    found = []
    if _REFERENCE.search(str(document)):
        found.append("Configuration has a dynamic reference: state it in DynamicReferences, which are never resolved.")
    taken = [place for place in references if not _is_free(document, _names(place))]
    nested = [place for place in references if any(place.startswith(f"{other}/") for other in references)]
    if wrong := ", ".join([*taken, *nested]):
        found.append(f"DynamicReferences has places that are filled otherwise: {wrong}.")
    return found


def written(document: Document, references: Mapping[str, str]) -> dict[str, Any]:
    """Return the document with the references at their places."""
    whole: dict[str, Any] = _copied(document)
    for place, reference in references.items():
        *parents, last = _names(place)
        inner = whole
        for name in parents:
            inner = inner.setdefault(name, {})
        inner[last] = f"{{{{resolve:{reference}}}}}"
    return whole


def told_apart(whole: Document) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the document without the values that are references, and these by their places."""
    references: dict[str, str] = {}
    return _without(whole, (), references), references


def _without(value: Document, at: tuple[str, ...], references: dict[str, str]) -> dict[str, Any]:
    kept = {}
    for name, member in value.items():
        here = (*at, name)
        found = _REFERENCE.fullmatch(member) if isinstance(member, str) else None
        if found:
            references[_pointer(here)] = found["reference"]
        elif isinstance(member, Mapping):
            rest = _without(member, here, references)
            if rest or not member:  # an object of nothing but references is made by them
                kept[name] = rest
        else:
            kept[name] = member
    return kept


def _is_free(document: Any, names: list[str]) -> bool:
    for name in names:
        if not isinstance(document, Mapping):
            return False
        if name not in document:
            return True
        document = document[name]
    return False


def _copied(value: Any) -> Any:
    return {name: _copied(member) for name, member in value.items()} if isinstance(value, Mapping) else value


def _names(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _pointer(names: tuple[str, ...]) -> str:
    return "".join(f"/{name.replace('~', '~0').replace('/', '~1')}" for name in names)
