"""How types of DMS are tagged."""

from __future__ import annotations

from collections.abc import Callable

from cfn_local.engine.types.aws.declaration import Call, Tagging
from cfn_local.engine.types.aws.handle import Handle


def migration_tags(arn: Callable[[Handle], str]) -> Tagging:
    """Tag the resource with this ARN."""
    resource = {"ResourceArn": arn}
    return Tagging(
        Call("AddTagsToResource", params=resource),
        Call("RemoveTagsFromResource", params=resource),
        Call("ListTagsForResource", "TagList", params=resource),
    )
