"""AWS::ApiGateway::Method: Ref is its API, resource and HTTP method, joined by |."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import to_api

_UPDATED = (
    "ApiKeyRequired",
    "AuthorizationScopes",
    "AuthorizationType",
    "AuthorizerId",
    "Integration",
    "MethodResponses",
    "OperationName",
    "RequestModels",
    "RequestParameters",
    "RequestValidatorId",
)
_INTEGRATION = """methodIntegration.{Type: type, IntegrationHttpMethod: httpMethod, Uri: uri, Credentials: credentials,
    ConnectionType: connectionType, ConnectionId: connectionId, ContentHandling: contentHandling,
    CacheKeyParameters: cacheKeyParameters, CacheNamespace: cacheNamespace, PassthroughBehavior: passthroughBehavior,
    RequestParameters: requestParameters, RequestTemplates: requestTemplates, TimeoutInMillis: timeoutInMillis,
    ResponseTransferMode: responseTransferMode,
    IntegrationResponses: values(integrationResponses || `{}`)}"""


def _put(handle: Handle) -> dict[str, Any]:
    """Make the method with all that belongs to it; the API has no way to replace one."""
    kind = handle.wanted.get("AuthorizationType", "NONE")
    made = handle.make(Call("PutMethod", params={"authorizationType": kind}))
    handle.model |= made
    for response in handle.wanted.get("MethodResponses", ()):
        _call(handle, "PutMethodResponse", response)
    integration = dict(handle.wanted.get("Integration", {}))
    responses = integration.pop("IntegrationResponses", ())
    if integration:
        _call(handle, "PutIntegration", integration)
    for response in responses:
        _call(handle, "PutIntegrationResponse", {"ResponseTemplates": {}, **response})
    return made


def _replace(handle: Handle) -> None:
    with absent():
        handle.address(Call("DeleteMethod"))
    _put(handle)


def _call(handle: Handle, action: str, stated: dict[str, Any]) -> None:
    found = to_api(stated, handle.input_shape(Call(action)), handle.names, action)
    handle(
        action,
        **{**found, "restApiId": handle["RestApiId"], "resourceId": handle["ResourceId"]},
        httpMethod=handle["HttpMethod"],
    )


def _told(handle: Handle) -> dict[str, Any]:
    """What the template leaves out and AWS shows, as an integration has it."""
    shown = handle.get("Integration")
    if not shown:
        return {}
    responses = [_without_empty(response) for response in shown.get("IntegrationResponses", ())]
    return {"Integration": {**_without_empty(shown), "IntegrationResponses": responses}}


def _without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in ([], {})}


TYPE = Declaration(
    "AWS::ApiGateway::Method",
    "apigateway",
    create=_put,
    read=(
        Call("GetMethod", finds={"MethodResponses": "values(methodResponses || `{}`)", "Integration": _INTEGRATION}),
        _told,
    ),
    update=(Logic(_UPDATED, _replace),),
    shown_inside={"Integration": {"ResponseTransferMode": "BUFFERED"}},
    hidden_if_empty=("MethodResponses",),
    delete=Call("DeleteMethod"),
    given={
        "RestApiId": "{AWS::ApiGateway::RestApi}",
        "ResourceId": "{AWS::ApiGateway::RestApi.RootResourceId}",
        "HttpMethod": "GET",
        "AuthorizationType": "NONE",
        "Integration": {"Type": "MOCK"},
    },
    client=(
        "get_method",
        {"restApiId": "{RestApiId}", "resourceId": "{ResourceId}", "httpMethod": "{HttpMethod}"},
        "",
    ),
    proofs=(
        Proof({"HttpMethod": "ANY"}, "httpMethod"),
        Proof(
            {
                "RestApiId": "{AWS::ApiGateway::RestApi}",
                "ResourceId": "{AWS::ApiGateway::RestApi.RootResourceId}",
                "OperationName": "ListOrders",
                "ApiKeyRequired": True,
            },
            "[operationName, apiKeyRequired]",
            ["ListOrders", True],
        ),
        Proof(
            {"OperationName": "ListOrders", "ApiKeyRequired": True},
            "[operationName, apiKeyRequired]",
            ["ListOrders", True],
        ),
        Proof(
            {
                "AuthorizationType": "COGNITO_USER_POOLS",
                "AuthorizerId": "abc123",
                "AuthorizationScopes": ["orders/read"],
            },
            "[authorizationType, authorizerId, authorizationScopes]",
            ["COGNITO_USER_POOLS", "abc123", ["orders/read"]],
        ),
        Proof(
            {
                "RequestParameters": {"method.request.path.id": True},
                "RequestModels": {"application/json": "Order"},
                "RequestValidatorId": "def456",
            },
            "[requestParameters, requestModels, requestValidatorId]",
            [{"method.request.path.id": True}, {"application/json": "Order"}, "def456"],
        ),
        Proof(
            {
                "MethodResponses": [
                    {
                        "StatusCode": "200",
                        "ResponseModels": {"application/json": "Empty"},
                        "ResponseParameters": {"method.response.header.Age": True},
                    }
                ]
            },
            'methodResponses."200".[statusCode, responseModels, responseParameters]',
            ["200", {"application/json": "Empty"}, {"method.response.header.Age": True}],
        ),
        Proof(
            {
                "Integration": {
                    "Type": "AWS",
                    "Uri": "arn:{partition}:apigateway:{region}:sqs:path/{account}/jobs",
                    "IntegrationHttpMethod": "POST",
                    "Credentials": "{rolearn}",
                    "PassthroughBehavior": "NEVER",
                    "RequestParameters": {"integration.request.header.Content-Type": "'text/plain'"},
                    "RequestTemplates": {"application/json": "$input.body"},
                    "TimeoutInMillis": 5000,
                    "ContentHandling": "CONVERT_TO_TEXT",
                    "CacheNamespace": "orders",
                    "CacheKeyParameters": ["method.request.path.id"],
                    "IntegrationResponses": [
                        {
                            "StatusCode": "200",
                            "SelectionPattern": "2..",
                            "ContentHandling": "CONVERT_TO_TEXT",
                            "ResponseTemplates": {"application/json": "$input.body"},
                            "ResponseParameters": {"method.response.header.Age": "'1'"},
                        }
                    ],
                }
            },
            "methodIntegration.[type, httpMethod, passthroughBehavior, timeoutInMillis, cacheNamespace, "
            'integrationResponses."200".selectionPattern]',
            ["AWS", "POST", "NEVER", 5000, "orders", "2.."],
        ),
        Proof(
            {
                "Integration": {
                    "Type": "HTTP_PROXY",
                    "Uri": "https://orders.example.com",
                    "IntegrationHttpMethod": "GET",
                    "ConnectionType": "VPC_LINK",
                    "ConnectionId": "abc123",
                }
            },
            "methodIntegration.[uri, connectionType, connectionId]",
            ["https://orders.example.com", "VPC_LINK", "abc123"],
        ),
    ),
)
