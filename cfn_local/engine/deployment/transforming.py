"""The settings of a stack once the transforms of its template have run."""

from dataclasses import replace
from functools import partial

from cfn_local.engine.deployment.resolved import pseudo_parameters
from cfn_local.engine.deployment.stored_values import stored_parameter
from cfn_local.engine.deployment.transform_account import LocalAccount
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.template import Inputs, Template, parameter_texts, parameter_values, process
from cfn_local.registry.type_versions import registry_of


def processed(stack: Stack, settings: Settings) -> Settings:
    """Run the transforms. Raises TemplateError if one fails, or if what it makes is invalid.

    The values of parameters that are in the template no longer are dropped; new ones have their defaults.
    """
    declared = settings.template.parameters
    hidden = frozenset(name for name, one in declared.items() if one.no_echo)
    template = process(
        settings.template,
        Inputs(settings.parameters, pseudo_parameters(stack, settings), hidden),
        LocalAccount(stack.account_id, stack.region),
        registry_of(stack.account_id, stack.region).fragment,
    )
    if template.parameters == declared:
        return replace(settings, template=template)
    return _with_parameters(stack, replace(settings, template=template))


def _with_parameters(stack: Stack, settings: Settings) -> Settings:
    template: Template = settings.template
    given = {name: text for name, text in settings.parameter_texts.items() if name in template.parameters}
    lookup = partial(stored_parameter, stack.account_id, stack.region)
    return replace(
        settings,
        parameter_texts=parameter_texts(template, given, {}, ()),
        parameters=parameter_values(template, given, lookup=lookup),
    )
