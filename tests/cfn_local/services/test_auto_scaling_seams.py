"""Each place where Auto Scaling and launches reach into moto. A new version that moves one of them turns a test red."""

import inspect

import boto3
import pytest
from moto.autoscaling.models import FakeAutoScalingGroup, InstanceState, autoscaling_backends
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.utils import method_names_from_class
from moto.ec2.models import EC2Backend
from moto.ec2.models.instances import Instance

from cfn_local import services
from cfn_local.services.auto_scaling import responses, scaling
from cfn_local.services.instances import launches
from tests.cfn_local.services.service_stories import ACCOUNT, REGION

ACTIONS = {
    "create_auto_scaling_group",
    "update_auto_scaling_group",
    "describe_auto_scaling_groups",
    "describe_auto_scaling_instances",
    "describe_scaling_activities",
}


class TestInstalling:
    def test_replaces_the_actions_where_moto_looks_for_them(self):
        assert set(method_names_from_class(AutoScalingResponse)) >= ACTIONS
        for name in ACTIONS:
            assert inspect.unwrap(getattr(AutoScalingResponse, name)) is vars(responses.AutoScalingGroups)[name]

    def test_replaces_how_a_group_comes_to_its_size(self):
        assert FakeAutoScalingGroup.set_desired_capacity is scaling.set_desired_capacity
        assert FakeAutoScalingGroup.replace_autoscaling_group_instances is scaling.launch_instances

    def test_again_changes_nothing(self):
        before = dict(vars(FakeAutoScalingGroup))
        services.install()

        assert dict(vars(FakeAutoScalingGroup)) == before

    def test_keeps_motos_own_methods_to_call_them(self):
        for own in (
            scaling.motos_set_desired_capacity,
            responses.motos_create,
            responses.motos_update,
            responses.motos_describe_groups,
            responses.motos_describe_instances,
        ):
            assert own.__module__.startswith("moto.autoscaling.")


class TestWhatMotoMustHave:
    @pytest.mark.parametrize(
        ("method", "parameters"),
        [
            (scaling.motos_set_desired_capacity, ["self", "new_capacity"]),
            (launches.motos_start_instances, ["self", "instance_ids"]),
            (launches.motos_stop_instances, ["self", "instance_ids"]),
            (launches.motos_terminate_instances, ["self", "instance_ids"]),
            (
                launches.motos_run_instances,
                ["self", "image_id", "count", "user_data", "security_group_names", "kwargs"],
            ),
            (EC2Backend.all_running_instances, ["self", "filters"]),
            (EC2Backend.get_subnet, ["self", "subnet_id"]),
            (
                InstanceState.__init__,
                [
                    *("self", "instance", "lifecycle_state", "health_status", "protected_from_scale_in"),
                    "autoscaling_group",
                ],
            ),
        ],
    )
    def test_by_these_parameters(self, method, parameters: list[str]):
        assert list(inspect.signature(method).parameters) == parameters

    def test_for_scaling_in_which_takes_the_first_that_are_not_protected(self):
        source = " ".join(inspect.getsource(scaling.motos_set_desired_capacity).split())

        assert "for state in self.instance_states if not state.protected_from_scale_in ][:count_to_remove]" in source
        assert "self.replace_autoscaling_group_instances(count_needed, propagated_tags)" in source

    def test_for_answers_which_show_the_attributes_of_a_group_and_an_instance(self, ec2):
        ec2.run_instances(ImageId="ami-12345678", MinCount=1, MaxCount=1)
        (launched,) = launches_of_the_account()

        assert {"capacity_reservation_id", "capacity_reservation_specification"} <= set(vars(launched))

    def test_for_groups_that_are_found_by_name(self):
        boto3.client("autoscaling", region_name=REGION).create_auto_scaling_group(
            AutoScalingGroupName="fleet",
            MinSize=0,
            MaxSize=0,
            AvailabilityZones=["us-east-1a"],
            LaunchConfigurationName=launch_configuration(),
        )
        (group,) = autoscaling_backends[ACCOUNT][REGION].autoscaling_groups.values()

        kept = {"availability_zones", "vpc_zone_identifier", "instance_states", "desired_capacity", "min_size"}
        assert kept | {"launch_config", "ec2_launch_template", "_suspended_processes"} <= set(vars(group))


def launches_of_the_account() -> list[Instance]:
    return autoscaling_backends[ACCOUNT][REGION].ec2_backend.all_running_instances()


def launch_configuration() -> str:
    client = boto3.client("autoscaling", region_name=REGION)
    client.create_launch_configuration(
        LaunchConfigurationName="old", ImageId="ami-12345678", InstanceType="r6i.4xlarge"
    )
    return "old"
