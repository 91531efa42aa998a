"""Associations and propagations of a route table of a transit gateway, for which CloudFormation has a type each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore import xform_name

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import within

_TABLE = "{AWS::EC2::TransitGatewayRouteTable}"
_ATTACHMENT = "{AWS::EC2::TransitGatewayAttachment}"
_ENDED = "disassociated", "disabled"


def transit_gateway_relation(type_name: str, create: str, delete: str, read: str, at: str) -> Declaration:
    """The type with these calls, which finds its resources at this place."""
    listed = Call(read, f"{at}[?State!='{_ENDED[0]}' && State!='{_ENDED[1]}']")
    return Declaration(
        type_name,
        "ec2",
        create=_made(create),
        read=(_read(listed),),
        delete=_deleted(delete),
        list=within(listed, "TransitGatewayRouteTableId"),
        given={"TransitGatewayRouteTableId": _TABLE, "TransitGatewayAttachmentId": _ATTACHMENT},
        proofs=(
            Proof(
                {"TransitGatewayRouteTableId": _TABLE, "TransitGatewayAttachmentId": _ATTACHMENT},
                f"{at}[].TransitGatewayAttachmentId",
                [_ATTACHMENT],
                read=(xform_name(read), {"TransitGatewayRouteTableId": _TABLE}),
            ),
        ),
    )


def _this(handle: Handle) -> dict[str, str]:
    return {name: handle[name] for name in ("TransitGatewayRouteTableId", "TransitGatewayAttachmentId")}


def _made(action: str) -> Callable[[Handle], dict[str, str]]:
    def make(handle: Handle) -> dict[str, str]:
        handle(action, **_this(handle))
        return _this(handle)

    return make


def _read(listed: Call) -> Callable[[Handle], dict[str, Any] | None]:
    def read(handle: Handle) -> dict[str, Any] | None:
        with absent():
            found = [one["TransitGatewayAttachmentId"] for one in handle.found(listed)]
            return _this(handle) if handle["TransitGatewayAttachmentId"] in found else None
        return None

    return read


def _deleted(action: str) -> Callable[[Handle], None]:
    def delete(handle: Handle) -> None:
        with absent():
            handle(action, **_this(handle))

    return delete
