"""AWS::ApiGateway::Deployment: Ref is its ID."""

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import within
from cfn_local.engine.types.aws.patch_operations import at, patching


def _delete(handle: Handle) -> None:
    """The stage that came with the deployment goes with it, unless it serves another by now."""
    name, api_id = handle.get("StageName"), handle["RestApiId"]
    if name is not None:
        with absent():
            if handle("GetStage", restApiId=api_id, stageName=name)["deploymentId"] == handle["DeploymentId"]:
                handle("DeleteStage", restApiId=api_id, stageName=name)
    handle.address(Call("DeleteDeployment"))


TYPE = Declaration(
    "AWS::ApiGateway::Deployment",
    "apigateway",
    names={"DeploymentId": "id"},
    ref="DeploymentId",
    create=Call("CreateDeployment"),
    read=(Call("GetDeployment"),),
    update=(patching("UpdateDeployment", {"Description": at("/description")}),),
    delete=_delete,
    list=within(Call("GetDeployments", "items"), "RestApiId"),
    given={"RestApiId": "{AWS::ApiGateway::Method.RestApiId}"},
    proofs=(
        Proof({"Description": "of Monday"}),
        Proof(
            {"RestApiId": "{AWS::ApiGateway::Method.RestApiId}", "StageName": "live"},
            "item[].stageName",
            ["live"],
            read=("get_stages", {"restApiId": "{RestApiId}", "deploymentId": "{Ref}"}),
        ),
    ),
)
