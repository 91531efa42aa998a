"""UpdateResource's patch document: RFC 6902, applied to what the READ handler returned, operation by operation."""

import json
from typing import Any

import jsonpatch

from cfn_local.cloud_control.errors import NotUpdatable, ValidationError
from cfn_local.schemas import comparison, paths, validation
from cfn_local.schemas.paths import Names
from cfn_local.schemas.subschemas import Subschemas

Model = dict[str, Any]


def patched(model: Model, document: str, schema: dict[str, Any]) -> Model:
    """The desired properties: the model as patched, without what is read-only.

    Raises NotUpdatable or ValidationError, in AWS's words, if the patch changes what no update can change.
    """
    desired = model
    for number, operation in enumerate(_operations(document)):
        desired = _applied(desired, operation, number)
    if not isinstance(desired, dict):
        raise ValidationError("Invalid patch update: the patched model must be a JSON object")
    if found := _changed(model, desired, schema, "createOnlyProperties"):
        raise NotUpdatable(f"Invalid patch update: createOnlyProperties [{found}] cannot be updated")
    if found := _changed(model, desired, schema, "readOnlyProperties"):
        raise ValidationError(f"Invalid patch update: readOnlyProperties [{found}] cannot be updated")
    return writable(desired, schema)


def writable(model: Model, schema: dict[str, Any]) -> Model:
    """The model without its read-only properties."""
    found: Model = paths.without(model, validation.read_only(schema))
    return found


def _operations(document: str) -> list[Any]:
    try:
        found = json.loads(document)
    except ValueError as error:
        raise ValidationError(f"The PatchDocument is not valid JSON: {error}") from error
    if not isinstance(found, list):
        raise ValidationError("The PatchDocument must be a JSON array of patch operations")
    return found


def _applied(model: Any, operation: Any, number: int) -> Any:
    try:
        return jsonpatch.apply_patch(model, [operation])
    except jsonpatch.JsonPatchTestFailed as error:
        raise ValidationError("[TEST Operation] value mismatch") from error
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException, TypeError, AttributeError) as error:
        verb = operation.get("op") if isinstance(operation, dict) else None
        named = f"[{str(verb).upper()} Operation]" if verb else f"Operation {number} of the PatchDocument:"
        raise ValidationError(f"{named} {error}") from error


def _changed(before: Model, after: Model, schema: dict[str, Any], keyword: str) -> str:
    """The properties that the keyword lists and that differ, joined as in messages."""
    root = Subschemas.root(schema)
    listed = zip(schema.get(keyword, []), paths.of(schema, keyword), strict=True)
    return ", ".join(stated for stated, path in listed if _differs(before, after, path, root))


def _differs(before: Model, after: Model, path: Names, root: Subschemas) -> bool:
    one, other = ([value for _, value in paths.values(model, path)] for model in (before, after))
    inner = root.at(path)
    return len(one) != len(other) or not all(
        comparison.alike(old, new, inner) for old, new in zip(one, other, strict=True)
    )
