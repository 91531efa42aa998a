"""AWS::AppSync::FunctionConfiguration: Ref is its ARN. It runs nowhere."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.graph_apis import API, named_in_arn

_THIS = named_in_arn(apiId=1, functionId=3)
_SOURCE = "{AWS::AppSync::DataSource.Name}"
_JAVASCRIPT = {"Name": "APPSYNC_JS", "RuntimeVersion": "1.0.0"}

TYPE = Declaration(
    "AWS::AppSync::FunctionConfiguration",
    "appsync",
    create=Call("CreateFunction", "functionConfiguration", finds={"FunctionArn": "functionArn"}),
    read=(
        Call("GetFunction", "functionConfiguration", _THIS),
        lambda handle: {"ApiId": str(handle["FunctionArn"]).split("/")[1]},
    ),
    update=(Call("UpdateFunction", params=_THIS, replaces=True),),
    delete=Call("DeleteFunction", params=_THIS),
    given={"ApiId": API, "DataSourceName": _SOURCE, "Name": "step"},
    client=("get_function", {"apiId": API, "functionId": "{FunctionId}"}, "functionConfiguration"),
    proofs=(
        Proof({"ApiId": API}, "functionArn", "{FunctionArn}"),
        Proof(
            {"DataSourceName": _SOURCE, "Description": "of ours", "Name": "ours"},
            "[description, name]",
            ["of ours", "ours"],
        ),
        Proof({"FunctionVersion": "2018-05-29"}, "functionVersion"),
        Proof(
            {"RequestMappingTemplate": "{ }", "ResponseMappingTemplate": "$util.toJson($ctx.result)"},
            "responseMappingTemplate",
            "$util.toJson($ctx.result)",
        ),
        Proof(
            {"Code": "export const request = 1", "Runtime": _JAVASCRIPT},
            "[code, runtime.name]",
            ["export const request = 1", "APPSYNC_JS"],
        ),
    ),
)
