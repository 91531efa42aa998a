"""DynamoDB: the table of runs, one row each, keyed by the day of its end (UTC), and by job and run."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ..names import Names
from ..part import BOTH_WAYS, Answers, Aspect, Part, Site, Stage
from ..shared.errors import translated
from ..shared.tags import as_list, as_mapping
from ..tags import TOKEN_TAG
from .ours import make_ours, unless_done

PARTITION_KEY, SORT_KEY, EXPIRY = "day", "run", "expires"


def create_table(dynamodb: Any, name: str, key_arn: str | None, tags: Mapping[str, str]) -> None:
    """Create the table with on-demand billing. AlreadyExists if there is one of that name."""
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
    """Return DynamoDB's description of the table; NotFound if there is none."""
    with translated(name):
        return dict(dynamodb.describe_table(TableName=name)["Table"])


def expire_rows(dynamodb: Any, name: str) -> None:
    """Enable time to live. AlreadyExists if it is enabled; DynamoDB accepts one such request per hour."""
    with translated(name):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": EXPIRY})


def rows_expire(dynamodb: Any, name: str) -> bool:
    """Return whether time to live is enabled or being enabled."""
    with translated(name):
        ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    return ttl["TimeToLiveStatus"] in ("ENABLED", "ENABLING") and ttl.get("AttributeName") == EXPIRY


def protect_table(dynamodb: Any, name: str, protected: bool) -> None:
    """Turn deletion protection on or off."""
    with translated(name):
        dynamodb.update_table(TableName=name, DeletionProtectionEnabled=protected)


def delete_table(dynamodb: Any, name: str) -> None:
    """Delete the table with all rows, which takes a while."""
    with translated(name):
        dynamodb.delete_table(TableName=name)


def tags_of_table(dynamodb: Any, arn: str) -> dict[str, str]:
    """Return all tags of the table; NotFound if there is none."""
    with translated(arn):
        pages = dynamodb.get_paginator("list_tags_of_resource").paginate(ResourceArn=arn)
        return as_mapping([tag for page in pages for tag in page["Tags"]])


def tag_table(dynamodb: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags on the table."""
    with translated(arn):
        dynamodb.tag_resource(ResourceArn=arn, Tags=as_list(tags))


def untag_table(dynamodb: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the table."""
    with translated(arn):
        dynamodb.untag_resource(ResourceArn=arn, TagKeys=list(keys))


def _create(site: Site) -> None:
    create = partial(create_table, site.clients.dynamodb, site.names.common, site.wanted.table)
    make_ours(site, site.wanted.tags, PART.tags, create)


def _protect(site: Site) -> None:
    protect_table(site.clients.dynamodb, site.names.common, site.wanted.protected)


def _shown(answers: Answers, _names: Names) -> dict[str, Any]:
    described, tags = answers["table"] or {}, answers["tags"] or {}
    return {
        "table": described.get("SSEDescription", {}).get("KMSMasterKeyArn", "") if described else None,
        "tags": {key: value for key, value in tags.items() if key != TOKEN_TAG and not key.startswith("aws:")},
        "protected": bool(described.get("DeletionProtectionEnabled")),
        "ttl": bool(answers["ttl"]),
    }


PART = Part(
    name="table",
    aspects=(
        Aspect("table", Stage.TABLE, make=_create, called="table", ways=BOTH_WAYS),
        Aspect(
            "ttl",
            Stage.CONNECTIONS,
            make=lambda site: unless_done(partial(expire_rows, site.clients.dynamodb, site.names.common)),
        ),
        Aspect("protected", Stage.PROTECTION, make=_protect, change=_protect),
    ),
    looks={
        "table": lambda site: describe_table(site.clients.dynamodb, site.names.common),
        "tags": lambda site: tags_of_table(site.clients.dynamodb, site.names.table_arn),
        "ttl": lambda site: rows_expire(site.clients.dynamodb, site.names.common),
    },
    shown=_shown,
    tags=lambda site: tags_of_table(site.clients.dynamodb, site.names.table_arn),
    tag=lambda site, tags: tag_table(site.clients.dynamodb, site.names.table_arn, tags),
    untag=lambda site, keys: untag_table(site.clients.dynamodb, site.names.table_arn, keys),
)
