"""Each place where the services reach into moto. A new version of moto that moves one of them turns a test red."""

import inspect
from threading import Thread

import boto3
import pytest
from moto.core.base_backend import BackendDict
from moto.core.responses import BaseResponse
from moto.core.utils import method_names_from_class
from moto.ec2 import utils
from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.ec2.responses import EC2Response
from moto.resourcegroups import urls
from moto.resourcegroups.models import FakeResourceGroup, ResourceGroupsBackend
from moto.resourcegroups.responses import ResourceGroupsResponse

from cfn_local import services
from cfn_local.services import conditions
from cfn_local.services.capacity_reservations import tagging
from cfn_local.services.conditions import Conditions
from cfn_local.services.instances import launches
from cfn_local.services.instances import responses as instance_responses
from cfn_local.services.seam import atomic
from tests.cfn_local.services.service_stories import ACCOUNT, REGION, described, given, pool_group, refused, reserve

EC2_ACTIONS = {
    "describe_instances",
    "modify_instance_capacity_reservation_attributes",
    "run_instances",
    "start_instances",
    "create_capacity_reservation",
    "describe_capacity_reservations",
    "modify_capacity_reservation",
    "cancel_capacity_reservation",
    "get_capacity_reservation_usage",
    "get_groups_for_capacity_reservation",
    "get_spot_placement_scores",
}
GROUP_ACTIONS = {"group_resources", "ungroup_resources", "list_group_resources"}
REPLACED_GROUP_ACTIONS = {
    *("create_group", "get_group", "delete_group", "update_group", "list_groups"),
    *("get_group_configuration", "put_group_configuration", "get_tags", "tag", "untag"),
}


class TestInstalling:
    def test_adds_actions_where_moto_looks_for_them(self):
        assert set(method_names_from_class(EC2Response)) >= EC2_ACTIONS
        assert set(method_names_from_class(ResourceGroupsResponse)) >= GROUP_ACTIONS | REPLACED_GROUP_ACTIONS

    def test_adds_the_paths_of_resource_groups(self):
        paths = {"{0}/group-resources$", "{0}/ungroup-resources$", "{0}/list-group-resources$"}

        assert paths <= set(urls.url_paths)

    def test_again_changes_nothing(self):
        def installed() -> tuple:
            actions = [
                inspect.unwrap(getattr(owner, name))
                for owner, names in ((EC2Response, EC2_ACTIONS), (ResourceGroupsResponse, REPLACED_GROUP_ACTIONS))
                for name in sorted(names)
            ]
            return actions, vars(EC2Backend).copy(), dict(urls.url_paths)

        before = installed()
        services.install()

        assert installed() == before

    def test_keeps_motos_own_methods_to_call_them(self):
        for own in (
            launches.motos_run_instances,
            launches.motos_start_instances,
            launches.motos_stop_instances,
            launches.motos_terminate_instances,
            instance_responses.motos_run_instances_action,
            instance_responses.motos_start_instances_action,
            instance_responses.motos_describe_instances_action,
            tagging.motos_create_tags,
            tagging.motos_delete_tags,
            tagging.motos_delete_tag_keys,
            tagging.motos_do_resources_exist,
        ):
            assert own.__module__.startswith("moto.ec2.")


class TestAnAtomicAction:
    def test_lets_no_other_run_meanwhile(self):
        done: list[str] = []

        @atomic
        def meanwhile() -> None:
            done.append("other")

        other = Thread(target=meanwhile)

        @atomic
        def action() -> None:
            other.start()
            other.join(timeout=0.05)
            done.append("action")

        action()
        other.join()

        assert done == ["action", "other"]

    def test_is_what_every_action_is(self):
        for owner, names in ((EC2Response, EC2_ACTIONS), (ResourceGroupsResponse, GROUP_ACTIONS)):
            for name in names:
                assert getattr(owner, name).__wrapped__.__name__ == name


