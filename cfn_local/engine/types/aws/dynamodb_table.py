"""AWS::DynamoDB::Table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_KEYS: list[Shape] = [{"AttributeName": ANY, "KeyType": ANY}]
_THROUGHPUT: Mapping[str, Shape] = {"ReadCapacityUnits": ANY, "WriteCapacityUnits": ANY}
_INDEX: Mapping[str, Shape] = {
    "IndexName": ANY,
    "KeySchema": _KEYS,
    "Projection": {"NonKeyAttributes": ANY, "ProjectionType": ANY},
}
_SAME_IN_API = (
    "AttributeDefinitions",
    "BillingMode",
    "DeletionProtectionEnabled",
    "GlobalSecondaryIndexes",
    "KeySchema",
    "LocalSecondaryIndexes",
    "ProvisionedThroughput",
)


def _expiry(api: LocalApi, table: str, specification: Any) -> None:
    if specification is None:
        found = api("dynamodb", "DescribeTimeToLive", TableName=table)["TimeToLiveDescription"]
        specification = {"AttributeName": found["AttributeName"], "Enabled": False}
    api("dynamodb", "UpdateTimeToLive", TableName=table, TimeToLiveSpecification=specification)


def _recovery(api: LocalApi, table: str, specification: Any) -> None:
    wanted = specification or {"PointInTimeRecoveryEnabled": False}
    api("dynamodb", "UpdateContinuousBackups", TableName=table, PointInTimeRecoverySpecification=wanted)


class Table(AwsType):
    """A table: Ref is its name."""

    type_name = "AWS::DynamoDB::Table"
    required = ("KeySchema",)
    properties: ClassVar[Mapping[str, Shape]] = {
        "AttributeDefinitions": [{"AttributeName": ANY, "AttributeType": ANY}],
        "BillingMode": ANY,
        "DeletionProtectionEnabled": ANY,
        "GlobalSecondaryIndexes": [{**_INDEX, "ProvisionedThroughput": _THROUGHPUT}],
        "KeySchema": _KEYS,
        "LocalSecondaryIndexes": [_INDEX],
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": ANY},
        "ProvisionedThroughput": _THROUGHPUT,
        "SSESpecification": {"KMSMasterKeyId": ANY, "SSEEnabled": ANY, "SSEType": ANY},
        "StreamSpecification": {"StreamViewType": ANY},
        "TableName": ANY,
        "TimeToLiveSpecification": {"AttributeName": ANY, "Enabled": ANY},
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn", "StreamArn")
    updatable = frozenset(
        {"DeletionProtectionEnabled", "PointInTimeRecoverySpecification", "ProvisionedThroughput"}
        | {"TimeToLiveSpecification", TAGS_PROPERTY}
    )
    settings = {"TimeToLiveSpecification": _expiry, "PointInTimeRecoverySpecification": _recovery}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted, name = request.properties, request.name("TableName")
        table = api(
            "dynamodb",
            "CreateTable",
            **{name: wanted[name] for name in _SAME_IN_API if name in wanted},
            TableName=name,
            SSESpecification=_encryption(wanted.get("SSESpecification")),
            StreamSpecification=_stream(wanted.get("StreamSpecification")),
            Tags=request.tag_list,
        )["TableDescription"]
        stream = {"StreamArn": table["LatestStreamArn"]} if "LatestStreamArn" in table else {}
        return AwsResource(name, {"Arn": table["TableArn"], **stream})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        name, wanted = update.physical_id, update.wanted
        if "ProvisionedThroughput" in update.changed:
            api("dynamodb", "UpdateTable", TableName=name, ProvisionedThroughput=wanted["ProvisionedThroughput"])
        if "DeletionProtectionEnabled" in update.changed:
            protected = wanted.get("DeletionProtectionEnabled", False)
            api("dynamodb", "UpdateTable", TableName=name, DeletionProtectionEnabled=protected)
        arn = update.resource.attributes["Arn"]
        update.retag(
            lambda keys: api("dynamodb", "UntagResource", ResourceArn=arn, TagKeys=keys),
            lambda: api("dynamodb", "TagResource", ResourceArn=arn, Tags=update.request.tag_list),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("dynamodb", "DeleteTable", TableName=resource.physical_id)


def _encryption(specification: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if specification is None:
        return None
    return {"Enabled" if name == "SSEEnabled" else name: value for name, value in specification.items()}


def _stream(specification: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if specification is None else {"StreamEnabled": True, **specification}
