"""Fn::Cidr: the first networks of one size within an IP address block."""

from __future__ import annotations

import ipaddress

from cfn_local.engine.template.errors import TemplateError

MAX_COUNT = 256


def subnets(block: str, count: str, bits: str) -> list[str]:
    """`count` networks, each with `bits` bits for the host: with 8, a /24 of IPv4 or a /120 of IPv6."""
    try:
        network = ipaddress.ip_network(block, strict=False)
    except ValueError as error:
        raise TemplateError(f"Template error: Fn::Cidr: {block} is not a valid IP address block") from error
    if not count.isdecimal() or not 1 <= int(count) <= MAX_COUNT:
        raise TemplateError(
            f"Template error: Fn::Cidr: the number of CIDRs must be from 1 to {MAX_COUNT}; it is {count}"
        )
    host_bits = network.max_prefixlen - network.prefixlen
    if not bits.isdecimal() or not 1 <= int(bits) <= host_bits:
        raise TemplateError(
            f"Template error: Fn::Cidr: the subnet bits must be from 1 to {host_bits} in {block}; they are {bits}"
        )
    if int(count) > 2 ** (host_bits - int(bits)):
        raise TemplateError(f"Template error: Fn::Cidr: {block} has no room for {count} networks of {bits} subnet bits")
    size = 2 ** int(bits)
    prefix = network.max_prefixlen - int(bits)
    return [f"{network.network_address + index * size}/{prefix}" for index in range(int(count))]
