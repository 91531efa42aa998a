"""AWS::ApiGateway::Authorizer: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import within
from cfn_local.engine.types.aws.patch_operations import at, elements, patching

_LAMBDA = "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{AWS::Lambda::Function.Arn}/invocations"

_POOL = "arn:{partition}:cognito-idp:{region}:{account}:userpool/{region}_abcdefghi"

TYPE = Declaration(
    "AWS::ApiGateway::Authorizer",
    "apigateway",
    names={"AuthorizerId": "id"},
    ref="AuthorizerId",
    create=Call("CreateAuthorizer"),
    read=(Call("GetAuthorizer"),),
    update=(
        patching(
            "UpdateAuthorizer",
            {
                "AuthType": at("/authType"),
                "AuthorizerCredentials": at("/authorizerCredentials"),
                "AuthorizerResultTtlInSeconds": at("/authorizerResultTtlInSeconds"),
                "AuthorizerUri": at("/authorizerUri"),
                "IdentitySource": at("/identitySource"),
                "IdentityValidationExpression": at("/identityValidationExpression"),
                "Name": at("/name"),
                "ProviderARNs": elements("/providerARNs"),
                "Type": at("/type"),
            },
        ),
    ),
    shown={
        "AuthType": lambda handle: "cognito_user_pools" if handle.get("Type") == "COGNITO_USER_POOLS" else "custom",
        "ProviderARNs": [],
    },
    delete=Call("DeleteAuthorizer"),
    list=within(Call("GetAuthorizers", "items"), "RestApiId"),
    given={
        "RestApiId": "{AWS::ApiGateway::RestApi}",
        "Name": "callers",
        "Type": "TOKEN",
        "AuthorizerUri": _LAMBDA,
        "IdentitySource": "method.request.header.Authorization",
    },
    client=("get_authorizer", {"restApiId": "{RestApiId}", "authorizerId": "{Ref}"}, ""),
    proofs=(
        Proof({"RestApiId": "{AWS::ApiGateway::RestApi}", "Name": "shops"}, "name", "shops"),
        Proof({"Name": "shops", "AuthType": "custom"}, "name", "shops"),
        Proof(
            {"Type": "REQUEST", "IdentitySource": "method.request.header.Key"},
            "[type, identitySource]",
            ["REQUEST", "method.request.header.Key"],
        ),
        Proof({"AuthorizerUri": _LAMBDA, "AuthorizerCredentials": "{rolearn}"}, "authorizerCredentials", "{rolearn}"),
        Proof(
            {"AuthorizerResultTtlInSeconds": 60, "IdentityValidationExpression": "^Bearer .+$"},
            "[authorizerResultTtlInSeconds, identityValidationExpression]",
            [60, "^Bearer .+$"],
            left=[None, None],
        ),
        Proof(
            {"Type": "COGNITO_USER_POOLS", "ProviderARNs": [_POOL]},
            "[type, providerARNs]",
            ["COGNITO_USER_POOLS", [_POOL]],
            left=["TOKEN", []],
        ),
    ),
)
