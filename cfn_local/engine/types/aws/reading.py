"""The model of a resource, read from its services and completed as AWS shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import tags_from_api, tags_in_model
from cfn_local.schemas import paths
from cfn_local.schemas.subschemas import Subschemas


def model_of(handle: Handle, tags_property: str | None) -> dict[str, Any] | None:
    """The model of the resource as it is now; None if there is none."""
    first, *others = handle.declaration.read
    model = handle.read(first)
    if model is None:
        return None
    handle.model |= model
    for one in others:
        with absent():
            model |= handle.read(one) or {}
    handle.model |= model
    return _as_shown(handle, {**model, **_tags(handle, tags_property)})


def _as_shown(handle: Handle, model: dict[str, Any]) -> dict[str, Any]:
    declared = handle.declaration
    hidden = {name for name in declared.hidden_if_empty if _is_empty(model.get(name)) and name not in handle.wanted}
    hidden |= {path[0] for path in paths.of(handle.schema, "writeOnlyProperties") if len(path) == 1}
    told = {name: value for name, value in model.items() if name not in hidden}
    for name in hidden - told.keys():
        if _is_empty(handle.model.get(name)):
            handle.model.pop(name, None)
    inside = {name: value for name, value in declared.shown_inside.items() if told.get(name) is not None}
    for additions in (declared.shown, inside):
        for name, value in additions.items():
            shown = _completed(told.get(name), value(handle) if callable(value) else value)
            told |= {} if shown is None else {name: shown}
    return told


def _is_empty(value: Any) -> bool:
    return not value or (isinstance(value, Mapping) and all(map(_is_empty, value.values())))


def _completed(told: Any, shown: Any) -> Any:
    """The model read from the services, with the values that AWS shows in addition, at every depth."""
    if told is None:
        return shown
    if isinstance(told, Mapping) and isinstance(shown, Mapping):
        return {**told, **{name: _completed(told.get(name), value) for name, value in shown.items()}}
    if isinstance(told, list) and isinstance(shown, list) and shown:
        return [_completed(item, shown[0]) for item in told]
    return told


def _tags(handle: Handle, name: str | None) -> dict[str, Any]:
    tags = handle.declaration.tags
    if tags is None or tags.read is None or name is None:
        return {}
    found: Any = None
    with absent():
        found = handle.found(tags.read)
    subschemas = Subschemas.root(handle.schema).member(name)
    return {name: tags_in_model(tags_from_api(found), subschemas)} if found else {}
