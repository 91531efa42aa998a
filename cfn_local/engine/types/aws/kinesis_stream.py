"""AWS::Kinesis::Stream: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _retain(handle: Handle, hours: Any) -> None:
    now, wanted = (
        handle.found(Call("DescribeStreamSummary", "StreamDescriptionSummary.RetentionPeriodHours")),
        int(hours or 24),
    )
    if now != wanted:
        verb = "Increase" if wanted > now else "Decrease"
        handle(f"{verb}StreamRetentionPeriod", StreamName=handle["Name"], RetentionPeriodHours=wanted)


TYPE = Declaration(
    "AWS::Kinesis::Stream",
    "kinesis",
    named=Name("Name", 128),
    create=Call("CreateStream", params={"ShardCount": lambda handle: handle.wanted.get("ShardCount", 1)}),
    read=(
        Call(
            "DescribeStreamSummary",
            "StreamDescriptionSummary",
            finds={
                "ShardCount": "OpenShardCount",
                "StreamEncryption": "EncryptionType == 'KMS' && {EncryptionType: EncryptionType, KeyId: KeyId} || null",
            },
        ),
    ),
    update=(Call("UpdateStreamMode"),),
    settings={
        "RetentionPeriodHours": _retain,
    },
    tags=Tagging(
        Call("AddTagsToStream"), Call("RemoveTagsFromStream"), Call("ListTagsForStream", "Tags"), is_afterwards=True
    ),
    delete=Call("DeleteStream"),
    list=Call("ListStreams", "StreamNames"),
    proofs=(
        Proof({"Name": "orders"}),
        Proof({"ShardCount": 2}),
        Proof({"RetentionPeriodHours": 48}),
        Proof({"Tags": TAGS}),
    ),
)
