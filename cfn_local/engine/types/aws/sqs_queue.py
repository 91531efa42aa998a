"""AWS::SQS::Queue: Ref is its URL."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import attributes

# The default of each attribute, from CreateQueue's documentation.
_DEFAULTS = {
    "ContentBasedDeduplication": False,
    "DeduplicationScope": "queue",
    "DelaySeconds": 0,
    "FifoThroughputLimit": "perQueue",
    "KmsDataKeyReusePeriodSeconds": 300,
    "KmsMasterKeyId": "",
    # A new queue has 1048576; one whose template no longer sets it has 262144 (recorded on 2025-12-05).
    "MaximumMessageSize": 262144,
    "MessageRetentionPeriod": 345600,
    "ReceiveMessageWaitTimeSeconds": 0,
    "RedriveAllowPolicy": "",
    "RedrivePolicy": "",
    "SqsManagedSseEnabled": True,
    "VisibilityTimeout": 30,
}


def _with_suffix(name: str, handle: Handle) -> str:
    return f"{name}.fifo" if is_true(handle.get("FifoQueue", False)) else name


def _name_in_url(handle: Handle) -> dict[str, Any]:
    return {"QueueName": handle["QueueUrl"].rpartition("/")[2]}


TYPE = Declaration(
    "AWS::SQS::Queue",
    "sqs",
    named=Name("QueueName", 80, change=_with_suffix),
    looks_first=Call("GetQueueUrl"),
    create=Call("CreateQueue", params={"Attributes": attributes("FifoQueue", *_DEFAULTS)}),
    read=(
        Call("GetQueueAttributes", "Attributes", {"AttributeNames": ["All"]}, finds={"Arn": "QueueArn"}),
        _name_in_url,
    ),
    update=(
        Call(
            "SetQueueAttributes",
            params={"Attributes": attributes(*_DEFAULTS)},
            carries=tuple(_DEFAULTS),
            only_changed=True,
        ),
    ),
    defaults=_DEFAULTS,
    tags=Tagging(Call("TagQueue"), Call("UntagQueue"), Call("ListQueueTags", "Tags")),
    delete=Call("DeleteQueue"),
    list=Call("ListQueues", "QueueUrls"),
    client=("get_queue_attributes", {"QueueUrl": "{Ref}", "AttributeNames": ["All"]}, "Attributes"),
    proofs=(
        Proof({"QueueName": "work"}, "QueueUrl", "{Ref}", read=("get_queue_url", {"QueueName": "work"})),
        Proof({"DelaySeconds": 5}),
        Proof({"MaximumMessageSize": "2048"}, left="262144"),
        Proof({"MessageRetentionPeriod": 60}),
        Proof({"ReceiveMessageWaitTimeSeconds": 20}),
        Proof({"VisibilityTimeout": 0}),
        Proof({"KmsMasterKeyId": "{key}"}),
        Proof({"KmsDataKeyReusePeriodSeconds": 60}, given={"KmsMasterKeyId": "{key}"}),
        Proof({"SqsManagedSseEnabled": False}),
        Proof({"RedrivePolicy": {"deadLetterTargetArn": "{queuearn}", "maxReceiveCount": 3}}),
        Proof({"RedriveAllowPolicy": {"redrivePermission": "denyAll"}}),
        Proof({"FifoQueue": "true"}),
        Proof({"ContentBasedDeduplication": True}, given={"FifoQueue": True}),
        Proof({"DeduplicationScope": "messageGroup"}, given={"FifoQueue": True}),
        Proof(
            {"FifoThroughputLimit": "perMessageGroupId"},
            given={"DeduplicationScope": "messageGroup", "FifoQueue": True},
        ),
        Proof({"Tags": TAGS}, "Tags", {"team": "core"}, read=("list_queue_tags", {"QueueUrl": "{Ref}"})),
    ),
)
