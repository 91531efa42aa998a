"""GetTemplate, GetTemplateSummary and ValidateTemplate."""

import json
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.engine.actions.change_set_actions import change_set_of
from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, parameter, stack_of
from cfn_local.engine.actions.request_template import template_of
from cfn_local.engine.actions.resolving import unrecognized_types
from cfn_local.engine.actions.stack_settings import AUTO_EXPAND, capabilities_needed
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.template import Template
from cfn_local.registry import provider_schemas
from cfn_local.registry.type_versions import registry_of


class DescribingTemplates(Request):
    """Methods for moto's CloudFormationResponse."""

    def get_template(self) -> ActionResult:
        """Answer with the template as sent or, if `Processed`, as deployed. AWS shows `?` for non-ASCII."""
        template = self._template_named()
        body = template.processed_body if parameter(self, "TemplateStage") == "Processed" else template.body
        shown = body.encode("ascii", "replace").decode()
        return ActionResult({"TemplateBody": shown, "StagesAvailable": ["Original", "Processed"]})

    def get_template_summary(self) -> ActionResult:
        template, unrecognized = self._template_to_summarize()
        return ActionResult(
            {
                **_described(template),
                "Parameters": [
                    {
                        **one,
                        "ParameterType": template.parameters[one["ParameterKey"]].type,
                        "ParameterConstraints": _constraints(template, one["ParameterKey"]),
                    }
                    for one in _parameters(template)
                ],
                "ResourceTypes": sorted({*_types(template).values()}),
                "ResourceIdentifierSummaries": self._identifiers(template),
                "Metadata": json.dumps(template.metadata) if template.metadata else None,
                "Version": "2010-09-09",
                "Warnings": {"UnrecognizedResourceTypes": unrecognized} if unrecognized else None,
            }
        )

    def validate_template(self) -> ActionResult:
        template = template_of(self)
        _refuse(unrecognized_types(template, self.current_account, self.region))
        return ActionResult({**_described(template), "Parameters": _parameters(template)})

    def _template_named(self) -> Template:
        name = parameter(self, "ChangeSetName")
        if name:
            _, change_set = change_set_of(self, "StackName is a required parameter.")
            return change_set.settings.template
        if not parameter(self, "StackName"):
            raise InvalidRequest("StackName is required if ChangeSetName is not specified.")
        return stack_of(self).settings.template

    def _template_to_summarize(self) -> tuple[Template, list[str]]:
        """The template, and its unrecognized types if the request asks for a warning about them."""
        if not parameter(self, "StackName"):
            template = template_of(self)
            unrecognized = unrecognized_types(template, self.current_account, self.region)
            if not (parameter(self, "TemplateSummaryConfig") or {}).get("TreatUnrecognizedResourceTypesAsWarnings"):
                _refuse(unrecognized)
            return template, unrecognized
        stack = stack_of(self)
        if stack.status == stack_status.REVIEW_IN_PROGRESS:
            raise InvalidRequest("GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.")
        return stack.settings.template, []

    def _identifiers(self, template: Template) -> list[dict[str, Any]]:
        """The identifiers with which resources of each type can be imported."""
        registry = registry_of(self.current_account, self.region)
        by_type: dict[str, list[str]] = {}
        for logical_id, type_name in _types(template).items():
            by_type.setdefault(type_name, []).append(logical_id)
        found = []
        for type_name, logical_ids in by_type.items():
            version = registry.default_version("RESOURCE", type_name)
            schema = version.schema if version else provider_schemas.schema(type_name, self.region)
            if schema is not None:
                names = [path.split("/")[-1] for path in schema.get("primaryIdentifier", [])]
                found.append(
                    {
                        "ResourceType": type_name,
                        "LogicalResourceIds": logical_ids,
                        "ResourceIdentifiers": names or None,
                    }
                )
        return found


def _refuse(unrecognized: list[str]) -> None:
    if unrecognized:
        raise InvalidRequest(f"Template format error: Unrecognized resource types: [{', '.join(unrecognized)}]")


def _described(template: Template) -> dict[str, Any]:
    """The members that GetTemplateSummary and ValidateTemplate share, without empty ones."""
    needed, types = capabilities_needed(template)
    expanding = [AUTO_EXPAND] if template.transforms else []
    return {
        "Description": template.description,
        "Capabilities": [*needed, *expanding] or None,
        "CapabilitiesReason": f"The following resource(s) require capabilities: [{', '.join(types)}]"
        if needed
        else None,
        "DeclaredTransforms": list(template.transforms) or None,
    }


def _types(template: Template) -> dict[str, str]:
    """The types by logical ID; before the transforms have run, those that the template itself names."""
    if template.unprocessed is None:
        return {one.logical_id: one.type for one in template.resources.values()}
    written = template.unprocessed.get("Resources")
    members = written.items() if isinstance(written, dict) else ()
    return {
        name: member["Type"]
        for name, member in members
        if isinstance(member, dict) and isinstance(member.get("Type"), str)
    }


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


def _constraints(template: Template, name: str) -> dict[str, Any]:
    allowed = template.parameters[name].allowed_values
    return {} if allowed is None else {"AllowedValues": list(allowed)}
