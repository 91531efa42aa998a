"""AWS::SecretsManager::ResourcePolicy: Ref is the ARN of the secret."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.proof_documents import ANYONE


def _put(handle: Handle) -> dict[str, Any]:
    made = handle(
        "PutResourcePolicy",
        SecretId=handle.get("Id", handle.get("SecretId")),
        ResourcePolicy=handle.wanted["ResourcePolicy"],
    )
    return {"Id": made["ARN"]}


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle("GetResourcePolicy", SecretId=handle["Id"])
    if not found.get("ResourcePolicy"):
        return None
    return {
        "Id": found["ARN"],
        "SecretId": handle.get("SecretId", found["ARN"]),
        "ResourcePolicy": json.loads(found["ResourcePolicy"]),
    }


TYPE = Declaration(
    "AWS::SecretsManager::ResourcePolicy",
    "secretsmanager",
    create=_put,
    read=(_read,),
    update=(Logic(("ResourcePolicy",), _put), Logic(("BlockPublicPolicy",), lambda _handle: None)),
    delete=lambda handle: handle("DeleteResourcePolicy", SecretId=handle["Id"]),
    given={"SecretId": "{AWS::SecretsManager::Secret}", "ResourcePolicy": {**ANYONE, "Id": "earlier"}},
    unread={"BlockPublicPolicy": True},
    client=("get_resource_policy", {"SecretId": "{Ref}"}, ""),
    proofs=(
        Proof({"SecretId": "{AWS::SecretsManager::Secret}"}, "ARN"),
        Proof({"ResourcePolicy": ANYONE}),
    ),
)
