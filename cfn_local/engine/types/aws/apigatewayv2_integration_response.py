"""AWS::ApiGatewayV2::IntegrationResponse: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::ApiGatewayV2::IntegrationResponse",
    "apigatewayv2",
    ref="IntegrationResponseId",
    create=Call("CreateIntegrationResponse"),
    read=(Call("GetIntegrationResponse"),),
    update=(Call("UpdateIntegrationResponse"),),
    defaults={
        "ContentHandlingStrategy": "",
        "ResponseParameters": {},
        "ResponseTemplates": {},
        "TemplateSelectionExpression": "",
    },
    shown={"ResponseParameters": {}, "ResponseTemplates": {}},
    hidden_if_empty=("ContentHandlingStrategy", "TemplateSelectionExpression"),
    delete=Call("DeleteIntegrationResponse"),
    given={
        "ApiId": "{AWS::ApiGatewayV2::Integration.ApiId}",
        "IntegrationId": "{AWS::ApiGatewayV2::Integration}",
        "IntegrationResponseKey": "$default",
    },
    client=(
        "get_integration_response",
        {"ApiId": "{ApiId}", "IntegrationId": "{IntegrationId}", "IntegrationResponseId": "{Ref}"},
        "",
    ),
    proofs=(
        Proof(
            {
                "ApiId": "{AWS::ApiGatewayV2::Integration.ApiId}",
                "IntegrationId": "{AWS::ApiGatewayV2::Integration}",
                "IntegrationResponseKey": "/200/",
            },
            "IntegrationResponseKey",
            "/200/",
        ),
        Proof({"IntegrationResponseKey": "/400/"}),
        Proof(
            {
                "ContentHandlingStrategy": "CONVERT_TO_TEXT",
                "ResponseParameters": {"route.response.header.age": "'1'"},
                "ResponseTemplates": {"200": "$input.body"},
                "TemplateSelectionExpression": "$integration.response.statuscode",
            },
            "[ContentHandlingStrategy, ResponseParameters, ResponseTemplates, TemplateSelectionExpression]",
            [
                "CONVERT_TO_TEXT",
                {"route.response.header.age": "'1'"},
                {"200": "$input.body"},
                "$integration.response.statuscode",
            ],
            left=["", {}, {}, ""],
        ),
    ),
)
