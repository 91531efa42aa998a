"""The type configuration of a project: found by what it holds, under the names that people give it."""

import json
from pathlib import Path
from typing import Any

from cfn_local.project.loading import ArtifactType

_PATTERNS = ("*ype*onfig*.json", "*onfig*.json", ".cfn-cli/*.json", "test/*onfig*.json", "inputs/*ype*onfig*.json")


def find(folder: Path, artifact_type: ArtifactType, schema: dict[str, Any]) -> Path | None:
    """The first file that fits the typeConfiguration of the schema. None where the type takes none, or none fits."""
    wanted = schema.get("typeConfiguration")
    if wanted is None:
        return None
    definitions = {**schema.get("definitions", {}), **wanted.get("definitions", {})}
    candidates = [path for pattern in _PATTERNS for path in sorted(folder.glob(pattern))]
    return next(
        (path for path in candidates if _fits(path, artifact_type, {**wanted, "definitions": definitions})), None
    )


def is_required(schema: dict[str, Any]) -> bool:
    """Whether the type cannot work without a configuration."""
    return bool(schema.get("typeConfiguration", {}).get("required"))


def _fits(path: Path, artifact_type: ArtifactType, wanted: dict[str, Any]) -> bool:
    """Whether the file configures at least one property of `wanted`, and nothing that `wanted` forbids."""
    # It takes a tenth of a second to import, and most types have no configuration.
    from cfn_local.schemas import documents

    try:
        configuration = json.loads(path.read_text("utf-8"))
        if artifact_type is ArtifactType.HOOK:
            configuration = configuration["CloudFormationConfiguration"]["HookConfiguration"]["Properties"]
    except (ValueError, LookupError, TypeError):
        return False
    if not isinstance(configuration, dict) or documents.problem(configuration, wanted) is not None:
        return False
    return artifact_type is ArtifactType.HOOK or bool(configuration.keys() & wanted.get("properties", {}).keys())
