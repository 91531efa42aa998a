"""An Auto Scaling group whose instances run in reserved capacity, and the article's experiments with it."""

import pytest

from tests.cfn_local.services.auto_scaling_stories import ZONES, Fleet, pools, reserved, three_each
from tests.cfn_local.services.instance_stories import at_group, available, instances, preferring, reserved_group, run
from tests.cfn_local.services.service_stories import given, reserve

FIRST = "capacity-reservations-first"
EITHER = pytest.mark.parametrize("joins", [False, True], ids=["documented only", "joins freed capacity"])


@EITHER
class TestSixInstancesOverThreeZonesOfThreeReservedEach:
    @pytest.fixture
    def fleet(self, ec2, groups, joins: bool) -> Fleet:
        given(instances_join_freed_capacity=joins)
        return Fleet(ec2, 6, **reserved(FIRST, three_each(ec2, groups)))

    def test_use_two_in_each(self, ec2, fleet):
        assert fleet.spread() == {"a": (2, 0), "b": (2, 0), "c": (2, 0)}
        assert available(ec2) == [1, 1, 1]

    def test_that_become_twelve_use_all_nine_and_three_of_on_demand_capacity(self, ec2, fleet):
        fleet.resize(12)

        assert fleet.spread() == {"a": (3, 1), "b": (3, 1), "c": (3, 1)}
        assert available(ec2) == [0, 0, 0]

    def test_that_become_twelve_and_six_again_use_two_in_each(self, ec2, fleet):
        fleet.resize(12)

        fleet.resize(6)

        assert fleet.spread() == {"a": (2, 0), "b": (2, 0), "c": (2, 0)}
        assert available(ec2) == [1, 1, 1]

    @pytest.mark.parametrize("specification", [None, preferring("open"), preferring("none")])
    def test_leave_their_reserve_to_nobody_outside_the_group(self, ec2, fleet, specification):
        run(ec2, specification)

        assert available(ec2) == [1, 1, 1]

    @pytest.mark.parametrize("lost", ZONES)
    def test_that_become_seven_and_lose_a_zone_are_six_reserved_and_one_not(self, ec2, fleet, lost: str):
        fleet.resize(7)

        fleet.update(*(zone for zone in ZONES if zone != lost))

        spread = fleet.spread()
        assert [sum(counts) for counts in zip(*spread.values(), strict=True)] == [6, 1]
        assert sorted(sum(counts) for counts in spread.values()) == [3, 4]
        assert lost[-1] not in spread


@EITHER
class TestAZoneThatIsLostWhileOthersDrainThePools:
    """The group leaves the zone, whose instances end, and other tenants have taken what was free in the two others."""

    def lose(self, ec2, zone: str) -> None:
        there = [one["InstanceId"] for one in instances(ec2) if one["Placement"]["AvailabilityZone"] == zone]
        if there:
            ec2.terminate_instances(InstanceIds=there)

    def test_leaves_six_running_with_the_reservations(self, ec2, groups, joins: bool):
        fleet = Fleet(ec2, 6, **reserved(FIRST, three_each(ec2, groups)))
        given(capacity_pools=pools(a=0, b=3, c=3), instances_join_freed_capacity=joins)

        fleet.update("us-east-1b", "us-east-1c")
        self.lose(ec2, "us-east-1a")

        assert fleet.spread() == {"b": (3, 0), "c": (3, 0)}
        assert fleet.failures() == []

    def test_leaves_four_running_without_them(self, ec2, joins: bool):
        fleet = Fleet(ec2, 6)
        given(capacity_pools=pools(a=0, b=2, c=2), instances_join_freed_capacity=joins)

        fleet.update("us-east-1b", "us-east-1c")
        self.lose(ec2, "us-east-1a")

        assert fleet.spread() == {"b": (0, 2), "c": (0, 2)}
        assert fleet.described()["DesiredCapacity"] == 6
        assert "InsufficientInstanceCapacity" in fleet.failures()[0]


