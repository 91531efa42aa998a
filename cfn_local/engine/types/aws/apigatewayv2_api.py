"""AWS::ApiGatewayV2::Api: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import api_gateway_arn
from cfn_local.engine.types.aws.stored_objects import text_at

_ARN = api_gateway_arn("/apis/{ApiId}")
_DOCUMENT = ("BasePath", "Body", "BodyS3Location", "FailOnWarnings")


def _document(handle: Handle) -> str | None:
    """The definition in the template, or in S3, as text."""
    place = handle.wanted.get("BodyS3Location")
    if place is not None:
        return text_at(handle, place)
    body = handle.wanted.get("Body")
    return None if body is None else as_text(body)


def _create(handle: Handle) -> dict[str, Any]:
    document = _document(handle)
    if document is None:
        if "Name" not in handle.wanted or "ProtocolType" not in handle.wanted:
            raise AwsTypeError("An API needs a Name and a ProtocolType, or a Body.")
        return handle.make(Call("CreateApi"))
    made = handle("ImportApi", Body=document)
    handle.model["ApiId"] = made["ApiId"]
    _state(handle)
    if handle.tags:
        handle("TagResource", ResourceArn=_ARN(handle), Tags=dict(handle.tags))
    return {"ApiId": made["ApiId"]}


def _import(handle: Handle) -> None:
    document = _document(handle)
    if document is not None:
        handle("ReimportApi", ApiId=handle["ApiId"], Body=document)
        _state(handle)


def _state(handle: Handle) -> None:
    """What the template states beside its definition takes precedence."""
    handle.change(Call("UpdateApi"), {})


def _told(handle: Handle) -> dict[str, str]:
    return {"ExecuteApiArn": handle.api.arn("execute-api", handle["ApiId"])}


TYPE = Declaration(
    "AWS::ApiGatewayV2::Api",
    "apigatewayv2",
    create=_create,
    read=(Call("GetApi"), _told),
    update=(
        Logic(_DOCUMENT, _import),
        Call(
            "UpdateApi",
            carries=(
                "ApiKeySelectionExpression",
                "CorsConfiguration",
                "Description",
                "DisableExecuteApiEndpoint",
                "IpAddressType",
                "Name",
                "RouteSelectionExpression",
                "Version",
            ),
        ),
    ),
    defaults={
        "ApiKeySelectionExpression": "$request.header.x-api-key",
        "CorsConfiguration": {},
        "Description": "",
        "DisableExecuteApiEndpoint": False,
        "IpAddressType": "ipv4",
        "RouteSelectionExpression": "$request.method $request.path",
        "Version": "",
    },
    tags=Tagging(
        Call("TagResource", params={"ResourceArn": _ARN}),
        Call("UntagResource", params={"ResourceArn": _ARN}),
        Call("GetApi", "Tags"),
    ),
    hidden_if_empty=("CorsConfiguration", "Description", "Version"),
    delete=Call("DeleteApi"),
    list=Call("GetApis", "Items"),
    given={"Name": "orders", "ProtocolType": "HTTP"},
    unread={
        "Body": {},
        "BodyS3Location": {"Bucket": "ours", "Key": "api.json", "Version": "1"},
        "CredentialsArn": "arn",
        "FailOnWarnings": True,
        "RouteKey": "GET /",
        "Target": "arn",
    },
    client=("get_api", {"ApiId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {"Name": "chat", "ProtocolType": "WEBSOCKET", "RouteSelectionExpression": "$request.body.action"},
            "[Name, ProtocolType, RouteSelectionExpression]",
            ["chat", "WEBSOCKET", "$request.body.action"],
        ),
        Proof(
            {"Name": "invoices", "Description": "of shops", "Version": "2"},
            left={"Name": "orders", "Description": "", "Version": ""},
            found="{Name: Name, Description: Description, Version: Version}",
        ),
        Proof(
            {"ApiKeySelectionExpression": "$context.authorizer.usageIdentifierKey"}, given={"ProtocolType": "WEBSOCKET"}
        ),
        Proof(
            {"DisableExecuteApiEndpoint": True, "IpAddressType": "dualstack"},
            "[DisableExecuteApiEndpoint, IpAddressType]",
            [True, "dualstack"],
        ),
        Proof(
            {"RouteSelectionExpression": "$request.body.action"},
            given={"ProtocolType": "WEBSOCKET"},
            left="$request.method $request.path",
        ),
        Proof(
            {
                "CorsConfiguration": {
                    "AllowCredentials": True,
                    "AllowHeaders": ["authorization"],
                    "AllowMethods": ["GET"],
                    "AllowOrigins": ["https://example.com"],
                    "ExposeHeaders": ["date"],
                    "MaxAge": 60,
                }
            },
            "CorsConfiguration.[AllowCredentials, AllowHeaders, AllowMethods, AllowOrigins, ExposeHeaders, MaxAge]",
            [True, ["authorization"], ["GET"], ["https://example.com"], ["date"], 60],
            left=[None] * 6,
        ),
        Proof({"Tags": {"team": "core"}}, "Tags || `{}`"),
    ),
)
