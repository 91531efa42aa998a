"""The rules for a group's configuration: of the service-linked kinds, only capacity reservation pools are emulated.

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
    """Refuse a configuration other than a capacity reservation pool with the generic item that it requires."""
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
    """Return the resource types that the generic item allows as members; none without such an item."""
    return [
        value
        for item in configuration
        if item["Type"] == GENERIC
        for parameter in item.get("Parameters", [])
        if parameter["Name"] == ALLOWED_TYPES
        for value in parameter.get("Values", [])
    ]


def is_pool(configuration: Configuration) -> bool:
    """Return whether capacity reservations can be members."""
    return any(item["Type"] == POOL for item in configuration)
