"""What the schema and the declaration of a type say once for all of its resources, and every call asks for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration
from cfn_local.engine.types.aws.matching import Names
from cfn_local.schemas import paths, tagging


class TypeFacts:
    """The names of properties with a meaning, of the type of `declaration` with `schema`, which do not change."""

    def __init__(self, declaration: Declaration, schema: dict[str, Any]) -> None:
        self.declaration = declaration
        self.schema = schema
        self.names = Names(declaration.names, declaration.name.rpartition("::")[2])
        self._taken: dict[tuple[str, str], frozenset[str]] = {}

    @cached_property
    def primary(self) -> tuple[str, ...]:
        """The properties of the primary identifier."""
        return tuple(path[0] for path in paths.of(self.schema, "primaryIdentifier"))

    @cached_property
    def identifiers(self) -> dict[str, None]:
        """The properties of all identifiers, and the one with the name."""
        listed = [self.schema["primaryIdentifier"], *self.schema.get("additionalIdentifiers", [])]
        named = self.declaration.named
        primary = [paths.names(path)[0] for identifier in listed for path in identifier]
        return dict.fromkeys([*primary, *([named.property] if named else [])])

    @cached_property
    def fixed(self) -> frozenset[str]:
        """The properties that no update changes: identifiers, name and read-only properties."""
        named = self.declaration.named
        listed = [*paths.of(self.schema, "primaryIdentifier"), *paths.of(self.schema, "readOnlyProperties")]
        return frozenset(path[0] for path in listed if len(path) == 1) | ({named.property} if named else set())

    @cached_property
    def arns(self) -> tuple[str, ...]:
        """The read-only properties whose name ends in Arn."""
        found = [path[0] for path in paths.of(self.schema, "readOnlyProperties")]
        return tuple(name for name in found if name.lower().endswith("arn"))

    @cached_property
    def tags_property(self) -> str | None:
        """The property with the tags, if there is one."""
        return tagging.tags_of(self.schema).property

    def taken(self, service: str, action: str, members: Any) -> frozenset[str]:
        """The properties of the schema among the members of an action's input, except identifiers and tags."""
        if (service, action) not in self._taken:
            named = {name for name in self.schema["properties"] if self.names.find(name, members)}
            self._taken[service, action] = frozenset(named) - self.identifiers.keys() - {self.tags_property or "Tags"}
        return self._taken[service, action]

    def given_by(self, known: Iterable[str], shape: Any) -> set[str | None]:
        """The members of an action's input that these properties are the values of, alone or in a list."""
        members, names = shape.members, self.names
        return {names.find(name, members) or names.find_plural(name, members) for name in known}
