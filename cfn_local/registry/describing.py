"""DescribeType and ListTypes of AWS's own resource types: what `cfn generate` and `cfn test` ask of the registry."""

import json
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult

from cfn_local.registry import provider_schemas

_PAGE_SIZE = 100


class TypeNotFound(ServiceException):
    code = "TypeNotFoundException"


class UnsupportedRequest(ServiceException):
    code = "CFNRegistryException"


class DescribingActions:
    """Methods for moto's CloudFormationResponse."""

    _get_param: Any
    region: str

    def describe_type(self) -> ActionResult:
        """Resource types by name or ARN; their versions, and hooks and modules, are not in the registry yet."""
        name = self._get_param("TypeName") or _name_in(self._get_param("Arn") or "")
        if (self._get_param("Type") or "RESOURCE") != "RESOURCE" or self._get_param("VersionId"):
            raise UnsupportedRequest("The local registry describes public resource types without a version only.")
        schema = provider_schemas.schema_for_cfn(name, self.region)
        if schema is None:
            raise TypeNotFound(f"The type '{name}' cannot be found.")
        return ActionResult(
            {
                "Arn": _arn(name, self.region),
                "Type": "RESOURCE",
                "TypeName": name,
                "IsDefaultVersion": True,
                "Description": schema.get("description"),
                "Schema": json.dumps(schema),
                "ProvisioningType": _provisioning_type(schema),
                "DeprecatedStatus": "LIVE",
                "Visibility": "PUBLIC",
                "SourceUrl": schema.get("sourceUrl"),
                "DocumentationUrl": schema.get("documentationUrl"),
            }
        )

    def list_types(self) -> ActionResult:
        """Public resource types, a page at a time. There are no private ones yet."""
        is_public = self._get_param("Visibility") == "PUBLIC"
        is_resource = (self._get_param("Type") or "RESOURCE") == "RESOURCE"
        prefix = (self._get_param("Filters") or {}).get("TypeNamePrefix") or ""
        names = provider_schemas.type_names(self.region) if is_public and is_resource else []
        names = [name for name in names if name.startswith(prefix)]
        first = int(self._get_param("NextToken") or 0)
        end = first + int(self._get_param("MaxResults") or _PAGE_SIZE)
        summaries = [
            {"Type": "RESOURCE", "TypeName": name, "TypeArn": _arn(name, self.region)} for name in names[first:end]
        ]
        return ActionResult({"TypeSummaries": summaries, "NextToken": str(end) if end < len(names) else None})


def _name_in(arn: str) -> str:
    return arn.rpartition("/")[2].replace("-", "::")


def _arn(name: str, region: str) -> str:
    return f"arn:aws:cloudformation:{region}::type/resource/{name.replace('::', '-')}"


def _provisioning_type(schema: dict[str, Any]) -> str:
    handlers = schema.get("handlers")
    if not handlers:
        return "NON_PROVISIONABLE"
    return "FULLY_MUTABLE" if "update" in handlers else "IMMUTABLE"
