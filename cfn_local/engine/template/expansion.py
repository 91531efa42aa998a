"""Merging of the declarations of a template and its modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cfn_local.engine.template import functions, policies
from cfn_local.engine.template.blocks import Block
from cfn_local.engine.template.declarations import ModuleInfo, OutputDeclaration, ResourceDeclaration
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.modules import Level, arguments, names_of
from cfn_local.engine.template.names import Names
from cfn_local.engine.template.normal_form import NormalForm
from cfn_local.engine.template.references import both_branches, calls_in
from cfn_local.engine.template.resource_declarations import (
    dependencies_named,
    output_declaration,
    resource_condition,
    resource_declaration,
)

_IN_MODULES = functions.VALUES - {"Fn::ImportValue"}


@dataclass(frozen=True)
class Nesting:
    """The place of a level in the template, and the attributes that the modules around it add to all their contents."""

    prefix: str = ""
    # The logical ids and types of the modules, outermost first.
    modules: tuple[tuple[str, str], ...] = ()
    condition: str | None = None
    depends_on: tuple[str, ...] = ()
    deletion_policy: Any = None
    update_replace_policy: Any = None

    @property
    def info(self) -> ModuleInfo | None:
        """The modules in CloudFormation's notation."""
        if not self.modules:
            return None
        logical_ids, types = zip(*reversed(self.modules), strict=True)
        return ModuleInfo("/".join(logical_ids), "/".join(types))

    @property
    def document(self) -> str:
        """The name of the level in messages."""
        return (
            f"module {'.'.join(name for name, _ in self.modules)} ({self.modules[-1][1]})"
            if self.modules
            else "template"
        )


@dataclass
class Expansion:
    """The declarations of all levels, in normal form."""

    mappings: dict[str, Any] = field(default_factory=dict)
    conditions: dict[str, Any] = field(default_factory=dict)
    resources: dict[str, ResourceDeclaration] = field(default_factory=dict)
    outputs: dict[str, OutputDeclaration] = field(default_factory=dict)
    module_types: set[str] = field(default_factory=set)
    # The functions that the template itself may use.
    functions: frozenset[str] = functions.VALUES

    def add(self, level: Level, nesting: Nesting, parameters: Mapping[str, Any]) -> None:
        """Add the declarations of the level and its modules. `parameters` are the values of its parameters."""
        names = names_of(level, nesting.prefix, parameters)
        for name, mapping in level.sections.mappings.items():
            _put("Mappings", self.mappings, nesting.prefix + name, mapping)
        self._add_conditions(level, nesting, names)
        self._add_resources(level, nesting, names)
        self._add_outputs(level, nesting, names)

    def _add_conditions(self, level: Level, nesting: Nesting, names: Names) -> None:
        block = Block("Conditions", functions.IN_CONDITIONS, nesting.document, resources=False)
        for name, condition in level.sections.conditions.items():
            normal = NormalForm(names, block).condition(condition)
            if nesting.modules and any(function == "Fn::If" for function, _ in calls_in(normal, both_branches)):
                raise TemplateError(
                    f"Template error: Fn::If cannot be preprocessed. The condition {name} of the {nesting.document} "
                    "uses a parameter to which Fn::If is given."
                )
            _put("Conditions", self.conditions, nesting.prefix + name, normal)
        block.close()

    def _add_resources(self, level: Level, nesting: Nesting, names: Names) -> None:
        block = Block("Resources", _IN_MODULES if nesting.modules else self.functions, nesting.document)
        for logical_id, member in level.sections.resources.items():
            if logical_id in level.modules:
                self._add_module(level.modules[logical_id], logical_id, member, nesting, names, block)
            else:
                declared = resource_declaration(nesting.prefix + logical_id, member, names, block, nesting.info)
                _put("Resources", self.resources, declared.logical_id, self._inheriting(declared, nesting))
        block.close()

    def _inheriting(self, declared: ResourceDeclaration, nesting: Nesting) -> ResourceDeclaration:
        if not nesting.modules:
            return declared
        return replace(
            declared,
            condition=self._both(nesting.condition, declared.condition),
            depends_on=tuple(dict.fromkeys((*nesting.depends_on, *declared.depends_on))),
            deletion_policy=declared.deletion_policy or nesting.deletion_policy,
            update_replace_policy=declared.update_replace_policy or nesting.update_replace_policy,
        )

    def _add_module(
        self, level: Level, logical_id: str, member: Mapping[str, Any], nesting: Nesting, names: Names, block: Block
    ) -> None:
        module_type = member["Type"]
        properties = NormalForm(names, block).value(member.get("Properties", {}))
        given = arguments(f"{nesting.prefix}{logical_id} ({module_type})", level.sections.parameters, properties)
        own = member.get("Condition")
        condition = None if own is None else resource_condition(own, names, "Resources")
        inside = Nesting(
            prefix=nesting.prefix + logical_id,
            modules=(*nesting.modules, (logical_id, module_type)),
            condition=self._both(nesting.condition, condition),
            depends_on=(*nesting.depends_on, *dependencies_named(member, names, block)),
            deletion_policy=policies.declared("DeletionPolicy", member, names, block) or nesting.deletion_policy,
            update_replace_policy=policies.declared("UpdateReplacePolicy", member, names, block)
            or nesting.update_replace_policy,
        )
        block.close()
        self.module_types.add(module_type)
        self.add(level, inside, given)

    def _add_outputs(self, level: Level, nesting: Nesting, names: Names) -> None:
        block = Block("Outputs", _IN_MODULES if nesting.modules else self.functions, nesting.document)
        for key, member in level.sections.outputs.items():
            declared = output_declaration(key, member, nesting.prefix, names, block)
            condition = self._both(nesting.condition, declared.condition)
            _put("Outputs", self.outputs, declared.key, replace(declared, condition=condition))
        block.close()

    def _both(self, outer: str | None, own: str | None) -> str | None:
        """Add a condition that is true if both are, and return its name."""
        if outer is None or own is None:
            return outer or own
        name = f"{outer}And{own}"
        both = {"Fn::And": [{"Condition": outer}, {"Condition": own}]}
        if self.conditions.setdefault(name, both) != both:
            raise _twice("Conditions", name)
        return name


def _put(section: str, members: dict[str, Any], name: str, member: Any) -> None:
    if name in members:
        raise _twice(section, name)
    members[name] = member


def _twice(section: str, name: str) -> TemplateError:
    return TemplateError(
        f"Template error: {section} has two members {name} when its modules are expanded; rename one of them"
    )
