import pytest

from cfn_local.services.conditions import CapacityPool
from tests.cfn_local.services.instance_stories import (
    ONLY,
    at_group,
    at_id,
    available,
    instances,
    launch_template,
    places,
    preferring,
    reserved_group,
    run,
)
from tests.cfn_local.services.service_stories import described, given, only, pool_group, refused, reserve


class TestATargetedReservation:
    def test_is_used_by_instances_that_target_it(self, ec2):
        made = reserve(ec2)

        (launched,) = run(ec2, at_id(made))

        assert places(ec2) == {launched: made["CapacityReservationId"]}
        assert available(ec2) == [2]

    @pytest.mark.parametrize("specification", [None, preferring("open"), preferring("none")])
    def test_is_not_used_by_others(self, ec2, specification):
        reserve(ec2)

        (launched,) = run(ec2, specification)

        assert places(ec2) == {launched: None}
        assert available(ec2) == [3]

    def test_that_is_full_refuses_the_whole_launch(self, ec2):
        made = reserve(ec2, InstanceCount=2)
        run(ec2, at_id(made))

        with refused("ReservationCapacityExceeded", f"available capacity in '{made['CapacityReservationId']}'"):
            run(ec2, at_id(made), count=2)

        assert len(instances(ec2)) == 1
        assert available(ec2) == [1]

    @pytest.mark.parametrize(
        "other",
        [
            {"InstanceType": "r6i.8xlarge"},
            {"Placement": {"AvailabilityZone": "us-east-1b"}},
            {"Placement": {"AvailabilityZone": "us-east-1a", "Tenancy": "dedicated"}},
        ],
        ids=["type", "zone", "tenancy"],
    )
    def test_refuses_instances_that_do_not_match(self, ec2, other):
        made = reserve(ec2)

        with refused("InvalidParameterCombination", "is for r6i.4xlarge, Linux/UNIX, us-east-1a, default tenancy"):
            run(ec2, at_id(made), **other)

        assert instances(ec2) == []

    def test_of_windows_refuses_linux(self, ec2):
        made = reserve(ec2, InstancePlatform="Windows")

        with refused("InvalidParameterCombination", "is for r6i.4xlarge, Windows, us-east-1a"):
            run(ec2, at_id(made))

    def test_of_dedicated_tenancy_takes_dedicated_instances(self, ec2):
        made = reserve(ec2, Tenancy="dedicated")

        run(ec2, at_id(made), Placement={"AvailabilityZone": "us-east-1a", "Tenancy": "dedicated"})

        assert available(ec2) == [2]
        assert instances(ec2)[0]["Placement"]["Tenancy"] == "dedicated"

    def test_refuses_instances_while_it_is_pending(self, ec2):
        given(seconds_pending=30)
        made = reserve(ec2)

        with refused("InvalidCapacityReservationState", "is pending: a launch into it needs an active one"):
            run(ec2, at_id(made))

    def test_that_does_not_exist_refuses_the_launch(self, ec2):
        with refused("InvalidCapacityReservationId.NotFound"):
            run(ec2, at_id({"CapacityReservationId": "cr-0123456789abcdef0"}))

        assert instances(ec2) == []


