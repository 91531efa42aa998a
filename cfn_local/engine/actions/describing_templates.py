"""GetTemplate, GetTemplateSummary and ValidateTemplate."""

from typing import Any

from moto.core.responses import ActionResult

from cfn_local.engine.actions.request import Request, account_of, parameter, stack_of
from cfn_local.engine.actions.request_template import template_of
from cfn_local.engine.actions.stack_settings import capabilities_needed
from cfn_local.engine.template import Template


class DescribingTemplates(Request):
    """Methods for moto's CloudFormationResponse."""

    def get_template(self) -> ActionResult:
        """As it was sent, or, as `Processed`, with its modules expanded."""
        change_set_id = parameter(self, "ChangeSetName") or ""
        stack = account_of(self).with_change_set(change_set_id)
        settings = stack.change_sets[change_set_id].settings if stack else stack_of(self).settings
        template = settings.template
        body = template.processed_body if parameter(self, "TemplateStage") == "Processed" else template.body
        return ActionResult({"TemplateBody": body, "StagesAvailable": ["Original", "Processed"]})

    def get_template_summary(self) -> ActionResult:
        template = stack_of(self).settings.template if parameter(self, "StackName") else template_of(self)
        needed = capabilities_needed(template)
        return ActionResult(
            {
                "Parameters": [
                    {**one, "ParameterType": template.parameters[one["ParameterKey"]].type}
                    for one in _parameters(template)
                ],
                "Description": template.description,
                "Capabilities": needed,
                "CapabilitiesReason": _reason(needed),
                "ResourceTypes": sorted({one.type for one in template.resources.values()}),
                "Version": "2010-09-09",
                "DeclaredTransforms": [],
            }
        )

    def validate_template(self) -> ActionResult:
        template = template_of(self)
        needed = capabilities_needed(template)
        return ActionResult(
            {
                "Parameters": _parameters(template),
                "Description": template.description,
                "Capabilities": needed,
                "CapabilitiesReason": _reason(needed),
                "DeclaredTransforms": [],
            }
        )


def _parameters(template: Template) -> list[dict[str, Any]]:
    return [
        {
            "ParameterKey": name,
            "DefaultValue": None if declaration.default is None else str(declaration.default),
            "NoEcho": declaration.no_echo,
            "Description": declaration.description,
        }
        for name, declaration in template.parameters.items()
    ]


def _reason(needed: list[str]) -> str | None:
    return "The template has resources of IAM." if needed else None
