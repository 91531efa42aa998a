"""The subschemas that may describe a value, across references and combinations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from cfn_local.schemas.identity import Identity
from cfn_local.schemas.paths import ANY, Names
from cfn_local.schemas.patterns import matches

_COMBINATIONS = ("allOf", "anyOf", "oneOf")


class Subschemas:
    """All subschemas of one schema that apply to values in one place; `Subschemas.root(schema)` is for whole models."""

    def __init__(self, schema: dict[str, Any], nodes: list[Any]) -> None:
        self._schema = schema
        self._nodes = list(_spread(schema, nodes, set()))
        self._members: dict[str, Subschemas] = {}

    @staticmethod
    def root(schema: dict[str, Any]) -> Subschemas:
        return _root(Identity(schema))

    @cached_property
    def types(self) -> frozenset[str]:
        """Return the types that the value may have; none if the schema does not restrict it."""
        named = (node.get("type", []) for node in self._nodes)
        return frozenset(name for names in named for name in ([names] if isinstance(names, str) else names))

    def stated(self, keyword: str) -> list[Any]:
        """Return what the subschemas state under a keyword, such as each pattern."""
        return [node[keyword] for node in self._nodes if keyword in node]

    @cached_property
    def is_ordered(self) -> bool:
        """Return whether the order of a list's items is significant."""
        return not any(node.get("insertionOrder") is False for node in self._nodes)

    @property
    def exists(self) -> bool:
        """Return whether the schema says anything about such a value."""
        return bool(self._nodes)

    @cached_property
    def property_names(self) -> list[str]:
        """Return the properties that the schema names for an object."""
        return list(dict.fromkeys(name for node in self._nodes for name in node.get("properties", {})))

    def member(self, name: str) -> Subschemas:
        """Return the subschemas of the property `name` of an object."""
        known = self._members.get(name)
        if known is None:
            known = Subschemas(self._schema, [found for node in self._nodes for found in _member(node, name)])
            if name in self.property_names:
                self._members[name] = known
        return known

    def at(self, path: Names) -> Subschemas:
        """Return the subschemas of the property at `path`, from here."""
        found = self
        for step in path:
            found = found.item if step == ANY else found.member(step)
        return found

    @cached_property
    def item(self) -> Subschemas:
        """Return the subschemas of the items of a list."""
        return Subschemas(self._schema, [node["items"] for node in self._nodes if isinstance(node.get("items"), dict)])


def _referred(schema: dict[str, Any], pointer: str) -> Any:
    """Return what `pointer`, `#/definitions/Tag`, points to in `schema`; None if nothing."""
    found: Any = schema
    for name in pointer.removeprefix("#").strip("/").split("/"):
        found = found.get(name.replace("~1", "/").replace("~0", "~")) if isinstance(found, dict) else None
    return found


@lru_cache(maxsize=256)
def _root(schema: Identity) -> Subschemas:
    return Subschemas(schema.value, [schema.value])


def _spread(schema: dict[str, Any], nodes: list[Any], seen: set[str]) -> Iterator[dict[str, Any]]:
    """Return `nodes` and everything that they refer to and combine."""
    for node in nodes:
        if not isinstance(node, dict):
            continue
        yield node
        for keyword in _COMBINATIONS:
            yield from _spread(schema, node.get(keyword, []), seen)
        pointer = node.get("$ref")
        if isinstance(pointer, str) and pointer not in seen:
            yield from _spread(schema, [_referred(schema, pointer)], seen | {pointer})


def _member(node: dict[str, Any], name: str) -> Iterator[Any]:
    if name in node.get("properties", {}):
        yield node["properties"][name]
        return
    matching = [found for pattern, found in node.get("patternProperties", {}).items() if matches(pattern, name)]
    yield from matching or [node.get("additionalProperties")]
