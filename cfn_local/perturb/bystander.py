"""A second resource of the type, next to the disturbed one, which must not be affected."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from cfn_local.perturb.extension import Extension
from cfn_local.protocol.replies import Model
from cfn_local.schemas import paths, validation

LOGICAL_ID = "Bystander"


def create(extension: Extension, models: Mapping[str, Model], input_set: str) -> str:
    """Create one next to that of the input set, with the handlers' own CREATE. Return why there is none, or ""."""
    model = model_beside(extension.schema, models, input_set)
    if model is None:
        return "no other value of its identifier fits the schema"
    outcome = extension.operations(logical_id=LOGICAL_ID).create(model)
    if outcome.succeeded:
        return ""
    return f"its CREATE fails with {outcome.error_code}: {outcome.message}"


def model_beside(schema: dict[str, Any], models: Mapping[str, Model], input_set: str) -> Model | None:
    """Return the input set's model with another identifier if the user chooses it; None if no other is valid."""
    model = copy.deepcopy(models[f"{input_set}_create"])
    read_only = paths.of(schema, "readOnlyProperties")
    identifiers = [schema["primaryIdentifier"], *schema.get("additionalIdentifiers", [])]
    for path in (paths.names(one) for identifier in identifiers for one in identifier):
        if path in read_only or len(path) != 1 or path[0] not in model:
            continue
        other = next(_others(model[path[0]], schema, path[0]), None)
        if other is None:
            return None
        model[path[0]] = other
    return model


def _others(value: object, schema: dict[str, Any], name: str) -> Iterator[str]:
    """Yield strings like `value` that are valid for the schema of the property."""
    of_property = {"properties": {name: schema["properties"][name]}, "definitions": schema.get("definitions", {})}
    if not isinstance(value, str):
        return
    for other in (f"{value}-beside", f"{value}Beside", f"{value}2", f"{value[:-1]}2", f"{value[:-1]}z"):
        if other != value and not validation.problems({name: other}, of_property):
            yield other
