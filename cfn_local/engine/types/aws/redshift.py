"""Tags of resources of Redshift, by ARNs of their own."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Tagging


def redshift_tags(kind: str, name: str) -> tuple[Tagging, dict[str, Any]]:
    """The tags of the resource with this kind in its ARN and its name in this property; how a client reads them."""
    arn: dict[str, Any] = {"ResourceName": lambda handle: handle.arn(f"{kind}:{handle[name]}")}
    tagging = Tagging(
        Call("CreateTags", params=arn),
        Call("DeleteTags", params=arn),
        Call("DescribeTags", "TaggedResources[].Tag", arn),
    )
    resource = f"arn:{{partition}}:redshift:{{region}}:{{account}}:{kind}:{{Ref}}"
    return tagging, {"found": "TaggedResources[].Tag", "read": ("describe_tags", {"ResourceName": resource})}
