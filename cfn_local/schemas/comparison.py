"""Comparison as CloudFormation does it: equality of values, the changes of an update, and required replacements."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cfn_local.schemas import casting, paths
from cfn_local.schemas.paths import Names
from cfn_local.schemas.subschemas import Subschemas
from cfn_local.schemas.unknowns import Unknown, has_unknown, none_unknown

AttributeChangeType = Literal["Add", "Remove", "Modify"]
Recreation = Literal["Never", "Conditionally", "Always"]
Replacement = Literal["True", "Conditional", "False"]


@dataclass(frozen=True)
class PropertyChange:
    """One change, as in ResourceTargetDefinition. `before` of an Add and `after` of a Remove are None."""

    path: str  # "/Properties/Tags/0/Value"
    name: str  # "Tags"
    kind: AttributeChangeType
    before: Any
    after: Any
    requires_recreation: Recreation
    evaluation: Literal["Static", "Dynamic"] = "Static"  # Dynamic: the new value is known only at deployment


@dataclass(frozen=True)
class _Comparison:
    schema: dict[str, Any]
    unknown: Unknown

    def of_objects(
        self, before: dict[str, Any], after: dict[str, Any], at: Names, subschemas: Subschemas
    ) -> Iterator[PropertyChange]:
        for name in dict.fromkeys([*before, *after]):
            here = (*at, name)
            if name not in after:
                yield self._change("Remove", before[name], None, here, subschemas.member(name))
            elif name not in before:
                yield self._change("Add", None, after[name], here, subschemas.member(name))
            else:
                yield from self._of_values(before[name], after[name], here, subschemas.member(name))

    def _of_values(self, before: Any, after: Any, at: Names, subschemas: Subschemas) -> Iterator[PropertyChange]:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.of_objects(before, after, at, subschemas)
        elif isinstance(before, list) and isinstance(after, list) and subschemas.is_ordered:
            yield from self._of_lists(before, after, at, subschemas.item)
        elif not alike(before, after, subschemas):
            yield self._change("Modify", before, after, at, subschemas)

    def _of_lists(
        self, before: list[Any], after: list[Any], at: Names, subschemas: Subschemas
    ) -> Iterator[PropertyChange]:
        common = min(len(before), len(after))
        for index in range(common):
            yield from self._of_values(before[index], after[index], (*at, str(index)), subschemas)
        for index in range(common, len(before)):
            yield self._change("Remove", before[index], None, (*at, str(index)), subschemas)
        for index in range(common, len(after)):
            yield self._change("Add", None, after[index], (*at, str(index)), subschemas)

    def _change(
        self, kind: AttributeChangeType, before: Any, after: Any, at: Names, subschemas: Subschemas
    ) -> PropertyChange:
        return PropertyChange(
            path="/".join(["/Properties", *at]),
            name=at[0],
            kind=kind,
            before=before,
            after=after,
            requires_recreation=self._recreation(before, after, at, subschemas),
            evaluation="Dynamic" if has_unknown(after, self.unknown) else "Static",
        )

    def _recreation(self, before: Any, after: Any, at: Names, subschemas: Subschemas) -> Recreation:
        if any(_touches(path, before, after, at, subschemas) for path in paths.of(self.schema, "createOnlyProperties")):
            return "Always"
        conditional = paths.of(self.schema, "conditionalCreateOnlyProperties")
        return (
            "Conditionally" if any(_touches(path, before, after, at, subschemas) for path in conditional) else "Never"
        )


def changes(
    previous: dict[str, Any], desired: dict[str, Any], schema: dict[str, Any], unknown: Unknown = none_unknown
) -> list[PropertyChange]:
    """Return all changes from `previous` to `desired`, both as in templates, in the order of their properties.

    "3" and 3 are equal, as are objects with their keys in any order, and lists in any order if the schema says
    insertionOrder false; such a list changes as a whole. Values for which `unknown` is true change (Dynamic).
    """
    return list(_Comparison(schema, unknown).of_objects(previous, desired, (), Subschemas.root(schema)))


def requires_replacement(found: list[PropertyChange]) -> Replacement:
    """Return ResourceChange.Replacement: the most that any change requires, at most Conditional if it is Dynamic."""
    if any(change.requires_recreation == "Always" and change.evaluation == "Static" for change in found):
        return "True"
    return "Conditional" if any(change.requires_recreation != "Never" for change in found) else "False"


def alike(one: Any, other: Any, subschemas: Subschemas) -> bool:
    """Return whether values are equal: "3" and 3, objects in any order, lists in any order if that is irrelevant."""
    return bool(_canonical(one, subschemas) == _canonical(other, subschemas))


def _canonical(value: Any, subschemas: Subschemas) -> Any:
    """Return a form of `value` that is equal for equal values."""
    if isinstance(value, dict):
        return {name: _canonical(member, subschemas.member(name)) for name, member in sorted(value.items())}
    if isinstance(value, list):
        items = [_canonical(item, subschemas.item) for item in value]
        return items if subschemas.is_ordered else sorted(items, key=repr)
    if not casting.is_primitive(value):
        return value
    as_number = casting.number(value) if subschemas.types == {"number"} else None
    return casting.text(casting.declared_value(value, subschemas)) if as_number is None else as_number.normalize()


def _touches(path: Names, before: Any, after: Any, at: Names, subschemas: Subschemas) -> bool:
    """Return whether the change at `at` concerns the property at `path`, a part of it or what contains it."""
    if paths.covers(path, at):
        return True
    rest = paths.below(path, at)
    if rest is None:
        return False
    return _inner(before, rest, subschemas) != _inner(after, rest, subschemas)


def _inner(value: Any, path: Names, subschemas: Subschemas) -> list[str]:
    """Return the values at `path` in `value`, in a comparable form and order."""
    return sorted(repr(_canonical(inner, subschemas.at(path))) for _, inner in paths.values(value, path))
