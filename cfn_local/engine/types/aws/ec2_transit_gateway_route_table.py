"""AWS::EC2::TransitGatewayRouteTable: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

_READ = Call("DescribeTransitGatewayRouteTables", "TransitGatewayRouteTables[?State!='deleted']")

TYPE = Declaration(
    "AWS::EC2::TransitGatewayRouteTable",
    "ec2",
    create=Call("CreateTransitGatewayRouteTable", "TransitGatewayRouteTable"),
    read=(_READ,),
    tags=EC2_TAGS,
    delete=Call("DeleteTransitGatewayRouteTable"),
    list=_READ,
    given={"TransitGatewayId": "{AWS::EC2::TransitGateway}"},
    client=(
        "describe_transit_gateway_route_tables",
        {"TransitGatewayRouteTableIds": ["{Ref}"]},
        "TransitGatewayRouteTables[0]",
    ),
    proofs=(
        Proof({"TransitGatewayId": "{AWS::EC2::TransitGateway}"}),
        Proof({"Tags": TAGS}),
    ),
)
