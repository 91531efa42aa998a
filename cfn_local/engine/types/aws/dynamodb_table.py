"""AWS::DynamoDB::Table: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.table_parts import (
    EXPIRY,
    PROOF_OF_EXPIRY,
    changed_stream,
    expire,
    stream,
    update_indexes,
)


def _contribute(handle: Handle, specification: Any) -> None:
    stated = specification or {"Enabled": False}
    handle(
        "UpdateContributorInsights",
        TableName=handle["TableName"],
        ContributorInsightsAction="ENABLE" if is_true(stated["Enabled"]) else "DISABLE",
        ContributorInsightsMode=stated.get("Mode"),
    )


def _of_indexes(handle: Handle) -> list[dict[str, Any]]:
    """Further members that AWS shows for each index (recorded in 2026 for on-demand tables)."""
    shown: dict[str, Any] = {
        "ContributorInsightsSpecification": {"Enabled": False},
        "Projection": {"NonKeyAttributes": []},
    }
    if handle.get("BillingMode") == "PAY_PER_REQUEST":
        shown["WarmThroughput"] = {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000}
    return [shown]


TYPE = Declaration(
    "AWS::DynamoDB::Table",
    "dynamodb",
    names={"SSEEnabled": "Enabled"},
    named=Name("TableName"),
    create=Call("CreateTable", "TableDescription", {"StreamSpecification": stream}),
    read=(
        Call(
            "DescribeTable",
            "Table",
            finds={
                "BillingMode": "BillingModeSummary.BillingMode",
                "SSESpecification": "SSEDescription.{Enabled: Status == 'ENABLED', SSEType: SSEType, "
                "KMSMasterKeyId: KMSMasterKeyArn}",
                "StreamArn": "LatestStreamArn",
                "TableClass": "TableClassSummary.TableClass",
            },
        ),
        EXPIRY,
        Call(
            "DescribeContinuousBackups",
            "ContinuousBackupsDescription.PointInTimeRecoveryDescription",
            finds={
                "PointInTimeRecoverySpecification": "{PointInTimeRecoveryEnabled: "
                "PointInTimeRecoveryStatus == 'ENABLED', RecoveryPeriodInDays: "
                "PointInTimeRecoveryStatus == 'ENABLED' && (RecoveryPeriodInDays || `35`) || `null`}"
            },
        ),
        Call(
            "DescribeContributorInsights",
            finds={
                "ContributorInsightsSpecification": "ContributorInsightsStatus == 'ENABLED' && "
                "{Enabled: `true`, Mode: ContributorInsightsMode} || `null`"
            },
        ),
    ),
    update=(
        Logic(("AttributeDefinitions", "GlobalSecondaryIndexes"), update_indexes),
        Call(
            "UpdateTable",
            params={"StreamSpecification": changed_stream},
            carries=(
                "BillingMode",
                "DeletionProtectionEnabled",
                "ProvisionedThroughput",
                "StreamSpecification",
                "TableClass",
            ),
            only_changed=True,
        ),
    ),
    settings={
        "ContributorInsightsSpecification": _contribute,
        "TimeToLiveSpecification": expire,
        "PointInTimeRecoverySpecification": Setting(Call("UpdateContinuousBackups")),
    },
    defaults={
        "BillingMode": "PROVISIONED",
        "DeletionProtectionEnabled": False,
        "ProvisionedThroughput": None,
        "StreamSpecification": None,
        "TableClass": "STANDARD",
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False},
    },
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsOfResource", "Tags")),
    shown={
        # As recorded on AWS in 2026.
        "BillingMode": "PROVISIONED",
        "ContributorInsightsSpecification": {"Enabled": False},
        "SSESpecification": {"SSEEnabled": False},
        "TimeToLiveSpecification": {"Enabled": False},
    },
    shown_inside={"GlobalSecondaryIndexes": _of_indexes},
    hidden_if_empty=("GlobalSecondaryIndexes", "LocalSecondaryIndexes", "ProvisionedThroughput"),
    delete=Call("DeleteTable"),
    list=Call("ListTables", "TableNames"),
    given={
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    },
    client=("describe_table", {"TableName": "{Ref}"}, "Table"),
    proofs=(
        Proof({"TableName": "people"}),
        Proof(
            {
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "BillingMode": "PAY_PER_REQUEST",
            },
            "[AttributeDefinitions, KeySchema, BillingModeSummary.BillingMode]",
            [
                [{"AttributeName": "id", "AttributeType": "S"}],
                [{"AttributeName": "id", "KeyType": "HASH"}],
                "PAY_PER_REQUEST",
            ],
        ),
        Proof(
            {"ContributorInsightsSpecification": {"Enabled": True, "Mode": "THROTTLED_KEYS"}},
            "[ContributorInsightsStatus, ContributorInsightsMode]",
            ["ENABLED", "THROTTLED_KEYS"],
            read=("describe_contributor_insights", {"TableName": "{Ref}"}),
            left=["DISABLED", None],
        ),
        Proof({"TableClass": "STANDARD_INFREQUENT_ACCESS"}, "TableClassSummary.TableClass", left="STANDARD"),
        Proof({"DeletionProtectionEnabled": True}),
        Proof(
            {
                "GlobalSecondaryIndexes": [
                    {
                        "IndexName": "by-age",
                        "KeySchema": [
                            {"AttributeName": "id", "KeyType": "HASH"},
                            {"AttributeName": "age", "KeyType": "RANGE"},
                        ],
                        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                        "ProvisionedThroughput": {"ReadCapacityUnits": "5", "WriteCapacityUnits": 6},
                    }
                ]
            },
            "GlobalSecondaryIndexes[].[IndexName, KeySchema, Projection, ProvisionedThroughput.ReadCapacityUnits, "
            "ProvisionedThroughput.WriteCapacityUnits]",
            [
                [
                    "by-age",
                    [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "age", "KeyType": "RANGE"}],
                    {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                    5,
                    6,
                ]
            ],
            given={
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "age", "KeyType": "RANGE"}],
                "AttributeDefinitions": [
                    {"AttributeName": "id", "AttributeType": "S"},
                    {"AttributeName": "age", "AttributeType": "N"},
                ],
                "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
                "BillingMode": None,
            },
        ),
        Proof(
            {
                "LocalSecondaryIndexes": [
                    {
                        "IndexName": "by-age",
                        "KeySchema": [
                            {"AttributeName": "id", "KeyType": "HASH"},
                            {"AttributeName": "age", "KeyType": "RANGE"},
                        ],
                        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                    }
                ]
            },
            "LocalSecondaryIndexes[].[IndexName, KeySchema, Projection]",
            [
                [
                    "by-age",
                    [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "age", "KeyType": "RANGE"}],
                    {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                ]
            ],
            given={
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "age", "KeyType": "RANGE"}],
                "AttributeDefinitions": [
                    {"AttributeName": "id", "AttributeType": "S"},
                    {"AttributeName": "age", "AttributeType": "N"},
                ],
            },
        ),
        Proof(
            {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}},
            "ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus",
            "ENABLED",
            read=("describe_continuous_backups", {"TableName": "{Ref}"}),
        ),
        Proof(
            {"ProvisionedThroughput": {"ReadCapacityUnits": "5", "WriteCapacityUnits": 6}},
            "ProvisionedThroughput.[ReadCapacityUnits, WriteCapacityUnits]",
            [5, 6],
            given={"ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}, "BillingMode": None},
        ),
        Proof(
            {"SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": "{keyarn}"}},
            "SSEDescription.[Status, SSEType, KMSMasterKeyArn]",
            ["ENABLED", "KMS", "{keyarn}"],
        ),
        Proof(
            {"StreamSpecification": {"StreamViewType": "KEYS_ONLY"}}, "StreamSpecification.StreamViewType", "KEYS_ONLY"
        ),
        Proof(
            {"BillingMode": "PROVISIONED", "ProvisionedThroughput": {"ReadCapacityUnits": 2, "WriteCapacityUnits": 3}},
            "ProvisionedThroughput.[ReadCapacityUnits, WriteCapacityUnits]",
            [2, 3],
            left=[2, 3],
        ),
        Proof(
            {
                "AttributeDefinitions": [
                    {"AttributeName": "id", "AttributeType": "S"},
                    {"AttributeName": "shop", "AttributeType": "S"},
                ],
                "GlobalSecondaryIndexes": [
                    {
                        "IndexName": "by-shop",
                        "KeySchema": [{"AttributeName": "shop", "KeyType": "HASH"}],
                        "Projection": {"ProjectionType": "ALL"},
                    }
                ],
            },
            "GlobalSecondaryIndexes[].IndexName",
            ["by-shop"],
        ),
        PROOF_OF_EXPIRY,
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_of_resource", {"ResourceArn": "{Arn}"})),
    ),
)
