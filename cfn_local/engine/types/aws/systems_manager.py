"""What types of Systems Manager have in common: tags by kind and ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Tagging
from cfn_local.engine.types.aws.parameters import of


def tags_of(kind: str, identifier: str, is_afterwards: bool = False) -> Tagging:
    """The tags of a resource of this kind, whose ID is this property."""
    resource: dict[str, Any] = {"ResourceType": kind, "ResourceId": of(identifier)}
    return Tagging(
        Call("AddTagsToResource", params=resource),
        Call("RemoveTagsFromResource", params=resource),
        Call("ListTagsForResource", "TagList", resource),
        is_afterwards=is_afterwards,
    )
