"""Tags of EC2 resources, which EC2 returns in the description of the resource."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import Call, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import tags_from_api


def _resources(handle: Handle) -> list[str]:
    return [handle.identifier]


EC2_TAGS: Final = Tagging(
    tag=Call("CreateTags", params={"Resources": _resources}),
    untag=Call("DeleteTags", params={"Resources": _resources}),
)


def merged_tag_specifications(handle: Handle) -> list[dict[str, Any]] | None:
    """The TagSpecifications in the template, with the stack's tags on the resource itself."""
    merged: dict[str, dict[str, str]] = {handle.declaration.tag_specification: dict(handle.stack_tags)}
    for specification in handle.wanted.get("TagSpecifications", ()):
        merged.setdefault(specification["ResourceType"], {}).update(tags_from_api(specification.get("Tags")))
    return [
        {"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
        for kind, tags in merged.items()
        if tags
    ] or None
