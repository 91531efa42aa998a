"""AWS::EC2::LaunchTemplate."""

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.ec2_tags import merged_tag_specifications
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape


class LaunchTemplate(AwsType):
    """A launch template: Ref is its id. Every update is a new version; the default stays the first."""

    type_name = "AWS::EC2::LaunchTemplate"
    required = ("LaunchTemplateData",)
    properties: ClassVar[Mapping[str, Shape]] = {
        "LaunchTemplateData": ANY,
        "LaunchTemplateName": ANY,
        "TagSpecifications": [{"ResourceType": ANY, "Tags": TAGS}],
        "VersionDescription": ANY,
    }
    attributes = ("DefaultVersionNumber", "LatestVersionNumber", "LaunchTemplateId")
    updatable = frozenset({"LaunchTemplateData", "VersionDescription"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        template = api(
            "ec2",
            "CreateLaunchTemplate",
            LaunchTemplateName=request.name("LaunchTemplateName", 128),
            LaunchTemplateData=wanted["LaunchTemplateData"],
            VersionDescription=wanted.get("VersionDescription"),
            TagSpecifications=merged_tag_specifications("launch-template", request),
        )["LaunchTemplate"]
        return AwsResource(template["LaunchTemplateId"], _attributes(template))

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        template_id = update.physical_id
        api(
            "ec2",
            "CreateLaunchTemplateVersion",
            LaunchTemplateId=template_id,
            LaunchTemplateData=update.wanted["LaunchTemplateData"],
            VersionDescription=update.wanted.get("VersionDescription"),
        )
        found = api("ec2", "DescribeLaunchTemplates", LaunchTemplateIds=[template_id])["LaunchTemplates"]
        return AwsResource(template_id, _attributes(found[0]))

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DeleteLaunchTemplate", LaunchTemplateId=resource.physical_id)


def _attributes(template: Mapping[str, Any]) -> dict[str, str]:
    return {
        "DefaultVersionNumber": str(template["DefaultVersionNumber"]),
        "LatestVersionNumber": str(template["LatestVersionNumber"]),
        "LaunchTemplateId": template["LaunchTemplateId"],
    }
