"""Auto Scaling groups that spread over zones and launch into reserved capacity, on those of moto."""


def install() -> None:
    """Have moto's groups do so; the services of EC2 are installed already."""
    # Imported here, since moto's Auto Scaling is loaded only where somebody asks for it.
    from moto.autoscaling.models import FakeAutoScalingGroup
    from moto.autoscaling.responses import AutoScalingResponse

    from cfn_local.services.auto_scaling import responses, scaling
    from cfn_local.services.seam import add_actions, replace_method

    add_actions(AutoScalingResponse, responses.AutoScalingGroups)
    replace_method(FakeAutoScalingGroup, "set_desired_capacity", scaling.set_desired_capacity)
    replace_method(FakeAutoScalingGroup, "replace_autoscaling_group_instances", scaling.launch_instances)
