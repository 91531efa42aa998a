"""The sections of a template or module fragment: known names, the right types, within the quotas."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.template.declarations import ParameterDeclaration
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.parameter_declarations import parameter_declaration
from cfn_local.engine.template.values import text_of

FORMAT_VERSION = "2010-09-09"
MAPS = ("Parameters", "Mappings", "Conditions", "Rules", "Resources", "Outputs", "Metadata")
SECTIONS = frozenset({"AWSTemplateFormatVersion", "Description", *MAPS})
_UNSUPPORTED = {
    "Hooks": "AWS::CodeDeploy::BlueGreen needs CodeDeploy",
    "Modules": "register the module and use its type",
    "Constants": "write the values where they are used",
}
# "CloudFormation quotas" in the user guide, for the processed template, whose modules are expanded.
MAX_MEMBERS = {"parameters": 200, "mappings": 200, "resources": 500, "outputs": 200}
MAX_MAPPING_ATTRIBUTES = 200
MAX_DESCRIPTION_BYTES = 1024
MAX_NAME_LENGTH = 255
_NAME = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Sections:
    """The members of each section as written, with mappings and parameters validated."""

    description: str | None
    metadata: Mapping[str, Any] | None
    parameters: Mapping[str, ParameterDeclaration]
    mappings: Mapping[str, Any]
    conditions: Mapping[str, Any]
    rules: Mapping[str, Any]
    resources: Mapping[str, Any]
    outputs: Mapping[str, Any]


def sections_of(document: Mapping[str, Any]) -> Sections:
    """The sections of a template. Raises TemplateError if one is invalid."""
    _judge_names(document)
    _judge_version(document)
    members = {section: _members(document, section) for section in MAPS}
    if not members["Resources"]:
        raise TemplateError("Template format error: At least one Resources member must be defined.")
    return _sections(document, members)


def declared_sections(document: Mapping[str, Any]) -> Sections:
    """The sections of a part of a template, which may have no resources. Raises TemplateError if one is invalid."""
    return _sections(document, {section: _members(document, section) for section in MAPS})


def _sections(document: Mapping[str, Any], members: Mapping[str, Mapping[str, Any]]) -> Sections:
    for section in ("Parameters", "Mappings", "Resources", "Outputs"):
        _judge_logical_ids(section, members[section])
    for name, mapping in members["Mappings"].items():
        _judge_mapping(name, mapping)
    judge_common_names(members["Resources"], members["Parameters"])
    return Sections(
        description=_description(document),
        metadata=members["Metadata"] if "Metadata" in document else None,
        parameters={name: parameter_declaration(name, member) for name, member in members["Parameters"].items()},
        mappings=members["Mappings"],
        conditions=members["Conditions"],
        rules=members["Rules"],
        resources=members["Resources"],
        outputs=members["Outputs"],
    )


def judge_common_names(resources: Iterable[str], parameters: Container[str]) -> None:
    """Raise TemplateError if a resource has the name of a parameter."""
    common = [name for name in resources if name in parameters]
    if common:
        raise TemplateError(
            f"Template error: all resources and parameters must have unique names. Common name(s):[{', '.join(common)}]"
        )


def judge_quota(section: str, count: int) -> None:
    """Raise TemplateError if the number of members exceeds the quota."""
    if count > MAX_MEMBERS[section]:
        raise TemplateError(
            f"Template format error: Number of {section}, {count}, is greater than maximum allowed, "
            f"{MAX_MEMBERS[section]}"
        )


def _judge_names(document: Mapping[str, Any]) -> None:
    for section, instead in _UNSUPPORTED.items():
        if section in document:
            raise TemplateError(
                f"Template format error: the section {section} is not supported by the local CloudFormation; {instead}"
            )
    unknown = [name for name in document if name not in SECTIONS]
    if unknown:
        raise TemplateError(f"Invalid template property or properties [{', '.join(unknown)}]")


def _judge_version(document: Mapping[str, Any]) -> None:
    if document.get("AWSTemplateFormatVersion", FORMAT_VERSION) != FORMAT_VERSION:
        raise TemplateError(
            "Template format error: unsupported value for AWSTemplateFormatVersion. The only one is 2010-09-09"
        )


def _description(document: Mapping[str, Any]) -> str | None:
    description = document.get("Description")
    if description is not None and not isinstance(description, str):
        raise TemplateError("Template format error: Description must be a string.")
    if description is not None and len(description.encode(errors="replace")) > MAX_DESCRIPTION_BYTES:
        raise TemplateError(f"Template format error: 'Description' length is greater than {MAX_DESCRIPTION_BYTES}")
    return description


def _members(document: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    members = document.get(section, {})
    if not isinstance(members, dict):
        if section == "Resources":
            raise TemplateError("Template format error: Any Resources member must be an object.")
        raise TemplateError(f"Template format error: [/{section}] {section} must be a map")
    return members


def _judge_logical_ids(section: str, members: Mapping[str, Any]) -> None:
    kind = {"Resources": "Resource", "Parameters": "Parameter", "Outputs": "Output", "Mappings": "Mapping"}[section]
    for name in members:
        if section == "Resources" and name.startswith("Fn::"):
            raise TemplateError(f"Template format error: [/Resources/{name}] resource definition is malformed")
        if not _NAME.fullmatch(name):
            raise TemplateError(f"Template format error: {kind} name {name} is non alphanumeric.")
        if len(name) > MAX_NAME_LENGTH:
            raise TemplateError(
                f"Template format error: {kind} name {name} is longer than {MAX_NAME_LENGTH} characters."
            )


def _judge_mapping(name: str, mapping: Any) -> None:
    place = f"/Mappings/{name}"
    if not isinstance(mapping, dict) or not mapping:
        raise TemplateError(f"Template format error: [{place}] Every Mappings member must be a map that is not empty")
    for key, values in mapping.items():
        if not isinstance(values, dict) or not values:
            raise TemplateError(f"Template format error: Every Mappings member {key} must be a map")
        if len(values) > MAX_MAPPING_ATTRIBUTES:
            raise TemplateError(
                f"Template format error: Number of attributes, {len(values)}, is greater than maximum allowed, "
                f"{MAX_MAPPING_ATTRIBUTES}, in [{place}/{key}]"
            )
        for value in values.values():
            elements = value if isinstance(value, list) else [value]
            if any(text_of(element) is None for element in elements):
                raise TemplateError("Template format error: Every Mappings attribute must be a String or a List.")
