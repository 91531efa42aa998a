"""When two values are the same to CloudFormation, what an update changes, and whether it asks for a replacement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cfn_local.schemas import casting, paths
from cfn_local.schemas.paths import Names
from cfn_local.schemas.places import Place
from cfn_local.schemas.unknowns import Unknown, has_unknown, none_unknown

AttributeChangeType = Literal["Add", "Remove", "Modify"]
Recreation = Literal["Never", "Conditionally", "Always"]
Replacement = Literal["True", "Conditional", "False"]


@dataclass(frozen=True)
class PropertyChange:
    """One change, in the words of ResourceTargetDefinition. `before` of an Add and `after` of a Remove are None."""

    path: str  # "/Properties/Tags/0/Value"
    name: str  # "Tags"
    kind: AttributeChangeType
    before: Any
    after: Any
    requires_recreation: Recreation
    evaluation: Literal["Static", "Dynamic"] = "Static"  # Dynamic: what it becomes is known only when it is made


@dataclass(frozen=True)
class _Comparison:
    schema: dict[str, Any]
    unknown: Unknown

    def of_objects(
        self, before: dict[str, Any], after: dict[str, Any], at: Names, place: Place
    ) -> Iterator[PropertyChange]:
        for name in dict.fromkeys([*before, *after]):
            here = (*at, name)
            if name not in after:
                yield self._change("Remove", before[name], None, here, place.member(name))
            elif name not in before:
                yield self._change("Add", None, after[name], here, place.member(name))
            else:
                yield from self._of_values(before[name], after[name], here, place.member(name))

    def _of_values(self, before: Any, after: Any, at: Names, place: Place) -> Iterator[PropertyChange]:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.of_objects(before, after, at, place)
        elif isinstance(before, list) and isinstance(after, list) and place.is_ordered:
            yield from self._of_lists(before, after, at, place.item)
        elif not alike(before, after, place):
            yield self._change("Modify", before, after, at, place)

    def _of_lists(self, before: list[Any], after: list[Any], at: Names, place: Place) -> Iterator[PropertyChange]:
        common = min(len(before), len(after))
        for index in range(common):
            yield from self._of_values(before[index], after[index], (*at, str(index)), place)
        for index in range(common, len(before)):
            yield self._change("Remove", before[index], None, (*at, str(index)), place)
        for index in range(common, len(after)):
            yield self._change("Add", None, after[index], (*at, str(index)), place)

    def _change(self, kind: AttributeChangeType, before: Any, after: Any, at: Names, place: Place) -> PropertyChange:
        return PropertyChange(
            path="/".join(["/Properties", *at]),
            name=at[0],
            kind=kind,
            before=before,
            after=after,
            requires_recreation=self._recreation(before, after, at, place),
            evaluation="Dynamic" if has_unknown(after, self.unknown) else "Static",
        )

    def _recreation(self, before: Any, after: Any, at: Names, place: Place) -> Recreation:
        if any(_touches(path, before, after, at, place) for path in paths.of(self.schema, "createOnlyProperties")):
            return "Always"
        conditional = paths.of(self.schema, "conditionalCreateOnlyProperties")
        return "Conditionally" if any(_touches(path, before, after, at, place) for path in conditional) else "Never"


def changes(
    previous: dict[str, Any], desired: dict[str, Any], schema: dict[str, Any], unknown: Unknown = none_unknown
) -> list[PropertyChange]:
    """Every change from `previous` to `desired`, both as templates give them, in the order of their properties.

    "3" and 3 are the same, as are objects with their keys in any order, and lists in any order where the schema says
    insertionOrder false; such a list changes as a whole. Values of which `unknown` is true change (Dynamic).
    """
    return list(_Comparison(schema, unknown).of_objects(previous, desired, (), Place.root(schema)))


def requires_replacement(found: list[PropertyChange]) -> Replacement:
    """ResourceChange.Replacement: the most that any change asks for, and no more than Conditional if it is Dynamic."""
    if any(change.requires_recreation == "Always" and change.evaluation == "Static" for change in found):
        return "True"
    return "Conditional" if any(change.requires_recreation != "Never" for change in found) else "False"


def alike(one: Any, other: Any, place: Place) -> bool:
    """Whether two values at `place` are the same: "3" and 3, objects in any order, lists where it means nothing."""
    return bool(_canonical(one, place) == _canonical(other, place))


def _canonical(value: Any, place: Place) -> Any:
    """A form of `value` that is equal for values that are the same."""
    if isinstance(value, dict):
        return {name: _canonical(member, place.member(name)) for name, member in sorted(value.items())}
    if isinstance(value, list):
        items = [_canonical(item, place.item) for item in value]
        return items if place.is_ordered else sorted(items, key=repr)
    if not casting.is_primitive(value):
        return value
    as_number = casting.number(value) if place.types == {"number"} else None
    return casting.text(casting.declared_value(value, place)) if as_number is None else as_number.normalize()


def _touches(path: Names, before: Any, after: Any, at: Names, place: Place) -> bool:
    """Whether the change at `at` is of the property that `path` names: of a part of it, or of something around it."""
    if paths.covers(path, at):
        return True
    rest = paths.below(path, at)
    if rest is None:
        return False
    return _inner(before, rest, place) != _inner(after, rest, place)


def _inner(value: Any, path: Names, place: Place) -> list[str]:
    """The values at `path` in `value`, in a form and an order to compare them by."""
    for step in path:
        place = place.item if step == "*" else place.member(step)
    return sorted(repr(_canonical(inner, place)) for _, inner in paths.values(value, path))
