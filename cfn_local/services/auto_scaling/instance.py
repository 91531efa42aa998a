"""Launching one instance of an Auto Scaling group in a given zone; moto launches all of them in one subnet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from moto.autoscaling.models import ASG_NAME_TAG, FakeAutoScalingGroup, InstanceState
from moto.ec2.models.instances import Instance

from cfn_local.services.instances import launches
from cfn_local.services.instances.launches import Asked, asking


def run_instance(group: FakeAutoScalingGroup, zone: str, propagated_tags: Mapping[str, str]) -> Instance:
    """Launch the instance and add it to the group. Errors of EC2 propagate."""
    tags = {**propagated_tags, ASG_NAME_TAG: group.name, **group.instance_tags}
    made = group.ec2_backend.run_instances(
        group.image_id,
        1,
        group.user_data,
        group.security_groups,
        tags={"instance": tags},
        launch_config=group.launch_config,
        associate_public_ip=group.launch_config.associate_public_ip_address if group.launch_config else None,
        **_placed(group, zone),
    )
    (instance,) = made.instances
    protected = group.new_instances_protected_from_scale_in
    group.instance_states.append(InstanceState(instance, protected_from_scale_in=protected, autoscaling_group=group))
    return instance


def would_be_reserved(group: FakeAutoScalingGroup, zone: str, asked: Sequence[Asked]) -> bool:
    """Return whether an instance launched in the zone now would run in a reservation."""
    for one in asked:
        with asking(one):
            if launches.finds_reserved_room(group.ec2_backend, group.image_id, **_placed(group, zone)):
                return True
    return False


def _placed(group: FakeAutoScalingGroup, zone: str) -> dict[str, Any]:
    """Return the arguments of moto's run_instances that say what to launch and where."""
    template = group.ec2_launch_template
    return {
        "instance_type": group.instance_type,
        "is_instance_type_default": False,
        "placement": zone,
        "subnet_id": _subnet_in(group, zone),
        "launch_template": (
            {"LaunchTemplateId": template.id, "Version": group.launch_template_version} if template else None
        ),
    }


def _subnet_in(group: FakeAutoScalingGroup, zone: str) -> str | None:
    """Return the group's first subnet in the zone, or None if the group has zones only."""
    for subnet_id in group.vpc_zone_identifier.split(",") if group.vpc_zone_identifier else ():
        if group.ec2_backend.get_subnet(subnet_id).availability_zone == zone:
            return str(subnet_id)
    return None
