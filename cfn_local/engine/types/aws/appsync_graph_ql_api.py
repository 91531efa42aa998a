"""AWS::AppSync::GraphQLApi: Ref is its ARN. It answers no queries."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.graph_apis import named_in_arn

_ID: dict[str, Any] = named_in_arn(apiId=1)
_POOL = {"AwsRegion": "{region}", "DefaultAction": "ALLOW", "UserPoolId": "{AWS::Cognito::UserPool}"}
_LOGGED = {"CloudWatchLogsRoleArn": "{rolearn}", "ExcludeVerboseContent": True, "FieldLogLevel": "ALL"}

TYPE = Declaration(
    "AWS::AppSync::GraphQLApi",
    "appsync",
    create=Call("CreateGraphqlApi", "graphqlApi", finds={"Arn": "arn"}),
    read=(
        Call(
            "GetGraphqlApi",
            "graphqlApi",
            _ID,
            finds={"GraphQLUrl": "uris.GRAPHQL", "RealtimeUrl": "uris.REALTIME"},
        ),
    ),
    update=(
        Call(
            "UpdateGraphqlApi",
            params=_ID,
            carries=(
                *("AdditionalAuthenticationProviders", "AuthenticationType", "LogConfig", "Name"),
                *("UserPoolConfig", "XrayEnabled"),
            ),
        ),
    ),
    defaults={"XrayEnabled": False},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    shown={
        "ApiType": "GRAPHQL",
        "GraphQLDns": lambda handle: handle["GraphQLUrl"].split("/")[2],
        "GraphQLEndpointArn": lambda handle: handle.arn(
            f"endpoints/graphql-api/{handle['GraphQLUrl'].split('/')[2].partition('.')[0]}"
        ),
        "RealtimeDns": lambda handle: handle["RealtimeUrl"].split("/")[2],
    },
    delete=Call("DeleteGraphqlApi", params=_ID),
    list=Call("ListGraphqlApis", "graphqlApis", finds={"Arn": "arn"}),
    given={"AuthenticationType": "API_KEY", "Name": "notes"},
    client=("get_graphql_api", {"apiId": "{ApiId}"}, "graphqlApi"),
    proofs=(
        Proof({"Name": "ours"}, "name"),
        Proof(
            {"AuthenticationType": "AMAZON_COGNITO_USER_POOLS", "UserPoolConfig": _POOL},
            "[authenticationType, userPoolConfig.userPoolId]",
            ["AMAZON_COGNITO_USER_POOLS", "{AWS::Cognito::UserPool}"],
            given={"UserPoolConfig": {**_POOL, "DefaultAction": "DENY"}},
        ),
        Proof(
            {"AdditionalAuthenticationProviders": [{"AuthenticationType": "AWS_IAM"}]},
            "additionalAuthenticationProviders[].authenticationType",
            ["AWS_IAM"],
            given={"AdditionalAuthenticationProviders": [{"AuthenticationType": "API_KEY"}]},
        ),
        Proof(
            {"LogConfig": _LOGGED},
            "logConfig.fieldLogLevel",
            "ALL",
            given={"LogConfig": {**_LOGGED, "FieldLogLevel": "ERROR"}},
        ),
        Proof({"XrayEnabled": True}, "xrayEnabled", left=False),
        Proof({"Visibility": "PRIVATE"}, "visibility"),
        Proof({"Tags": TAGS}, "tags", {"team": "core"}),
    ),
)
