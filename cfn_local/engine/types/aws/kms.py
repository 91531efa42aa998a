"""AWS::KMS::Key and AWS::KMS::Alias."""

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape


def _rotation(api: LocalApi, key_id: str, value: Any) -> None:
    api("kms", "EnableKeyRotation" if value is not None and is_true(value) else "DisableKeyRotation", KeyId=key_id)


def _enabled(api: LocalApi, key_id: str, value: Any) -> None:
    api("kms", "EnableKey" if value is None or is_true(value) else "DisableKey", KeyId=key_id)


class Key(AwsType):
    """A key: Ref is its id. Deletion schedules the end of it, as on AWS."""

    type_name = "AWS::KMS::Key"
    properties: ClassVar[Mapping[str, Shape]] = {
        "Description": ANY,
        "Enabled": ANY,
        "EnableKeyRotation": ANY,
        "KeyPolicy": ANY,
        "KeySpec": ANY,
        "KeyUsage": ANY,
        "MultiRegion": ANY,
        "Origin": ANY,
        "PendingWindowInDays": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn", "KeyId")
    updatable = frozenset(
        {"Description", "Enabled", "EnableKeyRotation", "KeyPolicy", "PendingWindowInDays"} | {TAGS_PROPERTY}
    )

    settings = {"EnableKeyRotation": _rotation, "Enabled": _enabled}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        metadata = api(
            "kms",
            "CreateKey",
            Description=wanted.get("Description"),
            KeySpec=wanted.get("KeySpec"),
            KeyUsage=wanted.get("KeyUsage", "ENCRYPT_DECRYPT"),
            MultiRegion=wanted.get("MultiRegion"),
            Origin=wanted.get("Origin"),
            Policy=wanted.get("KeyPolicy"),
            Tags=_tags(request),
        )["KeyMetadata"]
        return AwsResource(metadata["KeyId"], {"Arn": metadata["Arn"], "KeyId": metadata["KeyId"]})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        wanted, key_id = update.wanted, update.physical_id
        if "Description" in update.changed:
            api("kms", "UpdateKeyDescription", KeyId=key_id, Description=wanted.get("Description", ""))
        if "KeyPolicy" in update.changed:
            api("kms", "PutKeyPolicy", KeyId=key_id, PolicyName="default", Policy=_policy(wanted))
        update.retag(
            lambda keys: api("kms", "UntagResource", KeyId=key_id, TagKeys=keys),
            lambda: api("kms", "TagResource", KeyId=key_id, Tags=_tags(update.request)),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        key = api("kms", "DescribeKey", KeyId=resource.physical_id)["KeyMetadata"]
        if key["KeyState"] != "PendingDeletion":
            days = resource.properties.get("PendingWindowInDays")
            api("kms", "ScheduleKeyDeletion", KeyId=resource.physical_id, PendingWindowInDays=days)


def _policy(wanted: Mapping[str, object]) -> object:
    if "KeyPolicy" not in wanted:
        raise AwsTypeError("The local CloudFormation cannot take KeyPolicy of AWS::KMS::Key away; state it.")
    return wanted["KeyPolicy"]


def _tags(request: AwsTypeRequest) -> list[dict[str, str]]:
    return [{"TagKey": key, "TagValue": value} for key, value in request.all_tags.items()]


class Alias(AwsType):
    """A name of a key: Ref is the alias, which starts with alias/."""

    type_name = "AWS::KMS::Alias"
    required = ("AliasName", "TargetKeyId")
    properties = {"AliasName": ANY, "TargetKeyId": ANY}
    updatable = frozenset({"TargetKeyId"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = str(request.properties["AliasName"])
        api("kms", "CreateAlias", AliasName=name, TargetKeyId=request.properties["TargetKeyId"])
        return AwsResource(name)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        api("kms", "UpdateAlias", AliasName=update.physical_id, TargetKeyId=update.wanted["TargetKeyId"])
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("kms", "DeleteAlias", AliasName=resource.physical_id)
