"""AWS::SQS::QueuePolicy and AWS::SNS::TopicPolicy."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY


class _PolicyOfSeveral(AwsType):
    """One policy document on several queues or topics: Ref is an id that only CloudFormation knows."""

    attributes = ("Id",)
    targets_property: ClassVar[str]

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        policy_id = request.physical_name or request.generated_name()
        for target in request.properties[self.targets_property]:
            self.put(api, target, as_text(request.properties["PolicyDocument"]))
        return AwsResource(policy_id, {"Id": policy_id})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        wanted = update.wanted[self.targets_property]
        for target in update.had[self.targets_property]:
            if target not in wanted:
                self.put(api, target, self.default(api, target))
        for target in wanted:
            self.put(api, target, as_text(update.wanted["PolicyDocument"]))
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        for target in resource.properties[self.targets_property]:
            try:
                self.put(api, target, self.default(api, target))
            except AwsTypeError as error:
                if not error.is_not_found:
                    raise

    @abstractmethod
    def put(self, api: LocalApi, target: str, policy: str) -> None:
        """Give this queue or topic the policy."""

    @abstractmethod
    def default(self, api: LocalApi, target: str) -> str:
        """The policy that a new queue or topic has."""


class QueuePolicy(_PolicyOfSeveral):
    """The policy of queues, by their URLs."""

    type_name = "AWS::SQS::QueuePolicy"
    required = ("PolicyDocument", "Queues")
    properties = {"PolicyDocument": ANY, "Queues": ANY}
    updatable = frozenset(properties)
    targets_property = "Queues"

    def put(self, api: LocalApi, target: str, policy: str) -> None:
        api("sqs", "SetQueueAttributes", QueueUrl=target, Attributes={"Policy": policy})

    def default(self, api: LocalApi, target: str) -> str:  # noqa: ARG002 - a topic's depends on the topic
        return ""


class TopicPolicy(_PolicyOfSeveral):
    """The policy of topics, by their ARNs."""

    type_name = "AWS::SNS::TopicPolicy"
    required = ("PolicyDocument", "Topics")
    properties = {"PolicyDocument": ANY, "Topics": ANY}
    updatable = frozenset(properties)
    targets_property = "Topics"

    def put(self, api: LocalApi, target: str, policy: str) -> None:
        api("sns", "SetTopicAttributes", TopicArn=target, AttributeName="Policy", AttributeValue=policy)

    def default(self, api: LocalApi, target: str) -> str:
        with api.refusals("sns"):
            topic: Any = api.backend("sns").get_topic(target)
        return as_text(topic._create_default_topic_policy(api.region, api.account_id, topic.name))
