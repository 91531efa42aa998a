"""The settings of a stack once the transforms of its template have run."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from cfn_local.engine.deployment.resolved import pseudo_parameters
from cfn_local.engine.deployment.stored_values import stored_parameter
from cfn_local.engine.deployment.transform_account import LocalAccount
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.template import (
    Inputs,
    PseudoParameters,
    Template,
    parameter_texts,
    parameter_values,
    process,
)
from cfn_local.registry.type_versions import registry_of


def processed(stack: Stack, settings: Settings) -> Settings:
    """Run the transforms. Raises TemplateError if one fails, or if what it makes is invalid.

    The values of parameters that are in the template no longer are dropped; new ones have their defaults.
    """
    template = _processed(settings.template, settings.parameters, pseudo_parameters(stack, settings))
    given = {name: text for name, text in settings.parameter_texts.items() if name in template.parameters}
    return replace(
        settings,
        template=template,
        parameter_texts=parameter_texts(template, given, {}, ()),
        parameters=_values(template, given, stack.account_id, stack.region),
    )


def _processed(template: Template, values: Mapping[str, Any], pseudo: PseudoParameters) -> Template:
    hidden = frozenset(name for name, one in template.parameters.items() if one.no_echo)
    account = LocalAccount(pseudo.account_id, pseudo.region)
    fragment_of = registry_of(pseudo.account_id, pseudo.region).fragment
    return process(template, Inputs(values, pseudo, hidden), account, fragment_of)


def _values(template: Template, given: Mapping[str, str], account_id: str, region: str) -> dict[str, Any]:
    return parameter_values(template, given, lookup=partial(stored_parameter, account_id, region))
