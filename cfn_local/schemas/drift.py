"""Drift of a resource from its template."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cfn_local.schemas import casting, paths
from cfn_local.schemas.comparison import alike
from cfn_local.schemas.paths import Names
from cfn_local.schemas.subschemas import Subschemas

DifferenceType = Literal["ADD", "REMOVE", "NOT_EQUAL"]
_NOTHING = "null"


@dataclass(frozen=True)
class PropertyDifference:
    """As in StackResourceDrift: strings as they are, all else as JSON, and `null` for missing values."""

    path: str  # "/Zones/0"
    expected_value: str
    actual_value: str
    type: DifferenceType


def differences(expected: dict[str, Any], actual: dict[str, Any], schema: dict[str, Any]) -> list[PropertyDifference]:
    """Return how `actual`, the model from READ, differs from `expected`, the properties as the template set them.

    Only properties that the template set are compared, except read-only and write-only ones; "3" and 3 are equal, and
    so are lists in any order if the schema says insertionOrder false. Of the schema's propertyTransforms, those to
    lower case are applied. An empty list or object that READ leaves out is none.
    """
    expected = _lowered(expected, schema)
    not_compared = [*paths.of(schema, "readOnlyProperties"), *paths.of(schema, "writeOnlyProperties")]
    skipped = [path for path in not_compared if path[0] in expected]
    compared, found = paths.without(expected, skipped), paths.without(actual, skipped)
    return list(_of_objects(compared, found, (), Subschemas.root(schema)))


def _lowered(expected: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    transforms = schema.get("propertyTransform", {})
    return {
        name: value.lower()
        if isinstance(value, str) and transforms.get(f"/properties/{name}") == f"$lowercase({name})"
        else value
        for name, value in expected.items()
    }


def value_text(value: Any) -> str:
    """Return a property's value as the API shows it."""
    return casting.text(value) if casting.is_primitive(value) else json.dumps(value, separators=(",", ":"))


def _of_objects(
    expected: dict[str, Any], actual: dict[str, Any], at: Names, subschemas: Subschemas
) -> Iterator[PropertyDifference]:
    for name, value in expected.items():
        if actual.get(name) is None:
            if value in ([], {}):
                continue
            yield _difference(at, name, value_text(value), _NOTHING, "REMOVE")
        else:
            yield from _of_values(value, actual[name], (*at, name), subschemas.member(name))


def _of_values(expected: Any, actual: Any, at: Names, subschemas: Subschemas) -> Iterator[PropertyDifference]:
    if isinstance(expected, dict) and isinstance(actual, dict):
        yield from _of_objects(expected, actual, at, subschemas)
    elif isinstance(expected, list) and isinstance(actual, list):
        yield from _of_lists(list(enumerate(expected)), list(enumerate(actual)), at, subschemas)
    elif not alike(expected, actual, subschemas):
        yield _difference(at[:-1], at[-1], value_text(expected), value_text(actual), "NOT_EQUAL")


def _of_lists(
    expected: list[tuple[int, Any]], actual: list[tuple[int, Any]], at: Names, subschemas: Subschemas
) -> Iterator[PropertyDifference]:
    if not subschemas.is_ordered:
        expected, actual = _unmatched(expected, actual, subschemas.item)
    for (index, value), (_, found) in zip(expected, actual, strict=False):
        yield from _of_values(value, found, (*at, str(index)), subschemas.item)
    for index, value in expected[len(actual) :]:
        yield _difference(at, str(index), value_text(value), _NOTHING, "REMOVE")
    for index, found in actual[len(expected) :]:
        yield _difference(at, str(index), _NOTHING, value_text(found), "ADD")


def _unmatched(
    expected: list[tuple[int, Any]], actual: list[tuple[int, Any]], subschemas: Subschemas
) -> tuple[list[tuple[int, Any]], list[tuple[int, Any]]]:
    """Return what remains of two lists after matching items that do not differ."""
    left, remaining = [], list(actual)
    for index, value in expected:
        same = next((one for one in remaining if not any(_of_values(value, one[1], ("",), subschemas))), None)
        if same is None:
            left.append((index, value))
        else:
            remaining.remove(same)
    return left, remaining


def _difference(at: Names, name: str, expected: str, actual: str, kind: DifferenceType) -> PropertyDifference:
    return PropertyDifference("/".join(["", *at, name]), expected, actual, kind)
