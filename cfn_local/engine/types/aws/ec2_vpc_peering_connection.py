"""AWS::EC2::VPCPeeringConnection, accepted at once in the peer's account and Region: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_PLACES = {
    "VpcId": "RequesterVpcInfo.VpcId",
    "PeerVpcId": "AccepterVpcInfo.VpcId",
    "PeerOwnerId": "AccepterVpcInfo.OwnerId",
    "PeerRegion": "AccepterVpcInfo.Region",
}
_READ = Call(
    "DescribeVpcPeeringConnections",
    "VpcPeeringConnections[?Status.Code!='deleted'].{VpcPeeringConnectionId: VpcPeeringConnectionId, Tags: Tags,"
    " RequesterVpcInfo: RequesterVpcInfo, AccepterVpcInfo: AccepterVpcInfo}",
    finds=_PLACES,
)


def _made(handle: Handle) -> dict[str, Any]:
    made = handle.make(Call("CreateVpcPeeringConnection", "VpcPeeringConnection", finds=_PLACES))
    accepter = handle.api.elsewhere(made["PeerOwnerId"], made["PeerRegion"])
    accepter("ec2", "AcceptVpcPeeringConnection", VpcPeeringConnectionId=made["Id"])
    return made


TYPE = Declaration(
    "AWS::EC2::VPCPeeringConnection",
    "ec2",
    create=_made,
    tag_specification="vpc-peering-connection",
    read=(_READ,),
    tags=EC2_TAGS,
    delete=Call("DeleteVpcPeeringConnection"),
    list=_READ,
    given={"VpcId": "{vpc}", "PeerVpcId": "{othervpc}"},
    client=(
        "describe_vpc_peering_connections",
        {"VpcPeeringConnectionIds": ["{Ref}"]},
        "VpcPeeringConnections[0]",
    ),
    proofs=(
        Proof(
            {"VpcId": "{vpc}", "PeerVpcId": "{othervpc}", "PeerOwnerId": "{account}", "PeerRegion": "{region}"},
            "[Status.Code, RequesterVpcInfo.VpcId, AccepterVpcInfo.[VpcId, OwnerId, Region]]",
            ["active", "{vpc}", ["{othervpc}", "{account}", "{region}"]],
        ),
        Proof({"Tags": TAGS}),
    ),
    unread={"PeerRoleArn": "arn:aws:iam::123456789012:role/peer"},
)
