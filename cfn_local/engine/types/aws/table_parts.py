"""What DynamoDB changes of a table one at a time: its stream, its indexes and the time to live of its items."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Proof
from cfn_local.engine.types.aws.handle import Handle

EXPIRY = Call(
    "DescribeTimeToLive",
    "TimeToLiveDescription",
    finds={
        "TimeToLiveSpecification": "AttributeName && "
        "{AttributeName: AttributeName, Enabled: TimeToLiveStatus == 'ENABLED'}"
    },
)
PROOF_OF_EXPIRY = Proof(
    {"TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True}},
    "TimeToLiveDescription.[TimeToLiveStatus, AttributeName]",
    ["ENABLED", "expires"],
    read=("describe_time_to_live", {"TableName": "{Ref}"}),
    left=["DISABLED", "expires"],
)


def stream(handle: Handle) -> dict[str, Any] | None:
    specification = handle.wanted.get("StreamSpecification")
    return None if specification is None else {"StreamEnabled": True, **specification}


def changed_stream(handle: Handle) -> dict[str, Any] | None:
    if "StreamSpecification" not in handle.changed:
        return None
    return stream(handle) or {"StreamEnabled": False}


def update_indexes(handle: Handle) -> None:
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


def expire(handle: Handle, specification: Any) -> None:
    if specification is None:
        found = handle.found(Call("DescribeTimeToLive", "TimeToLiveDescription"))
        specification = {"AttributeName": found["AttributeName"], "Enabled": False}
    handle("UpdateTimeToLive", TableName=handle["TableName"], TimeToLiveSpecification=specification)
