"""AWS::ApiGateway::Resource: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import within

TYPE = Declaration(
    "AWS::ApiGateway::Resource",
    "apigateway",
    names={"ResourceId": "id"},
    ref="ResourceId",
    create=Call("CreateResource"),
    read=(Call("GetResource"),),
    delete=Call("DeleteResource"),
    list=within(Call("GetResources", "items"), "RestApiId"),
    given={
        "RestApiId": "{AWS::ApiGateway::RestApi}",
        "ParentId": "{AWS::ApiGateway::RestApi.RootResourceId}",
        "PathPart": "items",
    },
    client=("get_resource", {"restApiId": "{RestApiId}", "resourceId": "{Ref}"}, ""),
    proofs=(
        Proof({"PathPart": "{proxy+}"}, "path", "/{proxy+}"),
        Proof(
            {"RestApiId": "{AWS::ApiGateway::RestApi}", "ParentId": "{AWS::ApiGateway::RestApi.RootResourceId}"},
            "parentId",
            "{AWS::ApiGateway::RestApi.RootResourceId}",
        ),
    ),
)
