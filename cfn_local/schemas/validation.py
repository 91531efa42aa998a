"""What CloudFormation refuses of a resource's properties before any handler runs."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cfn_local.schemas import paths
from cfn_local.schemas.checks import of_models
from cfn_local.schemas.identity import Identity
from cfn_local.schemas.unknowns import Unknown, none_unknown

# Of a type's schema, what describes its models; the rest is about the type.
_OF_MODELS = ("properties", "patternProperties", "additionalProperties", "required", "dependencies")
_COMBINATIONS = ("allOf", "anyOf", "oneOf", "not", "minProperties", "maxProperties")


def problems(properties: dict[str, Any], schema: dict[str, Any], unknown: Unknown = none_unknown) -> list[str]:
    """Why the service refuses `properties`, a line each, in its words: `#/Size: expected type: Integer, found: String`.

    Primitives may be written as any other that reads the same. Values of which `unknown` is true satisfy everything.
    `schema` must not change after its first use, since what is made of it is kept, for it and for `unknown`.
    """
    return [*_check(Identity(schema), unknown)(properties), *_read_only(properties, schema)]


def message(logical_id: str, found: list[str]) -> str:
    """The status reason of a resource whose properties have the problems `found`."""
    return "\n".join([f"Properties validation failed for resource {logical_id} with message:", *found])


def _read_only(properties: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Properties that only handlers set; those of some AWS types that can be set all the same are let through."""
    settable = {*paths.of(schema, "createOnlyProperties"), *paths.of(schema, "writeOnlyProperties")}
    return [
        f"{paths.pointer(place[:-1])}: extraneous key [{place[-1]}] is not permitted, it is read-only; leave it out"
        for path in paths.of(schema, "readOnlyProperties")
        if path not in settable
        for place, _ in paths.values(properties, path)
    ]


@lru_cache(maxsize=256)
def _check(schema: Identity, unknown: Unknown) -> Callable[[Any], list[str]]:
    described = {key: schema.value[key] for key in (*_OF_MODELS, *_COMBINATIONS) if key in schema.value}
    return of_models(schema.value, described, unknown)
