"""Running instances that target a group of reservations, while the group and its reservations change."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st
from moto.core.base_backend import BackendDict

from cfn_local.services import clock
from cfn_local.services.conditions import CapacityPool
from tests.cfn_local.services.instance_stories import (
    at_group,
    at_id,
    available,
    cancel,
    places,
    preferring,
    reserved_group,
    resize,
    run,
)
from tests.cfn_local.services.service_stories import described, given, reserve

EITHER = pytest.mark.parametrize("joins", [False, True], ids=["documented only", "joins freed capacity"])


def ids(reservations) -> list[str]:
    return [one["CapacityReservationId"] for one in reservations]


def add(groups, *reservations) -> None:
    groups.group_resources(Group="group", ResourceArns=[one["CapacityReservationArn"] for one in reservations])


class TestAReservationThatIsCancelled:
    @EITHER
    def test_hands_its_instances_to_another_of_the_group_with_room(self, ec2, groups, joins: bool):
        given(instances_join_freed_capacity=joins)
        arn, (old, new) = reserved_group(ec2, groups, 2, 1)
        launched = run(ec2, at_group(arn), count=2)

        cancel(ec2, old)

        assert places(ec2) == {launched[0]: new["CapacityReservationId"], launched[1]: None}
        assert available(ec2) == [0]

    def test_hands_nothing_to_one_that_does_not_match(self, ec2, groups):
        arn, (old,) = reserved_group(ec2, groups, 2)
        add(groups, reserve(ec2, AvailabilityZone="us-east-1b"))
        (launched,) = run(ec2, at_group(arn))

        cancel(ec2, old)

        assert places(ec2) == {launched: None}

    def test_lets_those_who_target_it_alone_run_on(self, ec2):
        made = reserve(ec2)
        (launched,) = run(ec2, at_id(made))
        reserve(ec2)

        cancel(ec2, made)

        assert places(ec2) == {launched: None}

    def test_is_as_one_that_expires(self, ec2, groups):
        arn, _ = reserved_group(ec2, groups)
        old = reserve(ec2, EndDateType="limited", EndDate=clock.now() + timedelta(hours=1))
        new = reserve(ec2)
        add(groups, old, new)
        (launched,) = run(ec2, at_group(arn))
        assert places(ec2) == {launched: old["CapacityReservationId"]}

        clock.advance(3600)

        assert places(ec2) == {launched: new["CapacityReservationId"]}


class TestAReservationThatIsReduced:
    def test_keeps_its_oldest_instances_and_hands_the_others_on(self, ec2, groups):
        arn, (first, second) = reserved_group(ec2, groups, 3, 1)
        launched = run(ec2, at_group(arn), count=3)

        resize(ec2, first, 1)

        assert list(places(ec2).values()) == [*ids([first, second]), None]
        assert list(places(ec2)) == launched

    def test_keeps_them_all_until_the_change_is_in_force(self, ec2, groups):
        given(seconds_until_adjusted=60)
        arn, (made,) = reserved_group(ec2, groups, 2)
        run(ec2, at_group(arn), count=2)

        resize(ec2, made, 1)

        assert list(places(ec2).values()) == ids([made, made])
        clock.advance(60)
        assert list(places(ec2).values()) == [*ids([made]), None]


class TestAReservationThatLeavesItsGroup:
    """It goes on, and so do the instances in it: they are out of it only when they end."""

    def leave(self, groups, how: str, made) -> None:
        if how == "the group is deleted":
            groups.delete_group(Group="group")
        else:
            groups.ungroup_resources(Group="group", ResourceArns=[made["CapacityReservationArn"]])

    @pytest.mark.parametrize("how", ["it is removed", "the group is deleted"])
    def test_keeps_its_instances(self, ec2, groups, how: str):
        arn, (made, _) = reserved_group(ec2, groups, 2, 2)
        (launched,) = run(ec2, at_group(arn))

        self.leave(groups, how, made)

        assert places(ec2) == {launched: made["CapacityReservationId"]}
        ec2.terminate_instances(InstanceIds=[launched])
        assert available(ec2) == [2, 2]

    def test_takes_no_other_any_more(self, ec2, groups):
        arn, (made,) = reserved_group(ec2, groups, 2)
        self.leave(groups, "it is removed", made)

        (launched,) = run(ec2, at_group(arn))

        assert places(ec2) == {launched: None}


class TestAReservationThatJoinsAGroup:
    @EITHER
    def test_takes_in_those_who_target_the_group_as_far_as_it_has_room(self, ec2, groups, joins: bool):
        given(instances_join_freed_capacity=joins)
        arn, _ = reserved_group(ec2, groups)
        launched = [*run(ec2, at_group(arn), count=2), *run(ec2, preferring("none"))]

        made = reserve(ec2, InstanceCount=1)
        add(groups, made)

        assert places(ec2) == {launched[0]: made["CapacityReservationId"], launched[1]: None, launched[2]: None}

    def test_takes_in_nobody_before_it_has_joined(self, ec2, groups):
        given(seconds_until_visible=30)
        arn, _ = reserved_group(ec2, groups)
        clock.advance(30)
        (launched,) = run(ec2, at_group(arn))
        made = reserve(ec2)
        clock.advance(30)
        add(groups, made)

        assert places(ec2) == {launched: None}
        clock.advance(30)
        assert places(ec2) == {launched: made["CapacityReservationId"]}

    def test_takes_in_nobody_who_does_not_match(self, ec2, groups):
        arn, _ = reserved_group(ec2, groups)
        (launched,) = run(ec2, at_group(arn), InstanceType="r6i.8xlarge")

        add(groups, reserve(ec2))

        assert places(ec2) == {launched: None}

    def test_takes_them_in_before_another_is_cancelled_so_that_nobody_is_outside_meanwhile(self, ec2, groups):
        arn, (old,) = reserved_group(ec2, groups, 2)
        launched = run(ec2, at_group(arn), count=3)
        new = reserve(ec2, InstanceCount=3)

        add(groups, new)
        assert list(places(ec2).values()) == ids([old, old, new])
        cancel(ec2, old)

        assert places(ec2) == dict.fromkeys(launched, new["CapacityReservationId"])

    def test_that_joins_again_takes_in_anew(self, ec2, groups):
        arn, (made,) = reserved_group(ec2, groups, 1)
        launched = run(ec2, at_group(arn), count=2)
        groups.ungroup_resources(Group="group", ResourceArns=[made["CapacityReservationArn"]])
        ec2.terminate_instances(InstanceIds=launched[:1])
        assert places(ec2) == {launched[1]: None}

        add(groups, made)

        assert places(ec2) == {launched[1]: made["CapacityReservationId"]}


class TestCapacityThatBecomesFree:
    """Whether EC2 moves running instances into it is not documented: both are possible, by the conditions."""

    @EITHER
    def test_by_an_end_is_joined_only_where_conditions_say_so(self, ec2, groups, joins: bool):
        given(instances_join_freed_capacity=joins)
        arn, (made,) = reserved_group(ec2, groups, 1)
        first, second = run(ec2, at_group(arn), count=2)

        ec2.terminate_instances(InstanceIds=[first])

        assert places(ec2) == {second: made["CapacityReservationId"] if joins else None}

    @EITHER
    def test_by_a_modification_is_joined_only_where_conditions_say_so(self, ec2, groups, joins: bool):
        given(instances_join_freed_capacity=joins)
        arn, (made,) = reserved_group(ec2, groups, 1)
        first, second = run(ec2, at_group(arn), count=2)

        resize(ec2, made, 2)

        assert places(ec2) == {
            first: made["CapacityReservationId"],
            second: made["CapacityReservationId"] if joins else None,
        }

    @EITHER
    def test_after_a_cancellation_is_not_taken_for_a_sibling_that_had_room(self, ec2, groups, joins: bool):
        given(instances_join_freed_capacity=joins)
        arn, (old, new) = reserved_group(ec2, groups, 1, 1)
        first, second = run(ec2, at_group(arn), count=2)
        cancel(ec2, old)

        ec2.terminate_instances(InstanceIds=[second])

        assert places(ec2) == {first: new["CapacityReservationId"] if joins else None}

    def test_is_given_to_the_next_launch(self, ec2, groups):
        arn, (made,) = reserved_group(ec2, groups, 1)
        first, second = run(ec2, at_group(arn), count=2)
        ec2.terminate_instances(InstanceIds=[first])

        (third,) = run(ec2, at_group(arn))

        assert places(ec2) == {second: None, third: made["CapacityReservationId"]}


HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(["run", "run open", "terminate", "reserve", "reserve open", "resize", "cancel"]),
        st.integers(1, 3),
    ),
    max_size=8,
)


def act(ec2, groups, group: str, action: str, number: int) -> None:
    newest, running = described(ec2)[-1:], list(places(ec2))
    if action == "run":
        run(ec2, at_group(group), count=number)
    elif action == "run open":
        run(ec2, count=number)
    elif action == "terminate" and running:
        ec2.terminate_instances(InstanceIds=running[-number:])
    elif action == "reserve":
        add(groups, reserve(ec2, InstanceCount=number))
    elif action == "reserve open":
        reserve(ec2, InstanceCount=number, InstanceMatchCriteria="open")
    elif action == "resize" and newest:
        resize(ec2, newest[0], number)
    elif action == "cancel" and newest:
        cancel(ec2, newest[0])


class TestAnyHistory:
    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @for_all(history=HISTORIES, joins=st.booleans())
    def test_uses_no_more_than_the_pool_has_and_a_refusal_changes_nothing(self, ec2, groups, history, joins):
        BackendDict.reset()
        given(capacity_pools=(CapacityPool("us-east-1a", "r6i.4xlarge", 6),), instances_join_freed_capacity=joins)
        group, _ = reserved_group(ec2, groups)
        for action, number in history:
            before = described(ec2), places(ec2)
            try:
                act(ec2, groups, group, action, number)
            except ClientError:
                assert (described(ec2), places(ec2)) == before
            now = places(ec2)
            active = [one for one in described(ec2) if one["State"] == "active"]
            assert sum(one["TotalInstanceCount"] for one in active) + list(now.values()).count(None) <= 6
            for one in active:
                used = list(now.values()).count(one["CapacityReservationId"])
                assert one["AvailableInstanceCount"] == one["TotalInstanceCount"] - used
