"""The schemas of constructs, derived from the schemas of types and the fragments of modules.

They are JSON Schema of what an app may specify: the properties that are not read-only, or the module's parameters.
"""

import json
from pathlib import Path
from typing import Any

from shipping.extension import Extension

from cfn_local.registry.module_fragments import read_fragment

Schema = dict[str, Any]

_KEPT = ("typeName", "description", "definitions", "required", "oneOf", "anyOf", "allOf", "dependencies", "tagging")
_IDENTIFIERS = {  # what parameter types refuse by themselves
    "AWS::EC2::SecurityGroup::Id": "^sg-([a-f0-9]{8}|[a-f0-9]{17})$",
    "AWS::EC2::Subnet::Id": "^subnet-([a-f0-9]{8}|[a-f0-9]{17})$",
}
_LIMITS = {"MinLength": "minLength", "MaxLength": "maxLength", "MinValue": "minimum", "MaxValue": "maximum"}


def schema_of(project: Path) -> Schema | None:
    """Return what an app may specify and, under `attributes` or `resources`, what it may read. None for a hook."""
    extension = Extension.in_folder(project)
    if extension.kind == "MODULE":
        return of_module(extension.type_name, read_fragment(project / "fragments"))
    return of_resource(extension.schema) if extension.kind == "RESOURCE" else None


def of_resource(schema: Schema) -> Schema:
    """Return the `schema` of a resource type with its read-only properties moved to `attributes`."""
    paths = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", ())}
    attributes = {name: one for name, one in schema["properties"].items() if name in paths}
    if nested := paths - attributes.keys():
        raise ValueError(f"{schema['typeName']}: no construct can have the nested read-only property {min(nested)}.")
    return {
        **{key: schema[key] for key in _KEPT if key in schema},
        "properties": {name: one for name, one in schema["properties"].items() if name not in attributes},
        "additionalProperties": False,
        "attributes": attributes,
    }


def of_module(type_name: str, fragment: Schema) -> Schema:
    """Return the parameters of a module as properties. Those without a default are required, as in CloudFormation."""
    parameters = fragment.get("Parameters", {})
    return {
        "typeName": type_name,
        "description": str(fragment.get("Description", "")).strip(),
        "properties": {name: _property(parameter) for name, parameter in parameters.items()},
        "required": [name for name, parameter in parameters.items() if "Default" not in parameter],
        "additionalProperties": False,
        "resources": {name: resource["Type"] for name, resource in fragment["Resources"].items()},
    }


def _property(parameter: Schema) -> Schema:
    """Return a parameter's schema. Constraints of a list apply to its items; fragments may have numbers as text."""
    kind = parameter["Type"]
    is_number = kind in ("Number", "List<Number>")
    is_list = kind == "CommaDelimitedList" or kind.startswith("List<")
    typed = _number if is_number else _text
    one: Schema = {"type": "number" if is_number else "string"}
    one |= {key: _number(parameter[name]) for name, key in _LIMITS.items() if name in parameter}
    if identifier := _IDENTIFIERS.get(kind.removeprefix("List<").removesuffix(">")):
        one["pattern"] = identifier
    if "AllowedPattern" in parameter:
        one["pattern"] = f"^(?:{parameter['AllowedPattern']})$"  # must match the whole of a parameter
    if "AllowedValues" in parameter:
        one["enum"] = [typed(value) for value in parameter["AllowedValues"]]
    default = {"default": (_text if is_list else typed)(parameter["Default"])} if "Default" in parameter else {}
    described = {"description": str(parameter.get("Description", "")).strip()}
    return {**described, **({"type": "array", "items": one} if is_list else one), **default}


def _number(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
