"""AWS::Cognito::UserPoolIdentityProvider: Ref is its name."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import within

_POOL = "{AWS::Cognito::UserPool}"
_DETAILS = {"client_id": "shop", "client_secret": "secret", "authorize_scopes": "openid"}

TYPE = Declaration(
    "AWS::Cognito::UserPoolIdentityProvider",
    "cognito-idp",
    ref="ProviderName",
    create=Call("CreateIdentityProvider", "IdentityProvider"),
    read=(Call("DescribeIdentityProvider", "IdentityProvider"),),
    update=(Call("UpdateIdentityProvider"),),
    defaults={"AttributeMapping": {}, "IdpIdentifiers": []},
    shown={"IdpIdentifiers": []},
    hidden_if_empty=("AttributeMapping",),
    delete=Call("DeleteIdentityProvider"),
    list=within(Call("ListIdentityProviders", "Providers"), "UserPoolId"),
    given={"UserPoolId": _POOL, "ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": _DETAILS},
    client=(
        "describe_identity_provider",
        {"UserPoolId": "{UserPoolId}", "ProviderName": "{ProviderName}"},
        "IdentityProvider",
    ),
    proofs=(
        Proof(
            {"UserPoolId": _POOL, "ProviderName": "ours", "ProviderType": "OIDC"},
            "[ProviderName, ProviderType]",
            ["ours", "OIDC"],
        ),
        Proof(
            {
                "ProviderDetails": {**_DETAILS, "client_id": "other"},
                "AttributeMapping": {"email": "email"},
                "IdpIdentifiers": ["google"],
            },
            "[ProviderDetails.client_id, AttributeMapping, IdpIdentifiers]",
            ["other", {"email": "email"}, ["google"]],
            left=["shop", {}, []],
        ),
    ),
)
