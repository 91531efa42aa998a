"""Reservations for a later date, which are a commitment, and others that EC2 does not simply take back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from awscommunity_odcr_group import handlers
from moto.ec2.models import ec2_backends

from cfn_local.services import clock
from cfn_local.services.capacity_reservations.models import CapacityReservation, capacity_reservations_of
from tests.aws_calls import refusal, succeeded
from tests.odcr_group.invocations import (
    ACCOUNT,
    REGION,
    SIX_IN_THREE_ZONES,
    ZONES,
    CloudFormation,
    apply,
    ec2,
    groups,
    held,
    reservations,
)

DAY = 24 * 3600
PLACEMENT_GROUP = "arn:aws:ec2:us-east-1:123456789012:placement-group/tight"


def in_days(days: float) -> str:
    return f"{clock.now() + timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"


def later(**others: Any) -> dict[str, Any]:
    """Six in three zones, in 30 days, for 14 days at least."""
    return {**SIX_IN_THREE_ZONES, "StartDate": in_days(30), "CommitmentDuration": 14 * DAY, **others}


def modelled(reservation_id: str) -> CapacityReservation:
    """What the local EC2 itself holds of a reservation."""
    return capacity_reservations_of(ec2_backends[ACCOUNT][REGION]).reservations[reservation_id]


def states() -> list[str]:
    found = ec2().describe_capacity_reservations()["CapacityReservations"]
    return sorted(reservation["State"] for reservation in found)


class EmulatedTime:
    """The time as the handlers ask for it, by the emulated clock: these stories last for weeks."""

    @staticmethod
    def now(_zone: object) -> datetime:
        return clock.now()


@pytest.fixture(autouse=True)
def emulated_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "datetime", EmulatedTime)


@pytest.fixture
def scheduled(cloudformation: CloudFormation) -> dict[str, Any]:
    """Three scheduled in each zone."""
    created: dict[str, Any] = cloudformation.create(later())
    cloudformation.calls.clear()
    return created


class TestACreateForALaterDate:
    def test_says_that_it_is_a_commitment_before_it_buys(self, cloudformation: CloudFormation) -> None:
        asked = {**later(), "StartDate": "2099-12-01T00:00:00Z"}
        clock.advance((datetime(2099, 11, 1, tzinfo=UTC) - clock.now()).total_seconds())
        first = cloudformation.invoke("CREATE", asked)

        assert first["message"] == (
            "The group is made. What is reserved now starts at 2099-12-01T00:00:00Z and is committed until "
            "2099-12-15T00:00:00Z. Once it is scheduled, EC2 cancels it only with a quote and a charge, which neither "
            "a rollback nor a delete accepts."
        )
        assert states() == []

    def test_is_done_when_ec2_has_taken_the_request(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending=3 * DAY)
        created = cloudformation.create(later())

        assert [one["State"] for one in created["Reservations"]] == ["assessing"] * 3
        assert cloudformation.read(created) == created

    def test_shows_what_was_asked_for_and_that_nothing_is_guaranteed_yet(self, scheduled: dict[str, Any]) -> None:
        assert (scheduled["MinimumInstanceCount"], scheduled["GuaranteedInstanceCount"]) == (6, 0)
        assert (scheduled["CommitmentDuration"], scheduled["DeliveryPreference"]) == (14 * DAY, "incremental")
        assert len(groups().list_group_resources(Group=scheduled["Arn"])["Resources"]) == 3

    def test_guarantees_it_from_the_start_on(self, cloudformation: CloudFormation, scheduled: dict[str, Any]) -> None:
        clock.advance(31 * DAY)
        found = cloudformation.read(scheduled)

        assert (found["MinimumInstanceCount"], found["GuaranteedInstanceCount"]) == (6, 6)
        assert held() == dict.fromkeys(ZONES, 3)

    def test_that_ec2_does_not_support_in_a_zone_drifts(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending=3 * DAY, failed_after_pending=("us-east-1b",))
        created = cloudformation.create(later())
        clock.advance(4 * DAY)

        assert cloudformation.read(created)["MinimumInstanceCount"] == 3


class TestARequestThatEc2WouldNotTake:
    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"CommitmentDuration": None}, "StartDate needs CommitmentDuration"),
            ({"StartDate": None}, "CommitmentDuration has a meaning only with StartDate."),
            ({"StartDate": "2030-02-30T00:00:00Z"}, "StartDate is 2030-02-30T00:00:00Z; it must be a time in UTC"),
            ({"StartDate": in_days(4)}, "; it must be 5 to 120 days ahead."),
            ({"StartDate": in_days(121)}, "; it must be 5 to 120 days ahead."),
            ({"EndDate": in_days(40)}, ", before the end of CommitmentDuration."),
            (
                {"InstanceType": "t3.micro"},
                "MinimumInstanceCount of 6 reserves 6 vCPUs in each zone; with StartDate EC2 takes 32 or more.",
            ),
            ({"MinimumInstanceCount": 2400}, "with StartDate EC2 takes 1000 at most"),
            ({"PlacementGroupArn": PLACEMENT_GROUP}, "PlacementGroupArn and StartDate exclude each other"),
            (
                {"OutpostArn": "arn:aws:outposts:us-east-1:123456789012:outpost/op-1"},
                "OutpostArn is left out on purpose",
            ),
        ],
        ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
    )
    def test_is_refused_before_anything_is_made(
        self, cloudformation: CloudFormation, changes: dict[str, Any], message: str
    ) -> None:
        asked = {name: value for name, value in {**later(), **changes}.items() if value is not None}
        answer = cloudformation.run("CREATE", asked)

        assert (answer["errorCode"], states()) == ("InvalidRequest", [])
        assert message in answer["message"]
        assert groups().list_groups()["GroupIdentifiers"] == []


class TestADelete:
    def test_never_accepts_a_charge(self, cloudformation: CloudFormation, scheduled: dict[str, Any]) -> None:
        answer = cloudformation.delete(scheduled)

        assert answer["errorCode"] == "GeneralServiceException"
        assert "is scheduled and committed until" in answer["message"]
        assert "(CreateCapacityReservationCancellationQuote), which is yours to accept" in answer["message"]
        assert all(reservation_id in answer["message"] for reservation_id in scheduled["CapacityReservationIds"])
        assert (states(), "CancelCapacityReservation" in cloudformation.operations()) == (["scheduled"] * 3, False)

    def test_gives_back_what_is_assessed(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending=3 * DAY)
        succeeded(cloudformation.delete(cloudformation.create(later())))

        assert states() == ["cancelled"] * 3

    def test_succeeds_once_the_commitment_is_over(
        self, cloudformation: CloudFormation, scheduled: dict[str, Any]
    ) -> None:
        cloudformation.delete(scheduled)
        clock.advance(45 * DAY)
        succeeded(cloudformation.delete(scheduled))

        assert (held(), groups().list_groups()["GroupIdentifiers"]) == ({}, [])

    def test_does_not_wait_for_what_its_owner_is_winding_down(
        self, cloudformation: CloudFormation, scheduled: dict[str, Any]
    ) -> None:
        for reservation_id in scheduled["CapacityReservationIds"]:
            modelled(reservation_id).winds_down = True
        begun = clock.now()
        succeeded(cloudformation.delete(scheduled))

        assert (states(), (clock.now() - begun).total_seconds() < 60) == (["cancelling"] * 3, True)


class TestAnUndo:
    def test_never_accepts_a_charge(self, cloudformation: CloudFormation) -> None:
        """One zone refuses at once; what the others have scheduled by then stays, and is named."""
        cloudformation.before = lambda call: (
            refusal("VcpuLimitExceeded") if call.operation == "CreateCapacityReservation" and in_zone_b(call) else None
        )
        answer = cloudformation.run("CREATE", later())

        assert answer["errorCode"] == "ServiceLimitExceeded"
        assert "Not everything could be given back: cr-" in answer["message"]
        assert states() == ["scheduled"] * 2
        assert len(groups().list_groups()["GroupIdentifiers"]) == 1


def in_zone_b(call: Any) -> bool:
    return bool(call.parameters["AvailabilityZone"] == "us-east-1b")


class TestAnUpdate:
    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"MinimumInstanceCount": 8}, "is scheduled: EC2 changes it only once it is active."),
            ({"MinimumInstanceCount": 4}, "is scheduled and committed until"),
            ({"AvailabilityZones": ZONES[:2]}, "is scheduled and committed until"),
        ],
    )
    def test_of_what_is_scheduled_is_refused_with_the_reason(
        self, cloudformation: CloudFormation, scheduled: dict[str, Any], changes: dict[str, Any], message: str
    ) -> None:
        answer = cloudformation.update(scheduled, changes)

        assert (answer["errorCode"], message in answer["message"]) == ("InvalidRequest", True)
        assert cloudformation.read(scheduled) == scheduled

    def test_may_change_the_tags(self, cloudformation: CloudFormation, scheduled: dict[str, Any]) -> None:
        tags = [{"Key": "site", "Value": "a"}]
        updated = succeeded(cloudformation.update(scheduled, {"Tags": tags}))["resourceModel"]

        assert updated["Tags"] == tags

    def test_may_add_to_what_is_active_and_take_that_away_again(
        self, cloudformation: CloudFormation, scheduled: dict[str, Any]
    ) -> None:
        clock.advance(31 * DAY)
        more = succeeded(cloudformation.update(scheduled, {"MinimumInstanceCount": 8}))["resourceModel"]
        succeeded(cloudformation.update(more, {"MinimumInstanceCount": 6}))
        assert held() == dict.fromkeys(ZONES, 3)

        answer = cloudformation.update(more, {"MinimumInstanceCount": 4})
        assert "is active and committed until" in answer["message"]

    @pytest.mark.parametrize("name", ["StartDate", "CommitmentDuration"])
    def test_of_the_schedule_takes_a_replacement(
        self, cloudformation: CloudFormation, scheduled: dict[str, Any], name: str
    ) -> None:
        changed = {"StartDate": in_days(60), "CommitmentDuration": DAY}[name]
        answer = cloudformation.update(scheduled, {name: changed})

        assert answer["message"] == f"{name} can only change by replacement."

    def test_buys_anew_at_once_what_was_lost_after_the_start(
        self, cloudformation: CloudFormation, scheduled: dict[str, Any]
    ) -> None:
        clock.advance(31 * DAY)
        modelled(scheduled["CapacityReservationIds"][0]).cancelled = clock.now()
        succeeded(cloudformation.update(scheduled, {}))

        assert held() == dict.fromkeys(ZONES, 3)


class TestAPlacementGroup:
    def test_takes_one_zone_and_no_tolerance(self, cloudformation: CloudFormation) -> None:
        one_zone = {"AvailabilityZones": ["us-east-1a"], "FailureTolerance": 0, "PlacementGroupArn": PLACEMENT_GROUP}
        created = cloudformation.create({**SIX_IN_THREE_ZONES, **one_zone})

        assert [r["PlacementGroupArn"] for r in reservations()] == [PLACEMENT_GROUP]
        assert created["PlacementGroupArn"] == PLACEMENT_GROUP
        assert cloudformation.update(created, {"PlacementGroupArn": None})["errorCode"] == "NotUpdatable"

    def test_is_refused_for_more(self, cloudformation: CloudFormation) -> None:
        answer = cloudformation.run("CREATE", {**SIX_IN_THREE_ZONES, "PlacementGroupArn": PLACEMENT_GROUP})

        assert answer["message"] == (
            "PlacementGroupArn takes one zone and a FailureTolerance of 0, not 3 zone(s) and 1: a cluster placement "
            "group is in one zone."
        )


class TestInstancesThatAreLentOut:
    @pytest.fixture
    def lending(self, cloudformation: CloudFormation) -> dict[str, Any]:
        """Six in three zones, of which two in the first zone are lent to an interruptible reservation."""
        created: dict[str, Any] = cloudformation.create()
        modelled(created["CapacityReservationIds"][0]).lent_instance_count = 2
        cloudformation.calls.clear()
        return created

    def test_do_not_count_toward_the_promise(self, cloudformation: CloudFormation, lending: dict[str, Any]) -> None:
        found = cloudformation.read(lending)

        assert (found["MinimumInstanceCount"], found["GuaranteedInstanceCount"]) == (4, 4)
        assert [one.get("InterruptibleInstanceCount") for one in found["Reservations"]] == [2, None, None]

    @pytest.mark.parametrize("changes", [{"AvailabilityZones": ZONES[1:]}, {"MinimumInstanceCount": 2}])
    def test_are_named_when_an_update_would_give_them_up(
        self, cloudformation: CloudFormation, lending: dict[str, Any], changes: dict[str, Any]
    ) -> None:
        answer = cloudformation.update(lending, changes)

        assert answer["errorCode"] == "InvalidRequest"
        assert "lends 2 instances to an interruptible reservation; reclaim them first" in answer["message"]
        assert held() == dict.fromkeys(ZONES, 3)

    def test_hinder_no_growth(self, cloudformation: CloudFormation, lending: dict[str, Any]) -> None:
        succeeded(cloudformation.update(lending, {"MinimumInstanceCount": 8}))

        assert held() == dict.fromkeys(ZONES, 4)

    def test_are_not_taken_back_by_a_delete(self, cloudformation: CloudFormation, lending: dict[str, Any]) -> None:
        answer = cloudformation.delete(lending)

        assert answer["errorCode"] == "GeneralServiceException"
        assert f"{lending['CapacityReservationIds'][0]} in us-east-1a lends 2 instances" in answer["message"]
        assert held() == {"us-east-1a": 3}
