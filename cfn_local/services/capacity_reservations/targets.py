"""The reserved capacity that an instance is to use: EC2's CapacityReservationSpecification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moto.ec2.exceptions import InvalidParameterCombination

from cfn_local.services.capacity_reservations.requests import invalid

SPECIFICATION = "CapacityReservationSpecification"
PREFERENCE, TARGET = "CapacityReservationPreference", "CapacityReservationTarget"
RESERVATION_ID, GROUP_ARN = "CapacityReservationId", "CapacityReservationResourceGroupArn"

OPEN, NONE, ONLY = "open", "none", "capacity-reservations-only"
PREFERENCES = (ONLY, OPEN, NONE)


@dataclass(frozen=True)
class Target:
    """The reservations that an instance may run in, and whether it must. The default is any open one."""

    preference: str = OPEN
    reservation_id: str | None = None
    group_arn: str | None = None

    @property
    def route(self) -> str:
        """Return the route to the reservations: an ID, the ARN of a group, `open`, or `none`, which leads nowhere."""
        return self.reservation_id or self.group_arn or (NONE if self.preference == NONE else OPEN)

    @property
    def is_binding(self) -> bool:
        """Return whether a launch fails if no reservation has room, rather than using On-Demand capacity."""
        return self.reservation_id is not None or self.preference == ONLY

    @property
    def described(self) -> dict[str, Any]:
        """Return it in the shape of EC2's CapacityReservationSpecificationResponse."""
        if self.route in PREFERENCES:
            return {PREFERENCE: self.preference}
        chosen = {RESERVATION_ID: self.reservation_id} if self.reservation_id else {GROUP_ARN: self.group_arn}
        return {TARGET: chosen} | ({PREFERENCE: ONLY} if self.preference == ONLY else {})


def target_of(specification: Mapping[str, Any] | None) -> Target:
    """Parse a CapacityReservationSpecification of a request or launch template. Raise EC2's error if it is invalid."""
    stated = specification or {}
    preference, chosen = stated.get(PREFERENCE), stated.get(TARGET) or {}
    if preference is not None and preference not in PREFERENCES:
        raise invalid(PREFERENCE, preference, f"It is one of {', '.join(PREFERENCES)}")
    if chosen and preference not in (None, ONLY):
        raise InvalidParameterCombination(f"{TARGET} can be specified with {PREFERENCE} only if that is {ONLY}")
    if len([value for value in chosen.values() if value]) > 1:
        raise InvalidParameterCombination(f"Specify either {RESERVATION_ID} or {GROUP_ARN}, not both")
    return Target(preference or OPEN, chosen.get(RESERVATION_ID), chosen.get(GROUP_ARN))
