"""What JSON Schema's keywords say of objects."""

from collections.abc import Callable, Iterator
from typing import Any

from cfn_local.schemas.check import Check, CheckOf, refused
from cfn_local.schemas.patterns import finder

KEYWORDS = frozenset(
    {"required", "propertyNames", "minProperties", "maxProperties", "dependencies"}
    | {"additionalProperties", "patternProperties", "properties"}
)


def of_objects(node: dict[str, Any], of: CheckOf) -> list[Check]:
    """The checks of an object. `of` gives those of the nodes inside."""
    return [*_of_names(node, of), *_of_dependencies(node, of), *_of_members(node, of)]


def _of_names(node: dict[str, Any], of: CheckOf) -> Iterator[Check]:
    required, least, most = node.get("required", []), node.get("minProperties", 0), node.get("maxProperties")
    if required:
        yield lambda value, at: [f"{at}: required key [{name}] not found" for name in required if name not in value]
    if "propertyNames" in node:
        named = of(node["propertyNames"])
        yield lambda value, at: [problem for name in value for problem in named(name, f"{at}/{name}")]
    if least:
        yield lambda value, at: refused(len(value) >= least, f"{at}: minimum size: [{least}], found: [{len(value)}]")
    if most is not None:
        yield lambda value, at: refused(len(value) <= most, f"{at}: maximum size: [{most}], found: [{len(value)}]")


def _of_dependencies(node: dict[str, Any], of: CheckOf) -> Iterator[Check]:
    for name, needed in node.get("dependencies", {}).items():
        check = _all_present(needed) if isinstance(needed, list) else of(needed)
        yield _when_present(name, check)


def _all_present(needed: list[str]) -> Check:
    return lambda value, at: [f"{at}: property [{name}] is required" for name in needed if name not in value]


def _when_present(name: str, check: Check) -> Check:
    return lambda value, at: check(value, at) if name in value else []


def _of_members(node: dict[str, Any], of: CheckOf) -> Iterator[Check]:
    named = {name: of(inner) for name, inner in node.get("properties", {}).items()}
    matched = [(_finder(pattern), of(inner)) for pattern, inner in node.get("patternProperties", {}).items()]

    def others(value: dict[str, Any]) -> list[str]:
        return [name for name in value if name not in named and not any(find(name) for find, _ in matched)]

    rest = node.get("additionalProperties", True)
    if rest is False:
        yield lambda value, at: [f"{at}: extraneous key [{name}] is not permitted" for name in others(value)]
    elif isinstance(rest, dict):
        yield _of_those(others, of(rest))
    for find, check in matched:
        yield _of_those(lambda value, find=find: [name for name in value if find(name)], check)  # type: ignore[misc]
    yield lambda value, at: [
        problem for name, check in named.items() if name in value for problem in check(value[name], f"{at}/{name}")
    ]


def _of_those(names: Callable[[dict[str, Any]], list[str]], check: Check) -> Check:
    return lambda value, at: [problem for name in names(value) for problem in check(value[name], f"{at}/{name}")]


def _finder(pattern: str) -> Callable[[str], bool]:
    """A pattern that is no regular expression finds nothing, so that no property is permitted by it."""
    return finder(pattern) or (lambda _name: False)
