"""Parsing of template text to plain values: dicts, lists, strings, numbers and booleans."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.json_text import json_value
from cfn_local.engine.template.strictness import encoded
from cfn_local.engine.template.yaml_text import yaml_value

MAX_BYTES = 1_000_000


def read(body: str) -> dict[str, Any]:
    """Parse the text, JSON if it begins with a brace and YAML otherwise. TemplateError if it is not a map."""
    if len(encoded(body)) > MAX_BYTES:
        raise too_large()
    document = json_value(body) if body.lstrip().startswith("{") else yaml_value(body)
    if not isinstance(document, dict):
        raise TemplateError("Template format error: unsupported structure.")
    return document


def too_large() -> TemplateError:
    """The TemplateError for a template that exceeds the quota."""
    return TemplateError(f"Template may not exceed {MAX_BYTES} bytes in size.")