class TestThePreferenceOfAGroup:
    def test_for_reservations_only_launches_nothing_outside_them(self, ec2, groups):
        fleet = Fleet(ec2, 12, **reserved("capacity-reservations-only", three_each(ec2, groups)))

        assert fleet.spread() == {"a": (3, 0), "b": (3, 0), "c": (3, 0)}
        assert "ReservationCapacityExceeded" in fleet.failures()[0]

    def test_for_none_uses_no_reservation(self, ec2):
        reserve(ec2, InstanceMatchCriteria="open")

        assert Fleet(ec2, 1, **reserved("none")).spread() == {"a": (0, 1)}

    def test_for_reservations_first_without_a_target_uses_open_ones(self, ec2):
        reserve(ec2, InstanceMatchCriteria="open", InstanceCount=1)

        assert Fleet(ec2, 2, "us-east-1a", **reserved(FIRST)).spread() == {"a": (1, 1)}

    @pytest.mark.parametrize("stated", [{}, reserved("default")])
    def test_by_default_is_that_of_the_launch_template(self, ec2, groups, stated):
        specification = at_group(three_each(ec2, groups))

        assert Fleet(ec2, 4, "us-east-1a", specification=specification, **stated).spread() == {"a": (3, 1)}

    @pytest.mark.parametrize("stated", [{}, reserved("default")])
    def test_by_default_is_any_open_reservation_where_the_template_says_nothing(self, ec2, stated):
        reserve(ec2, InstanceMatchCriteria="open")

        assert Fleet(ec2, 1, **stated).spread() == {"a": (1, 0)}

    def test_wins_over_that_of_the_launch_template(self, ec2, groups):
        specification = at_group(three_each(ec2, groups))

        assert Fleet(ec2, 1, specification=specification, **reserved("none")).spread() == {"a": (0, 1)}

    def test_is_shown_and_can_be_changed(self, ec2, groups):
        fleet = Fleet(ec2, 1)
        assert fleet.described()["CapacityReservationSpecification"] == {"CapacityReservationPreference": "default"}
        wanted = reserved(FIRST, three_each(ec2, groups))

        fleet.update(**wanted)
        fleet.resize(2)

        assert fleet.described()["CapacityReservationSpecification"] == wanted["CapacityReservationSpecification"]
        assert fleet.spread() == {"a": (0, 1), "b": (1, 0)}


class TestSeveralTargets:
    def test_are_tried_one_after_the_other_and_then_on_demand_capacity(self, ec2, groups):
        chosen = [reserve(ec2, InstanceCount=1)["CapacityReservationId"] for _ in range(2)]
        target = {"CapacityReservationIds": chosen, "CapacityReservationResourceGroupArns": [three_each(ec2, groups)]}
        specification = {"CapacityReservationPreference": FIRST, "CapacityReservationTarget": target}

        fleet = Fleet(ec2, 6, "us-east-1a", CapacityReservationSpecification=specification)

        assert fleet.spread() == {"a": (5, 1)}
        assert fleet.failures() == []
        assert available(ec2) == [0, 0, 0, 3, 3]

    def test_of_which_one_is_full_leave_room_in_the_next(self, ec2, groups):
        arns = [reserved_group(ec2, groups, 1, name=name)[0] for name in ("first", "second")]

        fleet = Fleet(ec2, 3, "us-east-1a", **reserved(FIRST, *arns))

        assert fleet.spread() == {"a": (2, 1)}

    def test_that_are_all_full_are_no_reason_to_fail(self, ec2):
        made = reserve(ec2, InstanceCount=1)["CapacityReservationId"]
        target = {"CapacityReservationIds": [made]}

        fleet = Fleet(
            ec2,
            2,
            "us-east-1a",
            CapacityReservationSpecification={
                "CapacityReservationPreference": FIRST,
                "CapacityReservationTarget": target,
            },
        )

        assert fleet.spread() == {"a": (1, 1)}


class TestReservationsThenBalance:
    SPREADING = {"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "reservations-then-balanced"}}

    def test_begins_where_reserved_capacity_is_left(self, ec2, groups):
        arn = three_each(ec2, groups)
        run(ec2, at_group(arn), count=3)

        fleet = Fleet(ec2, 6, **reserved(FIRST, arn), **self.SPREADING)

        assert fleet.spread() == {"b": (3, 0), "c": (3, 0)}

    def test_balances_the_rest(self, ec2, groups):
        arn = three_each(ec2, groups)
        run(ec2, at_group(arn), count=3)

        fleet = Fleet(ec2, 8, **reserved(FIRST, arn), **self.SPREADING)

        assert fleet.spread() == {"a": (0, 2), "b": (3, 0), "c": (3, 0)}

    def test_is_not_what_a_group_does_otherwise(self, ec2, groups):
        arn = three_each(ec2, groups)
        run(ec2, at_group(arn), count=3)

        assert Fleet(ec2, 6, **reserved(FIRST, arn)).spread() == {"a": (0, 2), "b": (2, 0), "c": (2, 0)}
