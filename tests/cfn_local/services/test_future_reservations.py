"""Reservations for a later date: assessed, scheduled, active and committed. And those in a placement group."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cfn_local.services import clock
from tests.cfn_local.services.service_stories import given, only, refused, reserve

DAY = 24 * 3600
PLACEMENT_GROUP = "arn:aws:ec2:us-east-1:123456789012:placement-group/pg"


def in_days(days: float) -> datetime:
    return clock.now() + timedelta(days=days)


def schedule(ec2, **others: Any) -> str:
    """A reservation of three r6i.4xlarge, 48 vCPUs, that starts in 30 days and is committed for 14."""
    asked = {
        "StartDate": in_days(30),
        "CommitmentDuration": 14 * DAY,
        "DeliveryPreference": "incremental",
        "InstanceMatchCriteria": "targeted",
    }
    return reserve(ec2, **{**asked, **others})["CapacityReservationId"]


def cancel(ec2, reservation_id: str) -> None:
    ec2.cancel_capacity_reservation(CapacityReservationId=reservation_id)


class TestAFutureReservation:
    def test_is_assessed_then_scheduled_then_active(self, ec2):
        given(seconds_pending=3 * DAY)
        schedule(ec2)

        states = []
        for days in (0, 4, 30):
            clock.advance(days * DAY)
            states.append(only(ec2)["State"])
        assert states == ["assessing", "scheduled", "active"]

    def test_may_be_unsupported(self, ec2):
        given(failed_after_pending=("us-east-1a",))
        schedule(ec2)

        assert only(ec2)["State"] == "unsupported"

    def test_shows_its_commitment(self, ec2):
        schedule(ec2)

        shown = only(ec2)
        assert shown["CommitmentInfo"]["CommittedInstanceCount"] == 3
        assert shown["CommitmentInfo"]["CommitmentEndDate"] - shown["StartDate"] == timedelta(days=14)
        assert shown["DeliveryPreference"] == "incremental"

    def test_needs_no_capacity_yet(self, ec2):
        given(on_demand_instance_quota=0)
        schedule(ec2)

        assert only(ec2)["State"] == "scheduled"


class TestGivingItBack:
    def test_is_free_while_it_is_assessed(self, ec2):
        given(seconds_pending=3 * DAY)
        cancel(ec2, schedule(ec2))

        assert only(ec2)["State"] == "cancelled"

    @pytest.mark.parametrize("days", [1, 31])
    def test_takes_a_quote_while_it_is_committed(self, ec2, days: int):
        reservation_id = schedule(ec2)
        clock.advance(days * DAY)

        with refused("InvalidCapacityReservationState", "committed: CancelCapacityReservation needs a quote"):
            cancel(ec2, reservation_id)

    def test_is_free_once_the_commitment_is_over(self, ec2):
        reservation_id = schedule(ec2)
        clock.advance(45 * DAY)
        cancel(ec2, reservation_id)

        assert only(ec2)["State"] == "cancelled"

    def test_in_part_takes_a_quote_too_but_not_of_what_was_added(self, ec2):
        reservation_id = schedule(ec2)
        clock.advance(31 * DAY)
        for count in (5, 3):
            ec2.modify_capacity_reservation(CapacityReservationId=reservation_id, InstanceCount=count)

        with refused("InvalidCapacityReservationState", "committed"):
            ec2.modify_capacity_reservation(CapacityReservationId=reservation_id, InstanceCount=2)


class TestARequestThatEc2DoesNotTake:
    @pytest.mark.parametrize(
        ("change", "code", "text"),
        [
            ({"StartDate": in_days(4)}, "InvalidParameterValue", "5 to 120 days ahead"),
            ({"StartDate": in_days(121)}, "InvalidParameterValue", "5 to 120 days ahead"),
            ({"InstanceCount": 1}, "InvalidParameterValue", "32 vCPUs or more"),
            ({"DeliveryPreference": "fixed"}, "InvalidParameterValue", "It is incremental"),
            ({"InstanceMatchCriteria": "open"}, "InvalidParameterCombination", "is targeted"),
            ({"PlacementGroupArn": PLACEMENT_GROUP}, "InvalidParameterCombination", "without PlacementGroupArn"),
            (
                {"EndDateType": "limited", "EndDate": in_days(40)},
                *("InvalidParameterValue", "It is after the commitment"),
            ),
        ],
        ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
    )
    def test_is_refused(self, ec2, change: dict[str, Any], code: str, text: str):
        with refused(code, text):
            schedule(ec2, **change)

    def test_lacks_the_commitment(self, ec2):
        with refused("MissingParameter", "needs CommitmentDuration, DeliveryPreference too"):
            reserve(ec2, StartDate=in_days(30), InstanceMatchCriteria="targeted")

    def test_changes_what_is_scheduled(self, ec2):
        reservation_id = schedule(ec2)

        with refused("InvalidCapacityReservationState", "is scheduled: ModifyCapacityReservation needs an active one"):
            ec2.modify_capacity_reservation(CapacityReservationId=reservation_id, InstanceCount=5)


class TestAPlacementGroup:
    def test_is_shown_and_filtered_by(self, ec2):
        reserve(ec2, PlacementGroupArn=PLACEMENT_GROUP)

        asked = [{"Name": "placement-group-arn", "Values": [PLACEMENT_GROUP]}]
        (found,) = ec2.describe_capacity_reservations(Filters=asked)["CapacityReservations"]
        assert found["PlacementGroupArn"] == PLACEMENT_GROUP
