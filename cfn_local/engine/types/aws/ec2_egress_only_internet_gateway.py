"""AWS::EC2::EgressOnlyInternetGateway: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

_READ = Call(
    "DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGateways", finds={"VpcId": "Attachments[0].VpcId"}
)

TYPE = Declaration(
    "AWS::EC2::EgressOnlyInternetGateway",
    "ec2",
    create=Call("CreateEgressOnlyInternetGateway", "EgressOnlyInternetGateway"),
    read=(_READ,),
    tags=EC2_TAGS,
    delete=Call("DeleteEgressOnlyInternetGateway"),
    list=_READ,
    given={"VpcId": "{vpc}"},
    client=(
        "describe_egress_only_internet_gateways",
        {"EgressOnlyInternetGatewayIds": ["{Ref}"]},
        "EgressOnlyInternetGateways[0]",
    ),
    proofs=(Proof({"VpcId": "{vpc}"}, "Attachments[].VpcId", ["{vpc}"]), Proof({"Tags": TAGS})),
)
