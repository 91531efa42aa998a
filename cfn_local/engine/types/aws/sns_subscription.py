"""AWS::SNS::Subscription."""

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, Shape

# What each attribute is where the template does not say.
_DEFAULTS: Mapping[str, Any] = {"FilterPolicy": "", "RawMessageDelivery": False, "RedrivePolicy": ""}


class Subscription(AwsType):
    """A subscription to a topic: Ref is its ARN."""

    type_name = "AWS::SNS::Subscription"
    required = ("Protocol", "TopicArn")
    properties: ClassVar[Mapping[str, Shape]] = {
        **dict.fromkeys(_DEFAULTS, ANY),
        "Endpoint": ANY,
        "FilterPolicyScope": ANY,
        "Protocol": ANY,
        "TopicArn": ANY,
    }
    attributes = ("Arn",)
    updatable = frozenset(_DEFAULTS)

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        arn = api(
            "sns",
            "Subscribe",
            TopicArn=wanted["TopicArn"],
            Protocol=wanted["Protocol"],
            Endpoint=wanted.get("Endpoint"),
            Attributes={name: wanted[name] for name in (*_DEFAULTS, "FilterPolicyScope") if name in wanted},
            ReturnSubscriptionArn=True,
        )["SubscriptionArn"]
        return AwsResource(arn, {"Arn": arn})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        for name in update.changed:
            api(
                "sns",
                "SetSubscriptionAttributes",
                SubscriptionArn=update.physical_id,
                AttributeName=name,
                AttributeValue=update.wanted.get(name, _DEFAULTS[name]),
            )
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("sns", "Unsubscribe", SubscriptionArn=resource.physical_id)
