"""AWS::EC2::TransitGateway: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_UNSAID = {
    "AutoAcceptSharedAttachments": "disable",
    "DefaultRouteTableAssociation": "enable",
    "DefaultRouteTablePropagation": "enable",
    "DnsSupport": "enable",
    "VpnEcmpSupport": "enable",
}
_FIXED = ("AmazonSideAsn", "MulticastSupport", "TransitGatewayCidrBlocks")
_OPTIONS = (*_UNSAID, *_FIXED)
_READ = Call(
    "DescribeTransitGateways",
    "TransitGateways[?State!='deleted']",
    finds={
        **{name: f"Options.{name}" for name in _OPTIONS},
        "AssociationDefaultRouteTableId": "Options.AssociationDefaultRouteTableId",
        "PropagationDefaultRouteTableId": "Options.PropagationDefaultRouteTableId",
    },
)
_OTHERWISE = {name: "disable" if value == "enable" else "enable" for name, value in _UNSAID.items()}


def _stated(handle: Handle) -> dict[str, Any] | None:
    return {name: handle.wanted[name] for name in _OPTIONS if name in handle.wanted} or None


def _modify(handle: Handle) -> None:
    options = {**_UNSAID, **{name: handle.wanted[name] for name in _UNSAID if name in handle.wanted}}
    handle(
        "ModifyTransitGateway",
        TransitGatewayId=handle["Id"],
        Description=handle.wanted.get("Description", ""),
        Options=options,
    )


def _delete(handle: Handle) -> None:
    if handle.found(_READ):
        handle("DeleteTransitGateway", TransitGatewayId=handle["Id"])


TYPE = Declaration(
    "AWS::EC2::TransitGateway",
    "ec2",
    create=Call("CreateTransitGateway", "TransitGateway", {"Options": _stated}),
    read=(_READ,),
    update=(Logic(("Description", *_UNSAID), _modify),),
    tags=EC2_TAGS,
    shown={"EncryptionSupportState": "disabled", "SecurityGroupReferencingSupport": "disable"},
    delete=_delete,
    list=_READ,
    given={"Description": "hub"},
    client=("describe_transit_gateways", {"TransitGatewayIds": ["{Ref}"]}, "TransitGateways[0]"),
    proofs=(
        Proof({"Description": "of the company"}),
        Proof(
            {"AmazonSideAsn": 64600, "MulticastSupport": "enable"},
            "Options.[AmazonSideAsn, MulticastSupport]",
            [64600, "enable"],
        ),
        Proof(
            _OTHERWISE,
            "Options.{" + ", ".join(f"{name}: {name}" for name in _OTHERWISE) + "}",
        ),
        Proof({"Tags": TAGS}),
    ),
)
