"""The attributes that Fn::GetAtt returns: the read-only properties, and what is in them."""

from typing import Any

from cfn_local.schemas import paths
from cfn_local.schemas.subschemas import Subschemas


def attribute_names(schema: dict[str, Any]) -> list[str]:
    """What Fn::GetAtt may name, `Endpoint.Address`, but for what is inside of read-only objects."""
    return [".".join(path) for path in paths.of(schema, "readOnlyProperties") if "*" not in path]


def is_attribute(schema: dict[str, Any], name: str) -> bool:
    """Whether Fn::GetAtt may name it: a read-only property of the schema, or one inside of such."""
    asked = tuple(name.split("."))
    read_only = any(paths.covers(path, asked) for path in paths.of(schema, "readOnlyProperties") if "*" not in path)
    return read_only and _is_property(schema, asked)


def attribute(schema: dict[str, Any], model: dict[str, Any], name: str) -> Any:
    """The value of the property `name` in the model, read-only or not.

    KeyError, with a message, if the schema has no such property, or the model has no value for it.
    """
    asked = tuple(name.split("."))
    if not _is_property(schema, asked):
        raise KeyError(f"{schema['typeName']} has no attribute {name}")
    for _, value in paths.values(model, asked):
        if value is not None:
            return value
    raise KeyError(f"Attribute '{name}' does not exist")


def is_property(schema: dict[str, Any], name: str) -> bool:
    """Whether the schema has the property, `Endpoint.Address`, read-only or not."""
    return _is_property(schema, tuple(name.split(".")))


def _is_property(schema: dict[str, Any], asked: paths.Names) -> bool:
    return Subschemas.root(schema).at(asked).exists
