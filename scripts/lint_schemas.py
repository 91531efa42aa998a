"""The schemas of the resource types for cfn-lint, in lint/schemas."""

import json
from pathlib import Path
from typing import Any

from shipping.extension import Extension
from workspace import ROOT

BUNDLE = ROOT / "lint" / "schemas"


def write_lint_schemas(projects: list[Path]) -> None:
    """Write a file for each resource project, and remove obsolete ones."""
    BUNDLE.mkdir(parents=True, exist_ok=True)
    for left in BUNDLE.glob("*.json"):
        left.unlink()
    for project in projects:
        extension = Extension.in_folder(project)
        if extension.kind == "RESOURCE":
            text = f"{json.dumps(for_lint(extension.schema), indent=2)}\n"
            (BUNDLE / f"{extension.name}.json").write_text(text, "utf-8")


def for_lint(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with read-only numbers and booleans that may also be strings.

    CloudFormation converts them to text in an output or an Fn::Sub, where cfn-lint would refuse them.
    """
    read_only = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", ())}
    return {
        **schema,
        "properties": {
            name: _as_text_too(one) if name in read_only else one for name, one in schema["properties"].items()
        },
    }


def _as_text_too(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "type": [one["type"], "string"]} if one.get("type") in ("integer", "number", "boolean") else one
