"""What the services tell of a resource, as a model of its type."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import tags_from_api, tags_in_model
from cfn_local.schemas.subschemas import Subschemas


def model_of(handle: Handle, tags_property: str | None) -> dict[str, Any] | None:
    """The resource as it is now; None where there is none."""
    first, *others = handle.declaration.read
    model = handle.read(first)
    if model is None:
        return None
    handle.model |= model
    for one in others:
        with absent():
            model |= handle.read(one) or {}
    return {**model, **_tags(handle, tags_property)}


def _tags(handle: Handle, name: str | None) -> dict[str, Any]:
    tags = handle.declaration.tags
    if tags is None or tags.read is None or name is None:
        return {}
    found: Any = None
    with absent():
        found = handle.found(tags.read)
    subschemas = Subschemas.root(handle.schema).member(name)
    return {name: tags_in_model(tags_from_api(found), subschemas)} if found else {}
