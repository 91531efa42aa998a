"""The attributes that Fn::GetAtt returns: the read-only properties, including nested ones."""

from typing import Any

from cfn_local.schemas import paths
from cfn_local.schemas.subschemas import Subschemas


def attribute_names(schema: dict[str, Any]) -> list[str]:
    """Return the names that Fn::GetAtt accepts, `Endpoint.Address`, except for those inside read-only objects."""
    return [".".join(path) for path in paths.of(schema, "readOnlyProperties") if "*" not in path]


def is_attribute(schema: dict[str, Any], name: str) -> bool:
    """Return whether Fn::GetAtt accepts the name: a read-only property of the schema, or one nested in such."""
    asked = tuple(name.split("."))
    read_only = any(paths.covers(path, asked) for path in paths.of(schema, "readOnlyProperties") if "*" not in path)
    return read_only and _is_property(schema, asked)


def attribute(schema: dict[str, Any], model: dict[str, Any], name: str) -> Any:
    """Return the value of the property `name` in the model, read-only or not.

    Raise KeyError, with a message, if the schema has no such property or the model has no value for it.
    """
    asked = tuple(name.split("."))
    if not _is_property(schema, asked):
        raise KeyError(f"{schema['typeName']} has no attribute {name}")
    for _, value in paths.values(model, asked):
        if value is not None:
            return value
    raise KeyError(f"Attribute '{name}' does not exist")


def is_property(schema: dict[str, Any], name: str) -> bool:
    """Return whether the schema has the property, `Endpoint.Address`, read-only or not."""
    return _is_property(schema, tuple(name.split(".")))


def _is_property(schema: dict[str, Any], asked: paths.Names) -> bool:
    return Subschemas.root(schema).at(asked).exists
