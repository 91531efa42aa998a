"""Problems with the inputs of a failed run: missing, not JSON, or older than the schema."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cfn_local.project.inputs import EXPORT, InputSet
from cfn_local.project.loading import ArtifactType
from cfn_local.schemas import documents

Schema = dict[str, Any]

_POINTS = {"preCreate": "pre_create", "preUpdate": "pre_update", "preDelete": "pre_delete"}
_MOST_NAMED = 3
# An export may be any text, and cfn itself does not check the rest.
_JUDGED = frozenset({"type", "enum", "additionalProperties", "required", "minItems", "maxItems"})


class _InputError(Exception):
    """The file does not contain what cfn expects; the message says what it contains."""


def problems(
    chosen: InputSet, artifact_type: ArtifactType, schema: Schema, targets: Mapping[str, Sequence[str]]
) -> list[str]:
    """List what is missing in this set or does not match the schema, one line each.

    `targets` are the type names that each handler of a hook is tested with.
    """
    if not chosen.number:
        return []
    by_purpose = chosen.by_purpose()
    if artifact_type is ArtifactType.HOOK:
        return [*_missing_points(chosen, by_purpose, targets), *_lacking_targets(by_purpose, schema, targets)]
    needed = [("create", "CREATE"), *([("update", "UPDATE")] if "update" in schema.get("handlers", {}) else [])]
    missing = [
        _missing(chosen, purpose, f"the model of {action}") for purpose, action in needed if purpose not in by_purpose
    ]
    stale = [
        f"{path.name} does not fit the schema: {problem}."
        for purpose, path in by_purpose.items()
        if purpose != "invalid"
        for problem in _misfits(path, schema)
    ]
    return missing + stale


def _missing(chosen: InputSet, purpose: str, what: str) -> str:
    return f"{chosen.name}_{purpose}.json is missing: cfn takes {what} from it."


def _missing_points(
    chosen: InputSet, by_purpose: dict[str, Path], targets: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    for handler, point in _POINTS.items():
        if not targets.get(handler):  # cfn tests nothing there
            continue
        if point not in by_purpose:
            yield _missing(chosen, point, f"what the hook must pass in {handler}")
        if not by_purpose.keys() & {f"invalid_{point}", "invalid"}:
            yield _missing(chosen, f"invalid_{point}", f"what the hook must refuse in {handler}")


def _lacking_targets(
    by_purpose: dict[str, Path], schema: Schema, targets: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield one line for all files that lack the same models."""
    files: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for purpose, path in by_purpose.items():
        handler = next((name for name, point in _POINTS.items() if point in purpose), "")
        try:
            lacking = sorted(set(targets.get(handler, [])) - _object_in(path).keys())
        except _InputError as error:
            yield f"{path.name} {error}."
            continue
        if lacking:
            files.setdefault((handler, tuple(lacking)), []).append(path.name)
    for (handler, lacking_names), names in files.items():
        has = f"{', '.join(names)} {'has' if len(names) == 1 else 'have'}"
        if len(lacking_names) <= _MOST_NAMED:
            yield f"{has} no model of {', '.join(lacking_names)}, which {handler} targets."
            continue
        meant = len(targets[handler])
        patterns = ", ".join(schema["handlers"][handler].get("targetNames", [])[:_MOST_NAMED])
        yield (
            f"{has} models of {meant - len(lacking_names)} of the {meant} types that {patterns} means in {handler}: "
            f"{', '.join(lacking_names[:_MOST_NAMED])} and {len(lacking_names) - _MOST_NAMED} more are missing."
        )


def _object_in(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(EXPORT.sub("export", path.read_text("utf-8")))
    except ValueError as error:
        raise _InputError(f"is not JSON: {error}") from None
    if not isinstance(document, dict):
        raise _InputError("must hold a JSON object")
    return document


def _misfits(path: Path, schema: Schema) -> Iterable[str]:
    try:
        model = _object_in(path)
    except _InputError as error:
        return [f"it {error}"]
    unknown = sorted(model.keys() - schema.get("properties", {}).keys())
    if unknown:
        return [f"{', '.join(unknown)} is not a property of the type"]
    lacking = sorted(set(schema.get("required", [])) - model.keys() - _read_only(schema))
    if lacking and "create" in path.name:
        return [f"the required property {', '.join(lacking)} is missing"]
    return _judged(model, schema)


def _judged(model: dict[str, Any], schema: Schema) -> Iterator[str]:
    """Validate the model; skipped if the schema refers to external documents."""
    try:
        found = documents.misfits(model, {**schema, "required": []})
    except documents.UnresolvedReferenceError:
        return
    yield from (f"/{'/'.join(map(str, one.path))}: {one.message}" for one in found if one.keyword in _JUDGED)


def _read_only(schema: Schema) -> set[str]:
    return {pointer.split("/")[2] for pointer in schema.get("readOnlyProperties", []) if pointer.count("/") >= 2}
