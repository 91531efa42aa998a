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
    account_id, region = stack.account_id, stack.region
    inputs = Inputs(settings.parameters, pseudo_parameters(stack, settings), _hidden(settings.template))
    fragment_of = registry_of(account_id, region).fragment
    template = process(settings.template, inputs, LocalAccount(account_id, region), fragment_of)
    given = {name: text for name, text in settings.parameter_texts.items() if name in template.parameters}
    lookup = partial(stored_parameter, account_id, region)
    return replace(
        settings,
        template=template,
        parameter_texts=parameter_texts(template, given, {}, ()),
        parameters=parameter_values(template, given, lookup=lookup),
    )


def _hidden(template: Template) -> frozenset[str]:
    return frozenset(name for name, one in template.parameters.items() if one.no_echo)
