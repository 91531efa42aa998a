"""Loading of template text as a Template, with CloudFormation's messages for errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cfn_local.engine.template import graph, transforms
from cfn_local.engine.template.declarations import Template
from cfn_local.engine.template.document import MAX_BYTES, read, too_large
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.expansion import Expansion, Nesting
from cfn_local.engine.template.functions import EXTENDED_VALUES, VALUES
from cfn_local.engine.template.modules import FragmentOf, level_of
from cfn_local.engine.template.processing import processed
from cfn_local.engine.template.pseudo_parameters import PSEUDO_PARAMETERS
from cfn_local.engine.template.references import both_branches, names_in
from cfn_local.engine.template.rules import rule_declaration
from cfn_local.engine.template.sections import declared_sections, judge_common_names, judge_quota
from cfn_local.engine.template.strictness import judge

# The sections of a template that are read before its transforms run.
_KNOWN_BEFORE = frozenset({"Description", "Metadata", "Parameters"})


def no_modules(_: str) -> None:
    """Find no fragment: no modules are registered."""


def load(body: str, fragment_of: FragmentOf = no_modules) -> Template:
    """Load a template and expand its modules. TemplateError for any error that shows without parameter values.

    `fragment_of` returns the template fragment of a module type's default version, or None if it is not registered.
    A template with transforms is refused: `load_unprocessed` and `process` load it in two steps.
    """
    template = load_unprocessed(body, fragment_of)
    if template.unprocessed is not None:
        raise TemplateError(
            f"The template uses {', '.join(template.transforms)}, and transforms run only when a stack or change set "
            "is created or updated"
        )
    return template


def load_unprocessed(body: str, fragment_of: FragmentOf = no_modules) -> Template:
    """Load a template like `load`; one with transforms only as far as it is known before they run."""
    document = read(body)
    names = transforms.names_in_document(document)
    if not names:
        return _loaded(body, body, document, fragment_of, Expansion())
    transforms.require_known(names)
    known = declared_sections({name: document[name] for name in _KNOWN_BEFORE & document.keys()})
    return Template(
        body=body,
        processed_body=body,
        description=known.description,
        metadata=known.metadata,
        parameters=known.parameters,
        mappings={},
        conditions={},
        rules={},
        resources={},
        outputs={},
        transforms=names,
        unprocessed=document,
    )


def process(
    template: Template, inputs: transforms.Inputs, account: transforms.Account, fragment_of: FragmentOf = no_modules
) -> Template:
    """Run the transforms of an unprocessed template and load the result."""
    assert template.unprocessed is not None
    document = transforms.processed(template.unprocessed, inputs, account)
    body = json.dumps(document, indent=2)
    if len(body.encode()) > MAX_BYTES:
        raise too_large()
    extended = EXTENDED_VALUES if "AWS::LanguageExtensions" in template.transforms else VALUES
    loaded = _loaded(template.body, body, document, fragment_of, Expansion(functions=extended))
    return replace(loaded, transforms=template.transforms)


def _loaded(
    body: str, processed_body: str, document: Mapping[str, Any], fragment_of: FragmentOf, expansion: Expansion
) -> Template:
    level = level_of(document, fragment_of)
    sections = level.sections
    expansion.add(level, Nesting(), {name: {"Ref": name} for name in sections.parameters})
    template = Template(
        body=body,
        processed_body=processed(document, expansion) if expansion.module_types else processed_body,
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
