"""AWS::Cognito::IdentityPool: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("DescribeIdentityPool")


def _tags(handle: Handle) -> dict[str, str]:
    return dict(handle.tags)


def _retag(handle: Handle) -> None:
    found = handle.found(_READ)
    handle(
        "UpdateIdentityPool",
        IdentityPoolId=handle["Id"],
        IdentityPoolName=found["IdentityPoolName"],
        AllowUnauthenticatedIdentities=found["AllowUnauthenticatedIdentities"],
        IdentityPoolTags=_tags(handle),
    )


TYPE = Declaration(
    "AWS::Cognito::IdentityPool",
    "cognito-identity",
    names={"Id": "IdentityPoolId"},
    # As recorded on AWS in 2026.
    named=Name("IdentityPoolName", 128, form="{id}_{random}"),
    create=Call("CreateIdentityPool", params={"IdentityPoolTags": _tags}),
    read=(_READ, lambda handle: {"Name": handle["IdentityPoolName"]}),
    update=(Call("UpdateIdentityPool"),),
    tags=Tagging(replace=_retag, read=Call("DescribeIdentityPool", "IdentityPoolTags")),
    defaults={
        "AllowClassicFlow": False,
        "CognitoIdentityProviders": [],
        "DeveloperProviderName": None,
        "OpenIdConnectProviderARNs": [],
        "SamlProviderARNs": [],
        "SupportedLoginProviders": {},
    },
    shown={
        "AllowClassicFlow": False,
        "CognitoIdentityProviders": [],
        "OpenIdConnectProviderARNs": [],
        "SamlProviderARNs": [],
        "SupportedLoginProviders": {},
    },
    delete=Call("DeleteIdentityPool"),
    list=Call("ListIdentityPools", "IdentityPools", {"MaxResults": 60}),
    given={"AllowUnauthenticatedIdentities": False},
    client=("describe_identity_pool", {"IdentityPoolId": "{Ref}"}, ""),
    proofs=(
        Proof({"IdentityPoolName": "visitors"}),
        Proof({"IdentityPoolTags": TAGS}, "IdentityPoolTags", {"team": "core"}, left={}),
        Proof(
            {"AllowUnauthenticatedIdentities": True, "DeveloperProviderName": "shop"},
            "[AllowUnauthenticatedIdentities, DeveloperProviderName]",
            [True, "shop"],
            left=[False, "shop"],
        ),
        Proof(
            {
                "CognitoIdentityProviders": [
                    {
                        "ClientId": "abc",
                        "ProviderName": "cognito-idp.{region}.amazonaws.com/x",
                        "ServerSideTokenCheck": True,
                    }
                ],
                "OpenIdConnectProviderARNs": ["arn:{partition}:iam::{account}:oidc-provider/example.com"],
                "SamlProviderARNs": ["arn:{partition}:iam::{account}:saml-provider/ours"],
                "SupportedLoginProviders": {"accounts.google.com": "abc"},
            },
            "[CognitoIdentityProviders[0].ClientId, SupportedLoginProviders]",
            ["abc", {"accounts.google.com": "abc"}],
            left=[None, {}],
        ),
    ),
)
