"""A second resource of the type, next to the disturbed one, which must not be affected."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from cfn_local.perturb.extension import Extension, SetUp
from cfn_local.protocol.replies import Model
from cfn_local.schemas import paths, validation

LOGICAL_ID = "Bystander"
# Whoever refuses as many refuses all.
_MOST_TRIED = 6


def create(extension: Extension, input_set: str) -> tuple[SetUp, str]:
    """Set up an account, and create one next to that of the input set, with the handlers' own CREATE.

    Return the set-up, and why there is none next to it, or "". Of several models the first that CREATE
    takes is remembered; what one that it refuses has left is gone.
    """
    set_up = extension.set_up()
    tried = extension.bystanders.get(input_set)
    candidates = list(islice(models_beside(extension.schema, set_up.models, input_set), _MOST_TRIED))
    reason = "no other value of its identifier fits the schema"
    for model in candidates if tried is None else [tried]:
        outcome = extension.operations(logical_id=LOGICAL_ID).create(model)
        if outcome.succeeded:
            extension.bystanders[input_set] = model
            return set_up, ""
        set_up, reason = (
            extension.set_up(),
            f"its CREATE fails with {outcome.error_code or 'no code'}: {outcome.message}",
        )
    return set_up, reason


def models_beside(schema: dict[str, Any], models: Mapping[str, Model], input_set: str) -> Iterator[Model]:
    """Yield models like that of the input set that are another resource, each different in one property.

    Where the user chooses the identifier it is another; else whatever may have to be unique is, or nothing.
    """
    model = models[f"{input_set}_create"]
    read_only = paths.of(schema, "readOnlyProperties")
    identifier = [path for path in map(paths.names, schema["primaryIdentifier"]) if path not in read_only]
    create_only = list(paths.of(schema, "createOnlyProperties"))
    required = [(name,) for name in schema.get("required", ())]
    for name in dict.fromkeys(path[0] for path in identifier or [*create_only, *required] if len(path) == 1):
        other = next(_others(model.get(name), schema, name), None)
        if other is not None and (name,) not in read_only:
            yield {**model, name: other}
    if not identifier:
        yield dict(model)


def _others(value: object, schema: dict[str, Any], name: str) -> Iterator[str]:
    """Yield strings like `value` that are valid for the schema of the property."""
    of_property = {"properties": {name: schema["properties"][name]}, "definitions": schema.get("definitions", {})}
    if not isinstance(value, str):
        return
    for other in (f"{value}-beside", f"{value}Beside", f"{value}2", f"{value[:-1]}2", f"{value[:-1]}z"):
        if other != value and not validation.problems({name: other}, of_property):
            yield other
