"""AWS::Lambda::LayerVersionPermission: Ref is the ARN of the version and the statement's ID, joined by #."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _version(arn: str) -> dict[str, Any]:
    """The layer and the version in an ARN."""
    name, number = arn.split(":")[-2:]
    return {"LayerName": name, "VersionNumber": int(number)}


def _create(handle: Handle) -> dict[str, str]:
    arn, statement_id = handle["LayerVersionArn"], handle.generated_name(100)
    stated = {name: handle.wanted.get(name) for name in ("Action", "OrganizationId", "Principal")}
    handle("AddLayerVersionPermission", **_version(arn), StatementId=statement_id, **stated)
    return {"Id": f"{arn}#{statement_id}"}


def _statements(handle: Handle, arn: str) -> list[dict[str, Any]]:
    policy = '{"Statement": []}'
    with absent():
        policy = handle("GetLayerVersionPolicy", **_version(arn))["Policy"]
    return [_properties(arn, one) for one in json.loads(policy)["Statement"]]


def _properties(arn: str, statement: dict[str, Any]) -> dict[str, Any]:
    principal = statement["Principal"]
    told = {
        "Id": f"{arn}#{statement['Sid']}",
        "LayerVersionArn": arn,
        "Action": statement["Action"],
        "Principal": next(iter(principal.values())) if isinstance(principal, dict) else principal,
        "OrganizationId": statement.get("Condition", {}).get("StringEquals", {}).get("aws:PrincipalOrgID"),
    }
    return {name: value for name, value in told.items() if value is not None}


def _read(handle: Handle) -> dict[str, Any] | None:
    arn = handle["Id"].partition("#")[0]
    return next((one for one in _statements(handle, arn) if one["Id"] == handle["Id"]), None)


def _delete(handle: Handle) -> None:
    arn, _, statement_id = handle["Id"].partition("#")
    handle("RemoveLayerVersionPermission", **_version(arn), StatementId=statement_id)


TYPE = Declaration(
    "AWS::Lambda::LayerVersionPermission",
    "lambda",
    create=_create,
    read=(_read,),
    delete=_delete,
    list=lambda handle: _statements(handle, handle["LayerVersionArn"]),
    given={
        "LayerVersionArn": "{AWS::Lambda::LayerVersion}",
        "Action": "lambda:GetLayerVersion",
        "Principal": "{account}",
    },
    proofs=(
        Proof(
            {
                "LayerVersionArn": "{AWS::Lambda::LayerVersion}",
                "Action": "lambda:GetLayerVersion",
                "Principal": "{account}",
            }
        ),
    ),
)
