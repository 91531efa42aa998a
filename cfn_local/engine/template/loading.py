"""From the text of a template to a Template, or to what CloudFormation says is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.template import functions, graph
from cfn_local.engine.template.declarations import Rule, Template
from cfn_local.engine.template.document import read
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.expansion import Expansion, Place
from cfn_local.engine.template.modules import FragmentOf, level_of
from cfn_local.engine.template.names import PSEUDO_PARAMETERS, Names
from cfn_local.engine.template.normal_form import Block, NormalForm
from cfn_local.engine.template.processing import processed
from cfn_local.engine.template.references import both_branches, names_in
from cfn_local.engine.template.sections import Sections, judge_quota


def no_modules(_: str) -> None:
    """The fragments of modules where none is registered."""


def load(body: str, fragment_of: FragmentOf = no_modules) -> Template:
    """The template with its modules expanded; all that can be judged without parameters has been, else a TemplateError.

    `fragment_of` gives the template fragment of a module type's default version, None when it is not registered.
    """
    document = read(body)
    level = level_of(document, fragment_of)
    sections = level.sections
    expansion = Expansion()
    expansion.add(level, Place(), {name: {"Ref": name} for name in sections.parameters})
    template = Template(
        body=body,
        processed_body=processed(document, expansion) if expansion.module_types else body,
        description=sections.description,
        metadata=sections.metadata,
        parameters=sections.parameters,
        mappings=expansion.mappings,
        conditions=expansion.conditions,
        rules={name: _rule(name, member, sections) for name, member in sections.rules.items()},
        resources=expansion.resources,
        outputs=expansion.outputs,
        modules=frozenset(expansion.module_types),
    )
    _judge(template)
    return template


def _judge(template: Template) -> None:
    for section in ("parameters", "mappings", "resources", "outputs"):
        judge_quota(section, len(getattr(template, section)))
    _judge_conditions(template)
    graph.require_no_certain_cycle(template)


def _judge_conditions(template: Template) -> None:
    known = template.parameters.keys() | PSEUDO_PARAMETERS
    named = [name for condition in template.conditions.values() for name, _ in names_in(condition, both_branches)]
    resources = [name for name in dict.fromkeys(named) if name not in known]
    if resources:
        # What a module's parameter stands for may be a resource.
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


def _rule(name: str, member: Any, sections: Sections) -> Rule:
    if not isinstance(member, dict) or not set(member) <= {"RuleCondition", "Assertions"} or "Assertions" not in member:
        raise TemplateError(
            f"Template format error: [/Rules/{name}] a rule has Assertions, and may have a RuleCondition"
        )
    block = Block("Rules", functions.IN_RULES, resources=False)
    parameters = {parameter: {"Ref": parameter} for parameter in sections.parameters}
    resources = {logical_id: logical_id for logical_id in sections.resources}
    normal = NormalForm(Names(parameters, resources, {}, {}, {}), block)
    assertions = member["Assertions"]
    if not isinstance(assertions, list) or not assertions or not all(_is_assertion(one) for one in assertions):
        raise TemplateError(
            f"Template format error: [/Rules/{name}/Assertions] Assertions must be a list of objects with "
            "an Assert and an AssertDescription"
        )
    rule = Rule(
        name=name,
        condition=normal.condition(member["RuleCondition"]) if "RuleCondition" in member else None,
        assertions=tuple((normal.condition(one["Assert"]), one.get("AssertDescription", "")) for one in assertions),
    )
    block.close()
    return rule


def _is_assertion(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and "Assert" in value
        and set(value) <= {"Assert", "AssertDescription"}
        and isinstance(value.get("AssertDescription", ""), str)
    )
