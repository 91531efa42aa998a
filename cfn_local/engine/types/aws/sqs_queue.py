"""AWS::SQS::Queue."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import ParseResult, urlparse

from cfn_local import partitions
from cfn_local.engine.types.aws.api_values import as_text, is_true
from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS

# What each attribute is where the template does not say: the defaults of CreateQueue's documentation.
_DEFAULTS: Mapping[str, Any] = {
    "ContentBasedDeduplication": False,
    "DeduplicationScope": "queue",
    "DelaySeconds": 0,
    "FifoThroughputLimit": "perQueue",
    "KmsDataKeyReusePeriodSeconds": 300,
    "KmsMasterKeyId": "",
    "MaximumMessageSize": 1048576,
    "MessageRetentionPeriod": 345600,
    "ReceiveMessageWaitTimeSeconds": 0,
    "RedrivePolicy": "",
    "SqsManagedSseEnabled": True,
    "VisibilityTimeout": 30,
}


@cache
def _endpoint(region: str) -> ParseResult:
    return urlparse(f"https://{partitions.host('sqs', region)}")


class Queue(AwsType):
    """A queue: Ref is its URL."""

    type_name = "AWS::SQS::Queue"
    properties = {"QueueName": ANY, "FifoQueue": ANY, **dict.fromkeys(_DEFAULTS, ANY), TAGS_PROPERTY: TAGS}
    attributes = ("Arn", "QueueName", "QueueUrl")
    updatable = frozenset({*_DEFAULTS, TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        fifo = is_true(request.properties.get("FifoQueue", False))
        name = request.name("QueueName", 75) + (".fifo" if fifo and "QueueName" not in request.properties else "")
        queues = api.backend("sqs")
        if name in queues.queues:
            raise already_exists(self.type_name, name)
        named = ("FifoQueue", *_DEFAULTS)
        attributes = {key: as_text(request.properties[key]) for key in named if key in request.properties}
        with api.refusals("sqs"):
            queue = queues.create_queue(name, request.all_tags, **attributes)
        url = queue.url(_endpoint(api.region))
        return AwsResource(url, {"Arn": api.arn("sqs", name), "QueueName": name, "QueueUrl": url})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        url = update.physical_id
        attributes = {name: update.wanted.get(name, _DEFAULTS[name]) for name in update.changed & _DEFAULTS.keys()}
        if attributes:
            api("sqs", "SetQueueAttributes", QueueUrl=url, Attributes=attributes)
        update.retag(
            lambda keys: api("sqs", "UntagQueue", QueueUrl=url, TagKeys=keys),
            lambda: api("sqs", "TagQueue", QueueUrl=url, Tags=update.request.all_tags),
        )
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("sqs", "DeleteQueue", QueueUrl=resource.physical_id)
