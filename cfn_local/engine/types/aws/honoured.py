"""The shape of templates that a declaration honours, built from its proofs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration
from cfn_local.engine.types.aws.property_shapes import ANY, OneOf, Shape, text_of
from cfn_local.schemas.subschemas import Subschemas


def honoured(declaration: Declaration, schema: dict[str, Any]) -> dict[str, Shape]:
    """The shape of all that any proof sets; any value where the schema names no properties."""
    stated: dict[str, list[Any]] = {}
    for properties in _stated(declaration):
        for name, value in properties.items():
            if value is not None:
                stated.setdefault(name, []).append(value)
    root = Subschemas.root(schema)
    return {name: _shape(declaration, values, root.member(name), name) for name, values in stated.items()}


def _stated(declaration: Declaration) -> Iterator[Mapping[str, Any]]:
    yield declaration.unread
    for proof in declaration.proofs:
        yield proof.stated


def _shape(declaration: Declaration, values: list[Any], of_schema: Subschemas, path: str) -> Shape:
    if path in declaration.restricted:
        return OneOf(tuple(dict.fromkeys(text_of(value) for value in values)))
    if path in declaration.documents or not values:
        return ANY
    if all(isinstance(value, list) for value in values):
        return [_shape(declaration, [item for value in values for item in value], of_schema.item, path)]
    if not of_schema.property_names or not all(isinstance(value, Mapping) for value in values):
        return ANY
    members: dict[str, list[Any]] = {}
    for value in values:
        for name, member in value.items():
            members.setdefault(name, []).append(member)
    return {
        name: _shape(declaration, found, of_schema.member(name), f"{path}.{name}") for name, found in members.items()
    }
