"""An Auto Scaling group spreads its instances over the zones of its subnets."""

import json

import pytest

from cfn_local.services import clock
from tests.cfn_local.services.auto_scaling_stories import ZONES, Fleet, pools
from tests.cfn_local.services.instance_stories import instances, launch_template
from tests.cfn_local.services.service_stories import client, given, refused


class TestAGroupThatGrows:
    @pytest.mark.parametrize(
        ("desired", "spread"),
        [
            (1, {"a": (0, 1)}),
            (3, {"a": (0, 1), "b": (0, 1), "c": (0, 1)}),
            (7, {"a": (0, 3), "b": (0, 2), "c": (0, 2)}),
        ],
    )
    def test_is_balanced_over_its_zones_from_the_first_instance_on(self, ec2, desired: int, spread):
        fleet = Fleet(ec2, desired)

        assert fleet.spread() == spread
        assert len(fleet.activities()) == desired

    def test_fills_the_emptiest_zone_first(self, ec2):
        fleet = Fleet(ec2, 2)

        fleet.resize(3)

        assert fleet.spread() == {"a": (0, 1), "b": (0, 1), "c": (0, 1)}

    def test_is_balanced_where_it_has_zones_and_no_subnets(self, ec2):
        fleet = Fleet(ec2, 4, VPCZoneIdentifier=None, AvailabilityZones=ZONES[:2])

        assert fleet.spread() == {"a": (0, 2), "b": (0, 2)}

    def test_launches_the_version_of_the_template_that_it_names(self, ec2):
        fleet = Fleet(ec2, 0, "us-east-1a")
        name = fleet.described()["LaunchTemplate"]["LaunchTemplateName"]
        ec2.create_launch_template_version(
            LaunchTemplateName=name, LaunchTemplateData={"ImageId": "ami-12345678", "InstanceType": "m5.large"}
        )

        fleet.resize(1)

        assert instances(ec2)[0]["InstanceType"] == "m5.large"

    def test_tags_its_instances(self, ec2):
        Fleet(ec2, 1, Tags=[{"Key": "team", "Value": "core", "PropagateAtLaunch": True}])

        tags = {tag["Key"]: tag["Value"] for tag in instances(ec2)[0]["Tags"]}
        assert (tags["team"], tags["aws:autoscaling:groupName"]) == ("core", "fleet")


class TestAGroupThatShrinks:
    def test_stays_balanced(self, ec2):
        fleet = Fleet(ec2, 12)

        fleet.resize(5)

        assert sorted(fleet.spread().values()) == [(0, 1), (0, 2), (0, 2)]

    def test_keeps_the_oldest_of_a_zone(self, ec2):
        fleet = Fleet(ec2, 1, "us-east-1a")
        oldest = fleet.instance_ids()
        fleet.resize(4)

        fleet.resize(1)

        assert fleet.instance_ids() == oldest

    def test_keeps_what_is_protected_wherever_it_is(self, ec2):
        fleet = Fleet(ec2, 6)
        in_a = [one for one in fleet.described()["Instances"] if one["AvailabilityZone"] == "us-east-1a"]
        fleet.client.set_instance_protection(
            AutoScalingGroupName="fleet",
            InstanceIds=[one["InstanceId"] for one in in_a],
            ProtectedFromScaleIn=True,
        )

        fleet.resize(2)

        assert fleet.spread() == {"a": (0, 2)}

    def test_to_nothing_terminates_all(self, ec2):
        fleet = Fleet(ec2, 6)

        fleet.client.delete_auto_scaling_group(AutoScalingGroupName="fleet", ForceDelete=True)

        assert instances(ec2) == []


