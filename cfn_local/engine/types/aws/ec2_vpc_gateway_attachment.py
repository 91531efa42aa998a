"""AWS::EC2::VPCGatewayAttachment, an internet gateway of a VPC: Ref is `IGW|<VPC ID>`."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _attached(handle: Handle) -> dict[str, Any]:
    handle.make(Call("AttachInternetGateway"))
    return {"AttachmentType": "IGW"}


def _attachments(handle: Handle) -> list[dict[str, Any]]:
    return [
        {"AttachmentType": "IGW", "VpcId": attachment["VpcId"], "InternetGatewayId": gateway["InternetGatewayId"]}
        for gateway in handle("DescribeInternetGateways")["InternetGateways"]
        for attachment in gateway["Attachments"]
    ]


def _attachment(handle: Handle) -> dict[str, Any] | None:
    return next((one for one in _attachments(handle) if one["VpcId"] == handle["VpcId"]), None)


def _detach(handle: Handle) -> None:
    attachment = _attachment(handle)
    if attachment is not None:
        handle("DetachInternetGateway", VpcId=handle["VpcId"], InternetGatewayId=attachment["InternetGatewayId"])


def _change(handle: Handle) -> None:
    _detach(handle)
    _attached(handle)


TYPE = Declaration(
    "AWS::EC2::VPCGatewayAttachment",
    "ec2",
    create=_attached,
    read=(_attachment,),
    update=(Logic(("InternetGatewayId",), _change),),
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
    ),
)
