from datetime import UTC, datetime

import pytest

from cfn_local.services import clock
from tests.cfn_local.services.service_stories import given, only, refused, reserve

FUTURE = datetime(2099, 1, 1, tzinfo=UTC)
PAST = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def reservation_id(ec2) -> str:
    return reserve(ec2)["CapacityReservationId"]


def modify(ec2, reservation_id: str, **parameters):
    return ec2.modify_capacity_reservation(CapacityReservationId=reservation_id, **parameters)


class TestAModification:
    @pytest.mark.parametrize("instance_count", [1, 3, 7, 1003])
    def test_sets_the_instance_count(self, ec2, reservation_id: str, instance_count: int):
        answer = modify(ec2, reservation_id, InstanceCount=instance_count)

        assert (answer["Return"], answer["AdjustmentStatus"]) == (True, "applied")
        assert (only(ec2)["TotalInstanceCount"], only(ec2)["AvailableInstanceCount"]) == (instance_count,) * 2

    def test_sets_an_end(self, ec2, reservation_id: str):
        modify(ec2, reservation_id, EndDateType="limited", EndDate=FUTURE)

        assert (only(ec2)["EndDateType"], only(ec2)["EndDate"]) == ("limited", FUTURE)

    def test_takes_the_end_away(self, ec2, reservation_id: str):
        modify(ec2, reservation_id, EndDateType="limited", EndDate=FUTURE)
        modify(ec2, reservation_id, EndDateType="unlimited")

        assert only(ec2)["EndDateType"] == "unlimited"
        assert "EndDate" not in only(ec2)

    def test_sets_the_match_criteria(self, ec2, reservation_id: str):
        modify(ec2, reservation_id, InstanceMatchCriteria="open")

        assert only(ec2)["InstanceMatchCriteria"] == "open"

    def test_keeps_what_it_does_not_mention(self, ec2, reservation_id: str):
        modify(ec2, reservation_id, EndDateType="limited", EndDate=FUTURE)
        modify(ec2, reservation_id, InstanceCount=4)

        assert (only(ec2)["EndDate"], only(ec2)["InstanceMatchCriteria"]) == (FUTURE, "targeted")

    def test_shows_in_the_adjustment_status_of_the_reservation(self, ec2, reservation_id: str):
        assert "AdjustmentStatus" not in only(ec2)

        modify(ec2, reservation_id, InstanceCount=4)

        assert only(ec2)["AdjustmentStatus"] == "applied"

    @pytest.mark.parametrize(
        ("parameters", "code", "saying"),
        [
            ({}, "MissingParameter", "one of the parameters InstanceCount, EndDate, EndDateType, InstanceMatch"),
            ({"InstanceCount": 0}, "InvalidParameterValue", "It is at least 1. Cancel the reservation instead"),
            ({"InstanceCount": 1004}, "InvalidParameterValue", "One request changes it by at most 1000"),
            ({"EndDateType": "limited"}, "InvalidParameterCombination", "EndDate is required"),
            ({"EndDate": FUTURE}, "InvalidParameterCombination", "only if EndDateType is limited"),
            ({"EndDateType": "limited", "EndDate": PAST}, "InvalidParameterValue", "It is in the future"),
            ({"InstanceMatchCriteria": "any"}, "InvalidParameterValue", "It is one of open, targeted"),
            ({"Accept": True}, "UnsupportedOperation", "does not emulate Accept of ModifyCapacityReservation"),
            ({"AdditionalInfo": "x"}, "UnsupportedOperation", "does not emulate AdditionalInfo"),
            ({"StartDate": FUTURE}, "UnsupportedOperation", "does not emulate StartDate"),
            ({"InstanceCount": 5, "EndDate": FUTURE}, "InvalidParameterCombination", "only if EndDateType is limited"),
        ],
    )
    def test_that_cannot_be_is_refused_and_changes_nothing(self, ec2, reservation_id, parameters, code, saying):
        before = only(ec2)

        with refused(code, saying):
            modify(ec2, reservation_id, **parameters)

        assert only(ec2) == before


class TestAModificationThatTakesTime:
    def test_is_requested_and_then_applied(self, ec2, reservation_id: str):
        given(seconds_until_adjusted=60)

        assert modify(ec2, reservation_id, InstanceCount=5)["AdjustmentStatus"] == "requested"
        assert (only(ec2)["TotalInstanceCount"], only(ec2)["AdjustmentStatus"]) == (3, "requested")

        clock.advance(60)

        assert (only(ec2)["TotalInstanceCount"], only(ec2)["AdjustmentStatus"]) == (5, "applied")

    def test_excludes_another_change_meanwhile(self, ec2, reservation_id: str):
        given(seconds_until_adjusted=60)
        modify(ec2, reservation_id, InstanceCount=5)

        with refused("InvalidCapacityReservationState", "is being modified: ModifyCapacityReservation needs an active"):
            modify(ec2, reservation_id, InstanceCount=4)
        with refused("InvalidCapacityReservationState", "is being modified: CancelCapacityReservation needs an active"):
            ec2.cancel_capacity_reservation(CapacityReservationId=reservation_id)

        clock.advance(60)
        assert modify(ec2, reservation_id, InstanceCount=4)["Return"] is True
