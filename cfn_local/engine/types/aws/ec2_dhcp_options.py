"""AWS::EC2::DHCPOptions: Ref is its ID."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

# Properties and EC2's names for them; those with one value are texts in a template.
_LISTS = {
    "DomainNameServers": "domain-name-servers",
    "NetbiosNameServers": "netbios-name-servers",
    "NtpServers": "ntp-servers",
}
_TEXTS = {"DomainName": "domain-name", "NetbiosNodeType": "netbios-node-type"}
_READ = Call(
    "DescribeDhcpOptions",
    "DhcpOptions",
    finds={
        **{name: f"DhcpConfigurations[?Key=='{key}'] | [0].Values[].Value" for name, key in _LISTS.items()},
        **{name: f"DhcpConfigurations[?Key=='{key}'] | [0].Values[0].Value" for name, key in _TEXTS.items()},
    },
)


def _configurations(handle: Handle) -> list[dict[str, Any]]:
    stated = {key: handle.wanted[name] for name, key in (_LISTS | _TEXTS).items() if name in handle.wanted}
    return [{"Key": key, "Values": value if isinstance(value, list) else [value]} for key, value in stated.items()]


TYPE = Declaration(
    "AWS::EC2::DHCPOptions",
    "ec2",
    create=Call("CreateDhcpOptions", "DhcpOptions", {"DhcpConfigurations": _configurations}),
    tag_specification="dhcp-options",
    read=(_READ,),
    tags=replace(EC2_TAGS, is_afterwards=True),
    delete=Call("DeleteDhcpOptions"),
    list=_READ,
    given={"DomainName": "example.internal", "DomainNameServers": ["AmazonProvidedDNS"]},
    client=("describe_dhcp_options", {"DhcpOptionsIds": ["{Ref}"]}, "DhcpOptions[0]"),
    proofs=(
        Proof(
            {
                "DomainName": "corp.example.com",
                "DomainNameServers": ["10.0.0.2", "10.0.0.3"],
                "NetbiosNameServers": ["10.0.0.4"],
                "NetbiosNodeType": 2,
                "NtpServers": ["10.0.0.5"],
            },
            "DhcpConfigurations[].[Key, Values[].Value] | sort_by(@, &[0])",
            [
                ["domain-name", ["corp.example.com"]],
                ["domain-name-servers", ["10.0.0.2", "10.0.0.3"]],
                ["netbios-name-servers", ["10.0.0.4"]],
                ["netbios-node-type", ["2"]],
                ["ntp-servers", ["10.0.0.5"]],
            ],
        ),
        Proof({"Tags": TAGS}),
    ),
)
