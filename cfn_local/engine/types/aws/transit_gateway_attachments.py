"""Attachments of VPCs to transit gateways, for which CloudFormation has two types."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

# moto looks for the tags of a request under another name.
TAGS_AFTERWARDS: Final = Tagging(
    Call("CreateTags", params={"Resources": lambda handle: [handle.identifier]}),
    Call("DeleteTags", params={"Resources": lambda handle: [handle.identifier]}),
    is_afterwards=True,
)
_UNSAID = {"ApplianceModeSupport": "disable", "DnsSupport": "enable", "Ipv6Support": "disable"}
_OPTIONS = {"ApplianceModeSupport": "enable", "DnsSupport": "disable", "Ipv6Support": "enable"}


def vpc_attachment(type_name: str) -> Declaration:
    """The type of this name."""
    read = Call("DescribeTransitGatewayVpcAttachments", "TransitGatewayVpcAttachments[?State!='deleted']")
    moves = type_name.endswith("TransitGatewayAttachment")

    def modify(handle: Handle) -> None:
        had, wanted = set(handle.had["SubnetIds"]), set(handle.wanted["SubnetIds"])
        handle(
            "ModifyTransitGatewayVpcAttachment",
            TransitGatewayAttachmentId=handle["Id"],
            AddSubnetIds=sorted(wanted - had) or None,
            RemoveSubnetIds=sorted(had - wanted) or None,
            Options={**_UNSAID, **handle.wanted.get("Options", {})},
        )

    def delete(handle: Handle) -> None:
        if handle.found(read):
            handle("DeleteTransitGatewayVpcAttachment", TransitGatewayAttachmentId=handle["Id"])

    subnets: dict[str, Any] = {"given": {"SubnetIds": ["{othersubnet}"]}} if moves else {}
    return Declaration(
        type_name,
        "ec2",
        names={"Id": "TransitGatewayAttachmentId"},
        create=Call("CreateTransitGatewayVpcAttachment", "TransitGatewayVpcAttachment"),
        tag_specification="transit-gateway-attachment",
        read=(read,),
        update=(Logic(("Options", "SubnetIds"), modify),),
        tags=TAGS_AFTERWARDS,
        delete=delete,
        list=read,
        given={"TransitGatewayId": "{AWS::EC2::TransitGateway}", "VpcId": "{vpc}", "SubnetIds": ["{subnet}"]},
        client=(
            "describe_transit_gateway_vpc_attachments",
            {"TransitGatewayAttachmentIds": ["{Ref}"]},
            "TransitGatewayVpcAttachments[0]",
        ),
        proofs=(
            Proof(
                {"TransitGatewayId": "{AWS::EC2::TransitGateway}", "VpcId": "{vpc}"},
                "[TransitGatewayId, VpcId]",
                ["{AWS::EC2::TransitGateway}", "{vpc}"],
            ),
            Proof({"SubnetIds": ["{subnet}"]}, **subnets),
            Proof(
                {"Options": _OPTIONS},
                "Options.{" + ", ".join(f"{name}: {name}" for name in _OPTIONS) + "}",
                _OPTIONS,
            ),
            Proof({"Tags": TAGS}),
        ),
    )
