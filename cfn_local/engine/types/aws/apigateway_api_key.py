"""AWS::ApiGateway::ApiKey: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import api_gateway_arn
from cfn_local.engine.types.aws.patch_operations import Patch, at, patching

_ARN = api_gateway_arn("/apikeys/{APIKeyId}")
_ID = {"APIKeyId": "id"}


def _stages(value: Any) -> list[Patch]:
    return [Patch("/stages", f"{one['RestApiId']}/{one['StageName']}", is_element=True) for one in value or ()]


def _stage_keys(handle: Handle) -> dict[str, Any]:
    """The API returns a stage as a text: abc/live."""
    found = handle("GetApiKey", apiKey=handle["APIKeyId"])["stageKeys"]
    return {"StageKeys": [dict(zip(("RestApiId", "StageName"), one.split("/", 1), strict=True)) for one in found]}


TYPE = Declaration(
    "AWS::ApiGateway::ApiKey",
    "apigateway",
    names={"APIKeyId": "apiKey"},
    named=Name("Name", 1024),
    create=Call("CreateApiKey", finds=_ID),
    read=(
        Call(
            "GetApiKey",
            "{id: id, name: name, description: description, enabled: enabled, customerId: customerId, value: value}",
            {"includeValue": True},
            finds=_ID,
        ),
        _stage_keys,
    ),
    update=(
        patching(
            "UpdateApiKey",
            {
                "CustomerId": at("/customerId"),
                "Description": at("/description"),
                "Enabled": at("/enabled"),
                "StageKeys": _stages,
            },
        ),
    ),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _ARN}),
        Call("UntagResource", params={"resourceArn": _ARN}),
        Call("GetApiKey", "tags"),
    ),
    delete=Call("DeleteApiKey"),
    list=Call("GetApiKeys", "items[].{id: id, name: name}", finds=_ID),
    client=("get_api_key", {"apiKey": "{Ref}", "includeValue": True}, ""),
    proofs=(
        Proof({"Name": "shop", "Value": "0123456789abcdefghij"}, "[name, value]", ["shop", "0123456789abcdefghij"]),
        Proof(
            {"Description": "of the shop", "Enabled": True, "CustomerId": "c-1"},
            "[description, enabled, customerId]",
            ["of the shop", True, "c-1"],
            left=[None, None, None],
        ),
        Proof(
            {"StageKeys": [{"RestApiId": "{AWS::ApiGateway::Stage.RestApiId}", "StageName": "live"}]},
            "stageKeys",
            ["{AWS::ApiGateway::Stage.RestApiId}/live"],
        ),
        Proof({"Tags": TAGS}, "tags || `{}`", {"team": "core"}),
    ),
)
