"""AWS::SNS::Topic."""

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.api_values import as_text, is_true
from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

# What each attribute is where the template does not say.
_DEFAULTS: Mapping[str, Any] = {
    "ContentBasedDeduplication": False,
    "DisplayName": "",
    "KmsMasterKeyId": "",
}
_BOOLEANS = frozenset({"ContentBasedDeduplication", "FifoTopic"})
_LONGEST_NAME = 256


class Topic(AwsType):
    """A topic with its subscriptions: Ref is its ARN."""

    type_name = "AWS::SNS::Topic"
    properties: ClassVar[Mapping[str, Shape]] = {
        **dict.fromkeys(_DEFAULTS, ANY),
        "FifoTopic": ANY,
        "Subscription": [{"Endpoint": ANY, "Protocol": ANY}],
        "TopicName": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("TopicArn", "TopicName")
    updatable = frozenset(properties) - {"FifoTopic", "TopicName"}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        fifo = is_true(wanted.get("FifoTopic", False))
        name = request.name("TopicName", _LONGEST_NAME) + (".fifo" if fifo and "TopicName" not in wanted else "")
        arn = api.arn("sns", name)
        topics = api.backend("sns")
        if arn in topics.topics:
            raise already_exists(self.type_name, arn)
        attributes = {key: _attribute(key, wanted[key]) for key in ("FifoTopic", *_DEFAULTS) if key in wanted}
        with api.refusals("sns"):
            topics.create_topic(name, attributes, request.all_tags)
        return AwsResource(arn, {"TopicArn": arn, "TopicName": name})

    def configure(self, api: LocalApi, update: Update) -> None:
        if "Subscription" in update.changed:
            for subscription in update.wanted.get("Subscription", ()):
                api("sns", "Subscribe", TopicArn=update.physical_id, **subscription)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        arn = update.physical_id
        for name in update.changed & _DEFAULTS.keys():
            value = update.wanted.get(name, _DEFAULTS[name])
            api("sns", "SetTopicAttributes", TopicArn=arn, AttributeName=name, AttributeValue=value)
        update.retag(
            lambda keys: api("sns", "UntagResource", ResourceArn=arn, TagKeys=keys),
            lambda: api("sns", "TagResource", ResourceArn=arn, Tags=update.request.tag_list),
        )
        if "Subscription" in update.changed:
            _unsubscribe(api, update.resource)
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("sns", "DeleteTopic", TopicArn=resource.physical_id)


def _attribute(name: str, value: Any) -> str | bool:
    """The attribute as moto keeps it."""
    return is_true(value) if name in _BOOLEANS else as_text(value)


def _unsubscribe(api: LocalApi, resource: AwsResource) -> None:
    """End those subscriptions that the topic has from its template."""
    ours = [(item["Protocol"], item["Endpoint"]) for item in resource.properties.get("Subscription", ())]
    for subscription in api("sns", "ListSubscriptionsByTopic", TopicArn=resource.physical_id)["Subscriptions"]:
        if (subscription["Protocol"], subscription["Endpoint"]) in ours:
            api("sns", "Unsubscribe", SubscriptionArn=subscription["SubscriptionArn"])
