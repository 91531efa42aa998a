"""CloudFormation's validation: of a resource's properties before any handler runs, and of the model in a response."""

from functools import lru_cache
from typing import Any

from cfn_local.schemas import dialect, identifiers, paths
from cfn_local.schemas.identity import Identity
from cfn_local.schemas.paths import Names
from cfn_local.schemas.unknowns import Unknown, none_unknown

# The keywords of a type's schema that describe its models; the rest is about the type.
_OF_MODELS = frozenset(
    {"properties", "patternProperties", "additionalProperties", "required", "dependencies"}
    | {"allOf", "anyOf", "oneOf", "not", "minProperties", "maxProperties"}
)


def problems(
    properties: dict[str, Any], schema: dict[str, Any], unknown: Unknown = none_unknown, *, as_typed: bool = False
) -> list[str]:
    """Return the service's errors for `properties`, one line each: `#/Size: expected type: Integer, found: String`.

    Primitives may be written as any other that reads the same, unless they must be `as_typed` in the schema. Values
    for which `unknown` is true satisfy everything. `schema` must not change after its first use, because what is
    derived from it is cached.
    """
    node = _of_models(Identity(schema))
    found = dialect.problems(properties, node, schema, unknown, shape_only=False, as_typed=as_typed)
    return [*found, *_read_only(properties, schema)]


def advised_problems(
    properties: dict[str, Any], schema: dict[str, Any], unknown: Unknown = none_unknown
) -> list[tuple[str, str]]:
    """Return the errors for `properties` with what would help, as far as the schema tells: `It is at most 900.`"""
    found = dialect.advised_problems(properties, _of_models(Identity(schema)), schema, unknown)
    return [*found, *((line, "") for line in _read_only(properties, schema))]


def message(logical_id: str, found: list[str]) -> str:
    """Return the status reason of a resource whose properties have the problems `found`."""
    return "\n".join([f"Properties validation failed for resource {logical_id} with message:", *found])


def problems_of_answer(
    model: dict[str, Any] | None, schema: dict[str, Any], *, action: str, identifier: str | None = None
) -> list[str]:
    """Return why the model of a SUCCESS is refused, one line each, worded as for properties; [] if it is valid.

    `action` is CREATE, READ, UPDATE or DELETE, whose response has no model to validate; `identifier` is the resource's
    primary identifier so far, which only a CREATE may lack. Null values are ignored. What templates must specify does
    not apply to responses: they lack write-only properties, and services return values that a template may not request.
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
    found = [*dialect.problems(present, _of_models(Identity(schema)), schema, shape_only=True), *missing]
    return found if missing or identifier is None else [*found, *_changed(schema, present, identifier)]


def read_only(schema: dict[str, Any]) -> list[Names]:
    """Return the properties that only handlers set, without those of AWS types that can be set anyway."""
    settable = {*paths.of(schema, "createOnlyProperties"), *paths.of(schema, "writeOnlyProperties")}
    return [path for path in paths.of(schema, "readOnlyProperties") if path not in settable]


@lru_cache(maxsize=256)
def _of_models(schema: Identity) -> dict[str, Any]:
    return {**{key: value for key, value in schema.value.items() if key in _OF_MODELS}, "type": "object"}


def _read_only(properties: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    return [
        f"{paths.pointer(place[:-1])}: extraneous key [{place[-1]}] is not permitted, it is read-only; leave it out"
        for path in read_only(schema)
        for place, _ in paths.values(properties, path)
    ]


def _changed(schema: dict[str, Any], model: dict[str, Any], identifier: str) -> list[str]:
    answered = identifiers.primary_identifier(schema, model)
    return [] if answered == identifier else [f"#: the primary identifier changed from {identifier} to {answered}"]


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_null(member) for name, member in value.items() if member is not None}
    return [_without_null(item) for item in value] if isinstance(value, list) else value
