"""AWS::CodePipeline::Pipeline: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import to_api

_PARTS = (
    "ArtifactStore",
    "ArtifactStores",
    "ExecutionMode",
    "PipelineType",
    "RoleArn",
    "Stages",
    "Triggers",
    "Variables",
)


def _pipeline(handle: Handle) -> dict[str, Any]:
    """The structure that the API takes as a whole."""
    stated = {name: handle.wanted[name] for name in _PARTS if name in handle.wanted}
    stores = stated.pop("ArtifactStores", ())
    shape = handle.input_shape(Call("CreatePipeline")).members["pipeline"]
    sent: dict[str, Any] = to_api(stated, shape, handle.names, "Pipeline")
    if stores:
        store = shape.members["artifactStores"].value
        sent["artifactStores"] = {
            one["Region"]: to_api(one["ArtifactStore"], store, handle.names, "ArtifactStores") for one in stores
        }
    return {**sent, "name": handle["Name"]}


def _create(handle: Handle) -> dict[str, Any]:
    tags = [{"key": key, "value": value} for key, value in handle.tags.items()]
    handle("CreatePipeline", pipeline=_pipeline(handle), tags=tags or None)
    return {"Name": handle["Name"]}


def _stores(handle: Handle) -> dict[str, Any]:
    found = handle("GetPipeline", name=handle["Name"])
    stores = found["pipeline"].get("artifactStores", {})
    told = [{"Region": region, "ArtifactStore": _capital(store)} for region, store in stores.items()]
    return {
        "Arn": found["metadata"]["pipelineArn"],
        "Version": str(found["pipeline"]["version"]),
        **({"ArtifactStores": told} if told else {}),
    }


def _capital(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {f"{name[:1].upper()}{name[1:]}": _capital(member) for name, member in value.items()}


def _arn(handle: Handle) -> str:
    return handle.arn(handle["Name"])


_STORE = {"Type": "S3", "Location": "{bucket}"}
_STAGES = [
    {
        "Name": "Source",
        "Actions": [
            {
                "Name": "Source",
                "ActionTypeId": {"Category": "Source", "Owner": "AWS", "Provider": "S3", "Version": "1"},
                "Configuration": {"S3Bucket": "{bucket}", "S3ObjectKey": "source.zip"},
                "OutputArtifacts": [{"Name": "source"}],
                "RunOrder": 1,
            }
        ],
    },
    {
        "Name": "Approval",
        "Actions": [
            {
                "Name": "Approve",
                "ActionTypeId": {"Category": "Approval", "Owner": "AWS", "Provider": "Manual", "Version": "1"},
                "RunOrder": 1,
            }
        ],
    },
]
_BUILD = {
    "Name": "Build",
    "Actions": [
        {
            "Name": "Build",
            "ActionTypeId": {"Category": "Build", "Owner": "AWS", "Provider": "CodeBuild", "Version": "1"},
            "Configuration": {"ProjectName": "shop"},
            "InputArtifacts": [{"Name": "source"}],
            "OutputArtifacts": [{"Name": "built"}],
            "Namespace": "Built",
            "Region": "{region}",
            "RoleArn": "{rolearn}",
            "RunOrder": 2,
            "TimeoutInMinutes": 30,
        }
    ],
}

TYPE = Declaration(
    "AWS::CodePipeline::Pipeline",
    "codepipeline",
    named=Name("Name", 100),
    create=_create,
    read=(Call("GetPipeline", "pipeline"), _stores),
    update=(
        Logic(
            (*_PARTS, "RestartExecutionOnUpdate"), lambda handle: handle("UpdatePipeline", pipeline=_pipeline(handle))
        ),
    ),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _arn}),
        Call("UntagResource", params={"resourceArn": _arn}),
        Call("ListTagsForResource", "tags", {"resourceArn": _arn}),
    ),
    delete=Call("DeletePipeline"),
    list=Call("ListPipelines", "pipelines"),
    documents=("Triggers",),
    given={"ArtifactStore": _STORE, "RoleArn": "{pipelinerolearn}", "Stages": _STAGES},
    unread={"RestartExecutionOnUpdate": True},
    client=("get_pipeline", {"name": "{Ref}"}, "pipeline"),
    proofs=(
        Proof({"Name": "shop"}, "name"),
        Proof(
            {
                "ExecutionMode": "QUEUED",
                "PipelineType": "V2",
                "Variables": [{"Name": "stage", "DefaultValue": "test", "Description": "where"}],
            },
            "[executionMode, pipelineType, variables[0].name]",
            ["QUEUED", "V2", "stage"],
        ),
        Proof(
            {"Stages": [*_STAGES, _BUILD]},
            "stages[2].actions[0].[configuration.ProjectName, namespace]",
            ["shop", "Built"],
            left=None,
        ),
        Proof(
            {
                "ArtifactStore": {**_STORE, "EncryptionKey": {"Id": "{keyarn}", "Type": "KMS"}},
                "RoleArn": "{pipelinerolearn}",
            },
            "artifactStore.encryptionKey.id",
            "{keyarn}",
        ),
        Proof(
            {"ArtifactStores": [{"Region": "{region}", "ArtifactStore": _STORE}]},
            "length(artifactStores || `{}`)",
            1,
            given={
                "ArtifactStore": None,
                "ArtifactStores": [{"Region": "{region}", "ArtifactStore": {**_STORE, "Location": "another"}}],
            },
        ),
        Proof(
            {
                "Triggers": [
                    {
                        "ProviderType": "CodeStarSourceConnection",
                        "GitConfiguration": {
                            "SourceActionName": "Source",
                            "Push": [{"Branches": {"Includes": ["main"]}}],
                        },
                    }
                ]
            },
            "triggers[0].gitConfiguration.push[0].branches.includes",
            ["main"],
            left=None,
        ),
        Proof(
            {"Tags": TAGS},
            "tags",
            [{"key": "team", "value": "core"}],
            read=("list_tags_for_resource", {"resourceArn": "{Arn}"}),
        ),
    ),
)
