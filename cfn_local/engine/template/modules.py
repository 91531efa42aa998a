"""Expansion of the modules in a template to their resources, conditions, mappings and outputs.

Rules: "Module structure and requirements" in the user guide of the CloudFormation CLI, and "Create reusable resource
configurations ... with CloudFormation modules" in the user guide of CloudFormation. Types and constraints of a
module's parameters are not enforced, as AWS documents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.template.declarations import ParameterDeclaration
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.names import Names
from cfn_local.engine.template.parameter_declarations import LIST_TYPES
from cfn_local.engine.template.resource_declarations import judge_resource
from cfn_local.engine.template.sections import Sections, sections_of
from cfn_local.engine.template.strictness import judge

SUFFIX = "::MODULE"
MAX_LEVELS = 3
_STACKS = ("AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet")
_NOT_ON_MODULES = ("CreationPolicy", "UpdatePolicy")

FragmentOf = Callable[[str], "Mapping[str, Any] | None"]


@dataclass(frozen=True)
class Level:
    """The template, or one module in it: its own sections, and the modules among its resources by logical id."""

    sections: Sections
    modules: Mapping[str, Level]


def level_of(document: Mapping[str, Any], fragment_of: FragmentOf, types: tuple[str, ...] = ()) -> Level:
    """The level of the template with its modules, including nested ones; `types` are those of the enclosing modules."""
    sections = sections_of(document)
    for logical_id, member in sections.resources.items():
        judge_resource(logical_id, member)
        if types and member["Type"] in _STACKS:
            raise TemplateError(f"Template error: the module {types[-1]} contains {member['Type']}; modules cannot")
    if types:
        _judge_fragment(types[-1], sections)
    modules = {
        logical_id: _module(logical_id, member, fragment_of, types)
        for logical_id, member in sections.resources.items()
        if member["Type"].endswith(SUFFIX)
    }
    return Level(sections, modules)


def _module(logical_id: str, member: Mapping[str, Any], fragment_of: FragmentOf, types: tuple[str, ...]) -> Level:
    module_type = member["Type"]
    if len(types) == MAX_LEVELS:
        chain = " contains ".join((*types, module_type))
        raise TemplateError(f"Template error: modules are nested more than {MAX_LEVELS} levels deep: {chain}")
    for name in _NOT_ON_MODULES:
        if name in member:
            raise TemplateError(
                f"Template error: {name} cannot be specified on the module {logical_id} ({module_type})"
            )
    if member.get("UpdateReplacePolicy") == "Snapshot":
        raise TemplateError(
            f"Template error: UpdateReplacePolicy Snapshot cannot be specified on the module {logical_id} "
            f"({module_type}); specify it on the resource in the module"
        )
    fragment = fragment_of(module_type)
    if fragment is None:
        raise TemplateError(f"Template format error: Unrecognized resource types: [{module_type}]")
    judge(fragment)
    return level_of(fragment, fragment_of, (*types, module_type))


def _judge_fragment(module_type: str, sections: Sections) -> None:
    if sections.rules:
        raise TemplateError(f"Template error: the module {module_type} has Rules, which are not supported in modules")
    for name, member in sections.outputs.items():
        if isinstance(member, dict) and "Export" in member:
            raise TemplateError(
                f"Template error: the output {name} of the module {module_type} has an Export; modules cannot"
            )


def spellings(level: Level) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Spellings of resources in the level, with logical ids; and of modules, with the logical ids of their contents."""
    resources = {logical_id: logical_id for logical_id in level.sections.resources if logical_id not in level.modules}
    modules: dict[str, tuple[str, ...]] = {}
    for name, module in level.modules.items():
        inner_resources, inner_modules = spellings(module)
        modules[name] = tuple(dict.fromkeys(name + logical_id for logical_id in inner_resources.values()))
        for separator in ("", "."):
            for spelling, logical_id in inner_resources.items():
                resources[f"{name}{separator}{spelling}"] = name + logical_id
            for spelling, logical_ids in inner_modules.items():
                modules[f"{name}{separator}{spelling}"] = tuple(name + logical_id for logical_id in logical_ids)
    return resources, modules


def names_of(level: Level, prefix: str, parameters: Mapping[str, Any]) -> Names:
    """The names in the level, whose logical ids all begin with `prefix`."""
    resources, modules = spellings(level)
    return Names(
        parameters=parameters,
        resources={spelling: prefix + logical_id for spelling, logical_id in resources.items()},
        modules={spelling: tuple(prefix + one for one in logical_ids) for spelling, logical_ids in modules.items()},
        conditions={name: prefix + name for name in level.sections.conditions},
        mappings={name: prefix + name for name in level.sections.mappings},
    )


def arguments(
    where: str, declarations: Mapping[str, ParameterDeclaration], properties: Mapping[str, Any]
) -> dict[str, Any]:
    """The value of each parameter of a module: from the Properties of the module, else its default."""
    unknown = [name for name in properties if name not in declarations]
    if unknown:
        known = ", ".join(declarations) or "none"
        raise TemplateError(
            f"Template error: the module {where} has no parameters [{', '.join(unknown)}]; its parameters are: {known}"
        )
    missing = [name for name, one in declarations.items() if name not in properties and one.default is None]
    if missing:
        raise TemplateError(
            f"Template error: Parameters: [{', '.join(missing)}] of the module {where} must have values"
        )
    return {name: _argument(one, properties.get(name, one.default)) for name, one in declarations.items()}


def _argument(declaration: ParameterDeclaration, value: Any) -> Any:
    if declaration.type in LIST_TYPES and isinstance(value, str):
        return [element.strip() for element in value.split(",")]
    return value
