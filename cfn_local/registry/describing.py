"""DescribeType and ListTypes of AWS's own resource types: what `cfn generate` and `cfn test` ask of the registry."""

import json
import re
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult

from cfn_local.registry import provider_schemas

_PAGE_SIZE = 100
_OF_AWS_TYPES = {"Type": "RESOURCE", "Visibility": "PUBLIC", "DeprecatedStatus": "LIVE", "Category": "AWS_TYPES"}
_ARN = re.compile(r"arn:[^:]+:cloudformation:[^:]*:[^:]*:type/resource/(?P<name>[^/]+)(/\d+)?")


class TypeNotFound(ServiceException):
    code = "TypeNotFoundException"


class InvalidRequest(ServiceException):
    code = "ValidationError"


class UnsupportedRequest(ServiceException):
    code = "CFNRegistryException"


class DescribingActions:
    """Methods for moto's CloudFormationResponse."""

    _get_param: Any
    region: str

    def describe_type(self) -> ActionResult:
        """Resource types by name or ARN; their versions, and hooks and modules, are not in the registry yet."""
        name = self._get_param("TypeName") or _name_in(self._get_param("Arn") or "")
        if not name:
            raise InvalidRequest("DescribeType takes a TypeName with a Type, or the Arn of a resource type.")
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
        names = self._listed_names()
        first, size = self._get_param("NextToken") or "0", int(self._get_param("MaxResults") or _PAGE_SIZE)
        if not first.isdecimal():
            raise InvalidRequest(f"The NextToken '{first}' is not one of ListTypes.")
        end = int(first) + size
        summaries = [
            {"Type": "RESOURCE", "TypeName": name, "TypeArn": _arn(name, self.region)}
            for name in names[int(first) : end]
        ]
        return ActionResult({"TypeSummaries": summaries, "NextToken": str(end) if end < len(names) else None})

    def _listed_names(self) -> list[str]:
        filters = self._get_param("Filters") or {}
        unknown = ["ProvisioningType"] if self._get_param("ProvisioningType") else []
        unknown += sorted(filters.keys() - {"Category", "TypeNamePrefix"})
        if unknown:
            raise UnsupportedRequest(f"The local registry does not filter by {', '.join(unknown)}.")
        asked = {
            "Type": self._get_param("Type") or "RESOURCE",
            "Visibility": self._get_param("Visibility") or "PRIVATE",
            "DeprecatedStatus": self._get_param("DeprecatedStatus") or "LIVE",
            "Category": filters.get("Category") or "AWS_TYPES",
        }
        if asked != _OF_AWS_TYPES:
            return []
        prefix = filters.get("TypeNamePrefix") or ""
        return [name for name in provider_schemas.type_names(self.region) if name.startswith(prefix)]


def _name_in(arn: str) -> str:
    found = _ARN.fullmatch(arn)
    return found["name"].replace("-", "::") if found else ""


def _arn(name: str, region: str) -> str:
    return f"arn:aws:cloudformation:{region}::type/resource/{name.replace('::', '-')}"


def _provisioning_type(schema: dict[str, Any]) -> str:
    handlers = schema.get("handlers")
    if not handlers:
        return "NON_PROVISIONABLE"
    return "FULLY_MUTABLE" if "update" in handlers else "IMMUTABLE"
