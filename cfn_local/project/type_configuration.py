"""Type configuration of a project: found by content, under the file names in common use."""

import fnmatch
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.project.loading import ArtifactType

# Files with this name are meant for the type, whatever their content.
_MEANT = "*ype*onfig*.json"
_PATTERNS = (_MEANT, "*onfig*.json", ".cfn-cli/*.json", "test/*onfig*.json", "inputs/*ype*onfig*.json")
_TEXT_FOR = frozenset({"boolean", "integer", "number"})


class _ShapeError(Exception):
    """The file does not have the structure of a configuration; the message says why."""


@dataclass(frozen=True)
class Found:
    """The file that configures the type, and its mismatch with the schema, if any."""

    path: Path
    problem: str = ""


def find(folder: Path, artifact_type: ArtifactType, schema: dict[str, Any]) -> Found | None:
    """Find the first file that matches the schema's typeConfiguration, else the first meant to, with its mismatch.

    None if the type takes no configuration, or no file looks like one.
    """
    wanted = schema.get("typeConfiguration")
    if wanted is None:
        return None
    wanted = {**wanted, "definitions": {**schema.get("definitions", {}), **wanted.get("definitions", {})}}
    meant: list[Found] = []
    for path in (path for pattern in _PATTERNS for path in sorted(folder.glob(pattern))):
        try:
            configuration = _read(path, artifact_type)
        except _ShapeError:
            continue
        is_ours = artifact_type is ArtifactType.HOOK or configuration.keys() & wanted.get("properties", {}).keys()
        problem = _problem(configuration, wanted)
        if is_ours and not problem:
            return Found(path)
        if is_ours or (configuration and fnmatch.fnmatch(path.name, _MEANT) and path.name != "tsconfig.json"):
            meant.append(Found(path, problem))
    return meant[0] if meant else None


def is_required(schema: dict[str, Any]) -> bool:
    """Return whether the type cannot work without a configuration."""
    return bool(schema.get("typeConfiguration", {}).get("required"))


def _read(path: Path, artifact_type: ArtifactType) -> dict[str, Any]:
    try:
        configuration = json.loads(path.read_text("utf-8"))
        if artifact_type is ArtifactType.HOOK:
            configuration = configuration["CloudFormationConfiguration"]["HookConfiguration"]["Properties"]
    except (ValueError, LookupError, TypeError) as error:
        raise _ShapeError(str(error)) from error
    if not isinstance(configuration, dict):
        raise _ShapeError("it must be an object")
    return configuration


def _problem(configuration: dict[str, Any], wanted: dict[str, Any]) -> str:
    """Return the first mismatch. Booleans and numbers may be text, as CloudFormation and the library allow."""
    # It takes a tenth of a second to import, and most types have no configuration.
    from cfn_local.schemas import documents

    read = _without_text(configuration, wanted, wanted["definitions"])
    return documents.problem(read, wanted) or ""


def _without_text(value: Any, node: Mapping[str, Any], definitions: Mapping[str, Any]) -> Any:
    from cfn_local.schemas import casting

    node = definitions.get(str(node.get("$ref", "")).removeprefix("#/definitions/"), node)
    declared = node.get("type")
    if isinstance(value, str) and declared in _TEXT_FOR:
        read = casting.READ[str(declared)](value)
        return value if read is None else read
    if isinstance(value, dict):
        members = node.get("properties", {})
        return {name: _without_text(member, members.get(name, {}), definitions) for name, member in value.items()}
    if isinstance(value, list):
        return [_without_text(item, node.get("items", {}), definitions) for item in value]
    return value