class TestAZoneThatIsRemoved:
    def test_is_left_by_its_instances(self, ec2):
        fleet = Fleet(ec2, 7)

        fleet.update("us-east-1a", "us-east-1b")

        assert fleet.spread() == {"a": (0, 4), "b": (0, 3)}

    def test_is_left_only_after_the_instance_in_its_place_runs(self, ec2):
        fleet = Fleet(ec2, 2, "us-east-1a", "us-east-1b")

        fleet.update("us-east-1a")

        assert [one["Description"].partition(":")[0] for one in fleet.activities()[:2]] == [
            "Terminating EC2 instance",
            "Launching a new EC2 instance",
        ]

    def test_is_kept_in_use_while_the_others_have_no_capacity(self, ec2):
        fleet = Fleet(ec2, 4, "us-east-1a", "us-east-1b")
        given(capacity_pools=pools(a=3))

        fleet.update("us-east-1a")

        assert fleet.spread() == {"a": (0, 3), "b": (0, 1)}
        assert len(fleet.failures()) == 1

    def test_is_left_once_they_have_it(self, ec2):
        fleet = Fleet(ec2, 4, "us-east-1a", "us-east-1b")
        given(capacity_pools=pools(a=3))
        fleet.update("us-east-1a")
        given()

        assert fleet.spread() == {"a": (0, 3), "b": (0, 1)}
        clock.advance(60)
        assert fleet.spread() == {"a": (0, 4)}


class TestAZoneThatIsAdded:
    def test_takes_over_its_share(self, ec2):
        fleet = Fleet(ec2, 6, "us-east-1a", "us-east-1b")

        fleet.update(*ZONES)

        assert fleet.spread() == {"a": (0, 2), "b": (0, 2), "c": (0, 2)}

    def test_takes_over_nothing_while_rebalancing_is_suspended(self, ec2):
        fleet = Fleet(ec2, 6, "us-east-1a", "us-east-1b")
        fleet.client.suspend_processes(AutoScalingGroupName="fleet", ScalingProcesses=["AZRebalance"])

        fleet.update(*ZONES)

        assert fleet.spread() == {"a": (0, 3), "b": (0, 3)}


class TestAZoneWithoutCapacity:
    def test_is_made_up_for_by_the_others(self, ec2):
        given(capacity_pools=pools(a=1))

        fleet = Fleet(ec2, 6)

        assert fleet.spread() == {"a": (0, 1), "b": (0, 3), "c": (0, 2)}

    def test_is_waited_for_where_only_balance_will_do(self, ec2):
        given(capacity_pools=pools(a=1))

        fleet = Fleet(ec2, 6, AvailabilityZoneDistribution={"CapacityDistributionStrategy": "balanced-only"})

        assert fleet.spread() == {"a": (0, 1), "b": (0, 1), "c": (0, 1)}
        assert fleet.described()["DesiredCapacity"] == 6

    def test_takes_its_share_back_when_it_has_capacity_again(self, ec2):
        given(capacity_pools=pools(a=0))
        fleet = Fleet(ec2, 6)
        assert fleet.spread() == {"b": (0, 3), "c": (0, 3)}
        given()

        clock.advance(60)

        assert fleet.spread() == {"a": (0, 2), "b": (0, 2), "c": (0, 2)}


class TestAGroupThatFindsNoCapacity:
    def test_is_smaller_and_its_activities_say_why(self, ec2):
        given(capacity_pools=pools(a=1, b=0, c=0))

        fleet = Fleet(ec2, 3)

        assert fleet.spread() == {"a": (0, 1)}
        assert [json.loads(one["Details"])["Availability Zone"][-1] for one in fleet.activities()] == [
            "a",
            "c",
            "b",
            "a",
        ]
        assert fleet.failures()[0] == (
            "Could not launch On-Demand Instances. InsufficientInstanceCapacity - There is not enough capacity for "
            "1 more r6i.4xlarge instances (default) in us-east-1a. Launching EC2 instance failed."
        )

    def test_tries_again_a_minute_later(self, ec2):
        given(capacity_pools=pools(a=0, b=0, c=0))
        fleet = Fleet(ec2, 3)
        given()

        assert fleet.spread() == {}
        clock.advance(59)
        assert fleet.spread() == {}
        clock.advance(1)
        assert fleet.spread() == {"a": (0, 1), "b": (0, 1), "c": (0, 1)}

    def test_is_told_of_quotas_in_the_same_way(self, ec2):
        given(on_demand_vcpu_quota=16)

        fleet = Fleet(ec2, 2, "us-east-1a")

        assert fleet.spread() == {"a": (0, 1)}
        assert "VcpuLimitExceeded - 16 more vCPUs exceed" in fleet.failures()[0]


