"""AWS::ResourceGroups::Group, on the resource groups of our services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape


class Group(AwsType):
    """A resource group with its members: Ref is its name. The service itself takes no tags that start with aws:."""

    type_name = "AWS::ResourceGroups::Group"
    required = ("Name",)
    properties: ClassVar[Mapping[str, Shape]] = {
        "Configuration": [{"Type": ANY, "Parameters": [{"Name": ANY, "Values": ANY}]}],
        "Description": ANY,
        "Name": ANY,
        "ResourceQuery": {
            "Type": ANY,
            "Query": {"ResourceTypeFilters": ANY, "TagFilters": [{"Key": ANY, "Values": ANY}]},
        },
        "Resources": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn",)
    updatable = frozenset({"Configuration", "Resources", TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        group = api(
            "resource-groups",
            "CreateGroup",
            Name=wanted["Name"],
            Description=wanted.get("Description"),
            ResourceQuery=wanted.get("ResourceQuery"),
            Configuration=wanted.get("Configuration"),
            Tags=_tags(request.all_tags),
        )["Group"]
        return AwsResource(group["Name"], {"Arn": group["GroupArn"]})

    def configure(self, api: LocalApi, update: Update) -> None:
        if "Resources" in update.changed:
            previous = update.had.get("Resources", ())
            wanted = update.wanted.get("Resources", ())
            _change_members(api, "UngroupResources", update.physical_id, [arn for arn in previous if arn not in wanted])
            _change_members(api, "GroupResources", update.physical_id, [arn for arn in wanted if arn not in previous])

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        if "Configuration" in update.changed:
            configuration = update.wanted.get("Configuration", [])
            api("resource-groups", "PutGroupConfiguration", Group=update.physical_id, Configuration=configuration)
        arn = update.resource.attributes["Arn"]
        update.retag(
            lambda keys: api("resource-groups", "Untag", Arn=arn, Keys=keys),
            lambda: api("resource-groups", "Tag", Arn=arn, Tags=_tags(update.request.all_tags)),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("resource-groups", "DeleteGroup", Group=resource.physical_id)


def _change_members(api: LocalApi, action: str, group: str, arns: list[str]) -> None:
    if not arns:
        return
    for failure in api("resource-groups", action, Group=group, ResourceArns=arns).get("Failed", ()):
        raise AwsTypeError(f"{failure['ResourceArn']}: {failure['ErrorMessage']}", "GeneralServiceException")


def _tags(tags: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in tags.items() if not key.startswith("aws:")}
