"""AWS::Events::Rule, a rule of the default event bus with its targets: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _name(handle: Handle) -> str:
    return str(handle.get("Name") or handle["Arn"].rpartition("/")[2])


def _set_targets(handle: Handle, targets: Any) -> None:
    _remove_targets(handle)
    if targets:
        handle("PutTargets", Rule=_name(handle), Targets=targets)


def _remove_targets(handle: Handle) -> None:
    targets = handle("ListTargetsByRule", Rule=_name(handle))["Targets"]
    if targets:
        handle("RemoveTargets", Rule=_name(handle), Ids=[target["Id"] for target in targets])


def _delete(handle: Handle) -> None:
    _remove_targets(handle)
    handle("DeleteRule", Name=_name(handle))


TYPE = Declaration(
    "AWS::Events::Rule",
    "events",
    named=Name("Name", 64),
    ref="Name",
    looks_first=Call("DescribeRule"),
    create=Call("PutRule"),
    read=(
        Call("DescribeRule", params={"Name": _name}, finds={"RuleName": "Name"}),
        Call("ListTargetsByRule", params={"Rule": _name}),
    ),
    update=(Call("PutRule", replaces=True),),
    settings={"Targets": _set_targets},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    delete=_delete,
    list=Call("ListRules", "Rules"),
    documents=("Targets",),
    given={"ScheduleExpression": "rate(1 day)"},
    client=("describe_rule", {"Name": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "daily"}),
        Proof({"Description": "each day"}),
        Proof({"EventPattern": {"source": ["aws.ec2"]}}),
        Proof({"RoleArn": "{rolearn}"}),
        Proof({"ScheduleExpression": "rate(2 hours)"}),
        Proof({"State": "DISABLED"}),
        Proof(
            {
                "Targets": [
                    {
                        "Id": "jobs",
                        "Arn": "{queuearn}",
                        "InputTransformer": {"InputPathsMap": {"at": "$.time"}, "InputTemplate": '"at <at>"'},
                        "RetryPolicy": {"MaximumRetryAttempts": 2},
                        "DeadLetterConfig": {"Arn": "{queuearn}"},
                    }
                ]
            },
            "Targets",
            read=("list_targets_by_rule", {"Rule": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
)
