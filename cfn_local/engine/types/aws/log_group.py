"""AWS::Logs::LogGroup."""

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_LONGEST_NAME = 512


class LogGroup(AwsType):
    """A log group: Ref is its name."""

    type_name = "AWS::Logs::LogGroup"
    properties: ClassVar[Mapping[str, Shape]] = {
        "KmsKeyId": ANY,
        "LogGroupName": ANY,
        "RetentionInDays": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn",)
    updatable = frozenset({"RetentionInDays", TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("LogGroupName", _LONGEST_NAME)
        if name in api.backend("logs").groups:
            raise already_exists(self.type_name, name)
        key = request.properties.get("KmsKeyId")
        api("logs", "CreateLogGroup", logGroupName=name, kmsKeyId=key, tags=request.all_tags)
        return AwsResource(name, {"Arn": f"{_arn(api, name)}:*"})

    def configure(self, api: LocalApi, update: Update) -> None:
        name, days = update.physical_id, update.wanted.get("RetentionInDays")
        if "RetentionInDays" in update.changed and days is not None:
            api("logs", "PutRetentionPolicy", logGroupName=name, retentionInDays=days)
        elif "RetentionInDays" in update.changed:
            api("logs", "DeleteRetentionPolicy", logGroupName=name)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        arn = _arn(api, update.physical_id)
        update.retag(
            lambda keys: api("logs", "UntagResource", resourceArn=arn, tagKeys=keys),
            lambda: api("logs", "TagResource", resourceArn=arn, tags=update.request.all_tags),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("logs", "DeleteLogGroup", logGroupName=resource.physical_id)


def _arn(api: LocalApi, name: str) -> str:
    return api.arn("logs", f"log-group:{name}")