class TestAnOpenReservation:
    def test_is_used_by_instances_that_say_nothing(self, ec2):
        made = reserve(ec2, InstanceMatchCriteria="open")

        (launched,) = run(ec2)

        assert places(ec2) == {launched: made["CapacityReservationId"]}

    def test_is_not_used_by_instances_that_want_none(self, ec2):
        reserve(ec2, InstanceMatchCriteria="open")

        (launched,) = run(ec2, preferring("none"))

        assert places(ec2) == {launched: None}

    def test_that_is_full_leaves_the_rest_to_on_demand_capacity(self, ec2):
        made = reserve(ec2, InstanceMatchCriteria="open", InstanceCount=1)["CapacityReservationId"]

        run(ec2, count=2)

        assert sorted(places(ec2).values(), key=str) == [None, made]

    def test_is_the_only_capacity_for_those_who_want_no_other(self, ec2):
        reserve(ec2, InstanceMatchCriteria="open", InstanceCount=1)
        run(ec2, ONLY)

        with refused("ReservationCapacityExceeded", "available capacity in open capacity reservations for 1 more"):
            run(ec2, ONLY)

    def test_takes_in_what_runs_when_it_is_made(self, ec2):
        (wanted, unwilling) = [*run(ec2), *run(ec2, preferring("none"))]

        made = reserve(ec2, InstanceMatchCriteria="open")

        assert places(ec2) == {wanted: made["CapacityReservationId"], unwilling: None}

    def test_needs_no_new_capacity_for_what_it_takes_in(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 3),))
        run(ec2, count=2)

        assert reserve(ec2, InstanceMatchCriteria="open")["State"] == "active"
        assert available(ec2) == [1]

    def test_needs_new_capacity_where_it_is_targeted(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 3),))
        run(ec2, count=2)

        with refused("InsufficientInstanceCapacity", status=500):
            reserve(ec2, InstanceCount=2)

    def test_can_become_targeted_only_while_nobody_uses_it(self, ec2):
        made = reserve(ec2, InstanceMatchCriteria="open")
        (launched,) = run(ec2)
        change = {"CapacityReservationId": made["CapacityReservationId"], "InstanceMatchCriteria": "targeted"}

        with refused("InvalidCapacityReservationState", "InstanceMatchCriteria can be modified only while"):
            ec2.modify_capacity_reservation(**change)

        ec2.terminate_instances(InstanceIds=[launched])
        ec2.modify_capacity_reservation(**change)
        assert only(ec2)["InstanceMatchCriteria"] == "targeted"


class TestAGroup:
    def test_gives_the_room_of_all_its_members_oldest_first(self, ec2, groups):
        arn, (first, second) = reserved_group(ec2, groups, 1, 1)

        launched = run(ec2, at_group(arn), count=2)

        assert places(ec2) == {
            launched[0]: first["CapacityReservationId"],
            launched[1]: second["CapacityReservationId"],
        }

    def test_that_is_full_leaves_the_rest_to_on_demand_capacity(self, ec2, groups):
        arn, (made,) = reserved_group(ec2, groups, 1)

        launched = run(ec2, at_group(arn), count=2)

        assert places(ec2) == {launched[0]: made["CapacityReservationId"], launched[1]: None}

    def test_that_is_full_refuses_those_who_want_no_other_capacity(self, ec2, groups):
        arn, _ = reserved_group(ec2, groups, 1)

        with refused("ReservationCapacityExceeded", f"capacity in '{arn}' for 2 more r6i.4xlarge instances in us"):
            run(ec2, ONLY | at_group(arn), count=2)

        assert instances(ec2) == []

    @pytest.mark.parametrize(
        "other", [{"InstanceType": "r6i.8xlarge"}, {"Placement": {"AvailabilityZone": "us-east-1b"}}]
    )
    def test_leaves_what_does_not_match_to_on_demand_capacity(self, ec2, groups, other):
        arn, _ = reserved_group(ec2, groups, 3)

        (launched,) = run(ec2, at_group(arn), **other)

        assert places(ec2) == {launched: None}
        assert available(ec2) == [3]

    def test_does_not_lead_to_reservations_outside(self, ec2, groups):
        arn, _ = reserved_group(ec2, groups)
        reserve(ec2)

        (launched,) = run(ec2, at_group(arn))

        assert places(ec2) == {launched: None}

    def test_that_does_not_exist_refuses_the_launch(self, ec2, groups):
        arn = pool_group(groups)
        groups.delete_group(Group="group")

        with refused("InvalidParameterValue", f"'{arn}' is no resource group for capacity reservations"):
            run(ec2, at_group(arn))


