"""The Resources and Outputs sections: declarations of resources and outputs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cfn_local.engine.template import policies
from cfn_local.engine.template.blocks import Block
from cfn_local.engine.template.declarations import ModuleInfo, OutputDeclaration, ResourceDeclaration
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.functions import is_text
from cfn_local.engine.template.names import Names
from cfn_local.engine.template.normal_form import NormalForm

_MAPS = ("Properties", "Metadata", "CreationPolicy", "UpdatePolicy")
_ATTRIBUTES = frozenset(
    {"Type", "Description", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Version", *_MAPS}
)
_TYPE = re.compile(r"[A-Za-z0-9_@-]+(::[A-Za-z0-9_@-]+)+")


def judge_resource(logical_id: str, member: Any) -> None:
    """Raise TemplateError unless the member of Resources has a type, and attributes of the right types."""
    place = f"[/Resources/{logical_id}]"
    if not isinstance(member, dict):
        raise TemplateError("Template format error: Any Resources member must be an object.")
    if "Type" not in member:
        raise TemplateError(f"Template format error: {place} Every Resources object must contain a Type member.")
    if not isinstance(member["Type"], str) or not _TYPE.fullmatch(member["Type"]):
        raise TemplateError(
            f"Template format error: [/Resources/{logical_id}/Type] Every Type must name a resource type."
        )
    for name in member:
        if name not in _ATTRIBUTES:
            raise TemplateError(f"Invalid template resource property '{name}'")
    for name in _MAPS:
        if not isinstance(member.get(name, {}), dict):
            raise TemplateError(f"Template format error: [/Resources/{logical_id}/{name}] {name} must be an object")
    if not isinstance(member.get("Condition", ""), str):
        raise TemplateError(f"Template format error: [/Resources/{logical_id}/Condition] Condition must be a string")
    policies.judge(logical_id, member)
    named_dependencies(member)


def named_dependencies(member: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in DependsOn, as written."""
    names = member.get("DependsOn", [])
    if isinstance(names, str):
        return (names,)
    if not isinstance(names, list):
        raise TemplateError("Template format error: DependsOn must be a string or list of strings.")
    if not all(isinstance(name, str) for name in names):
        raise TemplateError("Template format error: Every DependsOn value must be a string.")
    return tuple(names)


def dependencies_named(member: Mapping[str, Any], names: Names, block: Block) -> tuple[str, ...]:
    """The logical ids in DependsOn; a module stands for all its contents."""
    found: dict[str, None] = {}
    for name in named_dependencies(member):
        if name in names.modules:
            found.update(dict.fromkeys(names.modules[name]))
        elif name in names.resources:
            found[names.resources[name]] = None
        else:
            block.unresolved[name] = None
    return tuple(found)


def resource_declaration(
    logical_id: str, member: Mapping[str, Any], names: Names, block: Block, module: ModuleInfo | None
) -> ResourceDeclaration:
    """The declaration of a resource already validated, with its values in normal form."""
    normal = NormalForm(names, block)
    values = {name: normal.value(member[name]) for name in _MAPS if name in member}
    condition = member.get("Condition")
    return ResourceDeclaration(
        logical_id=logical_id,
        type=member["Type"],
        properties=values.get("Properties", {}),
        depends_on=dependencies_named(member, names, block),
        condition=None if condition is None else resource_condition(condition, names, "Resources"),
        deletion_policy=policies.declared("DeletionPolicy", member, names, block),
        update_replace_policy=policies.declared("UpdateReplacePolicy", member, names, block),
        metadata=values.get("Metadata"),
        creation_policy=values.get("CreationPolicy"),
        update_policy=values.get("UpdatePolicy"),
        module=module,
    )


def resource_condition(name: str, names: Names, block: str) -> str:
    """The name of the condition in the whole template."""
    if name not in names.conditions:
        raise TemplateError(
            f"Template format error: Unresolved condition dependency {name} in the {block} block of the template"
        )
    return names.conditions[name]


def output_declaration(key: str, member: Any, prefix: str, names: Names, block: Block) -> OutputDeclaration:
    """The declaration of an output, with its values in normal form. Raises TemplateError if it is invalid."""
    if not isinstance(member, dict) or "Value" not in member:
        raise TemplateError("Template format error: Every Outputs member must contain a Value object")
    for name in member:
        if name not in ("Value", "Description", "Export", "Condition"):
            raise TemplateError(f"Template format error: [/Outputs/{key}] Invalid template output property '{name}'")
    if not is_text(member["Value"]):
        raise TemplateError(
            f"Template format error: [/Outputs/{key}] The Value field of every Outputs member must evaluate to a "
            "String."
        )
    description = member.get("Description")
    if description is not None and not isinstance(description, str):
        raise TemplateError(f"Template format error: [/Outputs/{key}/Description] Every Description must be a string.")
    condition = member.get("Condition")
    if condition is not None and not isinstance(condition, str):
        raise TemplateError(f"Template format error: [/Outputs/{key}/Condition] Condition must be a string")
    normal = NormalForm(names, block)
    return OutputDeclaration(
        key=prefix + key,
        value=normal.value(member["Value"]),
        description=description,
        export_name=normal.value(_export_name(key, member["Export"])) if "Export" in member else None,
        condition=None if condition is None else resource_condition(condition, names, "Outputs"),
    )


def _export_name(key: str, export: Any) -> Any:
    if not isinstance(export, dict) or list(export) != ["Name"] or not is_text(export["Name"]):
        raise TemplateError(
            f"Template format error: Output {key} is malformed. The Name field of every Export member must be "
            "specified and consist only of alphanumeric characters, colons, or hyphens."
        )
    return export["Name"]
