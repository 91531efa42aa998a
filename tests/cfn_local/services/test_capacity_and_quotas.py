from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st
from moto.core.base_backend import BackendDict

from cfn_local.services import clock
from cfn_local.services.conditions import CapacityPool
from tests.cfn_local.services.service_stories import described, given, only, refused, reserve


def pool(instance_count: int, zone: str = "us-east-1a", tenancy: str = "default") -> CapacityPool:
    return CapacityPool(zone, "r6i.4xlarge", instance_count, tenancy)


def modify(ec2, reservation_id: str, instance_count: int) -> None:
    ec2.modify_capacity_reservation(CapacityReservationId=reservation_id, InstanceCount=instance_count)


class TestAPoolThatIsUsedUp:
    def test_refuses_with_a_server_error_that_names_zone_and_count(self, ec2):
        given(capacity_pools=(pool(5),))
        reserve(ec2)

        with refused(
            "InsufficientInstanceCapacity",
            "not enough capacity for 3 more r6i.4xlarge instances (default) in us-east-1a",
            status=500,
        ):
            reserve(ec2)

        assert only(ec2)["TotalInstanceCount"] == 3

    def test_is_one_of_zone_type_and_tenancy(self, ec2):
        given(capacity_pools=(pool(0),))

        assert reserve(ec2, AvailabilityZone="us-east-1b")["State"] == "active"
        assert reserve(ec2, InstanceType="r6i.8xlarge")["State"] == "active"
        assert reserve(ec2, Tenancy="dedicated")["State"] == "active"
        with refused("InsufficientInstanceCapacity", status=500):
            reserve(ec2)

    def test_gives_its_last_instance(self, ec2):
        given(capacity_pools=(pool(3),))

        assert reserve(ec2)["TotalInstanceCount"] == 3

    def test_refuses_to_grow_and_keeps_what_was_reserved(self, ec2):
        given(capacity_pools=(pool(4),))
        reservation_id = reserve(ec2)["CapacityReservationId"]

        with refused("InsufficientInstanceCapacity", "for 2 more r6i.4xlarge", status=500):
            modify(ec2, reservation_id, 5)

        assert only(ec2)["TotalInstanceCount"] == 3
        modify(ec2, reservation_id, 4)
        assert only(ec2)["TotalInstanceCount"] == 4

    def test_gets_back_what_shrinks(self, ec2):
        given(capacity_pools=(pool(3),))
        modify(ec2, reserve(ec2)["CapacityReservationId"], 1)

        assert reserve(ec2, InstanceCount=2)["State"] == "active"

    def test_gets_back_what_is_cancelled(self, ec2):
        given(capacity_pools=(pool(3),))
        ec2.cancel_capacity_reservation(CapacityReservationId=reserve(ec2)["CapacityReservationId"])

        assert reserve(ec2)["State"] == "active"

    def test_gets_back_what_fails(self, ec2):
        given(capacity_pools=(pool(3),), failed_after_pending=("us-east-1a",), seconds_pending=30)
        reserve(ec2)
        with refused("InsufficientInstanceCapacity", status=500):
            reserve(ec2)

        clock.advance(30)

        assert reserve(ec2)["State"] == "pending"

    def test_keeps_what_is_being_given_back_until_it_is(self, ec2):
        given(capacity_pools=(pool(3),), seconds_until_adjusted=60)
        modify(ec2, reserve(ec2)["CapacityReservationId"], 1)
        with refused("InsufficientInstanceCapacity", status=500):
            reserve(ec2, InstanceCount=1)

        clock.advance(60)

        assert reserve(ec2, InstanceCount=2)["State"] == "active"

    def test_gives_at_once_what_is_being_added(self, ec2):
        given(capacity_pools=(pool(5),), seconds_until_adjusted=60)
        modify(ec2, reserve(ec2)["CapacityReservationId"], 5)

        with refused("InsufficientInstanceCapacity", status=500):
            reserve(ec2, InstanceCount=1)

    def test_takes_nothing_from_those_who_hold_when_it_is_drained(self, ec2):
        reserve(ec2)

        given(capacity_pools=(pool(0),))

        assert (only(ec2)["State"], only(ec2)["TotalInstanceCount"]) == ("active", 3)

    def test_lets_those_who_hold_shrink_when_it_is_drained(self, ec2):
        reservation_id = reserve(ec2)["CapacityReservationId"]
        given(capacity_pools=(pool(0),), on_demand_vcpu_quota=0, on_demand_instance_quota=0)

        modify(ec2, reservation_id, 2)

        assert only(ec2)["TotalInstanceCount"] == 2

    def test_is_not_used_by_what_is_reserved_from_others(self, ec2):
        given(capacity_pools=(pool(3),))
        reserve(ec2, AvailabilityZone="us-east-1b")

        assert reserve(ec2)["State"] == "active"

    def test_leaves_a_client_token_free_to_try_again(self, ec2):
        given(capacity_pools=(pool(0),))
        with refused("InsufficientInstanceCapacity", status=500):
            reserve(ec2, ClientToken="token")

        given()

        assert reserve(ec2, ClientToken="token")["State"] == "active"


