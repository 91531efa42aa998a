"""AWS::ApiGatewayV2::Route: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import within

TYPE = Declaration(
    "AWS::ApiGatewayV2::Route",
    "apigatewayv2",
    ref="RouteId",
    create=Call("CreateRoute"),
    read=(Call("GetRoute"),),
    update=(Call("UpdateRoute"),),
    defaults={
        "ApiKeyRequired": False,
        "AuthorizationScopes": [],
        "AuthorizationType": "NONE",
        "AuthorizerId": "",
        "ModelSelectionExpression": "",
        "OperationName": "",
        "RequestModels": {},
        "RouteResponseSelectionExpression": "",
        "Target": "",
    },
    shown={"ApiKeyRequired": False, "AuthorizationScopes": [], "AuthorizationType": "NONE", "RequestModels": {}},
    hidden_if_empty=("ModelSelectionExpression", "OperationName", "RouteResponseSelectionExpression", "Target"),
    delete=Call("DeleteRoute"),
    list=within(Call("GetRoutes", "Items"), "ApiId"),
    given={"ApiId": "{AWS::ApiGatewayV2::Api}", "RouteKey": "GET /orders"},
    client=("get_route", {"ApiId": "{ApiId}", "RouteId": "{Ref}"}, ""),
    proofs=(
        Proof({"ApiId": "{AWS::ApiGatewayV2::Api}", "RouteKey": "$default"}, "RouteKey", "$default"),
        Proof(
            {"RouteKey": "POST /orders", "Target": "integrations/abc123"},
            "[RouteKey, Target]",
            ["POST /orders", "integrations/abc123"],
            left=["GET /orders", ""],
        ),
        Proof(
            {"ApiKeyRequired": True, "OperationName": "ListOrders"},
            "[ApiKeyRequired, OperationName]",
            [True, "ListOrders"],
            left=[False, ""],
        ),
        Proof(
            {"AuthorizationType": "JWT", "AuthorizerId": "abc123", "AuthorizationScopes": ["orders/read"]},
            "[AuthorizationType, AuthorizerId, AuthorizationScopes]",
            ["JWT", "abc123", ["orders/read"]],
            left=["NONE", "", []],
        ),
        Proof(
            {
                "ModelSelectionExpression": "$request.body.type",
                "RequestModels": {"order": "Order"},
                "RouteResponseSelectionExpression": "$default",
            },
            "[ModelSelectionExpression, RequestModels, RouteResponseSelectionExpression]",
            ["$request.body.type", {"order": "Order"}, "$default"],
            left=["", {}, ""],
        ),
    ),
)
