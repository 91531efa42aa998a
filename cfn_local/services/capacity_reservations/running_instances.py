"""The running On-Demand instances of moto's EC2. The reservation that each runs in is stored on the instance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moto.ec2.models.instances import Instance

from cfn_local.services.capacity_reservations.instance_kind import InstanceKind
from cfn_local.services.capacity_reservations.targets import Target

RUNNING = "running"
SPOT = "spot"  # the lifecycle value of Spot Instances; others have none


@dataclass(frozen=True)
class RunningInstance:
    """One instance: its kind, its target, and the reservation that it runs in, if any."""

    instance_id: str
    attributes: InstanceKind
    target: Target
    reservation_id: str | None

    held_instance_count = 1


def running_instances(ec2_backend: Any) -> Iterator[RunningInstance]:
    """Return all running instances, oldest first. Spot Instances use spare capacity, which is not emulated."""
    for instance in ec2_backend.all_running_instances():
        if instance.lifecycle != SPOT:
            target, reservation_id = target_and_reservation_of(instance)
            yield RunningInstance(instance.id, kind_of(instance), target, reservation_id)


def kind_of(instance: Instance) -> InstanceKind:
    """Return the kind of the instance; of its platform, moto only knows whether it is Windows."""
    placement = instance.placement
    return InstanceKind(instance.instance_type, platform_of(instance.platform), placement.zone or "", placement.tenancy)


def platform_of(image_platform: str | None) -> str:
    """Return the reservation platform for an image's platform: Windows if it is Windows, otherwise Linux."""
    return "Windows" if "windows" in (image_platform or "").lower() else "Linux/UNIX"


def target_and_reservation_of(instance: Instance) -> tuple[Target, str | None]:
    """Return what `assign` and `aim` stored on the instance."""
    kept = vars(instance)
    return kept.get("capacity_target", Target()), kept.get("capacity_reservation_id")


def aim(instance: Instance, target: Target) -> None:
    """Set the target of the instance, and show it: moto's responses read the attributes of an instance."""
    vars(instance).update(capacity_target=target, capacity_reservation_specification=target.described)


def assign(instance: Instance, reservation_id: str | None) -> None:
    """Run the instance in this reservation, or in none, and show it."""
    vars(instance)["capacity_reservation_id"] = reservation_id
