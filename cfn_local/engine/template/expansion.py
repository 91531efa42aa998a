"""Putting together what a template and the modules in it declare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cfn_local.engine.template import functions
from cfn_local.engine.template.blocks import Block
from cfn_local.engine.template.declarations import ModuleInfo, OutputDeclaration, ResourceDeclaration
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.modules import Level, arguments, names_of
from cfn_local.engine.template.names import Names
from cfn_local.engine.template.normal_form import NormalForm
from cfn_local.engine.template.resource_declarations import (
    dependencies_named,
    output_declaration,
    resource_condition,
    resource_declaration,
)

_IN_MODULES = functions.VALUES - {"Fn::ImportValue"}


@dataclass(frozen=True)
class Place:
    """Where a level stands in the template, and what the modules around it say of all that they contain."""

    prefix: str = ""
    # The logical ids and types of the modules, the outer-most first.
    modules: tuple[tuple[str, str], ...] = ()
    condition: str | None = None
    depends_on: tuple[str, ...] = ()
    deletion_policy: str | None = None
    update_replace_policy: str | None = None

    @property
    def info(self) -> ModuleInfo | None:
        """The modules as CloudFormation names them."""
        if not self.modules:
            return None
        logical_ids, types = zip(*reversed(self.modules), strict=True)
        return ModuleInfo("/".join(logical_ids), "/".join(types))

    @property
    def document(self) -> str:
        """What messages call the level."""
        return (
            f"module {'.'.join(name for name, _ in self.modules)} ({self.modules[-1][1]})"
            if self.modules
            else "template"
        )


@dataclass
class Expansion:
    """What the levels declare, in normal form."""

    mappings: dict[str, Any] = field(default_factory=dict)
    conditions: dict[str, Any] = field(default_factory=dict)
    resources: dict[str, ResourceDeclaration] = field(default_factory=dict)
    outputs: dict[str, OutputDeclaration] = field(default_factory=dict)
    module_types: set[str] = field(default_factory=set)

    def add(self, level: Level, place: Place, parameters: Mapping[str, Any]) -> None:
        """All that the level declares, and the modules in it, where `parameters` are what its parameters stand for."""
        names = names_of(level, place.prefix, parameters)
        for name, mapping in level.sections.mappings.items():
            _put("Mappings", self.mappings, place.prefix + name, mapping)
        self._add_conditions(level, place, names)
        self._add_resources(level, place, names)
        self._add_outputs(level, place, names)

    def _add_conditions(self, level: Level, place: Place, names: Names) -> None:
        block = Block("Conditions", functions.IN_CONDITIONS, place.document, resources=False)
        for name, condition in level.sections.conditions.items():
            _put("Conditions", self.conditions, place.prefix + name, NormalForm(names, block).condition(condition))
        block.close()

    def _add_resources(self, level: Level, place: Place, names: Names) -> None:
        block = Block("Resources", _IN_MODULES if place.modules else functions.VALUES, place.document)
        for logical_id, member in level.sections.resources.items():
            if logical_id in level.modules:
                self._add_module(level.modules[logical_id], logical_id, member, place, names, block)
            else:
                declared = resource_declaration(place.prefix + logical_id, member, names, block, place.info)
                _put("Resources", self.resources, declared.logical_id, self._inheriting(declared, place))
        block.close()

    def _inheriting(self, declared: ResourceDeclaration, place: Place) -> ResourceDeclaration:
        if not place.modules:
            return declared
        return replace(
            declared,
            condition=self._both(place.condition, declared.condition),
            depends_on=tuple(dict.fromkeys((*place.depends_on, *declared.depends_on))),
            deletion_policy=declared.deletion_policy or place.deletion_policy,
            update_replace_policy=declared.update_replace_policy or place.update_replace_policy,
        )

    def _add_module(
        self, level: Level, logical_id: str, member: Mapping[str, Any], place: Place, names: Names, block: Block
    ) -> None:
        module_type = member["Type"]
        properties = NormalForm(names, block).value(member.get("Properties", {}))
        given = arguments(f"{place.prefix}{logical_id} ({module_type})", level.sections.parameters, properties)
        own = member.get("Condition")
        condition = None if own is None else resource_condition(own, names, "Resources")
        inside = Place(
            prefix=place.prefix + logical_id,
            modules=(*place.modules, (logical_id, module_type)),
            condition=self._both(place.condition, condition),
            depends_on=(*place.depends_on, *dependencies_named(member, names, block)),
            deletion_policy=member.get("DeletionPolicy", place.deletion_policy),
            update_replace_policy=member.get("UpdateReplacePolicy", place.update_replace_policy),
        )
        block.close()
        self.module_types.add(module_type)
        self.add(level, inside, given)

    def _add_outputs(self, level: Level, place: Place, names: Names) -> None:
        block = Block("Outputs", _IN_MODULES if place.modules else functions.VALUES, place.document)
        for key, member in level.sections.outputs.items():
            declared = output_declaration(key, member, place.prefix, names, block)
            condition = self._both(place.condition, declared.condition)
            _put("Outputs", self.outputs, declared.key, replace(declared, condition=condition))
        block.close()

    def _both(self, outer: str | None, own: str | None) -> str | None:
        """The name of a condition that holds when both do; it is added to the conditions."""
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
