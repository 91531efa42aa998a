"""AWS::Glue::Workflow: Ref is its name. It is never run."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof, Tagging

_ARN: dict[str, Any] = {"ResourceArn": lambda handle: handle.arn(f"workflow/{handle['Name']}")}

TYPE = Declaration(
    "AWS::Glue::Workflow",
    "glue",
    named=Name("Name"),
    create=Call("CreateWorkflow"),
    read=(Call("GetWorkflow", "Workflow"),),
    update=(
        Call(
            "UpdateWorkflow",
            params={"DefaultRunProperties": lambda handle: handle.wanted.get("DefaultRunProperties", {})},
        ),
    ),
    defaults={"DefaultRunProperties": {}, "Description": ""},
    tags=Tagging(
        Call("TagResource", params=_ARN), Call("UntagResource", params=_ARN), Call("GetTags", "Tags", params=_ARN)
    ),
    hidden_if_empty=("DefaultRunProperties", "Description"),
    delete=Call("DeleteWorkflow"),
    list=Call("ListWorkflows", "Workflows"),
    client=("get_workflow", {"Name": "{Ref}"}, "Workflow"),
    proofs=(
        Proof({"Name": "ours"}),
        Proof(
            {"DefaultRunProperties": {"stage": "live"}, "Description": "of ours", "MaxConcurrentRuns": 2},
            "[DefaultRunProperties, Description, MaxConcurrentRuns]",
            [{"stage": "live"}, "of ours", 2],
            given={"MaxConcurrentRuns": 1},
            left=[None, None, 1],
        ),
        Proof(
            {"Tags": {"team": "core"}},
            "Tags",
            read=("get_tags", {"ResourceArn": "arn:{partition}:glue:{region}:{account}:workflow/{Ref}"}),
        ),
    ),
)
