"""Tags of what EC2 has."""

from typing import Any

from cfn_local.engine.aws_types.aws_type import TAGS_PROPERTY, AwsTypeRequest, Update
from cfn_local.engine.aws_types.local_api import LocalApi


def tag_specifications(resource_type: str, request: AwsTypeRequest) -> list[dict[str, Any]] | None:
    """The TagSpecifications of a create call."""
    return [{"ResourceType": resource_type, "Tags": request.tag_list}] if request.all_tags else None


def retag(api: LocalApi, update: Update, resource_id: str | None = None) -> None:
    """Replace the tags that the template gave, if they changed."""
    if TAGS_PROPERTY not in update.changed:
        return
    resources = [resource_id or update.physical_id]
    if update.resource.tags:
        api("ec2", "DeleteTags", Resources=resources, Tags=[{"Key": key} for key in update.resource.tags])
    if update.request.all_tags:
        api("ec2", "CreateTags", Resources=resources, Tags=update.request.tag_list)
