"""DescribeType: private types of every kind, by name or ARN and version, and AWS's own resource types."""

import json
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.registry import provider_schemas
from cfn_local.registry.arns import TypeReference, requested_type, type_arn
from cfn_local.registry.configuration_schemas import configuration_schema
from cfn_local.registry.errors import RegistryError, type_not_found
from cfn_local.registry.public_hooks import PUBLIC_HOOKS, PUBLIC_VERSION, PUBLISHER_ID, PublicHook
from cfn_local.registry.schemas import provisioning_type
from cfn_local.registry.type_versions import RegisteredType, TypeVersion, registry_of

_ONLY_VERSION_OF_AWS_TYPES = "00000001"


class DescribingActions:
    """Action added to moto's CloudFormationResponse."""

    _get_param: Any
    current_account: str
    region: str

    def describe_type(self) -> ActionResult:
        publisher = self._get_param("PublisherId")
        if publisher not in (None, PUBLISHER_ID) or self._get_param("PublicVersionNumber") not in (
            None,
            PUBLIC_VERSION,
        ):
            raise RegistryError("The local registry has no extensions of third parties: leave out the publisher.")
        named = requested_type(self._get_param)
        if public := PUBLIC_HOOKS.get(named.type_name):
            return ActionResult(_of_public_hook(public, self.region))
        found = registry_of(self.current_account, self.region).find(named.kind, named.type_name)
        if found is None:
            return ActionResult(_of_aws(named, self.region))
        version = found.version(named.version_id) if named.version_id else found.default
        if version is None:
            raise type_not_found(named.type_name)
        described = _of_version(version, found)
        if named.version_id:
            described["TypeTestsStatus"] = "NOT_TESTED"
        return ActionResult(described)


def _of_version(version: TypeVersion, found: RegisteredType) -> dict[str, Any]:
    schema, configuration = version.schema, configuration_schema(version)
    return {
        "Arn": version.arn,
        "Type": version.kind,
        "TypeName": version.type_name,
        "DefaultVersionId": found.default_version_id,
        "IsDefaultVersion": version.version_id == found.default_version_id,
        "Description": schema.get("description"),
        "Schema": version.schema_text,
        "ConfigurationSchema": None if configuration is None else json.dumps(configuration),
        "ProvisioningType": provisioning_type(schema) if version.kind == "RESOURCE" else None,
        "DeprecatedStatus": "DEPRECATED" if version.is_deprecated else "LIVE",
        "LoggingConfig": version.logging_config,
        "ExecutionRoleArn": version.execution_role_arn,
        "Visibility": "PRIVATE",
        "SourceUrl": schema.get("sourceUrl"),
        "DocumentationUrl": schema.get("documentationUrl"),
        "LastUpdated": version.created,
        "TimeCreated": version.created,
        **activated_as(version),
    }


def activated_as(version: TypeVersion) -> dict[str, Any]:
    """Return what is told of the public type that a type stands for, if it does."""
    activation = version.activation
    if activation is None:
        return {}
    return {
        "IsActivated": True,
        "PublisherId": activation.publisher_id,
        "OriginalTypeName": activation.type_name,
        "OriginalTypeArn": activation.arn,
        "PublicVersionNumber": activation.public_version,
        "LatestPublicVersion": activation.public_version,
        "AutoUpdate": activation.auto_updates,
    }


def _of_public_hook(public: PublicHook, region: str) -> dict[str, Any]:
    package = public.package()
    return {
        "Arn": public.arn(region),
        "Type": "HOOK",
        "TypeName": public.type_name,
        "Description": public.description,
        "Schema": package.schema_text,
        "DeprecatedStatus": "LIVE",
        "Visibility": "PUBLIC",
        "PublisherId": PUBLISHER_ID,
        "LatestPublicVersion": PUBLIC_VERSION,
        "PublicVersionNumber": PUBLIC_VERSION,
    }


def _of_aws(named: TypeReference, region: str) -> dict[str, Any]:
    schema = provider_schemas.schema_for_cfn(named.type_name, region) if named.kind == "RESOURCE" else None
    if schema is None or named.version_id not in (None, _ONLY_VERSION_OF_AWS_TYPES):
        raise type_not_found(named.type_name)
    return {
        "Arn": type_arn("RESOURCE", named.type_name, "", region),
        "Type": "RESOURCE",
        "TypeName": named.type_name,
        "IsDefaultVersion": True,
        "Description": schema.get("description"),
        "Schema": json.dumps(schema),
        "ProvisioningType": provisioning_type(schema),
        "DeprecatedStatus": "LIVE",
        "Visibility": "PUBLIC",
        "SourceUrl": schema.get("sourceUrl"),
        "DocumentationUrl": schema.get("documentationUrl"),
    }
