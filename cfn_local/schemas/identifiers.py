"""The identifiers of a resource: the primary one is its physical ID and what Ref returns."""

from typing import Any

from cfn_local.schemas import casting, paths
from cfn_local.schemas.paths import Names
from cfn_local.schemas.subschemas import Subschemas

_SEPARATOR = "|"


class IdentifierError(ValueError):
    """The identifier is missing or invalid for the type; the message names the properties that it consists of."""


def primary_identifier(schema: dict[str, Any], model: dict[str, Any]) -> str:
    """Return the values of the primary identifier, joined by `|`. Raise IdentifierError if any is missing."""
    missing = missing_names(schema, model)
    if missing:
        raise IdentifierError(
            f"The model of {schema['typeName']} lacks its primary identifier: {', '.join(map('/'.join, missing))}"
        )
    return _SEPARATOR.join(casting.text(_value(model, path)) for path in paths.of(schema, "primaryIdentifier"))


def missing_names(schema: dict[str, Any], model: dict[str, Any]) -> list[Names]:
    """Return the properties of the primary identifier for which the model has no string, number or boolean."""
    return [path for path in paths.of(schema, "primaryIdentifier") if not casting.is_primitive(_value(model, path))]


def model_of(schema: dict[str, Any], identifier: str) -> dict[str, Any]:
    """Return a model with only the primary identifier. Raise IdentifierError if its parts do not match the type's."""
    found = paths.of(schema, "primaryIdentifier")
    parts = identifier.split(_SEPARATOR) if len(found) > 1 else [identifier]
    if len(parts) != len(found):
        expected = _SEPARATOR.join("/".join(path) for path in found)
        raise IdentifierError(f"Identifier {identifier} is not valid for {schema['typeName']}: it is {expected}")
    model: dict[str, Any] = {}
    for path, part in zip(found, parts, strict=True):
        _put(model, path, casting.declared_value(part, Subschemas.root(schema).at(path)))
    return model


def part_of(schema: dict[str, Any], model: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a model that identifies the resource: the primary identifier, or else an additional one.

    Raise IdentifierError if it holds none.
    """
    for listed in (schema["primaryIdentifier"], *schema.get("additionalIdentifiers", [])):
        found = [(path, _value(model, path)) for path in map(paths.names, listed)]
        if all(casting.is_primitive(value) for _, value in found):
            part: dict[str, Any] = {}
            for path, value in found:
                _put(part, path, value)
            return part
    raise IdentifierError(
        f"The model of {schema['typeName']} lacks its identifier: "
        f"{' or '.join(', '.join(keys) for keys in names(schema))}"
    )


def model_of_import(schema: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return a model with only what `given`, an import's ResourceIdentifier, states: values in the schema's types."""
    model: dict[str, Any] = {}
    for name, value in given.items():
        path = tuple(name.split("/"))
        _put(model, path, casting.declared_value(value, Subschemas.root(schema).at(path)))
    return model


def problems(given: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return why `given`, an import's ResourceIdentifier, does not identify a resource of the type; [] if it does."""
    accepted = names(schema)
    if any(set(given) == set(keys) for keys in accepted):
        return [
            f"ResourceIdentifier {name} must have a value that is a string"
            for name, value in given.items()
            if not casting.is_primitive(value) or not casting.text(value)
        ]
    ways = " or ".join(", ".join(keys) for keys in accepted)
    return [f"ResourceIdentifier [{', '.join(sorted(given))}] does not identify a {schema['typeName']}: give {ways}"]


def names(schema: dict[str, Any]) -> list[list[str]]:
    """Return the property names of the primary identifier, then of each additional one."""
    listed = [schema["primaryIdentifier"], *schema.get("additionalIdentifiers", [])]
    return [["/".join(paths.names(path)) for path in identifier] for identifier in listed]


def _value(model: dict[str, Any], path: Names) -> Any:
    return next((value for _, value in paths.values(model, path)), None)


def _put(model: dict[str, Any], path: Names, value: Any) -> None:
    *parents, last = path
    for name in parents:
        model = model.setdefault(name, {})
    model[last] = value
