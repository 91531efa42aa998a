"""Numbers and booleans of a configuration: CloudFormation passes them as text, and the type's schema says what they
are."""

import json
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
_PYTHON_TYPES = {"boolean": ("bool",), "integer": ("int",), "number": ("int", "float")}


def as_declared(value: Any, schema: Schema, root: Schema) -> Any:
    """Return the value with its texts as the schema declares them. `root` holds the schema's definitions."""
    node = _target(schema, root)
    if isinstance(value, Mapping):
        members = node.get("properties", {})
        return {name: as_declared(member, members.get(name, {}), root) for name, member in value.items()}
    if isinstance(value, list):
        items = node.get("items", {})
        return [as_declared(item, items if isinstance(items, Mapping) else {}, root) for item in value]
    return _read(value, node.get("type")) if isinstance(value, str) else value


def _target(schema: Schema, root: Schema) -> Schema:
    """Return the definition that the schema refers to, if it does."""
    reference = schema.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return schema
    found: Any = root
    for name in reference.removeprefix("#/").split("/"):
        found = found.get(name, {}) if isinstance(found, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _read(text: str, declared: Any) -> Any:
    """Return the number or boolean that the text is, where one is declared; the schema judges any other text."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if type(value).__name__ in _PYTHON_TYPES.get(str(declared), ()) else text
