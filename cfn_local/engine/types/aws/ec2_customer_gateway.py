"""AWS::EC2::CustomerGateway: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

_READ = Call("DescribeCustomerGateways", "CustomerGateways[?State!='deleted']")

TYPE = Declaration(
    "AWS::EC2::CustomerGateway",
    "ec2",
    create=Call("CreateCustomerGateway", "CustomerGateway"),
    read=(_READ,),
    tags=EC2_TAGS,
    delete=Call("DeleteCustomerGateway"),
    list=_READ,
    given={"Type": "ipsec.1", "IpAddress": "203.0.113.1", "BgpAsn": 65000},
    client=("describe_customer_gateways", {"CustomerGatewayIds": ["{Ref}"]}, "CustomerGateways[0]"),
    proofs=(
        Proof(
            {"Type": "ipsec.1", "IpAddress": "203.0.113.7", "BgpAsn": 65010},
            "[Type, IpAddress, BgpAsn]",
            ["ipsec.1", "203.0.113.7", "65010"],
        ),
        Proof({"Tags": TAGS}),
    ),
)
