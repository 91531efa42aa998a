"""AWS::DynamoDB::Table: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _stream(handle: Handle) -> dict[str, Any] | None:
    specification = handle.wanted.get("StreamSpecification")
    return None if specification is None else {"StreamEnabled": True, **specification}


def _changed_stream(handle: Handle) -> dict[str, Any] | None:
    if "StreamSpecification" not in handle.changed:
        return None
    return _stream(handle) or {"StreamEnabled": False}


def _update_indexes(handle: Handle) -> None:
    """One index at a time, as DynamoDB requires; those with other keys are made anew."""
    old, new = (
        {one["IndexName"]: one for one in stated.get("GlobalSecondaryIndexes", ())}
        for stated in (handle.had, handle.wanted)
    )
    gone = [name for name, one in old.items() if name not in new or _is_another(one, new[name])]
    changes = [{"Delete": {"IndexName": name}} for name in gone]
    changes += [{"Create": one} for name, one in new.items() if name not in old or name in gone]
    changes += [
        {"Update": {"IndexName": name, "ProvisionedThroughput": one["ProvisionedThroughput"]}}
        for name, one in new.items()
        if name in old and name not in gone and one != old[name] and "ProvisionedThroughput" in one
    ]
    attributes = handle.wanted.get("AttributeDefinitions")
    for change in changes:
        handle(
            "UpdateTable",
            TableName=handle["TableName"],
            AttributeDefinitions=attributes,
            GlobalSecondaryIndexUpdates=[change],
        )
    if "AttributeDefinitions" in handle.changed and not changes:
        handle("UpdateTable", TableName=handle["TableName"], AttributeDefinitions=attributes)


def _is_another(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(one.get(name) != other.get(name) for name in ("KeySchema", "Projection"))


def _expire(handle: Handle, specification: Any) -> None:
    if specification is None:
        found = handle.found(Call("DescribeTimeToLive", "TimeToLiveDescription"))
        specification = {"AttributeName": found["AttributeName"], "Enabled": False}
    handle("UpdateTimeToLive", TableName=handle["TableName"], TimeToLiveSpecification=specification)


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
    create=Call("CreateTable", "TableDescription", {"StreamSpecification": _stream}),
    read=(
        Call(
            "DescribeTable",
            "Table",
            finds={
                "BillingMode": "BillingModeSummary.BillingMode",
                "SSESpecification": "SSEDescription.{Enabled: Status == 'ENABLED', SSEType: SSEType, "
                "KMSMasterKeyId: KMSMasterKeyArn}",
                "StreamArn": "LatestStreamArn",
            },
        ),
        Call(
            "DescribeTimeToLive",
            "TimeToLiveDescription",
            finds={
                "TimeToLiveSpecification": "AttributeName && "
                "{AttributeName: AttributeName, Enabled: TimeToLiveStatus == 'ENABLED'}"
            },
        ),
        Call(
            "DescribeContinuousBackups",
            "ContinuousBackupsDescription.PointInTimeRecoveryDescription",
            finds={
                "PointInTimeRecoverySpecification": "{PointInTimeRecoveryEnabled: "
                "PointInTimeRecoveryStatus == 'ENABLED', RecoveryPeriodInDays: "
                "PointInTimeRecoveryStatus == 'ENABLED' && (RecoveryPeriodInDays || `35`) || `null`}"
            },
        ),
    ),
    update=(
        Logic(("AttributeDefinitions", "GlobalSecondaryIndexes"), _update_indexes),
        Call(
            "UpdateTable",
            params={"StreamSpecification": _changed_stream},
            carries=(
                "BillingMode",
                "DeletionProtectionEnabled",
                "ProvisionedThroughput",
                "StreamSpecification",
            ),
            only_changed=True,
        ),
    ),
    settings={
        "TimeToLiveSpecification": _expire,
        "PointInTimeRecoverySpecification": Setting(Call("UpdateContinuousBackups")),
    },
    defaults={
        "BillingMode": "PROVISIONED",
        "DeletionProtectionEnabled": False,
        "ProvisionedThroughput": None,
        "StreamSpecification": None,
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
        Proof(
            {"TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True}},
            "TimeToLiveDescription.[TimeToLiveStatus, AttributeName]",
            ["ENABLED", "expires"],
            read=("describe_time_to_live", {"TableName": "{Ref}"}),
            left=["DISABLED", "expires"],
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_of_resource", {"ResourceArn": "{Arn}"})),
    ),
)