class TestAnInstanceThatSomebodyTerminates:
    def test_is_made_up_for_in_its_zone(self, ec2):
        fleet = Fleet(ec2, 6)
        in_b = [one["InstanceId"] for one in instances(ec2) if one["Placement"]["AvailabilityZone"] == "us-east-1b"]

        ec2.terminate_instances(InstanceIds=in_b)

        assert fleet.spread() == {"a": (0, 2), "b": (0, 2), "c": (0, 2)}
        assert not set(in_b) & set(fleet.instance_ids())


class TestTheActivities:
    def test_come_in_pages_newest_first(self, ec2):
        fleet = Fleet(ec2, 3)
        whole = fleet.activities()

        first = fleet.client.describe_scaling_activities(AutoScalingGroupName="fleet", MaxRecords=2)
        second = fleet.client.describe_scaling_activities(AutoScalingGroupName="fleet", NextToken=first["NextToken"])

        assert [*first["Activities"], *second["Activities"]] == whole
        assert [one["StartTime"] for one in whole] == sorted((one["StartTime"] for one in whole), reverse=True)

    def test_are_found_by_id(self, ec2):
        fleet = Fleet(ec2, 3)
        wanted = fleet.activities()[1]

        assert fleet.activities(ActivityIds=[wanted["ActivityId"]]) == [wanted]


class TestARequest:
    def test_for_a_name_that_is_taken_is_refused(self, ec2):
        Fleet(ec2, 1)

        with refused("AlreadyExists", "by this name already exists: fleet"):
            client("autoscaling").create_auto_scaling_group(
                AutoScalingGroupName="fleet",
                MinSize=0,
                MaxSize=1,
                LaunchTemplate={"LaunchTemplateId": launch_template(ec2, None, "another")},
                AvailabilityZones=["us-east-1a"],
            )

        assert len(instances(ec2)) == 1

    @pytest.mark.parametrize(
        ("stated", "message"),
        [
            (
                {"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "random"}},
                "CapacityDistributionStrategy is one of balanced-best-effort, balanced-only, reservations-then-",
            ),
            (
                {"AvailabilityZoneImpairmentPolicy": {"ZonalShiftEnabled": True}},
                "does not emulate AvailabilityZoneImpairmentPolicy",
            ),
            (
                {"CapacityReservationSpecification": {"CapacityReservationPreference": "open"}},
                "CapacityReservationPreference is one of capacity-reservations-only, capacity-reservations-first,",
            ),
            (
                {
                    "CapacityReservationSpecification": {
                        "CapacityReservationPreference": "none",
                        "CapacityReservationTarget": {"CapacityReservationIds": ["cr-0123456789abcdef0"]},
                    }
                },
                "CapacityReservationTarget cannot be specified with CapacityReservationPreference none",
            ),
        ],
    )
    def test_for_what_there_is_not_is_refused_and_changes_nothing(self, ec2, stated, message: str):
        with refused("ValidationError", message):
            Fleet(ec2, 1, **stated)

        assert client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []
        assert instances(ec2) == []


class TestAGroupWhoseInstancesCannotBeLaunched:
    def test_is_not_made(self, ec2):
        nowhere = launch_template(ec2, None, "nowhere", SecurityGroupIds=["sg-0123456789abcdef0"])
        with refused("InvalidGroup.NotFound", "sg-0123456789abcdef0"):
            Fleet(ec2, 3, LaunchTemplate={"LaunchTemplateId": nowhere, "Version": "$Latest"})

        assert client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []


class TestAGroupWithALaunchConfiguration:
    def test_spreads_as_any_other(self, ec2):
        client("autoscaling").create_launch_configuration(
            LaunchConfigurationName="old", ImageId="ami-12345678", InstanceType="r6i.4xlarge"
        )

        fleet = Fleet(ec2, 4, LaunchTemplate=None, LaunchConfigurationName="old")

        assert fleet.spread() == {"a": (0, 2), "b": (0, 1), "c": (0, 1)}
