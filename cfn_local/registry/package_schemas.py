"""The schema in a submitted package, validated by the rules of cfn's own loaders."""

import json
from pathlib import Path
from typing import Any

from jsonschema import ValidationError
from rpdk.core.data_loaders import load_hook_spec, load_resource_spec
from rpdk.core.exceptions import InternalError, SpecValidationError

Schema = dict[str, Any]


class SchemaError(Exception):
    """The schema is not valid for its kind. The message says what is wrong and where."""


def load_schema(kind: str, path: Path) -> Schema:
    """Load the schema of a `kind`, with references to other documents resolved as cfn does."""
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"schema.json is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise SchemaError("schema.json is not a JSON object.")
    if kind == "MODULE":
        if not isinstance(document.get("description", ""), str):
            raise SchemaError("schema.json is not a schema of a module: $.description is not of type 'string'")
        return document
    load = load_hook_spec if kind == "HOOK" else load_resource_spec
    try:
        with path.open(encoding="utf-8") as file:
            return dict(load(file))
    except (SpecValidationError, InternalError) as error:
        raise SchemaError(f"schema.json is not a schema of a {kind.lower()}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """Return a short message: jsonschema's own ends with the whole schema."""
    cause = error.__cause__
    return f"{cause.json_path}: {cause.message}" if isinstance(cause, ValidationError) else str(error)