class TestASpecification:
    def test_is_shown_with_the_instance(self, ec2, groups):
        arn, (made,) = reserved_group(ec2, groups, 3)
        stated = [at_group(arn), at_id(made), ONLY | at_group(arn), preferring("none"), preferring("open")]

        for specification in stated:
            run(ec2, specification)

        assert [one["CapacityReservationSpecification"] for one in instances(ec2)] == stated

    def test_is_open_where_nothing_is_said(self, ec2):
        run(ec2)

        assert instances(ec2)[0]["CapacityReservationSpecification"] == preferring("open")

    def test_comes_from_the_launch_template(self, ec2):
        made = reserve(ec2)
        template = launch_template(ec2, at_id(made))

        (launched,) = run(ec2, LaunchTemplate={"LaunchTemplateId": template}, ImageId=None, InstanceType=None)

        assert places(ec2) == {launched: made["CapacityReservationId"]}

    def test_of_the_request_wins_over_the_launch_template(self, ec2):
        template = launch_template(ec2, at_id(reserve(ec2)))

        (launched,) = run(ec2, preferring("none"), LaunchTemplate={"LaunchTemplateId": template})

        assert places(ec2) == {launched: None}

    @pytest.mark.parametrize(
        ("stated", "message"),
        [
            ({"CapacityReservationPreference": "always"}, "It is one of capacity-reservations-only, open, none"),
            (
                preferring("open") | at_group("arn:aws:resource-groups:us-east-1:123456789012:group/group"),
                "CapacityReservationTarget can be specified with CapacityReservationPreference only if that is capac",
            ),
            (
                {
                    "CapacityReservationTarget": {
                        "CapacityReservationId": "cr-1",
                        "CapacityReservationResourceGroupArn": "a",
                    }
                },
                "Specify either CapacityReservationId or CapacityReservationResourceGroupArn, not both",
            ),
        ],
    )
    def test_that_makes_no_sense_is_refused(self, ec2, stated, message: str):
        with refused("InvalidParameterCombination" if "Target" in str(stated) else "InvalidParameterValue", message):
            run(ec2, stated)

    def test_can_be_changed_while_the_instance_is_stopped(self, ec2):
        made = reserve(ec2)
        (launched,) = run(ec2)
        change = {"InstanceId": launched, "CapacityReservationSpecification": at_id(made)}
        with refused("IncorrectInstanceState", "is running; only a stopped one can target other reserved capacity"):
            ec2.modify_instance_capacity_reservation_attributes(**change)
        ec2.stop_instances(InstanceIds=[launched])

        ec2.modify_instance_capacity_reservation_attributes(**change)
        ec2.start_instances(InstanceIds=[launched])

        assert places(ec2) == {launched: made["CapacityReservationId"]}


class TestAnInstanceThatEnds:
    @pytest.mark.parametrize("end", ["stop_instances", "terminate_instances"])
    def test_makes_room(self, ec2, end: str):
        made = reserve(ec2, InstanceCount=1)
        launched = run(ec2, at_id(made))

        getattr(ec2, end)(InstanceIds=launched)

        assert available(ec2) == [1]
        assert run(ec2, at_id(made))

    def test_shows_no_reservation_any_more(self, ec2):
        launched = run(ec2, at_id(reserve(ec2)))

        ec2.stop_instances(InstanceIds=launched)

        (instance,) = ec2.describe_instances(InstanceIds=launched)["Reservations"][0]["Instances"]
        assert "CapacityReservationId" not in instance


class TestAStoppedInstance:
    def test_starts_in_the_reservation_that_it_targets(self, ec2):
        made = reserve(ec2)
        launched = run(ec2, at_id(made))
        ec2.stop_instances(InstanceIds=launched)

        ec2.start_instances(InstanceIds=launched)

        assert places(ec2) == {launched[0]: made["CapacityReservationId"]}

    def test_does_not_start_where_the_reservation_has_been_given_to_another(self, ec2):
        made = reserve(ec2, InstanceCount=1)
        launched = run(ec2, at_id(made))
        ec2.stop_instances(InstanceIds=launched)
        run(ec2, at_id(made))

        with refused("ReservationCapacityExceeded"):
            ec2.start_instances(InstanceIds=launched)

        assert len(instances(ec2)) == 1

    def test_does_not_start_where_the_pool_is_used_up(self, ec2):
        launched = run(ec2, count=2)
        ec2.stop_instances(InstanceIds=launched)
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 1),))

        with refused("InsufficientInstanceCapacity", "for 2 more r6i.4xlarge", status=500):
            ec2.start_instances(InstanceIds=launched)

        assert instances(ec2) == []
        ec2.start_instances(InstanceIds=launched[:1])
        assert len(instances(ec2)) == 1


