"""AWS::ApiGateway::VpcLink: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import api_gateway_arn
from cfn_local.engine.types.aws.patch_operations import at, patching

_ARN = api_gateway_arn("/vpclinks/{VpcLinkId}")

TYPE = Declaration(
    "AWS::ApiGateway::VpcLink",
    "apigateway",
    names={"VpcLinkId": "id"},
    create=Call("CreateVpcLink"),
    read=(Call("GetVpcLink"),),
    update=(patching("UpdateVpcLink", {"Description": at("/description"), "Name": at("/name")}),),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _ARN}),
        Call("UntagResource", params={"resourceArn": _ARN}),
        Call("GetVpcLink", "tags"),
    ),
    delete=Call("DeleteVpcLink"),
    list=Call("GetVpcLinks", "items"),
    given={"Name": "inside", "TargetArns": ["{AWS::ElasticLoadBalancingV2::LoadBalancer}"]},
    proofs=(
        Proof({"TargetArns": ["{AWS::ElasticLoadBalancingV2::LoadBalancer}"]}),
        Proof({"Name": "within", "Description": "to the shop"}),
        Proof({"Tags": TAGS}, "tags || `{}`", {"team": "core"}, read=("get_vpc_link", {"vpcLinkId": "{Ref}"})),
    ),
)
