"""AWS::Pipes::Pipe: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _source_parameters(handle: Handle) -> Any:
    """What an update may change: it does not take where a source starts."""
    stated = handle.sending.get("SourceParameters")
    shape = handle.input_shape(Call("UpdatePipe")).members["SourceParameters"]
    return None if stated is None else _within(stated, shape)


def _within(value: Any, shape: Any) -> Any:
    if shape.type_name != "structure" or not isinstance(value, dict):
        return value
    return {name: _within(member, shape.members[name]) for name, member in value.items() if name in shape.members}


_UPDATED = (
    "Description",
    "DesiredState",
    "Enrichment",
    "EnrichmentParameters",
    "KmsKeyIdentifier",
    "LogConfiguration",
    "RoleArn",
    "SourceParameters",
    "Target",
    "TargetParameters",
)

TYPE = Declaration(
    "AWS::Pipes::Pipe",
    "pipes",
    # As recorded on AWS in 2026.
    named=Name("Name", 64, form="{id}-{random}"),
    create=Call("CreatePipe"),
    read=(Call("DescribePipe"),),
    update=(Call("UpdatePipe", params={"SourceParameters": _source_parameters}, carries=_UPDATED),),
    defaults={
        "Description": "",
        "DesiredState": "RUNNING",
        "Enrichment": "",
        "EnrichmentParameters": {},
        "KmsKeyIdentifier": "",
        "LogConfiguration": {"Level": "OFF"},
        "SourceParameters": {},
        "TargetParameters": {},
    },
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    shown={"EnrichmentParameters": {}, "StateReason": "USER_INITIATED"},
    hidden_if_empty=("Description", "Enrichment", "KmsKeyIdentifier"),
    delete=Call("DeletePipe"),
    list=Call("ListPipes", "Pipes"),
    documents=("EnrichmentParameters", "LogConfiguration", "SourceParameters", "TargetParameters"),
    given={"RoleArn": "{rolearn}", "Source": "{queuearn}", "Target": "{topic}"},
    client=("describe_pipe", {"Name": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "orders", "Source": "{queuearn}"}, "[Name, Source]", ["orders", "{queuearn}"]),
        Proof(
            {"Description": "of the shop", "DesiredState": "STOPPED"},
            "[Description, DesiredState]",
            ["of the shop", "STOPPED"],
            left=["", "RUNNING"],
        ),
        Proof(
            {"RoleArn": "{otherrolearn}", "Target": "{othertopic}"},
            "[RoleArn, Target]",
            ["{otherrolearn}", "{othertopic}"],
        ),
        Proof(
            {
                "SourceParameters": {
                    "FilterCriteria": {"Filters": [{"Pattern": '{"body": ["yes"]}'}]},
                    "SqsQueueParameters": {"BatchSize": 5, "MaximumBatchingWindowInSeconds": 10},
                }
            },
            "SourceParameters.[SqsQueueParameters.BatchSize, FilterCriteria.Filters[0].Pattern]",
            [5, '{"body": ["yes"]}'],
            left=[None, None],
        ),
        Proof(
            {
                "Enrichment": "{AWS::Lambda::Function.Arn}",
                "EnrichmentParameters": {"InputTemplate": "<$.body>"},
                "TargetParameters": {"InputTemplate": "<$.body>"},
            },
            "[Enrichment, EnrichmentParameters.InputTemplate, TargetParameters.InputTemplate]",
            ["{AWS::Lambda::Function.Arn}", "<$.body>", "<$.body>"],
            left=["", None, None],
        ),
        Proof(
            {
                "KmsKeyIdentifier": "{keyarn}",
                "LogConfiguration": {
                    "CloudwatchLogsLogDestination": {"LogGroupArn": "{AWS::Logs::LogGroup.Arn}"},
                    "Level": "ERROR",
                },
            },
            "[KmsKeyIdentifier, LogConfiguration.Level]",
            ["{keyarn}", "ERROR"],
            left=["", "OFF"],
        ),
        Proof({"Tags": {"team": "core"}}, "tags", read=("list_tags_for_resource", {"resourceArn": "{Arn}"})),
    ),
)
