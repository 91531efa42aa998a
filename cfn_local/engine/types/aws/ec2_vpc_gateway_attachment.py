"""AWS::EC2::VPCGatewayAttachment, an internet or VPN gateway of a VPC: Ref is `IGW|<VPC ID>` or `VGW|<VPC ID>`."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _attached(handle: Handle) -> dict[str, Any]:
    if "VpnGatewayId" in handle.wanted:
        handle("AttachVpnGateway", VpcId=handle["VpcId"], VpnGatewayId=handle.wanted["VpnGatewayId"])
        return {"AttachmentType": "VGW"}
    handle.make(Call("AttachInternetGateway"))
    return {"AttachmentType": "IGW"}


def _attachments(handle: Handle) -> list[dict[str, Any]]:
    to_internet = [
        {"AttachmentType": "IGW", "VpcId": attachment["VpcId"], "InternetGatewayId": gateway["InternetGatewayId"]}
        for gateway in handle("DescribeInternetGateways")["InternetGateways"]
        for attachment in gateway["Attachments"]
    ]
    to_vpns = [
        {"AttachmentType": "VGW", "VpcId": attachment["VpcId"], "VpnGatewayId": gateway["VpnGatewayId"]}
        for gateway in handle("DescribeVpnGateways")["VpnGateways"]
        for attachment in gateway.get("VpcAttachments", ())
        if attachment["State"] == "attached"
    ]
    return [*to_internet, *to_vpns]


def _attachment(handle: Handle) -> dict[str, Any] | None:
    place = (handle["AttachmentType"], handle["VpcId"])
    return next((one for one in _attachments(handle) if (one["AttachmentType"], one["VpcId"]) == place), None)


def _detach(handle: Handle) -> None:
    attachment = _attachment(handle)
    if attachment is None:
        return
    if "VpnGatewayId" in attachment:
        handle("DetachVpnGateway", VpcId=handle["VpcId"], VpnGatewayId=attachment["VpnGatewayId"])
    else:
        handle("DetachInternetGateway", VpcId=handle["VpcId"], InternetGatewayId=attachment["InternetGatewayId"])


def _change(handle: Handle) -> None:
    _detach(handle)
    _attached(handle)


TYPE = Declaration(
    "AWS::EC2::VPCGatewayAttachment",
    "ec2",
    create=_attached,
    read=(_attachment,),
    update=(Logic(("InternetGatewayId", "VpnGatewayId"), _change),),
    delete=_detach,
    list=_attachments,
    given={"InternetGatewayId": "{gateway}", "VpcId": "{vpc}"},
    client=("describe_internet_gateways", {"InternetGatewayIds": ["{gateway}"]}, "InternetGateways[0]"),
    proofs=(
        Proof({"InternetGatewayId": "{gateway}", "VpcId": "{vpc}"}, "Attachments[].VpcId", ["{vpc}"]),
        Proof(
            {"InternetGatewayId": "{gateway}"},
            "Attachments[].VpcId",
            ["{vpc}"],
            given={"InternetGatewayId": "{othergateway}"},
        ),
        Proof(
            {"VpnGatewayId": "{AWS::EC2::VPNGateway}"},
            "VpnGateways[].VpcAttachments[?State=='attached'][].VpcId",
            ["{vpc}"],
            given={"InternetGatewayId": None, "VpnGatewayId": "{othervpngateway}"},
            read=("describe_vpn_gateways", {"VpnGatewayIds": ["{AWS::EC2::VPNGateway}"]}),
        ),
    ),
)
