"""AWS::CloudFormation::ResourceVersion, HookVersion and ModuleVersion: versions of types in the account's registry.

After the handlers that AWS publishes: a version that is the default is deregistered with its type, which fails while
there are others; every other one alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, Shape
from cfn_local.registry.type_versions import registry_of

# Handlers are imported in far less; a registration that takes longer has no end.
_MOST_SECONDS = 600.0


class _TypeVersion(AwsType):
    """A version: Ref is its ARN. Every property is create-only, so another package is another version."""

    kind: ClassVar[str]
    name_property: ClassVar[str] = "TypeName"
    package_property: ClassVar[str] = "SchemaHandlerPackage"

    def create(self, request: AwsTypeRequest) -> AwsResource:
        """Not atomic as the creation of other types: handlers that are imported meanwhile may call any service."""
        self._check(request)
        made = self.make(LocalApi(request.account_id, request.region), request)
        return replace(made, properties=request.properties, tags=request.all_tags)

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        token = api(
            "cloudformation",
            "RegisterType",
            Type=self.kind,
            TypeName=wanted[self.name_property],
            SchemaHandlerPackage=wanted[self.package_property],
            ExecutionRoleArn=wanted.get("ExecutionRoleArn"),
            LoggingConfig=wanted.get("LoggingConfig"),
        )["RegistrationToken"]
        arn = _registered(api, token)
        described = api("cloudformation", "DescribeType", Arn=arn)
        attributes = {**described, "TypeArn": arn.rpartition("/")[0], "VersionId": arn.rpartition("/")[2]}
        return AwsResource(arn, {name: _attribute(attributes.get(name)) for name in self.attributes})

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        described = api("cloudformation", "DescribeType", Arn=resource.physical_id)
        if described["DeprecatedStatus"] == "DEPRECATED":
            return
        if described["IsDefaultVersion"]:
            api("cloudformation", "DeregisterType", Type=self.kind, TypeName=described["TypeName"])
        else:
            api("cloudformation", "DeregisterType", Arn=resource.physical_id)


class ResourceVersion(_TypeVersion):
    """A version of a resource type."""

    type_name = "AWS::CloudFormation::ResourceVersion"
    kind = "RESOURCE"
    required = ("SchemaHandlerPackage", "TypeName")
    properties: ClassVar[Mapping[str, Shape]] = {
        "ExecutionRoleArn": ANY,
        "LoggingConfig": {"LogGroupName": ANY, "LogRoleArn": ANY},
        "SchemaHandlerPackage": ANY,
        "TypeName": ANY,
    }
    attributes = ("Arn", "IsDefaultVersion", "ProvisioningType", "TypeArn", "VersionId", "Visibility")


class HookVersion(_TypeVersion):
    """A version of a hook."""

    type_name = "AWS::CloudFormation::HookVersion"
    kind = "HOOK"
    required = ResourceVersion.required
    properties = ResourceVersion.properties
    attributes = ("Arn", "IsDefaultVersion", "TypeArn", "VersionId", "Visibility")


class ModuleVersion(_TypeVersion):
    """A version of a module."""

    type_name = "AWS::CloudFormation::ModuleVersion"
    kind = "MODULE"
    name_property = "ModuleName"
    package_property = "ModulePackage"
    required = ("ModuleName", "ModulePackage")
    properties = {"ModuleName": ANY, "ModulePackage": ANY}
    attributes = (
        "Arn",
        "Description",
        "DocumentationUrl",
        "IsDefaultVersion",
        "Schema",
        "TimeCreated",
        "VersionId",
        "Visibility",
    )


def _registered(api: LocalApi, token: str) -> str:
    """The ARN of the version, once its registration has ended; an error with the registration's reason if it failed."""
    registration = registry_of(api.account_id, api.region).registrations[token]
    registration.wait(_MOST_SECONDS)
    if registration.status != "COMPLETE":
        raise AwsTypeError(f"The registration is {registration.status}: {registration.description}", "NotStabilized")
    return str(registration.type_version_arn)


def _attribute(value: Any) -> Any:
    """What DescribeType does not tell is empty; times are texts."""
    return "" if value is None else value if isinstance(value, bool) else str(value)