class TestOnDemandCapacity:
    def test_is_what_the_pool_has_beside_what_is_reserved(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 4),))
        reserve(ec2)
        run(ec2)

        with refused("InsufficientInstanceCapacity", "not enough capacity for 1 more r6i.4xlarge", status=500):
            run(ec2)

        assert len(instances(ec2)) == 1

    def test_is_not_used_by_what_runs_in_a_reservation(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 3),))
        made = reserve(ec2)

        run(ec2, at_id(made), count=3)

        assert available(ec2) == [0]

    def test_that_instances_use_cannot_be_reserved(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 3),))
        run(ec2)

        with refused("InsufficientInstanceCapacity", status=500):
            reserve(ec2)

    def test_comes_back_when_they_end(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 1),))
        ec2.terminate_instances(InstanceIds=run(ec2))

        assert run(ec2)

    def test_counts_against_the_quota_of_vcpus(self, ec2):
        given(on_demand_vcpu_quota=64)
        reserve(ec2, InstanceCount=2)
        run(ec2)

        with refused(
            "VcpuLimitExceeded", "32 more vCPUs exceed the On-Demand quota of 64 vCPUs, of which 48 are in use"
        ):
            run(ec2, count=2)

    def test_of_a_reservation_that_is_cancelled_stays_with_those_who_run_in_it(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 3),))
        made = reserve(ec2)
        run(ec2, at_id(made))

        ec2.cancel_capacity_reservation(CapacityReservationId=made["CapacityReservationId"])

        with refused("InsufficientInstanceCapacity", status=500):
            run(ec2, count=3)
        assert run(ec2, count=2)

    def test_is_not_used_by_spot_instances(self, ec2):
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 0),), on_demand_instance_quota=0)
        reserved_before = described(ec2)

        run(ec2, InstanceMarketOptions={"MarketType": "spot"})

        assert described(ec2) == reserved_before

    def test_is_not_used_by_spot_instances_of_a_launch_template(self, ec2):
        given(capacity_pools=[CapacityPool("us-east-1a", "r6i.4xlarge", 0)])
        template = launch_template(ec2, None, InstanceMarketOptions={"MarketType": "spot"})
        run(ec2, LaunchTemplate={"LaunchTemplateId": template})
        assert instances(ec2)[0]["InstanceLifecycle"] == "spot"


class TestTheUsageOfAReservation:
    def test_is_told_by_account(self, ec2):
        made = reserve(ec2)
        run(ec2, at_id(made), count=2)

        usage = ec2.get_capacity_reservation_usage(CapacityReservationId=made["CapacityReservationId"])

        assert usage["InstanceUsages"] == [{"AccountId": "123456789012", "UsedInstanceCount": 2}]
        assert (usage["TotalInstanceCount"], usage["AvailableInstanceCount"]) == (3, 1)
        assert only(ec2)["CapacityAllocations"] == [{"AllocationType": "used", "Count": 2}]

    def test_is_empty_where_nobody_uses_it(self, ec2):
        made = reserve(ec2)

        usage = ec2.get_capacity_reservation_usage(CapacityReservationId=made["CapacityReservationId"])

        assert usage["InstanceUsages"] == []
        assert only(ec2)["CapacityAllocations"] == []


class TestAnyOtherLaunch:
    def test_is_motos_own(self, ec2):
        ec2.run_instances(ImageId="ami-12345678", MinCount=2, MaxCount=2)

        assert [one["InstanceType"] for one in instances(ec2)] == ["m1.small", "m1.small"]

    def test_of_a_type_that_moto_does_not_know_is_motos_own(self, ec2):
        given(on_demand_vcpu_quota=16)

        (launched,) = ec2.run_instances(ImageId="ami-1", InstanceType="zz9.huge", MinCount=1, MaxCount=1)["Instances"]

        assert launched["InstanceType"] == "zz9.huge"
