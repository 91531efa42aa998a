"""Tags of what EC2 has."""

from typing import Any

from cfn_local.engine.types.aws.aws_type import AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi


def tag_specifications(resource_type: str, request: AwsTypeRequest) -> list[dict[str, Any]] | None:
    """The TagSpecifications of a create call."""
    return [{"ResourceType": resource_type, "Tags": request.tag_list}] if request.all_tags else None


def retag(api: LocalApi, update: Update, resource_id: str | None = None) -> None:
    """Replace the tags that the template gave, if they changed."""
    resources = [resource_id or update.physical_id]
    update.retag(
        lambda keys: api("ec2", "DeleteTags", Resources=resources, Tags=[{"Key": key} for key in keys]),
        lambda: api("ec2", "CreateTags", Resources=resources, Tags=update.request.tag_list),
    )


def merged_tag_specifications(resource_type: str, request: AwsTypeRequest) -> list[dict[str, Any]] | None:
    """The TagSpecifications that the template states, with the stack's tags on the resource itself."""
    merged: dict[str, dict[str, str]] = {resource_type: dict(request.tags)}
    for specification in request.properties.get("TagSpecifications", ()):
        tags = {tag["Key"]: tag["Value"] for tag in specification.get("Tags", ())}
        merged.setdefault(specification["ResourceType"], {}).update(tags)
    return [
        {"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
        for kind, tags in merged.items()
        if tags
    ] or None
