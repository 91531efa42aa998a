"""AWS::ApiGatewayV2::RouteResponse: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::ApiGatewayV2::RouteResponse",
    "apigatewayv2",
    ref="RouteResponseId",
    create=Call("CreateRouteResponse"),
    read=(Call("GetRouteResponse"),),
    update=(Call("UpdateRouteResponse"),),
    defaults={"ModelSelectionExpression": "", "ResponseModels": {}, "ResponseParameters": {}},
    hidden_if_empty=("ModelSelectionExpression", "ResponseModels", "ResponseParameters"),
    delete=Call("DeleteRouteResponse"),
    given={
        "ApiId": "{AWS::ApiGatewayV2::Route.ApiId}",
        "RouteId": "{AWS::ApiGatewayV2::Route}",
        "RouteResponseKey": "$default",
    },
    client=("get_route_response", {"ApiId": "{ApiId}", "RouteId": "{RouteId}", "RouteResponseId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {
                "ApiId": "{AWS::ApiGatewayV2::Route.ApiId}",
                "RouteId": "{AWS::ApiGatewayV2::Route}",
                "RouteResponseKey": "$default",
            },
            "RouteResponseKey",
            "$default",
        ),
        Proof({"RouteResponseKey": "$default"}),
        Proof(
            {
                "ModelSelectionExpression": "$default",
                "ResponseModels": {"$default": "Order"},
                "ResponseParameters": {"route.response.header.age": {"Required": True}},
            },
            "[ModelSelectionExpression, ResponseModels, ResponseParameters]",
            ["$default", {"$default": "Order"}, {"route.response.header.age": {"Required": True}}],
            left=["", {}, {}],
        ),
    ),
)
