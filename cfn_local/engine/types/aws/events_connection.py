"""AWS::Events::Connection: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_KEY = {"ApiKeyAuthParameters": {"ApiKeyName": "x-api-key", "ApiKeyValue": "secret"}}
_HTTP = {
    part: [{"Key": "shop", "Value": "one", "IsValueSecret": False}]
    for part in ("BodyParameters", "HeaderParameters", "QueryStringParameters")
}


def _told(handle: Handle) -> dict[str, Any]:
    """The ARN for policies has no ID at its end."""
    return {"ArnForPolicy": handle["Arn"].rpartition("/")[0]}


TYPE = Declaration(
    "AWS::Events::Connection",
    "events",
    # As recorded on AWS in 2026.
    named=Name("Name", 64, form="{id}-{random}"),
    create=Call("CreateConnection"),
    read=(Call("DescribeConnection"), _told),
    update=(Call("UpdateConnection"),),
    defaults={"Description": ""},
    hidden_if_empty=("Description",),
    delete=Call("DeleteConnection"),
    list=Call("ListConnections", "Connections"),
    given={"AuthorizationType": "API_KEY", "AuthParameters": _KEY},
    client=("describe_connection", {"Name": "{Ref}"}, ""),
    proofs=(
        Proof({"Name": "shop"}),
        Proof({"Description": "to the shop"}, left=""),
        Proof(
            {"AuthorizationType": "API_KEY", "AuthParameters": {**_KEY, "InvocationHttpParameters": _HTTP}},
            "[AuthorizationType, AuthParameters.ApiKeyAuthParameters.ApiKeyName, "
            "AuthParameters.InvocationHttpParameters.HeaderParameters[0].Value]",
            ["API_KEY", "x-api-key", "one"],
            left=["API_KEY", "x-api-key", None],
        ),
        Proof(
            {
                "AuthorizationType": "BASIC",
                "AuthParameters": {"BasicAuthParameters": {"Username": "shop", "Password": "secret"}},
            },
            "[AuthorizationType, AuthParameters.BasicAuthParameters]",
            ["BASIC", {"Username": "shop"}],
            left=["API_KEY", None],
        ),
        Proof(
            {
                "AuthorizationType": "OAUTH_CLIENT_CREDENTIALS",
                "AuthParameters": {
                    "OAuthParameters": {
                        "AuthorizationEndpoint": "https://login.example.com",
                        "ClientParameters": {"ClientID": "shop", "ClientSecret": "secret"},
                        "HttpMethod": "POST",
                        "OAuthHttpParameters": _HTTP,
                    }
                },
            },
            "[AuthorizationType, AuthParameters.OAuthParameters.ClientParameters]",
            ["OAUTH_CLIENT_CREDENTIALS", {"ClientID": "shop"}],
            left=["API_KEY", None],
        ),
    ),
)
