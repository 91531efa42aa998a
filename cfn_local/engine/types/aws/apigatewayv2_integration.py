"""AWS::ApiGatewayV2::Integration: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import within


def _responses(handle: Handle) -> dict[str, Any] | None:
    """The API has a map from destinations to sources, where templates have a list."""
    stated = handle.sending.get("ResponseParameters")
    if stated is None:
        return None
    return {
        code: {one["Destination"]: one["Source"] for one in told.get("ResponseParameters", ())}
        for code, told in stated.items()
    }


def _told(handle: Handle) -> dict[str, Any]:
    found = handle("GetIntegration", ApiId=handle["ApiId"], IntegrationId=handle["IntegrationId"])
    told = {
        code: {"ResponseParameters": [{"Destination": key, "Source": value} for key, value in one.items()]}
        for code, one in (found.get("ResponseParameters") or {}).items()
    }
    return {"ResponseParameters": told}


TYPE = Declaration(
    "AWS::ApiGatewayV2::Integration",
    "apigatewayv2",
    ref="IntegrationId",
    create=Call("CreateIntegration", params={"ResponseParameters": _responses}),
    read=(Call("GetIntegration"), _told),
    update=(Call("UpdateIntegration", params={"ResponseParameters": _responses}),),
    defaults={
        "ConnectionId": "",
        "ConnectionType": "INTERNET",
        "ContentHandlingStrategy": "",
        "CredentialsArn": "",
        "Description": "",
        "IntegrationMethod": "",
        "IntegrationSubtype": "",
        "IntegrationUri": "",
        "PassthroughBehavior": "",
        "PayloadFormatVersion": "1.0",
        "RequestParameters": {},
        "RequestTemplates": {},
        "ResponseParameters": {},
        "TemplateSelectionExpression": "",
        "TimeoutInMillis": 30000,
        "TlsConfig": {},
    },
    shown={"ConnectionType": "INTERNET", "PayloadFormatVersion": "1.0"},
    hidden_if_empty=(
        "ConnectionId",
        "ContentHandlingStrategy",
        "CredentialsArn",
        "Description",
        "IntegrationMethod",
        "IntegrationSubtype",
        "IntegrationUri",
        "PassthroughBehavior",
        "RequestParameters",
        "RequestTemplates",
        "ResponseParameters",
        "TemplateSelectionExpression",
        "TlsConfig",
    ),
    delete=Call("DeleteIntegration"),
    list=within(Call("GetIntegrations", "Items"), "ApiId"),
    given={"ApiId": "{AWS::ApiGatewayV2::Api}", "IntegrationType": "HTTP_PROXY"},
    client=("get_integration", {"ApiId": "{ApiId}", "IntegrationId": "{Ref}"}, ""),
    proofs=(
        Proof({"ApiId": "{AWS::ApiGatewayV2::Api}", "IntegrationType": "AWS_PROXY"}, "IntegrationType", "AWS_PROXY"),
        Proof(
            {
                "IntegrationType": "AWS_PROXY",
                "IntegrationUri": "{AWS::Lambda::Function.Arn}",
                "IntegrationMethod": "POST",
                "PayloadFormatVersion": "2.0",
                "TimeoutInMillis": 5000,
            },
            "[IntegrationType, IntegrationUri, IntegrationMethod, PayloadFormatVersion, TimeoutInMillis]",
            ["AWS_PROXY", "{AWS::Lambda::Function.Arn}", "POST", "2.0", 5000],
            left=["HTTP_PROXY", "", "", "1.0", 30000],
        ),
        Proof(
            {
                "IntegrationType": "AWS_PROXY",
                "IntegrationSubtype": "SQS-SendMessage",
                "CredentialsArn": "{rolearn}",
                "RequestParameters": {"QueueUrl": "$request.header.queue"},
                "Description": "to the queue",
            },
            "[IntegrationSubtype, CredentialsArn, RequestParameters, Description]",
            ["SQS-SendMessage", "{rolearn}", {"QueueUrl": "$request.header.queue"}, "to the queue"],
            left=["", "", {}, ""],
        ),
        Proof(
            {
                "ConnectionType": "VPC_LINK",
                "ConnectionId": "abc123",
                "TlsConfig": {"ServerNameToVerify": "orders.example.com"},
                "ResponseParameters": {
                    "200": {"ResponseParameters": [{"Destination": "append:header.a", "Source": "1"}]}
                },
            },
            '[ConnectionType, ConnectionId, TlsConfig.ServerNameToVerify, ResponseParameters."200"]',
            ["VPC_LINK", "abc123", "orders.example.com", {"append:header.a": "1"}],
            left=["INTERNET", "", None, None],
        ),
        Proof(
            {
                "ContentHandlingStrategy": "CONVERT_TO_TEXT",
                "PassthroughBehavior": "NEVER",
                "RequestTemplates": {"application/json": "$input.body"},
                "TemplateSelectionExpression": "$request.body.type",
            },
            "[ContentHandlingStrategy, PassthroughBehavior, RequestTemplates, TemplateSelectionExpression]",
            ["CONVERT_TO_TEXT", "NEVER", {"application/json": "$input.body"}, "$request.body.type"],
            left=["", "", {}, ""],
        ),
    ),
)
