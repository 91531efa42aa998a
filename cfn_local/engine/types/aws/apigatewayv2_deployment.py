"""AWS::ApiGatewayV2::Deployment: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import within

TYPE = Declaration(
    "AWS::ApiGatewayV2::Deployment",
    "apigatewayv2",
    ref="DeploymentId",
    create=Call("CreateDeployment"),
    read=(Call("GetDeployment"),),
    update=(Call("UpdateDeployment"),),
    defaults={"Description": ""},
    hidden_if_empty=("Description",),
    delete=Call("DeleteDeployment"),
    list=within(Call("GetDeployments", "Items"), "ApiId"),
    given={"ApiId": "{AWS::ApiGatewayV2::Api}"},
    proofs=(
        Proof(
            {"Description": "of Monday"},
            "Description",
            read=("get_deployment", {"ApiId": "{ApiId}", "DeploymentId": "{Ref}"}),
            left="",
        ),
        Proof(
            {"ApiId": "{AWS::ApiGatewayV2::Stage.ApiId}", "StageName": "live"},
            "DeploymentId",
            "{Ref}",
            read=("get_stage", {"ApiId": "{ApiId}", "StageName": "live"}),
            given={"Description": "{AWS::ApiGatewayV2::Stage}"},
        ),
    ),
)
