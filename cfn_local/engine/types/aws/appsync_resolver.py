"""AWS::AppSync::Resolver: Ref is its ARN. It resolves nothing."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.graph_apis import API, named_in_arn

_THIS = named_in_arn(apiId=1, typeName=3, fieldName=5)
_SOURCE = "{AWS::AppSync::DataSource.Name}"
_JAVASCRIPT = {"Name": "APPSYNC_JS", "RuntimeVersion": "1.0.0"}

TYPE = Declaration(
    "AWS::AppSync::Resolver",
    "appsync",
    create=Call("CreateResolver", "resolver", finds={"ResolverArn": "resolverArn"}),
    read=(
        Call("GetResolver", "resolver", _THIS),
        lambda handle: {"ApiId": str(handle["ResolverArn"]).split("/")[1]},
    ),
    update=(Call("UpdateResolver", params=_THIS, replaces=True),),
    delete=Call("DeleteResolver", params=_THIS),
    given={"ApiId": API, "DataSourceName": _SOURCE, "FieldName": "one", "TypeName": "Query"},
    client=("get_resolver", {"apiId": API, "typeName": "Query", "fieldName": "one"}, "resolver"),
    proofs=(
        Proof({"ApiId": API, "FieldName": "one", "TypeName": "Query"}, "[typeName, fieldName]", ["Query", "one"]),
        Proof({"DataSourceName": _SOURCE}, "dataSourceName"),
        Proof(
            {"RequestMappingTemplate": "{ }", "ResponseMappingTemplate": "$util.toJson($ctx.result)"},
            "responseMappingTemplate",
            "$util.toJson($ctx.result)",
        ),
        Proof(
            {"Kind": "PIPELINE", "PipelineConfig": {"Functions": ["f"]}},
            "[kind, pipelineConfig.functions]",
            ["PIPELINE", ["f"]],
            left=["UNIT", None],
        ),
        Proof(
            {"Code": "export const request = 1", "Runtime": _JAVASCRIPT},
            "[code, runtime.name]",
            ["export const request = 1", "APPSYNC_JS"],
        ),
        Proof({"MaxBatchSize": 10}, "maxBatchSize"),
    ),
)
