"""AWS::Kinesis::Stream: Ref is its name."""

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


TYPE = Declaration(
    "AWS::Kinesis::Stream",
    "kinesis",
    names={"ShardCount": "TargetShardCount"},
    named=Name("Name", 128),
    create=Call("CreateStream", params={"ShardCount": _shards}),
    read=(_READ,),
    update=(Call("UpdateStreamMode"), Call("UpdateShardCount", params={"ScalingType": "UNIFORM_SCALING"})),
    settings={"RetentionPeriodHours": _retain},
    defaults={"ShardCount": 1, "StreamModeDetails": {"StreamMode": "PROVISIONED"}},
    tags=Tagging(_TAG, _UNTAG, Call("ListTagsForStream", "Tags"), is_afterwards=True),
    shown={
        "DesiredShardLevelMetrics": [],
        "MaxRecordSizeInKiB": 1024,
        "WarmThroughputObject": {"CurrentMiBps": 0, "TargetMiBps": 0},
    },
    delete=Call("DeleteStream"),
    list=Call("ListStreams", "StreamNames"),
    proofs=(
        Proof({"Name": "orders"}),
        Proof({"ShardCount": 2, "RetentionPeriodHours": 48, "Tags": TAGS}),
        Proof({"StreamModeDetails": _ON_DEMAND}),
    ),
)
