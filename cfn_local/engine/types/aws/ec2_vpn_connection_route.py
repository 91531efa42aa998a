"""AWS::EC2::VPNConnectionRoute: Ref is `<destination>|<VPN connection ID>`."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_CONNECTION = "{AWS::EC2::VPNConnection}"
_OPEN = "VpnConnections[?State!='deleted']"


def _this(handle: Handle) -> dict[str, Any]:
    return {name: handle[name] for name in ("DestinationCidrBlock", "VpnConnectionId")}


def _create(handle: Handle) -> dict[str, Any]:
    handle("CreateVpnConnectionRoute", **_this(handle))
    return _this(handle)


def _routes(handle: Handle) -> list[dict[str, Any]]:
    return [
        {"DestinationCidrBlock": route["DestinationCidrBlock"], "VpnConnectionId": connection["VpnConnectionId"]}
        for connection in handle.found(Call("DescribeVpnConnections", _OPEN))
        for route in connection["Routes"]
    ]


def _read(handle: Handle) -> dict[str, Any] | None:
    with absent():
        return next((one for one in _routes(handle) if one == _this(handle)), None)
    return None


def _delete(handle: Handle) -> None:
    with absent():
        handle("DeleteVpnConnectionRoute", **_this(handle))


TYPE = Declaration(
    "AWS::EC2::VPNConnectionRoute",
    "ec2",
    create=_create,
    read=(_read,),
    delete=_delete,
    list=_routes,
    given={"VpnConnectionId": _CONNECTION, "DestinationCidrBlock": "10.8.0.0/16"},
    proofs=(
        Proof(
            {"VpnConnectionId": _CONNECTION, "DestinationCidrBlock": "10.9.0.0/16"},
            "VpnConnections[0].Routes[].DestinationCidrBlock",
            ["10.9.0.0/16"],
            read=("describe_vpn_connections", {"VpnConnectionIds": [_CONNECTION]}),
        ),
    ),
)
