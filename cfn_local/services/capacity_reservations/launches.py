"""Launches into reserved capacity, which are not emulated: refused, where moto would drop the wish in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response

from cfn_local.services.capacity_reservations.exceptions import NotEmulatedError
from cfn_local.services.seam import replace_method

SPECIFICATION = "CapacityReservationSpecification"

motos_run_instances_action = EC2Response.run_instances
motos_run_instances = EC2Backend.run_instances


def install() -> None:
    """Refuse it in a RunInstances, and in the launch template of whatever launches."""
    replace_method(EC2Response, "run_instances", run_instances_action)
    replace_method(EC2Backend, "run_instances", run_instances)


def run_instances_action(response: EC2Response) -> Any:
    """RunInstances, unless the request itself targets reserved capacity."""
    check_launch(response._get_param(SPECIFICATION), "RunInstances")
    return motos_run_instances_action(response)


def run_instances(ec2_backend: EC2Backend, *arguments: Any, **named: Any) -> Any:
    """A launch by anyone (Auto Scaling and Fleet too), unless its launch template targets reserved capacity."""
    if template := named.get("launch_template"):
        data = ec2_backend._get_template_from_args(template).data
        check_launch(data.get(SPECIFICATION), "a launch template")
    return motos_run_instances(ec2_backend, *arguments, **named)


def check_launch(specification: Mapping[str, Any] | None, where: str) -> None:
    """Refuse a specification that wants reserved capacity. To prefer none, or any that is open, is no such wish."""
    wish = specification or {}
    preference = wish.get("CapacityReservationPreference", "open")
    if wish.get("CapacityReservationTarget") or preference not in ("none", "open"):
        raise NotEmulatedError(what=f"a launch into reserved capacity ({SPECIFICATION} of {where})")
