"""Loading of template text as a Template, with CloudFormation's messages for errors."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.template import graph
from cfn_local.engine.template.declarations import Template
from cfn_local.engine.template.document import read
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.expansion import Expansion, Nesting
from cfn_local.engine.template.modules import FragmentOf, level_of
from cfn_local.engine.template.processing import processed
from cfn_local.engine.template.pseudo_parameters import PSEUDO_PARAMETERS
from cfn_local.engine.template.references import both_branches, names_in
from cfn_local.engine.template.rules import rule_declaration
from cfn_local.engine.template.sections import judge_common_names, judge_quota
from cfn_local.engine.template.strictness import judge


def no_modules(_: str) -> None:
    """Find no fragment: no modules are registered."""


def load(body: str, fragment_of: FragmentOf = no_modules) -> Template:
    """Load a template and expand its modules. TemplateError for any error that shows without parameter values.

    `fragment_of` returns the template fragment of a module type's default version, or None if it is not registered.
    """
    document = read(body)
    level = level_of(document, fragment_of)
    sections = level.sections
    expansion = Expansion()
    expansion.add(level, Nesting(), {name: {"Ref": name} for name in sections.parameters})
    template = Template(
        body=body,
        processed_body=processed(document, expansion) if expansion.module_types else body,
        description=sections.description,
        metadata=sections.metadata,
        parameters=sections.parameters,
        mappings=expansion.mappings,
        conditions=expansion.conditions,
        rules={name: rule_declaration(name, member, sections) for name, member in sections.rules.items()},
        resources=expansion.resources,
        outputs=expansion.outputs,
        modules=frozenset(expansion.module_types),
    )
    _judge(template)
    return template


def _judge(template: Template) -> None:
    for section in ("parameters", "mappings", "resources", "outputs"):
        judge_quota(section, len(getattr(template, section)))
    judge_common_names(template.resources, template.parameters)
    if template.modules:
        # Expansion of modules nests values in values.
        judge([[one.properties, one.metadata or {}] for one in template.resources.values()])
        judge([one.value for one in template.outputs.values()])
    _judge_conditions(template)
    graph.require_no_certain_cycle(template)


def _judge_conditions(template: Template) -> None:
    known = template.parameters.keys() | PSEUDO_PARAMETERS
    named = [name for condition in template.conditions.values() for name, _ in names_in(condition, both_branches)]
    resources = [name for name in dict.fromkeys(named) if name not in known]
    if resources:
        # A module's parameter may stand for a resource.
        raise TemplateError(
            f"Template format error: Unresolved dependencies [{', '.join(resources)}]. Cannot reference resources in "
            "the Conditions block of the template"
        )
    graph.order_of_conditions({name: list(_conditions_in(one)) for name, one in template.conditions.items()})


def _conditions_in(condition: Any) -> list[str]:
    ((name, argument),) = condition.items()
    if name == "Condition":
        return [argument]
    if name in ("Fn::And", "Fn::Or", "Fn::Not"):
        return [found for one in argument for found in _conditions_in(one)]
    return []
