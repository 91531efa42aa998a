"""Tags of hosted zones and health checks."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import tags_from_api


def tags_of(kind: str) -> Tagging:
    """The tags of a resource of this kind: hostedzone or healthcheck."""
    this = {"ResourceType": kind, "ResourceId": lambda handle: handle.identifier}
    read = Call("ListTagsForResource", "ResourceTagSet.Tags", this)

    def replace(handle: Handle) -> None:
        gone = tags_from_api(handle.found(read)).keys() - handle.tags.keys()
        handle(
            "ChangeTagsForResource",
            ResourceType=kind,
            ResourceId=handle.identifier,
            AddTags=[{"Key": key, "Value": value} for key, value in handle.tags.items()] or None,
            RemoveTagKeys=sorted(gone) or None,
        )

    return Tagging(read=read, replace=replace, is_afterwards=True)
