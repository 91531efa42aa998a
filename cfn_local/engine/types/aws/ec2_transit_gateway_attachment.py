"""AWS::EC2::TransitGatewayAttachment of a VPC: Ref is its ID."""

from cfn_local.engine.types.aws.transit_gateway_attachments import vpc_attachment

TYPE = vpc_attachment("AWS::EC2::TransitGatewayAttachment")
