"""AWS::EC2::NetworkInterface: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Setting
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_READ = Call(
    "DescribeNetworkInterfaces",
    "NetworkInterfaces",
    finds={
        "GroupSet": "Groups[].GroupId",
        "PrimaryPrivateIpAddress": "PrivateIpAddress",
        "SecondaryPrivateIpAddresses": "PrivateIpAddresses[?!Primary].PrivateIpAddress",
        "SecondaryPrivateIpAddressCount": "length(PrivateIpAddresses[?!Primary])",
        "Tags": "TagSet",
    },
)


def _check_addresses(handle: Handle, value: Any) -> None:
    checks = value is None or is_true(value)
    handle("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=handle["Id"], SourceDestCheck={"Value": checks})


TYPE = Declaration(
    "AWS::EC2::NetworkInterface",
    "ec2",
    names={"Id": "NetworkInterfaceId", "GroupSet": "Groups"},
    create=Call("CreateNetworkInterface", "NetworkInterface.{NetworkInterfaceId: NetworkInterfaceId}"),
    read=(_READ,),
    settings={
        "Description": Setting(Call("ModifyNetworkInterfaceAttribute")),
        "GroupSet": Setting(Call("ModifyNetworkInterfaceAttribute")),
        "SourceDestCheck": _check_addresses,
    },
    defaults={"Description": ""},
    tags=EC2_TAGS,
    shown={
        "Ipv4PrefixCount": 0,
        "Ipv4Prefixes": [],
        "Ipv6PrefixCount": 0,
        "Ipv6Prefixes": [],
        "PrimaryIpv6Address": "",
        "PublicIpDnsNameOptions": {
            "DnsHostnameType": "",
            "PublicDualStackDnsName": "",
            "PublicIpv4DnsName": "",
            "PublicIpv6DnsName": "",
        },
    },
    hidden_if_empty=("Ipv6Addresses",),
    delete=Call("DeleteNetworkInterface"),
    list=_READ,
    given={"SubnetId": "{subnet}"},
    client=("describe_network_interfaces", {"NetworkInterfaceIds": ["{Ref}"]}, "NetworkInterfaces[0]"),
    proofs=(
        Proof({"SubnetId": "{othersubnet}"}),
        Proof({"Description": "of the front"}),
        Proof({"GroupSet": ["{group}"]}, "Groups[].GroupId", given={"GroupSet": ["{othergroup}"]}),
        Proof({"SourceDestCheck": False}),
        Proof({"PrivateIpAddress": "10.0.1.88"}),
        Proof(
            {"PrivateIpAddresses": [{"Primary": True, "PrivateIpAddress": "10.0.1.90"}]},
            "PrivateIpAddresses[].[Primary, PrivateIpAddress]",
            [[True, "10.0.1.90"]],
        ),
        Proof({"SecondaryPrivateIpAddressCount": 2}, "length(PrivateIpAddresses[?!Primary])"),
        Proof({"Tags": TAGS}, "TagSet"),
    ),
)
