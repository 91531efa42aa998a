from datetime import timedelta

import pytest

from cfn_local.services import clock
from tests.cfn_local.services.service_stories import described, given, only, refused, reserve

HOUR = 3600


def cancel(ec2, reservation_id: str) -> bool:
    return ec2.cancel_capacity_reservation(CapacityReservationId=reservation_id)["Return"]


def modify(ec2, reservation_id: str) -> bool:
    return ec2.modify_capacity_reservation(CapacityReservationId=reservation_id, InstanceCount=4)["Return"]


class TestAPendingReservation:
    @pytest.fixture
    def reservation_id(self, ec2) -> str:
        given(seconds_pending=30)
        answer = reserve(ec2)
        assert (answer["State"], answer["TotalInstanceCount"], answer["AvailableInstanceCount"]) == ("pending", 3, 0)
        return answer["CapacityReservationId"]

    def test_becomes_active_on_the_clock(self, ec2, reservation_id: str):
        clock.advance(20)
        assert only(ec2)["State"] == "pending"

        clock.advance(10)
        assert (only(ec2)["State"], only(ec2)["AvailableInstanceCount"]) == ("active", 3)

    @pytest.mark.parametrize("change", [cancel, modify])
    def test_can_be_neither_cancelled_nor_modified_until_it_is_active(self, ec2, reservation_id: str, change):
        with refused("InvalidCapacityReservationState", "is pending"):
            change(ec2, reservation_id)

        clock.advance(30)

        assert change(ec2, reservation_id) is True

    def test_stays_as_long_as_it_was_told_when_conditions_change(self, ec2, reservation_id: str):
        given(seconds_pending=HOUR)
        clock.advance(30)

        assert only(ec2)["State"] == "active"


class TestAReservationThatFails:
    @pytest.fixture
    def reservation_id(self, ec2) -> str:
        given(seconds_pending=30, failed_after_pending=("us-east-1a",))
        return reserve(ec2)["CapacityReservationId"]

    def test_is_pending_first(self, ec2, reservation_id: str):
        assert only(ec2)["State"] == "pending"

        clock.advance(30)

        assert (only(ec2)["State"], only(ec2)["AvailableInstanceCount"]) == ("failed", 0)

    @pytest.mark.parametrize("change", [cancel, modify])
    def test_can_be_neither_cancelled_nor_modified(self, ec2, reservation_id: str, change):
        clock.advance(30)

        with refused("InvalidCapacityReservationState", "is failed"):
            change(ec2, reservation_id)

    def test_can_be_seen_for_60_minutes(self, ec2, reservation_id: str):
        clock.advance(30 + HOUR - 5)
        assert only(ec2)["State"] == "failed"

        clock.advance(5)
        assert described(ec2) == []

    def test_fails_in_no_other_zone(self, ec2, reservation_id: str):
        other = reserve(ec2, AvailabilityZone="us-east-1b")["CapacityReservationId"]
        clock.advance(30)

        (found,) = described(ec2, CapacityReservationIds=[other])
        assert found["State"] == "active"

    def test_fails_at_once_where_nothing_is_pending(self, ec2):
        given(failed_after_pending=("us-east-1a",))

        assert reserve(ec2)["State"] == "failed"


class TestACancelledReservation:
    @pytest.fixture
    def reservation_id(self, ec2) -> str:
        made = reserve(ec2)["CapacityReservationId"]
        assert cancel(ec2, made) is True
        return made

    def test_is_cancelled_and_has_nothing_available(self, ec2, reservation_id: str):
        assert (only(ec2)["State"], only(ec2)["AvailableInstanceCount"]) == ("cancelled", 0)

    @pytest.mark.parametrize("change", [cancel, modify])
    def test_can_be_neither_cancelled_nor_modified(self, ec2, reservation_id: str, change):
        with refused("InvalidCapacityReservationState", "is cancelled"):
            change(ec2, reservation_id)

    def test_can_be_seen_for_an_hour(self, ec2, reservation_id: str):
        clock.advance(HOUR - 5)
        assert only(ec2)["State"] == "cancelled"

        clock.advance(5)
        assert described(ec2) == []
        with refused("InvalidCapacityReservationId.NotFound"):
            described(ec2, CapacityReservationIds=[reservation_id])

    def test_is_still_what_its_client_token_answers_when_it_can_be_seen_no_more(self, ec2):
        made = reserve(ec2, ClientToken="token")["CapacityReservationId"]
        cancel(ec2, made)
        clock.advance(HOUR)

        answer = reserve(ec2, ClientToken="token")

        assert (answer["CapacityReservationId"], answer["State"]) == (made, "cancelled")

    @pytest.mark.parametrize("name", ["ApplyCancellationCharges", "QuoteId"])
    def test_was_not_cancelled_for_a_charge(self, ec2, name: str):
        made = reserve(ec2)["CapacityReservationId"]
        value = "commitment-wind-down" if name == "ApplyCancellationCharges" else "crq-1"

        with refused("UnsupportedOperation", f"does not emulate {name} of CancelCapacityReservation"):
            ec2.cancel_capacity_reservation(CapacityReservationId=made, **{name: value})

        assert only(ec2)["State"] == "active"


class TestAReservationWithAnEndDate:
    @pytest.fixture
    def reservation_id(self, ec2) -> str:
        end = clock.now() + timedelta(hours=2)
        return reserve(ec2, EndDateType="limited", EndDate=end)["CapacityReservationId"]

    def test_expires_at_that_date(self, ec2, reservation_id: str):
        clock.advance(2 * HOUR - 60)
        assert only(ec2)["State"] == "active"

        clock.advance(60)
        assert (only(ec2)["State"], only(ec2)["AvailableInstanceCount"]) == ("expired", 0)

    @pytest.mark.parametrize("change", [cancel, modify])
    def test_can_be_neither_cancelled_nor_modified_once_expired(self, ec2, reservation_id: str, change):
        clock.advance(2 * HOUR)

        with refused("InvalidCapacityReservationState", "is expired"):
            change(ec2, reservation_id)

    def test_can_be_seen_for_an_hour_once_expired(self, ec2, reservation_id: str):
        clock.advance(3 * HOUR - 5)
        assert only(ec2)["State"] == "expired"

        clock.advance(5)
        assert described(ec2) == []

    def test_stays_cancelled_if_it_was_before_that_date(self, ec2, reservation_id: str):
        clock.advance(1.5 * HOUR)
        cancel(ec2, reservation_id)
        clock.advance(0.75 * HOUR)

        assert only(ec2)["State"] == "cancelled"
