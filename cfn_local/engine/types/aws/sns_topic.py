"""AWS::SNS::Topic, a topic with its subscriptions: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import attributes

# The default of each attribute.
_DEFAULTS = {
    "ArchivePolicy": {},
    "ContentBasedDeduplication": False,
    "DisplayName": "",
    "FifoThroughputScope": "Topic",
    "KmsMasterKeyId": "",
    "SignatureVersion": "1",
    "TracingConfig": "PassThrough",
}
# The attributes that log deliveries begin with the protocol.
_LOGGED = {"application": "Application", "firehose": "Firehose", "http/s": "HTTP", "lambda": "Lambda", "sqs": "SQS"}
_FEEDBACK = ("SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn")


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


def _log(handle: Handle, logging: Any) -> None:
    """Log deliveries by these protocols, and no longer by those that the template has named before."""
    wanted = {one["Protocol"]: one for one in logging or ()}
    had = [one["Protocol"] for one in handle.had.get("DeliveryStatusLogging") or ()]
    for protocol in dict.fromkeys([*had, *wanted]):
        for name in _FEEDBACK:
            value = str(wanted.get(protocol, {}).get(name, ""))
            attribute = f"{_LOGGED[protocol]}{name}"
            handle("SetTopicAttributes", TopicArn=handle["TopicArn"], AttributeName=attribute, AttributeValue=value)


def _logging(handle: Handle) -> dict[str, Any]:
    found = handle.found(Call("GetTopicAttributes", "Attributes"))
    logged = [
        {"Protocol": protocol, **{name: found[f"{prefix}{name}"] for name in _FEEDBACK if f"{prefix}{name}" in found}}
        for protocol, prefix in _LOGGED.items()
    ]
    return {"DeliveryStatusLogging": [one for one in logged if len(one) > 1]}


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
        _logging,
        Call("ListSubscriptionsByTopic", "{Subscription: Subscriptions}"),
    ),
    settings={
        **{name: _setting(name) for name in _DEFAULTS},
        "DeliveryStatusLogging": _log,
        "Subscription": _subscribe,
    },
    defaults=_DEFAULTS,
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    shown={"ArchivePolicy": {}, "FifoTopic": False},
    hidden_if_empty=("DeliveryStatusLogging", "DisplayName", "Subscription"),
    delete=Call("DeleteTopic"),
    list=Call("ListTopics", "Topics"),
    client=("get_topic_attributes", {"TopicArn": "{Ref}"}, "Attributes"),
    proofs=(
        Proof({"TopicName": "news"}, "TopicArn", "arn:{partition}:sns:{region}:{account}:news"),
        Proof({"DisplayName": "News"}),
        Proof({"KmsMasterKeyId": "{key}"}),
        Proof({"FifoTopic": True}),
        Proof({"SignatureVersion": "2"}, left="1"),
        Proof({"TracingConfig": "Active"}, left="PassThrough"),
        Proof({"ArchivePolicy": {"MessageRetentionPeriod": "30"}}, given={"FifoTopic": True}, left={}),
        Proof({"FifoThroughputScope": "MessageGroup"}, given={"FifoTopic": True}, left="Topic"),
        Proof(
            {
                "DeliveryStatusLogging": [
                    {
                        "Protocol": "sqs",
                        "SuccessFeedbackRoleArn": "{rolearn}",
                        "SuccessFeedbackSampleRate": "50",
                        "FailureFeedbackRoleArn": "{otherrolearn}",
                    }
                ]
            },
            "[SQSSuccessFeedbackRoleArn, SQSSuccessFeedbackSampleRate, SQSFailureFeedbackRoleArn]",
            ["{rolearn}", "50", "{otherrolearn}"],
        ),
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
