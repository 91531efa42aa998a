"""AWS::Cognito::UserPoolClient: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.parameters import within

_POOL = "{AWS::Cognito::UserPool}"

TYPE = Declaration(
    "AWS::Cognito::UserPoolClient",
    "cognito-idp",
    # As recorded on AWS in 2026.
    named=Name("ClientName", 128, form="{id}-{random}"),
    ref="ClientId",
    create=Call("CreateUserPoolClient", "UserPoolClient"),
    read=(
        Call("DescribeUserPoolClient", "UserPoolClient"),
        lambda handle: {"GenerateSecret": "ClientSecret" in handle.model, "Name": handle["ClientName"]},
    ),
    update=(Call("UpdateUserPoolClient", replaces=True),),
    shown={
        "AllowedOAuthFlows": [],
        "AllowedOAuthFlowsUserPoolClient": False,
        "AllowedOAuthScopes": [],
        "AuthSessionValidity": 3,
        "CallbackURLs": [],
        "EnablePropagateAdditionalUserContextData": False,
        "EnableTokenRevocation": True,
        "ExplicitAuthFlows": [],
        "LogoutURLs": [],
        "ReadAttributes": [],
        "RefreshTokenValidity": 30,
        "SupportedIdentityProviders": [],
        "TokenValidityUnits": {},
        "WriteAttributes": [],
    },
    delete=Call("DeleteUserPoolClient"),
    list=within(Call("ListUserPoolClients", "UserPoolClients"), "UserPoolId"),
    given={"UserPoolId": _POOL},
    client=("describe_user_pool_client", {"UserPoolId": "{UserPoolId}", "ClientId": "{Ref}"}, "UserPoolClient"),
    proofs=(
        Proof({"UserPoolId": _POOL, "GenerateSecret": True}, "ClientSecret != null", True),
        Proof({"ClientName": "shop"}),
        Proof(
            {
                "AllowedOAuthFlows": ["code"],
                "AllowedOAuthFlowsUserPoolClient": True,
                "AllowedOAuthScopes": ["openid"],
                "CallbackURLs": ["https://example.com"],
                "DefaultRedirectURI": "https://example.com",
                "LogoutURLs": ["https://example.com/out"],
                "SupportedIdentityProviders": ["COGNITO"],
            },
            "[AllowedOAuthFlows, AllowedOAuthScopes, CallbackURLs, LogoutURLs]",
            [["code"], ["openid"], ["https://example.com"], ["https://example.com/out"]],
        ),
        Proof(
            {
                "AccessTokenValidity": 1,
                "IdTokenValidity": 1,
                "RefreshTokenValidity": 7,
                "TokenValidityUnits": {"AccessToken": "hours", "IdToken": "hours", "RefreshToken": "days"},
            },
            "[AccessTokenValidity, IdTokenValidity, RefreshTokenValidity, TokenValidityUnits.AccessToken]",
            [1, 1, 7, "hours"],
        ),
        Proof(
            {
                "AuthSessionValidity": 5,
                "EnablePropagateAdditionalUserContextData": True,
                "EnableTokenRevocation": False,
                "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"],
                "PreventUserExistenceErrors": "ENABLED",
                "ReadAttributes": ["email"],
                "WriteAttributes": ["email"],
            },
            "[AuthSessionValidity, EnableTokenRevocation, ExplicitAuthFlows, PreventUserExistenceErrors]",
            [5, False, ["ALLOW_USER_SRP_AUTH"], "ENABLED"],
        ),
    ),
)
