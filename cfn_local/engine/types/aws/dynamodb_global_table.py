"""AWS::DynamoDB::GlobalTable: Ref is its name. Its one replica is the table in the Region of the stack."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.table_parts import (
    EXPIRY,
    PROOF_OF_EXPIRY,
    changed_stream,
    expire,
    stream,
    update_indexes,
)

_OF_TABLE = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes")
_ON_DEMAND = "PAY_PER_REQUEST"


def _create(handle: Handle) -> dict[str, Any]:
    wanted, replica = handle.wanted, _own(handle.wanted, handle.region)
    if wanted.get("BillingMode") != _ON_DEMAND:
        raise AwsTypeError(f"The local DynamoDB has global tables with the BillingMode {_ON_DEMAND} only.")
    made = handle(
        "CreateTable",
        TableName=handle["TableName"],
        BillingMode=_ON_DEMAND,
        StreamSpecification=stream(handle),
        SSESpecification=_encryption(handle),
        DeletionProtectionEnabled=replica.get("DeletionProtectionEnabled"),
        Tags=replica.get("Tags"),
        **{name: wanted.get(name) for name in _OF_TABLE},
    )["TableDescription"]
    _recover(handle, replica)
    return {"TableName": made["TableName"]}


def _own(stated: Any, region: str) -> dict[str, Any]:
    """The replica in the Region of the stack, which must be the only one."""
    replicas: dict[str, dict[str, Any]] = {one["Region"]: one for one in stated["Replicas"]}
    if set(replicas) != {region}:
        raise AwsTypeError(f"The local DynamoDB has replicas in {region} only, the Region of the stack.")
    return replicas[region]


def _encryption(handle: Handle) -> dict[str, Any] | None:
    stated = handle.wanted.get("SSESpecification")
    if stated is None:
        return None
    key = _own(handle.wanted, handle.region).get("SSESpecification", {}).get("KMSMasterKeyId")
    known = {"Enabled": is_true(stated["SSEEnabled"]), "SSEType": stated.get("SSEType"), "KMSMasterKeyId": key}
    return {name: value for name, value in known.items() if value is not None}


def _recover(handle: Handle, replica: dict[str, Any]) -> None:
    recovery = replica.get("PointInTimeRecoverySpecification", {"PointInTimeRecoveryEnabled": False})
    if "PointInTimeRecoverySpecification" in replica or "Replicas" in handle.had:
        handle("UpdateContinuousBackups", TableName=handle["TableName"], PointInTimeRecoverySpecification=recovery)


def _update_replica(handle: Handle) -> None:
    replica = _own(handle.wanted, handle.region)
    is_encrypted = "SSESpecification" in handle.wanted or "SSESpecification" in handle.had
    handle(
        "UpdateTable",
        TableName=handle["TableName"],
        DeletionProtectionEnabled=is_true(replica.get("DeletionProtectionEnabled", False)),
        SSESpecification=(_encryption(handle) or {"Enabled": False}) if is_encrypted else None,
    )
    _recover(handle, replica)
    arn = handle("DescribeTable", TableName=handle["TableName"])["Table"]["TableArn"]
    had, wanted = (
        {one["Key"]: one["Value"] for one in _own(stated, handle.region).get("Tags", ())}
        for stated in (handle.had, handle.wanted)
    )
    if gone := sorted(had.keys() - wanted.keys()):
        handle("UntagResource", ResourceArn=arn, TagKeys=gone)
    if wanted:
        handle("TagResource", ResourceArn=arn, Tags=[{"Key": key, "Value": value} for key, value in wanted.items()])


def _read(handle: Handle) -> dict[str, Any]:
    name = {"TableName": handle["TableName"]}
    found = handle("DescribeTable", **name)["Table"]
    encryption = found.get("SSEDescription", {})
    backups = handle("DescribeContinuousBackups", **name)["ContinuousBackupsDescription"]
    recovers = backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    tags = handle("ListTagsOfResource", ResourceArn=found["TableArn"])["Tags"]
    key = {"SSESpecification": {"KMSMasterKeyId": encryption["KMSMasterKeyArn"]}} if encryption else {}
    replica = {
        "Region": handle.region,
        "DeletionProtectionEnabled": found["DeletionProtectionEnabled"],
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": recovers},
        **key,
        **({"Tags": tags} if tags else {}),
    }
    view = found.get("StreamSpecification", {}).get("StreamViewType")
    return {
        "TableName": found["TableName"],
        "TableId": found["TableId"],
        "Arn": found["TableArn"],
        "BillingMode": found["BillingModeSummary"]["BillingMode"],
        "Replicas": [replica],
        "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"} if encryption else {"SSEEnabled": False},
        **({"StreamArn": found["LatestStreamArn"], "StreamSpecification": {"StreamViewType": view}} if view else {}),
        **{name: _parts(found[name]) for name in _OF_TABLE if found.get(name)},
    }


def _parts(stated: Any) -> list[dict[str, Any]]:
    """What a template states of keys, attributes and indexes."""
    known = ("AttributeName", "AttributeType", "KeyType", "IndexName", "KeySchema", "Projection")
    return [{name: one[name] for name in known if name in one} for one in stated]


def _index(**more: Any) -> list[dict[str, Any]]:
    return [{"IndexName": "by-shop", "Projection": {"ProjectionType": "ALL"}, **more}]


TYPE = Declaration(
    "AWS::DynamoDB::GlobalTable",
    "dynamodb",
    named=Name("TableName"),
    create=_create,
    read=(
        _read,
        EXPIRY,
    ),
    update=(
        Logic(("AttributeDefinitions", "GlobalSecondaryIndexes"), update_indexes),
        Call("UpdateTable", params={"StreamSpecification": changed_stream}, carries=("StreamSpecification",)),
        Logic(("Replicas", "SSESpecification"), _update_replica),
    ),
    defaults={"StreamSpecification": None},
    settings={"TimeToLiveSpecification": expire},
    delete=Call("DeleteTable"),
    list=Call("ListTables", "TableNames"),
    given={
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "BillingMode": _ON_DEMAND,
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "Replicas": [{"Region": "{region}"}],
    },
    restricted=("BillingMode",),
    client=("describe_table", {"TableName": "{Ref}"}, "Table"),
    proofs=(
        Proof(
            {
                "TableName": "people",
                "AttributeDefinitions": [{"AttributeName": "name", "AttributeType": "S"}],
                "BillingMode": _ON_DEMAND,
                "KeySchema": [{"AttributeName": "name", "KeyType": "HASH"}],
            },
            "[TableName, BillingModeSummary.BillingMode, KeySchema[].AttributeName]",
            ["people", _ON_DEMAND, ["name"]],
        ),
        Proof(
            {
                "AttributeDefinitions": [
                    {"AttributeName": "id", "AttributeType": "S"},
                    {"AttributeName": "shop", "AttributeType": "S"},
                ],
                "GlobalSecondaryIndexes": _index(KeySchema=[{"AttributeName": "shop", "KeyType": "HASH"}]),
            },
            "GlobalSecondaryIndexes[].IndexName",
            ["by-shop"],
        ),
        Proof(
            {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}, "StreamSpecification.StreamViewType", "NEW_IMAGE"
        ),
        Proof(
            {
                "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"},
                "Replicas": [{"Region": "{region}", "SSESpecification": {"KMSMasterKeyId": "{keyarn}"}}],
            },
            "SSEDescription.[Status, SSEType, KMSMasterKeyArn]",
            ["ENABLED", "KMS", "{keyarn}"],
            given={"Replicas": [{"Region": "{region}"}]},
        ),
        PROOF_OF_EXPIRY,
        Proof(
            {
                "Replicas": [
                    {
                        "Region": "{region}",
                        "DeletionProtectionEnabled": True,
                        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
                        "Tags": TAGS,
                    }
                ]
            },
            "DeletionProtectionEnabled",
            True,
            given={"Replicas": [{"Region": "{region}"}]},
        ),
    ),
)
