"""AWS::ApiGatewayV2::VpcLink: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import api_gateway_arn

_ARN = api_gateway_arn("/vpclinks/{VpcLinkId}")

TYPE = Declaration(
    "AWS::ApiGatewayV2::VpcLink",
    "apigatewayv2",
    create=Call("CreateVpcLink"),
    read=(Call("GetVpcLink"),),
    update=(Call("UpdateVpcLink"),),
    tags=Tagging(
        Call("TagResource", params={"ResourceArn": _ARN}),
        Call("UntagResource", params={"ResourceArn": _ARN}),
        Call("GetVpcLink", "Tags"),
    ),
    delete=Call("DeleteVpcLink"),
    list=Call("GetVpcLinks", "Items"),
    given={"Name": "inside", "SubnetIds": ["{subnet}"], "SecurityGroupIds": ["{group}"]},
    proofs=(
        Proof({"SubnetIds": ["{subnet}", "{othersubnet}"], "SecurityGroupIds": ["{group}"]}),
        Proof({"Name": "within"}),
        Proof({"Tags": {"team": "core"}}, "Tags || `{}`", read=("get_vpc_link", {"VpcLinkId": "{Ref}"})),
    ),
)
