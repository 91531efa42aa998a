"""AWS::CloudFormation::ResourceDefaultVersion, HookDefaultVersion and ModuleDefaultVersion: which version is used.

After the handlers that AWS publishes: to delete one changes nothing, as a type always has a default version.
"""

from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY


class _DefaultVersion(AwsType):
    """The version is named by its ARN, or by the name of the type and the id of the version."""

    kind: ClassVar[str]
    arn_property: ClassVar[str] = "TypeVersionArn"
    name_property: ClassVar[str] = "TypeName"

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        version_arn = self._set(api, request)
        arn = self._identifier(version_arn)
        return AwsResource(arn, {"Arn": arn} if "Arn" in self.attributes else {})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        self._set(api, update.request)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        """A type without a default version there is not."""

    def _set(self, api: LocalApi, request: AwsTypeRequest) -> str:
        """Make the version the default, and give its ARN."""
        wanted = request.properties
        if self.arn_property in wanted:
            arn = str(wanted[self.arn_property])
            api("cloudformation", "SetTypeDefaultVersion", Arn=arn)
            return arn
        named = {"Type": self.kind, "TypeName": wanted[self.name_property], "VersionId": wanted["VersionId"]}
        api("cloudformation", "SetTypeDefaultVersion", **named)
        return str(api("cloudformation", "DescribeType", **named)["Arn"])

    def _identifier(self, version_arn: str) -> str:
        """The primary identifier, which Ref gives."""
        return version_arn.rpartition("/")[0]


class ResourceDefaultVersion(_DefaultVersion):
    """The default version of a resource type: Ref is the ARN of the type."""

    type_name = "AWS::CloudFormation::ResourceDefaultVersion"
    kind = "RESOURCE"
    properties = {"TypeName": ANY, "TypeVersionArn": ANY, "VersionId": ANY}
    attributes = ("Arn",)
    updatable = frozenset(properties)


class HookDefaultVersion(_DefaultVersion):
    """The default version of a hook: Ref is the ARN of the hook."""

    type_name = "AWS::CloudFormation::HookDefaultVersion"
    kind = "HOOK"
    properties = ResourceDefaultVersion.properties
    attributes = ("Arn",)
    updatable = frozenset(properties)


class ModuleDefaultVersion(_DefaultVersion):
    """The default version of a module: Ref is the ARN of the version. All is create-only."""

    type_name = "AWS::CloudFormation::ModuleDefaultVersion"
    kind = "MODULE"
    arn_property = "Arn"
    name_property = "ModuleName"
    properties = {"Arn": ANY, "ModuleName": ANY, "VersionId": ANY}

    def _identifier(self, version_arn: str) -> str:
        return version_arn