class TestAQuota:
    def test_counts_the_vcpus_of_all_that_is_reserved(self, ec2):
        given(on_demand_vcpu_quota=64)
        reserve(ec2)

        with refused("VcpuLimitExceeded", "32 more vCPUs exceed the On-Demand quota of 64 vCPUs, of which 48 are in"):
            reserve(ec2, InstanceCount=2, AvailabilityZone="us-east-1b")
        assert reserve(ec2, InstanceCount=1, AvailabilityZone="us-east-1b")["State"] == "active"

    def test_counts_the_instances_of_all_that_is_reserved(self, ec2):
        given(on_demand_instance_quota=4)
        reserve(ec2)

        with refused("InstanceLimitExceeded", "2 more instances exceed the On-Demand quota of 4 instances, of which 3"):
            reserve(ec2, InstanceCount=2, AvailabilityZone="us-east-1b")
        assert reserve(ec2, InstanceCount=1, AvailabilityZone="us-east-1b")["State"] == "active"

    def test_refuses_to_grow_and_keeps_what_was_reserved(self, ec2):
        given(on_demand_vcpu_quota=64)
        reservation_id = reserve(ec2)["CapacityReservationId"]

        with refused("VcpuLimitExceeded"):
            modify(ec2, reservation_id, 5)

        assert only(ec2)["TotalInstanceCount"] == 3

    def test_is_checked_before_capacity(self, ec2):
        given(on_demand_vcpu_quota=0, capacity_pools=(pool(0),))

        with refused("VcpuLimitExceeded"):
            reserve(ec2)

    def test_lets_go_of_what_is_cancelled(self, ec2):
        given(on_demand_instance_quota=3)
        ec2.cancel_capacity_reservation(CapacityReservationId=reserve(ec2)["CapacityReservationId"])

        assert reserve(ec2)["State"] == "active"


class TestClientsThatBuyAtTheSameTime:
    def test_get_no_more_than_there_is(self, ec2):
        given(capacity_pools=(pool(5),))

        def bought(_: int) -> bool:
            try:
                reserve(ec2, InstanceCount=1)
            except ClientError as error:
                assert error.response["Error"]["Code"] == "InsufficientInstanceCapacity"
                return False
            return True

        with ThreadPoolExecutor(max_workers=8) as threads:
            outcomes = list(threads.map(bought, range(16)))

        assert outcomes.count(True) == len(described(ec2)) == 5


ACTIONS = st.one_of(
    st.tuples(st.just("create"), st.integers(1, 4)),
    st.tuples(st.just("modify"), st.integers(1, 6)),
    st.tuples(st.just("cancel"), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
)


def act(ec2, action: str, number: int) -> None:
    newest = described(ec2)[-1:]
    if action == "wait":
        clock.advance(number)
    elif action == "create":
        reserve(ec2, InstanceCount=number)
    elif newest and action == "modify":
        modify(ec2, newest[0]["CapacityReservationId"], number)
    elif newest:
        ec2.cancel_capacity_reservation(CapacityReservationId=newest[0]["CapacityReservationId"])


class TestAnyHistory:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @for_all(history=st.lists(ACTIONS, max_size=8))
    def test_never_reserves_more_than_the_pool_has_and_a_refusal_changes_nothing(self, ec2, history):
        """With the clock stopped: on a slow machine, what is pending may become active between two looks."""
        with clock.stopped():
            self.live_through(ec2, history)

    def live_through(self, ec2, history: list[tuple[str, int]]) -> None:
        BackendDict.reset()
        given(capacity_pools=(pool(6),), seconds_pending=20, seconds_until_adjusted=10)
        for action, number in history:
            before = described(ec2)
            try:
                act(ec2, action, number)
            except ClientError:
                assert described(ec2) == before
            held = [r["TotalInstanceCount"] for r in described(ec2) if r["State"] in ("pending", "active")]
            assert sum(held) <= 6


@pytest.mark.parametrize("instance_count", [2, 6])
def test_a_pool_that_is_not_listed_is_plentiful(ec2, instance_count: int):
    given(capacity_pools=(pool(1, zone="us-east-1b"),))

    assert reserve(ec2, InstanceCount=instance_count)["TotalInstanceCount"] == instance_count
