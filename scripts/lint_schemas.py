"""The schemas of the resource types as cfn-lint is given them, in lint/schemas."""

import json
from pathlib import Path
from typing import Any

from workspace import ROOT

BUNDLE = ROOT / "lint" / "schemas"


def write_lint_schemas(projects: list[Path]) -> None:
    """Write a file for each resource project, and remove what is of none."""
    BUNDLE.mkdir(parents=True, exist_ok=True)
    for left in BUNDLE.glob("*.json"):
        left.unlink()
    for project in projects:
        settings = json.loads((project / ".rpdk-config").read_text("utf-8"))
        if settings["artifact_type"] == "RESOURCE":
            name = f"{settings['typeName'].lower().replace('::', '-')}.json"
            schema = for_lint(json.loads((project / name).read_text("utf-8")))
            (BUNDLE / name).write_text(f"{json.dumps(schema, indent=2)}\n", "utf-8")


def for_lint(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with read-only numbers and booleans that may also be strings.

    CloudFormation makes text of them in an output or an Fn::Sub, and cfn-lint would refuse them there.
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
