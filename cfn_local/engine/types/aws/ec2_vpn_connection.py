"""AWS::EC2::VPNConnection: Ref is its ID. It is available at once, and nothing is tunnelled."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_READ = Call(
    "DescribeVpnConnections",
    "VpnConnections[?State!='deleted']",
    finds={
        "EnableAcceleration": "Options.EnableAcceleration",
        "LocalIpv4NetworkCidr": "Options.LocalIpv4NetworkCidr",
        "RemoteIpv4NetworkCidr": "Options.RemoteIpv4NetworkCidr",
        "StaticRoutesOnly": "Options.StaticRoutesOnly",
        "TunnelInsideIpVersion": "Options.TunnelInsideIpVersion",
        "VpnTunnelOptionsSpecifications": "Options.TunnelOptions[?TunnelInsideCidr]"
        ".{TunnelInsideCidr: TunnelInsideCidr, PreSharedKey: PreSharedKey}",
    },
)
_OPTIONS = (
    "EnableAcceleration",
    "LocalIpv4NetworkCidr",
    "RemoteIpv4NetworkCidr",
    "StaticRoutesOnly",
    "TunnelInsideIpVersion",
)
_TUNNELS = [{"TunnelInsideCidr": "169.254.10.0/30"}, {"TunnelInsideCidr": "169.254.11.0/30"}]


def _options(handle: Handle) -> dict[str, Any] | None:
    stated = {name: handle.wanted[name] for name in _OPTIONS if name in handle.wanted}
    tunnels = handle.wanted.get("VpnTunnelOptionsSpecifications")
    return stated | ({"TunnelOptions": tunnels} if tunnels else {}) or None


TYPE = Declaration(
    "AWS::EC2::VPNConnection",
    "ec2",
    create=Call("CreateVpnConnection", "VpnConnection", {"Options": _options}),
    read=(_READ,),
    tags=EC2_TAGS,
    hidden_if_empty=("VpnTunnelOptionsSpecifications",),
    shown={"OutsideIpAddressType": "PublicIpv4", "TunnelBandwidth": "standard"},
    delete=Call("DeleteVpnConnection"),
    list=_READ,
    given={
        "Type": "ipsec.1",
        "CustomerGatewayId": "{AWS::EC2::CustomerGateway}",
        "VpnGatewayId": "{AWS::EC2::VPNGateway}",
    },
    client=("describe_vpn_connections", {"VpnConnectionIds": ["{Ref}"]}, "VpnConnections[0]"),
    proofs=(
        Proof({"Type": "ipsec.1", "CustomerGatewayId": "{AWS::EC2::CustomerGateway}"}, "Type", "ipsec.1"),
        Proof({"VpnGatewayId": "{AWS::EC2::VPNGateway}"}),
        Proof({"TransitGatewayId": "{AWS::EC2::TransitGateway}"}, given={"VpnGatewayId": None}),
        Proof({"StaticRoutesOnly": True}, "Options.StaticRoutesOnly"),
        Proof(
            {
                "EnableAcceleration": True,
                "LocalIpv4NetworkCidr": "10.1.0.0/16",
                "RemoteIpv4NetworkCidr": "10.2.0.0/16",
                "TunnelInsideIpVersion": "ipv4",
            },
            "Options.[EnableAcceleration, LocalIpv4NetworkCidr, RemoteIpv4NetworkCidr, TunnelInsideIpVersion]",
            [True, "10.1.0.0/16", "10.2.0.0/16", "ipv4"],
            given={"VpnGatewayId": None, "TransitGatewayId": "{AWS::EC2::TransitGateway}"},
        ),
        Proof(
            {"VpnTunnelOptionsSpecifications": _TUNNELS}, "Options.TunnelOptions[].{TunnelInsideCidr: TunnelInsideCidr}"
        ),
        Proof({"Tags": TAGS}),
    ),
)
