"""What JSON Schema's keywords say of lists."""

from collections.abc import Iterator
from typing import Any

from cfn_local.schemas.check import Check, CheckOf, refused
from cfn_local.schemas.likeness import canonical
from cfn_local.schemas.places import NOWHERE
from cfn_local.schemas.unknowns import Unknown, has_unknown

KEYWORDS = frozenset({"minItems", "maxItems", "uniqueItems", "items", "additionalItems", "contains"})


def of_lists(node: dict[str, Any], of: CheckOf, unknown: Unknown) -> list[Check]:
    """The checks of a list. `of` gives those of the nodes inside."""
    return [*_of_counts(node), *_of_uniqueness(node, unknown), *_of_items(node, of), *_of_contents(node, of)]


def _of_counts(node: dict[str, Any]) -> Iterator[Check]:
    least, most = node.get("minItems", 0), node.get("maxItems")
    if least:
        yield lambda value, at: refused(
            len(value) >= least, f"{at}: expected minimum item count: {least}, found: {len(value)}"
        )
    if most is not None:
        yield lambda value, at: refused(
            len(value) <= most, f"{at}: expected maximum item count: {most}, found: {len(value)}"
        )


def _of_uniqueness(node: dict[str, Any], unknown: Unknown) -> Iterator[Check]:
    if node.get("uniqueItems"):
        yield lambda value, at: refused(
            _are_unique([item for item in value if not has_unknown(item, unknown)]), f"{at}: array items are not unique"
        )


def _are_unique(items: list[Any]) -> bool:
    return len({repr(canonical(item, NOWHERE)) for item in items}) == len(items)


def _of_items(node: dict[str, Any], of: CheckOf) -> Iterator[Check]:
    listed, rest = node.get("items", True), node.get("additionalItems", True)
    first = [of(item) for item in listed] if isinstance(listed, list) else []
    if first and rest is False:
        rest = True
        yield lambda value, at: refused(
            len(value) <= len(first), f"{at}: expected: [{len(first)}] array items, found: [{len(value)}]"
        )
    others = of(rest if first else listed)
    yield lambda value, at: [
        problem
        for index, item in enumerate(value)
        for problem in (first[index] if index < len(first) else others)(item, f"{at}/{index}")
    ]


def _of_contents(node: dict[str, Any], of: CheckOf) -> Iterator[Check]:
    if "contains" in node:
        contained = of(node["contains"])
        yield lambda value, at: refused(
            any(not contained(item, at) for item in value),
            f"{at}: expected at least one array item to match 'contains' schema",
        )
