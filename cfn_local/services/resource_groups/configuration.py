"""The rules of a group's configuration: of all service-linked kinds, only pools of capacity reservations are emulated.

https://docs.aws.amazon.com/ARG/latest/APIReference/about-slg.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moto.resourcegroups.exceptions import BadRequestException

Configuration = Sequence[dict[str, Any]]

POOL = "AWS::EC2::CapacityReservationPool"
GENERIC = "AWS::ResourceGroups::Generic"
MEMBER_TYPE = "AWS::EC2::CapacityReservation"
ALLOWED_TYPES = "allowed-resource-types"
LARGEST_ITEM_COUNT = 2


def check_configuration(configuration: Configuration) -> None:
    """Refuse a configuration that is not a pool of capacity reservations and the generic item that it needs."""
    if len(configuration) > LARGEST_ITEM_COUNT:
        raise BadRequestException(f"Configuration has at most {LARGEST_ITEM_COUNT} items")
    types = [item.get("Type") for item in configuration]
    for item_type in types:
        if item_type not in (POOL, GENERIC):
            raise BadRequestException(f"Configuration type {item_type} is not emulated, only {POOL} and {GENERIC}")
    if len(set(types)) < len(types):
        raise BadRequestException("Configuration has each type at most once")
    if POOL in types and allowed_types(configuration) != [MEMBER_TYPE]:
        raise BadRequestException(f"A group with {POOL} needs {GENERIC} with {ALLOWED_TYPES} of exactly {MEMBER_TYPE}")


def allowed_types(configuration: Configuration) -> list[str]:
    """The resource types that the generic item allows as members; none where there is no such item."""
    return [
        value
        for item in configuration
        if item["Type"] == GENERIC
        for parameter in item.get("Parameters", [])
        if parameter["Name"] == ALLOWED_TYPES
        for value in parameter.get("Values", [])
    ]


def is_pool(configuration: Configuration) -> bool:
    """Whether capacity reservations can be members."""
    return any(item["Type"] == POOL for item in configuration)
