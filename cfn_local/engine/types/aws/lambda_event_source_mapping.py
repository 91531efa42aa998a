"""AWS::Lambda::EventSourceMapping: Ref is its ID."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_STREAM: Final = {"EventSourceArn": "{AWS::Kinesis::Stream.Arn}", "StartingPosition": "LATEST"}


def _told(handle: Handle) -> dict[str, Any]:
    """Properties that the API returns in another form: the function by name, unless the template has its ARN."""
    found = handle("GetEventSourceMapping", UUID=handle["Id"])
    arn, stated = found["FunctionArn"], str(handle.get("FunctionName", ""))
    name = arn if stated.startswith("arn:") else arn.partition(":function:")[2]
    return {"FunctionName": name, "Enabled": found["State"] in ("Enabled", "Enabling", "Creating")}


def _batch_size(handle: Handle) -> int | None:
    if "BatchSize" not in handle.changed:
        return None
    return int(handle.wanted.get("BatchSize", 10 if ":sqs:" in handle["EventSourceArn"] else 100))


TYPE = Declaration(
    "AWS::Lambda::EventSourceMapping",
    "lambda",
    names={"Id": "UUID"},
    create=Call("CreateEventSourceMapping"),
    read=(Call("GetEventSourceMapping"), _told),
    update=(Call("UpdateEventSourceMapping", params={"BatchSize": _batch_size}, only_changed=True),),
    defaults={
        "BatchSize": None,
        "BisectBatchOnFunctionError": False,
        "Enabled": True,
        "FilterCriteria": {},
        "FunctionResponseTypes": [],
        "MaximumBatchingWindowInSeconds": 0,
        "MaximumRecordAgeInSeconds": -1,
        "MaximumRetryAttempts": -1,
        "ParallelizationFactor": 1,
    },
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTags", "Tags")),
    delete=Call("DeleteEventSourceMapping"),
    list=Call("ListEventSourceMappings", "EventSourceMappings"),
    given={"FunctionName": "{function}", "EventSourceArn": "{queuearn}"},
    client=("get_event_source_mapping", {"UUID": "{Ref}"}, ""),
    proofs=(
        Proof({"FunctionName": "{otherfunction}"}, lambda found: found["FunctionArn"].rpartition(":")[2]),
        Proof({"EventSourceArn": "{queuearn}"}),
        Proof({"StartingPosition": "TRIM_HORIZON"}, given=_STREAM),
        Proof({"BatchSize": 5}),
        Proof({"BatchSize": 7}, given=_STREAM),
        Proof({"Enabled": False}, "State", "Disabled"),
        Proof({"FilterCriteria": {"Filters": [{"Pattern": '{"body": ["yes"]}'}]}}, left={}),
        Proof({"FunctionResponseTypes": ["ReportBatchItemFailures"]}, left=[]),
        Proof({"MaximumBatchingWindowInSeconds": 5}, left=0),
        Proof({"BisectBatchOnFunctionError": True}, given=_STREAM, left=False),
        Proof({"MaximumRecordAgeInSeconds": 60}, given=_STREAM, left=-1),
        Proof({"MaximumRetryAttempts": 2}, given=_STREAM, left=-1),
        Proof({"ParallelizationFactor": 3}, given=_STREAM, left=1),
        Proof(
            {"Tags": TAGS},
            "Tags || `{}`",
            {"team": "core"},
            read=("list_tags", {"Resource": "{EventSourceMappingArn}"}),
        ),
    ),
)
