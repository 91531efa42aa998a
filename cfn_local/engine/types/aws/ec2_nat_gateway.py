"""AWS::EC2::NatGateway: Ref is its ID. It is available at once, and gone at once."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

_READ = Call(
    "DescribeNatGateways",
    "NatGateways[?State!='deleted']",
    finds={
        "AllocationId": "NatGatewayAddresses[0].AllocationId",
        "PrivateIpAddress": "NatGatewayAddresses[0].PrivateIp",
        "EniId": "NatGatewayAddresses[0].NetworkInterfaceId",
    },
)

TYPE = Declaration(
    "AWS::EC2::NatGateway",
    "ec2",
    create=Call("CreateNatGateway", "NatGateway"),
    tag_specification="natgateway",
    read=(_READ,),
    tags=EC2_TAGS,
    shown={"AvailabilityMode": "zonal", "ConnectivityType": "public"},
    delete=Call("DeleteNatGateway"),
    list=_READ,
    given={"SubnetId": "{subnet}", "AllocationId": "{AWS::EC2::EIP.AllocationId}"},
    client=("describe_nat_gateways", {"NatGatewayIds": ["{Ref}"]}, "NatGateways[0]"),
    proofs=(
        Proof(
            {"SubnetId": "{othersubnet}", "AllocationId": "{AWS::EC2::EIP.AllocationId}"},
            "[SubnetId, NatGatewayAddresses[0].AllocationId]",
            ["{othersubnet}", "{AWS::EC2::EIP.AllocationId}"],
        ),
        Proof({"ConnectivityType": "private"}, given={"AllocationId": None}),
        Proof({"Tags": TAGS}),
    ),
)
