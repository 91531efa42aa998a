"""AWS::EC2::VPNGateway: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

_READ = Call("DescribeVpnGateways", "VpnGateways[?State!='deleted']")

TYPE = Declaration(
    "AWS::EC2::VPNGateway",
    "ec2",
    create=Call("CreateVpnGateway", "VpnGateway"),
    read=(_READ,),
    tags=EC2_TAGS,
    delete=Call("DeleteVpnGateway"),
    list=_READ,
    given={"Type": "ipsec.1"},
    client=("describe_vpn_gateways", {"VpnGatewayIds": ["{Ref}"]}, "VpnGateways[0]"),
    proofs=(
        Proof({"Type": "ipsec.1"}),
        Proof({"AmazonSideAsn": 64600}),
        Proof({"Tags": TAGS}),
    ),
)
