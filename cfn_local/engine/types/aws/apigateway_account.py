"""AWS::ApiGateway::Account: Ref is a generated ID. A Region has one such account, and deleting it changes nothing."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.patch_operations import at, operations, patching

_ROLE = {"CloudWatchRoleArn": at("/cloudwatchRoleArn", "")}


def _create(handle: Handle) -> dict[str, Any]:
    handle("UpdateAccount", patchOperations=operations(_ROLE, {}, handle.wanted))
    # As recorded on AWS in 2026: CdkrdI-RestA-ctUDD4gN9xMO.
    return {"Id": handle.generated_name(26)}


TYPE = Declaration(
    "AWS::ApiGateway::Account",
    "apigateway",
    create=_create,
    read=(lambda handle: {"Id": handle["Id"]}, Call("GetAccount")),
    update=(patching("UpdateAccount", _ROLE),),
    hidden_if_empty=("CloudWatchRoleArn",),
    delete=None,
    proofs=(
        Proof(
            {"CloudWatchRoleArn": "{rolearn}"},
            "cloudwatchRoleArn",
            read=("get_account", {}),
            left="",
        ),
    ),
)
