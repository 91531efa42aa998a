"""AWS::SNS::Subscription, a subscription to a topic: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Setting
from cfn_local.engine.types.aws.parameters import attributes

# The default of each attribute.
_DEFAULTS = {
    "DeliveryPolicy": "",
    "FilterPolicy": "",
    "RawMessageDelivery": False,
    "RedrivePolicy": "",
    "SubscriptionRoleArn": "",
}


def _setting(name: str) -> Setting:
    value: dict[str, Any] = {"AttributeName": name, "AttributeValue": lambda handle: handle.sending[name]}
    return Setting(Call("SetSubscriptionAttributes", params=value))


TYPE = Declaration(
    "AWS::SNS::Subscription",
    "sns",
    create=Call(
        "Subscribe",
        params={"Attributes": attributes(*_DEFAULTS, "FilterPolicyScope"), "ReturnSubscriptionArn": True},
        carries=(*_DEFAULTS, "FilterPolicyScope", "Endpoint", "Protocol", "TopicArn"),
    ),
    read=(Call("GetSubscriptionAttributes", "Attributes"),),
    settings={name: _setting(name) for name in _DEFAULTS},
    defaults=_DEFAULTS,
    delete=Call("Unsubscribe"),
    list=Call("ListSubscriptions", "Subscriptions"),
    given={"TopicArn": "{topic}", "Protocol": "sqs", "Endpoint": "{queuearn}"},
    client=("get_subscription_attributes", {"SubscriptionArn": "{Ref}"}, "Attributes"),
    proofs=(
        Proof(
            {"TopicArn": "{topic}", "Protocol": "sqs", "Endpoint": "{queuearn}"},
            "[TopicArn, Protocol, Endpoint]",
            ["{topic}", "sqs", "{queuearn}"],
        ),
        Proof({"FilterPolicy": {"kind": ["new"]}}, "FilterPolicy || `null`"),
        Proof({"FilterPolicyScope": "MessageBody"}, given={"FilterPolicy": {"kind": ["new"]}}),
        Proof({"DeliveryPolicy": {"healthyRetryPolicy": {"numRetries": 5}}}, "DeliveryPolicy || `null`"),
        Proof({"SubscriptionRoleArn": "{rolearn}"}, "SubscriptionRoleArn || `null`"),
        Proof({"RawMessageDelivery": True}),
        Proof({"RedrivePolicy": {"deadLetterTargetArn": "{queuearn}"}}, "RedrivePolicy || `null`"),
    ),
)
