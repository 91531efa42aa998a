"""The template language of CloudFormation: from the text of a template to the values of its resources and outputs.

    template = load(body, fragment_of)
    parameters = parameter_values(template, {"Name": "value"})
    scope = Scope(template, parameters, PseudoParameters(...), resources)
    scope.check()
    scope.dependencies(), scope.properties("Queue"), scope.outputs()

Pure: it calls no service, and gets everything it needs as arguments.
"""

from cfn_local.engine.template.declarations import (
    ModuleInfo,
    OutputDeclaration,
    ParameterDeclaration,
    ResourceDeclaration,
    Template,
)
from cfn_local.engine.template.dynamic_references import Resolver, with_secrets
from cfn_local.engine.template.errors import TemplateError, UnresolvedReferencesError
from cfn_local.engine.template.graph import order
from cfn_local.engine.template.loading import load, load_unprocessed, process
from cfn_local.engine.template.outputs import Output
from cfn_local.engine.template.parameters import Value, parameter_texts, parameter_values
from cfn_local.engine.template.pseudo_parameters import PseudoParameters
from cfn_local.engine.template.references import Reference, references_of, uses_resources
from cfn_local.engine.template.resources import NothingKnown, Resources
from cfn_local.engine.template.scope import Scope
from cfn_local.engine.template.transforms import Account, Inputs, published_template
from cfn_local.engine.template.values import KNOWN_AFTER_APPLY, UNKNOWN, is_itself_unknown, is_unknown, text_of

__all__ = [
    "KNOWN_AFTER_APPLY",
    "UNKNOWN",
    "Account",
    "Inputs",
    "ModuleInfo",
    "NothingKnown",
    "Output",
    "OutputDeclaration",
    "ParameterDeclaration",
    "PseudoParameters",
    "Reference",
    "Resolver",
    "ResourceDeclaration",
    "Resources",
    "Scope",
    "Template",
    "TemplateError",
    "UnresolvedReferencesError",
    "Value",
    "is_itself_unknown",
    "is_unknown",
    "load",
    "load_unprocessed",
    "order",
    "parameter_texts",
    "parameter_values",
    "process",
    "published_template",
    "references_of",
    "text_of",
    "uses_resources",
    "with_secrets",
]
