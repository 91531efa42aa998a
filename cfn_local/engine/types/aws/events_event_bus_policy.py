"""AWS::Events::EventBusPolicy, a statement of a bus's policy: Ref is the bus and the statement's ID, joined by |."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _put(handle: Handle) -> dict[str, Any]:
    """Put the statement beside those of others, in place of its last version."""
    bus, statement_id = handle.get("EventBusName", "default"), handle["StatementId"]
    handle.model["EventBusName"] = bus
    statement = handle.wanted.get("Statement")
    if statement is None:
        stated = {name: handle.wanted.get(name) for name in ("Action", "Condition", "Principal")}
        action = stated.pop("Action") or "events:PutEvents"
        handle("PutPermission", EventBusName=bus, StatementId=statement_id, Action=action, **stated)
    else:
        document = json.loads(statement) if isinstance(statement, str) else statement
        others = [one for one in _statements(handle) if one["Sid"] != statement_id]
        policy = {"Version": "2012-10-17", "Statement": [*others, {**document, "Sid": statement_id}]}
        handle("PutPermission", EventBusName=bus, Policy=policy)
    return {"EventBusName": bus, "StatementId": statement_id}


def _statements(handle: Handle) -> list[dict[str, Any]]:
    policy = handle("DescribeEventBus", Name=handle["EventBusName"]).get("Policy")
    return list(json.loads(policy)["Statement"]) if policy else []


def _read(handle: Handle) -> dict[str, Any] | None:
    found = next((one for one in _statements(handle) if one["Sid"] == handle["StatementId"]), None)
    identity = {"EventBusName": handle["EventBusName"], "StatementId": handle["StatementId"]}
    return None if found is None else {**identity, "Statement": found}


def _replace(handle: Handle) -> None:
    _delete(handle)
    _put(handle)


def _delete(handle: Handle) -> None:
    with absent():
        handle("RemovePermission", EventBusName=handle["EventBusName"], StatementId=handle["StatementId"])


_STATEMENT = {
    "Sid": "shop",
    "Effect": "Allow",
    "Principal": {"AWS": "arn:{partition}:iam::{account}:root"},
    "Action": "events:PutEvents",
    "Resource": "{AWS::Events::EventBus.Arn}",
}

TYPE = Declaration(
    "AWS::Events::EventBusPolicy",
    "events",
    create=_put,
    read=(_read,),
    update=(Logic(("Action", "Condition", "Principal", "Statement"), _replace),),
    delete=_delete,
    documents=("Statement",),
    given={"EventBusName": "{AWS::Events::EventBus}", "StatementId": "shop", "Statement": _STATEMENT},
    unread={
        "Action": "events:PutEvents",
        "Condition": {"Key": "k", "Type": "StringEquals", "Value": "v"},
        "Principal": "1",
    },
    client=("describe_event_bus", {"Name": "{AWS::Events::EventBus}"}, ""),
    proofs=(
        Proof(
            {"EventBusName": "{AWS::Events::EventBus}", "StatementId": "shop"},
            lambda found: json.loads(found["Policy"])["Statement"][0]["Sid"],
            "shop",
        ),
        Proof(
            {"Statement": {**_STATEMENT, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}}}},
            lambda found: json.loads(found["Policy"])["Statement"][0].get("Condition"),
            {"StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"}},
        ),
    ),
)
