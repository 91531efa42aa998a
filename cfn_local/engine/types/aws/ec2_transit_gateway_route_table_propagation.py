"""AWS::EC2::TransitGatewayRouteTablePropagation: Ref is `<route table ID>|<attachment ID>`."""

from cfn_local.engine.types.aws.transit_gateway_relations import transit_gateway_relation

TYPE = transit_gateway_relation(
    "AWS::EC2::TransitGatewayRouteTablePropagation",
    "EnableTransitGatewayRouteTablePropagation",
    "DisableTransitGatewayRouteTablePropagation",
    "GetTransitGatewayRouteTablePropagations",
    "TransitGatewayRouteTablePropagations",
)
