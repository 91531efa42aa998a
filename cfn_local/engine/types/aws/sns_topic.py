"""AWS::SNS::Topic, a topic with its subscriptions: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import attributes

# The default of each attribute.
_DEFAULTS = {"ContentBasedDeduplication": False, "DisplayName": "", "KmsMasterKeyId": ""}


def _with_suffix(name: str, handle: Handle) -> str:
    return f"{name}.fifo" if is_true(handle.get("FifoTopic", False)) else name


def _arn(handle: Handle) -> str:
    return str(handle.get("TopicArn") or handle.arn(handle["TopicName"]))


def _setting(name: str) -> Setting:
    value: dict[str, Any] = {"AttributeName": name, "AttributeValue": lambda handle: handle.sending[name]}
    return Setting(Call("SetTopicAttributes", params=value))


def _subscribe(handle: Handle, subscriptions: Any) -> None:
    """Replace the subscriptions that come from the topic's template."""
    arn, ours = handle["TopicArn"], [(one["Protocol"], one["Endpoint"]) for one in handle.had.get("Subscription", ())]
    for found in handle("ListSubscriptionsByTopic", TopicArn=arn)["Subscriptions"]:
        if (found["Protocol"], found["Endpoint"]) in ours:
            handle("Unsubscribe", SubscriptionArn=found["SubscriptionArn"])
    for subscription in subscriptions or ():
        handle("Subscribe", TopicArn=arn, **subscription)


TYPE = Declaration(
    "AWS::SNS::Topic",
    "sns",
    names={"TopicName": "Name"},
    named=Name("TopicName", 256, change=_with_suffix),
    looks_first=Call("GetTopicAttributes", "Attributes", {"TopicArn": _arn}),
    create=Call(
        "CreateTopic",
        params={"Attributes": attributes("FifoTopic", *_DEFAULTS)},
        carries=("FifoTopic", *_DEFAULTS, "TopicName"),
    ),
    read=(
        Call("GetTopicAttributes", "Attributes"),
        lambda handle: {"TopicName": handle["TopicArn"].rpartition(":")[2]},
        Call("ListSubscriptionsByTopic", "{Subscription: Subscriptions}"),
    ),
    settings={**{name: _setting(name) for name in _DEFAULTS}, "Subscription": _subscribe},
    defaults=_DEFAULTS,
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    shown={"ArchivePolicy": {}, "FifoTopic": False},
    hidden_if_empty=("DisplayName", "Subscription"),
    delete=Call("DeleteTopic"),
    list=Call("ListTopics", "Topics"),
    client=("get_topic_attributes", {"TopicArn": "{Ref}"}, "Attributes"),
    proofs=(
        Proof({"TopicName": "news"}, "TopicArn", "arn:{partition}:sns:{region}:{account}:news"),
        Proof({"DisplayName": "News"}),
        Proof({"KmsMasterKeyId": "{key}"}),
        Proof({"FifoTopic": True}),
        Proof({"ContentBasedDeduplication": "true"}, given={"FifoTopic": True}),
        Proof(
            {"Subscription": [{"Protocol": "sqs", "Endpoint": "{queuearn}"}]},
            "Subscriptions[].[Protocol, Endpoint]",
            [["sqs", "{queuearn}"]],
            read=("list_subscriptions_by_topic", {"TopicArn": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceArn": "{Ref}"})),
    ),
)
