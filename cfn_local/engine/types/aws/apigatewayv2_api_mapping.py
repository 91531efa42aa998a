"""AWS::ApiGatewayV2::ApiMapping: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::ApiGatewayV2::ApiMapping",
    "apigatewayv2",
    ref="ApiMappingId",
    create=Call("CreateApiMapping"),
    read=(Call("GetApiMapping"),),
    update=(Call("UpdateApiMapping"),),
    defaults={"ApiMappingKey": ""},
    hidden_if_empty=("ApiMappingKey",),
    delete=Call("DeleteApiMapping"),
    given={
        "ApiId": "{AWS::ApiGatewayV2::Stage.ApiId}",
        "DomainName": "{AWS::ApiGatewayV2::DomainName}",
        "Stage": "{AWS::ApiGatewayV2::Stage}",
    },
    client=("get_api_mapping", {"ApiMappingId": "{Ref}", "DomainName": "{DomainName}"}, ""),
    proofs=(
        Proof(
            {"DomainName": "{AWS::ApiGatewayV2::DomainName}", "Stage": "{AWS::ApiGatewayV2::Stage}"},
            "Stage",
            "live",
        ),
        Proof({"ApiId": "{AWS::ApiGatewayV2::Stage.ApiId}", "Stage": "{AWS::ApiGatewayV2::Stage}"}, "Stage", "live"),
        Proof({"ApiMappingKey": "orders"}, left=""),
    ),
)
