"""Auto Scaling groups that balance across zones and launch into reserved capacity, on top of moto's."""


def install() -> None:
    """Add this to moto's groups; the services of EC2 must be installed already."""
    # Imported here because moto's Auto Scaling is loaded only on demand.
    from moto.autoscaling.models import FakeAutoScalingGroup
    from moto.autoscaling.responses import AutoScalingResponse

    from cfn_local.services.auto_scaling import extras, responses, scaling
    from cfn_local.services.seam import add_actions, replace_method

    add_actions(AutoScalingResponse, extras.GroupExtras)
    add_actions(AutoScalingResponse, responses.AutoScalingGroups)
    replace_method(FakeAutoScalingGroup, "set_desired_capacity", scaling.set_desired_capacity)
    replace_method(FakeAutoScalingGroup, "replace_autoscaling_group_instances", scaling.launch_instances)
