"""The Rules section: assertions about parameters, such as the one in templates of the CDK.

Source: "Rules" in the CloudFormation user guide. Rule functions that look up resources behind parameters (Fn::RefAll,
Fn::ValueOf, Fn::ValueOfAll) are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.template import functions
from cfn_local.engine.template.blocks import Block
from cfn_local.engine.template.declarations import Rule
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.evaluation import Surroundings
from cfn_local.engine.template.logic import holds
from cfn_local.engine.template.names import Names
from cfn_local.engine.template.normal_form import NormalForm
from cfn_local.engine.template.sections import Sections


def require_kept(rule: Rule, around: Surroundings) -> None:
    """Raise TemplateError with the descriptions of the failed assertions, if the rule applies."""
    if rule.condition is not None and not holds(rule.condition, around):
        return
    broken = [description for assertion, description in rule.assertions if not holds(assertion, around)]
    if broken:
        raise TemplateError(f"Rule {rule.name} failed: {'; '.join(broken)}")


def rule_declaration(name: str, member: Any, sections: Sections) -> Rule:
    """The declaration of a rule, with its conditions in normal form. Raises TemplateError if it is invalid."""
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
