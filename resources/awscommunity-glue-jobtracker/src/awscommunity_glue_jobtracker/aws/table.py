"""DynamoDB: the table of runs, one row for each, by the day on which it ended (UTC) and by job and run."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import translated
from .clients import as_list, as_mapping

PARTITION_KEY, SORT_KEY, EXPIRY = "day", "run", "expires"


def create_table(dynamodb: Any, name: str, key_arn: str | None, tags: Mapping[str, str]) -> None:
    """Make the table, billed by request. AlreadyExists if there is one of that name."""
    encryption = {"SSESpecification": {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key_arn}}
    with translated(name):
        dynamodb.create_table(
            TableName=name,
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in (PARTITION_KEY, SORT_KEY)],
            KeySchema=[
                {"AttributeName": PARTITION_KEY, "KeyType": "HASH"},
                {"AttributeName": SORT_KEY, "KeyType": "RANGE"},
            ],
            BillingMode="PAY_PER_REQUEST",
            Tags=as_list(tags),
            **(encryption if key_arn else {}),
        )


def describe_table(dynamodb: Any, name: str) -> dict[str, Any]:
    """What DynamoDB tells of the table; NotFound if there is none."""
    with translated(name):
        return dict(dynamodb.describe_table(TableName=name)["Table"])


def expire_rows(dynamodb: Any, name: str) -> None:
    """Have DynamoDB delete rows once they expire. AlreadyExists if it does; it takes one such request in an hour."""
    with translated(name):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": EXPIRY})


def rows_expire(dynamodb: Any, name: str) -> bool:
    """Whether DynamoDB deletes rows once they expire, or is about to."""
    with translated(name):
        ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    return ttl["TimeToLiveStatus"] in ("ENABLED", "ENABLING") and ttl.get("AttributeName") == EXPIRY


def protect_table(dynamodb: Any, name: str, protected: bool) -> None:
    """Protect the table from deletion, or do so no longer."""
    with translated(name):
        dynamodb.update_table(TableName=name, DeletionProtectionEnabled=protected)


def delete_table(dynamodb: Any, name: str) -> None:
    """Delete the table with all rows; it takes a while."""
    with translated(name):
        dynamodb.delete_table(TableName=name)


def tags_of_table(dynamodb: Any, arn: str) -> dict[str, str]:
    """All tags of the table; NotFound if there is none."""
    with translated(arn):
        pages = dynamodb.get_paginator("list_tags_of_resource").paginate(ResourceArn=arn)
        return as_mapping([tag for page in pages for tag in page["Tags"]])


def tag_table(dynamodb: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags of the table."""
    with translated(arn):
        dynamodb.tag_resource(ResourceArn=arn, Tags=as_list(tags))


def untag_table(dynamodb: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the table."""
    with translated(arn):
        dynamodb.untag_resource(ResourceArn=arn, TagKeys=list(keys))
