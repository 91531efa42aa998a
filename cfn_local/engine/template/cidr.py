"""Fn::Cidr: the first networks of one size within an IP address block."""

from __future__ import annotations

import ipaddress

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.values import whole_number_of

MAX_COUNT = 256


def subnets(block: str, count: str, bits: str) -> list[str]:
    """`count` networks, each with `bits` bits for the host: with 8, a /24 of IPv4 or a /120 of IPv6."""
    try:
        network = ipaddress.ip_network(block, strict=False)
    except ValueError as error:
        raise TemplateError(f"Template error: Fn::Cidr: {block} is not a valid IP address block") from error
    number, size_bits = whole_number_of(count), whole_number_of(bits)
    if number is None or not 1 <= number <= MAX_COUNT:
        raise TemplateError(
            f"Template error: Fn::Cidr: the number of CIDRs must be from 1 to {MAX_COUNT}; it is {count}"
        )
    host_bits = network.max_prefixlen - network.prefixlen
    if size_bits is None or not 1 <= size_bits <= host_bits:
        raise TemplateError(
            f"Template error: Fn::Cidr: the subnet bits must be from 1 to {host_bits} in {block}; they are {bits}"
        )
    if number > 2 ** (host_bits - size_bits):
        raise TemplateError(f"Template error: Fn::Cidr: {block} has no room for {count} networks of {bits} subnet bits")
    prefix = network.max_prefixlen - size_bits
    return [f"{network.network_address + index * 2**size_bits}/{prefix}" for index in range(number)]
