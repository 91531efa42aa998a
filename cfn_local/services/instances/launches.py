"""Instances that start and end: moto's own, extended to use capacity and to run in reservations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.instances import Instance

from cfn_local.services.block_devices import devices_of, keep_performance
from cfn_local.services.capacity_reservations.instance_kind import InstanceKind
from cfn_local.services.capacity_reservations.running_instances import (
    RUNNING,
    SPOT,
    aim,
    assign,
    kind_of,
    platform_of,
    target_and_reservation_of,
)
from cfn_local.services.capacity_reservations.targets import SPECIFICATION, target_of
from cfn_local.services.instance_options import apply, of_template
from cfn_local.services.instances.occupancy import Launch, has_room, place, settle
from cfn_local.services.seam import atomic

motos_run_instances = EC2Backend.run_instances
motos_start_instances = EC2Backend.start_instances
motos_stop_instances = EC2Backend.stop_instances
motos_terminate_instances = EC2Backend.terminate_instances


@dataclass(frozen=True)
class Asked:
    """Launch options for which moto's launching has no parameter. None leaves one to the launch template."""

    specification: Mapping[str, Any] | None = None
    tenancy: str | None = None
    must_be_reserved: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


_NOTHING = Asked()
_asked: ContextVar[Asked] = ContextVar("asked", default=_NOTHING)


@contextmanager
def asking(asked: Asked) -> Iterator[None]:
    """Apply these options to the launches in this block."""
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


@atomic
def run_instances(
    ec2_backend: EC2Backend,
    image_id: str,
    count: int,
    user_data: Any,
    security_group_names: list[str],
    **named: Any,
) -> Any:
    """Launch all of `count` instances with their capacity, or none; Auto Scaling and Fleet launch here too."""

    template = _template_data(ec2_backend, named)
    if devices := devices_of(template, named):
        named["block_device_mappings"] = devices
    named |= of_template(template, named)

    def launched() -> Any:
        made = motos_run_instances(ec2_backend, image_id, count, user_data, security_group_names, **named)
        for instance in made.instances:
            apply(instance, {**template, **_asked.get().options})
            keep_performance(instance, devices)
        return made

    if _is_spot(template, named):
        made = launched()
        for instance in made.instances:
            instance.lifecycle = SPOT  # moto does not read it from a launch template
        return made
    target = target_of(_asked.get().specification or template.get(SPECIFICATION))
    kind = _kind_to_launch(ec2_backend, image_id, template, named)
    reservation_ids = place(ec2_backend, [Launch(kind, target, _asked.get().must_be_reserved)] * count)
    made = launched()
    for instance, reservation_id in zip(made.instances, reservation_ids, strict=True):
        instance.placement.tenancy = kind.tenancy
        aim(instance, target)
        assign(instance, reservation_id)
    return made


def finds_reserved_room(ec2_backend: EC2Backend, image_id: str, **named: Any) -> bool:
    """Return whether a launch with these arguments of `run_instances` would run in a reservation now."""
    template = _template_data(ec2_backend, named)
    target = target_of(_asked.get().specification or template.get(SPECIFICATION))
    kind = _kind_to_launch(ec2_backend, image_id, template, named)
    return has_room(ec2_backend, Launch(kind, target))


def _template_data(ec2_backend: EC2Backend, named: Mapping[str, Any]) -> Mapping[str, Any]:
    template = named.get("launch_template")
    data: Mapping[str, Any] = ec2_backend._get_template_from_args(template).data if template else {}
    return data


def _is_spot(template: Mapping[str, Any], named: Mapping[str, Any]) -> bool:
    of_template = template.get("InstanceMarketOptions", {}).get("MarketType")
    return SPOT in (named.get("lifecycle"), named.get("instance_market_options") or of_template)


def _kind_to_launch(
    ec2_backend: EC2Backend, image_id: str | None, template: Mapping[str, Any], named: Mapping[str, Any]
) -> InstanceKind:
    """Return the kind of the instances that moto would launch from these arguments."""
    instance_type = named.get("instance_type") or ""
    if named.get("is_instance_type_default"):
        instance_type = template.get("InstanceType") or instance_type
    subnet_ids = [named.get("subnet_id"), *(nic.get("SubnetId") for nic in named.get("nics") or ())]
    subnet_id = next(filter(None, subnet_ids), None)
    zone = ec2_backend.get_subnet(subnet_id).availability_zone if subnet_id else named.get("placement")
    images = ec2_backend.describe_images(filters={"image-id": image_id or template.get("ImageId")})
    return InstanceKind(
        instance_type=instance_type,
        instance_platform=platform_of(images[0].platform if images else None),
        zone_name=zone or f"{ec2_backend.region_name}a",
        tenancy=_asked.get().tenancy or template.get("Placement", {}).get("Tenancy") or "default",
    )


@atomic
def start_instances(ec2_backend: EC2Backend, instance_ids: list[str]) -> Any:
    """Start all stopped instances with their capacity, or none."""
    stopped = [one for one in ec2_backend.get_multi_instances_by_id(instance_ids) if _needs_capacity(one)]
    launches = [Launch(kind_of(instance), target_and_reservation_of(instance)[0]) for instance in stopped]
    reservation_ids = place(ec2_backend, launches)
    started = motos_start_instances(ec2_backend, instance_ids)
    for instance, reservation_id in zip(stopped, reservation_ids, strict=True):
        assign(instance, reservation_id)
    return started


def _needs_capacity(instance: Instance) -> bool:
    return instance.state != RUNNING and instance.lifecycle != SPOT


@atomic
def stop_instances(ec2_backend: EC2Backend, instance_ids: list[str]) -> Any:
    """Release the capacity of the instances."""
    return _given_back(ec2_backend, instance_ids, motos_stop_instances)


@atomic
def terminate_instances(ec2_backend: EC2Backend, instance_ids: list[str]) -> Any:
    """Release the capacity of the instances."""
    return _given_back(ec2_backend, instance_ids, motos_terminate_instances)


def _given_back(ec2_backend: EC2Backend, instance_ids: list[str], motos_own: Any) -> Any:
    # An instance that lost its reservation earlier must not be taken for one that moves into capacity freed by this.
    settle(ec2_backend)
    ended = motos_own(ec2_backend, instance_ids)
    for instance, _ in ended:
        assign(instance, None)
    return ended
