"""What CloudFormation refuses of the model that a handler answers with."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cfn_local.schemas import identifiers, paths
from cfn_local.schemas.checks import of_models
from cfn_local.schemas.identity import Identity
from cfn_local.schemas.unknowns import none_unknown

# Of a schema, what says which properties there are and of which types. What templates must state is no concern of
# answers: they lack write-only properties, and services return values that a template may not ask for.
_SHAPE = frozenset({"type", "$ref", "additionalProperties"})
_MAPS = frozenset({"properties", "patternProperties", "definitions"})


def problems(
    model: dict[str, Any] | None, schema: dict[str, Any], *, action: str, identifier: str | None = None
) -> list[str]:
    """Why the model of a SUCCESS is refused, a line each, worded as for properties; [] if it is not.

    `action` is CREATE, READ, UPDATE or DELETE, whose answer has no model to be judged; `identifier` the resource's
    primary identifier so far, which only a CREATE may be without. Values of null are none.
    """
    if action == "DELETE":
        return []
    if model is None:
        return [f"#: the {action} handler answered SUCCESS without a resourceModel"]
    present = _without_null(model)
    missing = [
        f"{paths.pointer(path[:-1])}: required key [{path[-1]}] not found, it is part of the primary identifier"
        for path in identifiers.missing_names(schema, present)
    ]
    found = [*_check(Identity(schema))(present), *missing]
    return found if missing or identifier is None else [*found, *_changed(schema, present, identifier)]


def _changed(schema: dict[str, Any], model: dict[str, Any], identifier: str) -> list[str]:
    answered = identifiers.primary_identifier(schema, model)
    return [] if answered == identifier else [f"#: the primary identifier changed from {identifier} to {answered}"]


@lru_cache(maxsize=256)
def _check(schema: Identity) -> Callable[[Any], list[str]]:
    shape = _shape(schema.value)
    return of_models(shape, shape, none_unknown)


def _shape(node: Any) -> Any:
    """`node` with what its values look like, and no more."""
    if not isinstance(node, dict):
        return node
    kept = {keyword: _shape(node[keyword]) for keyword in _SHAPE & node.keys()}
    maps = {keyword: {name: _shape(inner) for name, inner in node[keyword].items()} for keyword in _MAPS & node.keys()}
    items = {"items": _shape(node["items"])} if isinstance(node.get("items"), dict) else {}
    return {**kept, **maps, **items}


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_null(member) for name, member in value.items() if member is not None}
    return [_without_null(item) for item in value] if isinstance(value, list) else value
