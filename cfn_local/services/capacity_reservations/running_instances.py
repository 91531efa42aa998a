"""The running On-Demand instances of moto's EC2, which use capacity. What they run in is kept on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moto.ec2.models.instances import Instance

from cfn_local.services.capacity_reservations.instance_kind import InstanceKind
from cfn_local.services.capacity_reservations.targets import Target

RUNNING = "running"
SPOT = "spot"  # what the lifecycle of a Spot Instance is; others have none


@dataclass(frozen=True)
class RunningInstance:
    """One instance: its kind, what it targets, and the reservation that it runs in, if any."""

    instance_id: str
    attributes: InstanceKind
    target: Target
    reservation_id: str | None

    held_instance_count = 1


def running_instances(ec2_backend: Any) -> Iterator[RunningInstance]:
    """All that run, oldest first. Spot Instances use spare capacity, which is not emulated."""
    for instance in ec2_backend.all_running_instances():
        if instance.lifecycle != SPOT:
            target, reservation_id = target_and_reservation_of(instance)
            yield RunningInstance(instance.id, kind_of(instance), target, reservation_id)


def kind_of(instance: Instance) -> InstanceKind:
    """What the instance is; moto knows of its platform only whether it is Windows."""
    placement = instance.placement
    return InstanceKind(instance.instance_type, platform_of(instance.platform), placement.zone or "", placement.tenancy)


def platform_of(image_platform: str | None) -> str:
    """The platform of a reservation for an image of this platform: moto knows Windows, and takes all else for Linux."""
    return "Windows" if "windows" in (image_platform or "").lower() else "Linux/UNIX"


def target_and_reservation_of(instance: Instance) -> tuple[Target, str | None]:
    """What `assign` and `aim` have kept on the instance."""
    kept = vars(instance)
    return kept.get("capacity_target", Target()), kept.get("capacity_reservation_id")


def aim(instance: Instance, target: Target) -> None:
    """Have the instance target this from now on, and show it: moto's answers read the attributes of an instance."""
    vars(instance).update(capacity_target=target, capacity_reservation_specification=target.described)


def assign(instance: Instance, reservation_id: str | None) -> None:
    """Have the instance run in this reservation, or in none, and show it."""
    vars(instance)["capacity_reservation_id"] = reservation_id
