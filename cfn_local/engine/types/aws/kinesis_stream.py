"""AWS::Kinesis::Stream: Ref is its name."""

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("DescribeStreamSummary", "StreamDescriptionSummary", finds={"ShardCount": "OpenShardCount"})
_ON_DEMAND = {"StreamMode": "ON_DEMAND"}
_TAG, _UNTAG = Call("AddTagsToStream"), Call("RemoveTagsFromStream")


def _shards(handle: Handle) -> int | None:
    return None if handle.wanted.get("StreamModeDetails") == _ON_DEMAND else handle.wanted.get("ShardCount", 1)


def _retain(handle: Handle, hours: int | None) -> None:
    had, wanted = handle.found(_READ)["RetentionPeriodHours"], hours or 24
    if had != wanted:
        verb = "Increase" if wanted > had else "Decrease"
        handle(f"{verb}StreamRetentionPeriod", StreamName=handle["Name"], RetentionPeriodHours=wanted)


def _encrypt(handle: Handle, encryption: dict[str, str] | None) -> None:
    verb = "Start" if encryption else "Stop"
    before = handle.found(_READ)
    stopped = {"EncryptionType": "KMS", "KeyId": before.get("KeyId")}
    if encryption or before.get("EncryptionType") == "KMS":
        handle(f"{verb}StreamEncryption", StreamName=handle["Name"], **(encryption or stopped))


def _encryption(handle: Handle) -> dict[str, Any]:
    found = handle.found(_READ)
    is_encrypted = found.get("EncryptionType") == "KMS"
    return {"StreamEncryption": {"EncryptionType": "KMS", "KeyId": found["KeyId"]}} if is_encrypted else {}


def _monitor(handle: Handle, metrics: list[str] | None) -> None:
    had, wanted = set(_metrics(handle)["DesiredShardLevelMetrics"]), set(metrics or [])
    for verb, changed in (("Disable", had - wanted), ("Enable", wanted - had)):
        if changed:
            handle(f"{verb}EnhancedMonitoring", StreamName=handle["Name"], ShardLevelMetrics=sorted(changed))


def _metrics(handle: Handle) -> dict[str, Any]:
    monitoring = handle.found(_READ).get("EnhancedMonitoring", [])
    return {"DesiredShardLevelMetrics": sorted(metric for each in monitoring for metric in each["ShardLevelMetrics"])}


TYPE = Declaration(
    "AWS::Kinesis::Stream",
    "kinesis",
    names={"ShardCount": "TargetShardCount"},
    named=Name("Name", 128),
    create=Call("CreateStream", params={"ShardCount": _shards}),
    read=(_READ, _encryption, _metrics),
    update=(Call("UpdateStreamMode"), Call("UpdateShardCount", params={"ScalingType": "UNIFORM_SCALING"})),
    settings={
        "RetentionPeriodHours": _retain,
        "StreamEncryption": _encrypt,
        "DesiredShardLevelMetrics": _monitor,
    },
    defaults={"ShardCount": 1, "StreamModeDetails": {"StreamMode": "PROVISIONED"}},
    tags=Tagging(_TAG, _UNTAG, Call("ListTagsForStream", "Tags"), is_afterwards=True),
    shown={
        "MaxRecordSizeInKiB": 1024,
        "WarmThroughputObject": {"CurrentMiBps": 0, "TargetMiBps": 0},
    },
    delete=Call("DeleteStream"),
    list=Call("ListStreams", "StreamNames"),
    proofs=(
        Proof({"Name": "orders"}),
        Proof({"ShardCount": 2, "RetentionPeriodHours": 48, "Tags": TAGS}),
        Proof({"StreamModeDetails": _ON_DEMAND}),
        Proof(
            {"StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}},
            "StreamDescriptionSummary.[EncryptionType, KeyId]",
            ["KMS", "alias/aws/kinesis"],
            left=["NONE", None],
            read=("describe_stream_summary", {"StreamName": "{Ref}"}),
        ),
        Proof(
            {"DesiredShardLevelMetrics": ["IncomingBytes", "OutgoingBytes"]},
            "sort(StreamDescriptionSummary.EnhancedMonitoring[0].ShardLevelMetrics)",
            ["IncomingBytes", "OutgoingBytes"],
            left=[],
            read=("describe_stream_summary", {"StreamName": "{Ref}"}),
        ),
    ),
)
