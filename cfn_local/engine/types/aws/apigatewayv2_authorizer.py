"""AWS::ApiGatewayV2::Authorizer: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import within

_LAMBDA = "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{AWS::Lambda::Function.Arn}/invocations"

TYPE = Declaration(
    "AWS::ApiGatewayV2::Authorizer",
    "apigatewayv2",
    ref="AuthorizerId",
    create=Call("CreateAuthorizer"),
    read=(Call("GetAuthorizer"),),
    update=(Call("UpdateAuthorizer"),),
    defaults={
        "AuthorizerCredentialsArn": "",
        "AuthorizerResultTtlInSeconds": 300,
        "EnableSimpleResponses": False,
        "IdentityValidationExpression": "",
        "JwtConfiguration": {},
    },
    hidden_if_empty=("IdentityValidationExpression",),
    delete=Call("DeleteAuthorizer"),
    list=within(Call("GetAuthorizers", "Items"), "ApiId"),
    given={
        "ApiId": "{AWS::ApiGatewayV2::Api}",
        "AuthorizerType": "REQUEST",
        "Name": "callers",
        "AuthorizerUri": _LAMBDA,
        "AuthorizerPayloadFormatVersion": "1.0",
        "IdentitySource": ["$request.header.Key"],
    },
    client=("get_authorizer", {"ApiId": "{ApiId}", "AuthorizerId": "{Ref}"}, ""),
    proofs=(
        Proof({"ApiId": "{AWS::ApiGatewayV2::Api}", "Name": "shops"}, "Name", "shops"),
        Proof(
            {"Name": "shops", "AuthorizerPayloadFormatVersion": "2.0"},
            "[Name, AuthorizerPayloadFormatVersion]",
            ["shops", "2.0"],
        ),
        Proof(
            {
                "AuthorizerType": "JWT",
                "IdentitySource": ["$request.header.Authorization"],
                "JwtConfiguration": {"Audience": ["shop"], "Issuer": "https://example.com"},
            },
            "[AuthorizerType, IdentitySource, JwtConfiguration.Issuer]",
            ["JWT", ["$request.header.Authorization"], "https://example.com"],
            given={"AuthorizerUri": None},
            left=["REQUEST", ["$request.header.Key"], None],
        ),
        Proof(
            {"AuthorizerCredentialsArn": "{rolearn}", "AuthorizerUri": _LAMBDA, "EnableSimpleResponses": True},
            "[AuthorizerCredentialsArn, EnableSimpleResponses]",
            ["{rolearn}", True],
            left=["", False],
        ),
        Proof(
            {"AuthorizerResultTtlInSeconds": 60, "IdentityValidationExpression": "^a$"},
            "[AuthorizerResultTtlInSeconds, IdentityValidationExpression]",
            [60, "^a$"],
            left=[300, ""],
        ),
    ),
)