class TestWhatMotoMustHave:
    @pytest.mark.parametrize("name", ["_get_param", "_get_params", "serialized", "call_action"])
    def test_for_answers(self, name: str):
        assert inspect.isfunction(getattr(BaseResponse, name))

    @pytest.mark.parametrize(
        ("method", "parameters"),
        [
            (EC2Backend.describe_availability_zones, ["self", "filters", "zone_names", "zone_ids"]),
            (EC2Backend.describe_instance_type_offerings, ["self", "location_type", "filters"]),
            (EC2Backend._get_template_from_args, ["self", "launch_template_arg"]),
            (tagging.motos_create_tags, ["self", "resource_ids", "tags"]),
            (tagging.motos_delete_tags, ["self", "resource_ids", "tags"]),
            (tagging.motos_delete_tag_keys, ["self", "resource_ids", "tag_keys"]),
            (tagging.motos_do_resources_exist, ["self", "resource_ids"]),
            (
                ResourceGroupsBackend.create_group,
                ["self", "name", "resource_query", "description", "tags", "configuration"],
            ),
            (ResourceGroupsBackend.get_group, ["self", "group_name"]),
            (ResourceGroupsBackend.delete_group, ["self", "group_name"]),
        ],
    )
    def test_by_these_parameters(self, method, parameters: list[str]):
        assert list(inspect.signature(method).parameters) == parameters

    def test_for_launches_by_template(self):
        source = inspect.getsource(launches.motos_run_instances)

        assert 'kwargs.get("launch_template")' in source

    def test_for_ids_of_reservations(self):
        assert utils.is_valid_resource_id("cr-0123456789abcdef0")
        assert utils.get_prefix("cr-0123456789abcdef0") == "cr"

    def test_for_capacity(self):
        assert INSTANCE_TYPES["r6i.4xlarge"]["VCpuInfo"]["DefaultVCpus"] == 16

    def test_for_every_type_that_a_zone_offers(self):
        offered = {
            offering["InstanceType"]
            for offering in ec2_backends[ACCOUNT][REGION].describe_instance_type_offerings("availability-zone", {})
        }

        assert len(offered) > 500
        assert all(INSTANCE_TYPES[instance_type]["VCpuInfo"]["DefaultVCpus"] > 0 for instance_type in offered)

    def test_for_groups(self):
        group = FakeResourceGroup(ACCOUNT, REGION, "group", {}, "", {}, [])

        assert (group.arn, group.name, group.resource_query, group.description) == (
            "arn:aws:resource-groups:us-east-1:123456789012:group/group",
            "group",
            {},
            "",
        )


class TestAResetOfMoto:
    def test_clears_reservations_groups_and_conditions(self, ec2, groups):
        reserve(ec2, ClientToken="token")
        pool_group(groups)
        given(group_quota=1)

        BackendDict.reset()

        assert described(ec2) == []
        assert groups.list_groups()["Groups"] == []
        assert conditions.of(ACCOUNT, REGION) == Conditions()

    def test_forgets_client_tokens(self, ec2):
        before = reserve(ec2, ClientToken="token")["CapacityReservationId"]

        BackendDict.reset()

        assert reserve(ec2, ClientToken="token", InstanceCount=1)["CapacityReservationId"] != before


class TestARegion:
    def test_has_reservations_groups_and_pools_of_its_own(self, ec2, groups):
        reserve(ec2)
        pool_group(groups)
        elsewhere = {"region_name": "eu-west-1"}

        assert described(boto3.client("ec2", **elsewhere)) == []
        assert boto3.client("resource-groups", **elsewhere).list_groups()["Groups"] == []

    def test_is_named_in_the_arns(self):
        made = reserve(boto3.client("ec2", region_name="eu-west-1"), AvailabilityZone="eu-west-1a")

        assert made["CapacityReservationArn"].startswith("arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-")


class TestWhatIsMotosOwn:
    @pytest.mark.parametrize(
        ("location_type", "location"), [("availability-zone", "us-east-1a"), ("availability-zone-id", "use1-az6")]
    )
    def test_offerings_are_found_by_zone_and_zone_id(self, ec2, location_type: str, location: str):
        found = ec2.describe_instance_type_offerings(
            LocationType=location_type,
            Filters=[
                {"Name": "instance-type", "Values": ["r6i.4xlarge"]},
                {"Name": "location", "Values": [location]},
            ],
        )

        assert found["InstanceTypeOfferings"] == [
            {"InstanceType": "r6i.4xlarge", "LocationType": location_type, "Location": location}
        ]

    def test_an_unknown_instance_type_has_no_offerings(self, ec2):
        found = ec2.describe_instance_type_offerings(
            LocationType="availability-zone", Filters=[{"Name": "instance-type", "Values": ["r6i.huge"]}]
        )

        assert found["InstanceTypeOfferings"] == []

    def test_an_unknown_subnet_is_not_found(self, ec2):
        with refused("InvalidSubnetID.NotFound", "'subnet-0123456789abcdef0' does not exist"):
            ec2.describe_subnets(SubnetIds=["subnet-0123456789abcdef0"])
