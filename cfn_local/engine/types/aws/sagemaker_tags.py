"""Tags of resources of SageMaker, which all have them by their ARNs."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Proof, Tagging

SAGEMAKER_TAGS = Tagging(Call("AddTags"), Call("DeleteTags"), Call("ListTags", "Tags"))


def tags_proof() -> Proof:
    """The proof of tags, for a type whose Ref is its ARN."""
    return Proof({"Tags": TAGS}, "Tags", read=("list_tags", {"ResourceArn": "{Ref}"}))


def name_in_arn(handle: Any) -> str:
    """The name of the resource, whose ARN is its only identifier."""
    return str(handle.identifier).rpartition("/")[2]
