"""AWS::CodeDeploy::Application: Ref is its name. Nothing is deployed."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging

_ARN: dict[str, Any] = {"ResourceArn": lambda handle: handle.arn(f"application:{handle['ApplicationName']}")}

TYPE = Declaration(
    "AWS::CodeDeploy::Application",
    "codedeploy",
    named=Name("ApplicationName", 100),
    create=Call("CreateApplication"),
    read=(Call("GetApplication", "application"),),
    tags=Tagging(
        Call("TagResource", params=_ARN),
        Call("UntagResource", params=_ARN),
        Call("ListTagsForResource", "Tags", _ARN),
    ),
    delete=Call("DeleteApplication"),
    list=Call("ListApplications", "applications"),
    client=("get_application", {"applicationName": "{Ref}"}, "application"),
    proofs=(
        Proof(
            {"ApplicationName": "ours", "ComputePlatform": "ECS"}, "[applicationName, computePlatform]", ["ours", "ECS"]
        ),
        Proof(
            {"Tags": TAGS},
            "Tags",
            read=(
                "list_tags_for_resource",
                {"ResourceArn": "arn:{partition}:codedeploy:{region}:{account}:application:{Ref}"},
            ),
        ),
    ),
)
