"""Updating a group."""

from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from cfn_local.services import clock
from cfn_local.services.conditions import CapacityPool
from tests.aws_calls import refusal, succeeded
from tests.odcr_group.invocations import (
    SIX_IN_THREE_ZONES,
    ZONES,
    CloudFormation,
    apply,
    ec2,
    groups,
    held,
    reservations,
)

PAID_CALLS = {"CreateCapacityReservation", "ModifyCapacityReservation", "CancelCapacityReservation"}


@pytest.fixture
def six(cloudformation: CloudFormation) -> dict[str, Any]:
    """Six r6i.4xlarge over three zones: three in each."""
    created: dict[str, Any] = cloudformation.create()
    cloudformation.calls.clear()
    return created


class TestMoreInstances:
    def test_every_zone_grows(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        updated = succeeded(cloudformation.update(six, {"MinimumInstanceCount": 7}))["resourceModel"]

        assert held() == {"us-east-1a": 4, "us-east-1b": 4, "us-east-1c": 4}
        assert (updated["MinimumInstanceCount"], updated["TotalInstanceCount"]) == (7, 12)

    def test_the_reservations_stay_the_same(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        updated = succeeded(cloudformation.update(six, {"MinimumInstanceCount": 7}))["resourceModel"]

        assert updated["CapacityReservationIds"] == six["CapacityReservationIds"]

    def test_a_read_agrees(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        updated = succeeded(cloudformation.update(six, {"MinimumInstanceCount": 7}))["resourceModel"]

        assert cloudformation.read(six) == updated

    def test_a_change_that_takes_time_is_waited_for(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        apply(seconds_until_adjusted=60)
        updated = succeeded(cloudformation.update(six, {"MinimumInstanceCount": 7}))["resourceModel"]

        assert updated["GuaranteedInstanceCount"] == 8


class TestTwoThousandFourHundredInstances:
    def test_are_reached_in_steps_and_left_in_steps(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        many = succeeded(cloudformation.update(six, {"MinimumInstanceCount": 4800}))["resourceModel"]
        assert held() == {"us-east-1a": 2400, "us-east-1b": 2400, "us-east-1c": 2400}

        succeeded(cloudformation.update(many, {"MinimumInstanceCount": 6}))
        assert cloudformation.read(six) == six

    def test_that_find_no_capacity_half_way_are_given_back(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        apply(capacity_pools=(CapacityPool("us-east-1b", "r6i.4xlarge", 2300),))
        answer = cloudformation.update(six, {"MinimumInstanceCount": 4800})

        assert answer["errorCode"] == "GeneralServiceException"
        assert "InsufficientInstanceCapacity" in answer["message"]
        assert cloudformation.read(six) == six


class TestFewerInstances:
    def test_every_zone_shrinks(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        succeeded(cloudformation.update(six, {"MinimumInstanceCount": 4}))

        assert held() == {"us-east-1a": 2, "us-east-1b": 2, "us-east-1c": 2}


class TestMoreTolerance:
    def test_one_zone_more_may_be_lost(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        updated = succeeded(cloudformation.update(six, {"FailureTolerance": 2}))["resourceModel"]

        assert held() == {"us-east-1a": 6, "us-east-1b": 6, "us-east-1c": 6}
        assert updated["GuaranteedInstanceCount"] == 6


class TestOtherZones:
    def test_a_zone_can_be_added(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        zones = [*ZONES, "us-east-1d"]
        updated = succeeded(cloudformation.update(six, {"AvailabilityZones": zones}))["resourceModel"]

        assert held() == {"us-east-1a": 2, "us-east-1b": 2, "us-east-1c": 2, "us-east-1d": 2}
        assert updated["AvailabilityZones"] == zones

    def test_a_zone_can_be_left(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        succeeded(cloudformation.update(six, {"AvailabilityZones": ZONES[:2]}))

        assert held() == {"us-east-1a": 6, "us-east-1b": 6}

    def test_what_was_given_back_is_no_member_any_more(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        updated = succeeded(cloudformation.update(six, {"AvailabilityZones": ZONES[:2]}))["resourceModel"]

        members = groups().list_group_resources(Group=six["Arn"])["Resources"]
        assert {member["Identifier"]["ResourceArn"] for member in members} == set(updated["CapacityReservationArns"])

    def test_a_zone_is_swapped_by_buying_before_giving_back(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        succeeded(cloudformation.update(six, {"AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]}))

        paid = [call.operation for call in cloudformation.calls if call.operation in PAID_CALLS]
        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1d": 3}
        assert paid == ["CreateCapacityReservation", "CancelCapacityReservation"]

    def test_the_same_zones_by_id_cost_nothing(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        ids = ["use1-az1", "use1-az2", "use1-az6"]
        changes = {"AvailabilityZones": None, "AvailabilityZoneIds": ids}
        updated = succeeded(cloudformation.update(six, changes))["resourceModel"]

        assert (updated.get("AvailabilityZones"), updated["AvailabilityZoneIds"]) == (None, ids)
        assert not PAID_CALLS & {call.operation for call in cloudformation.calls}

    def test_a_zone_that_lacks_the_type_is_named_before_anything_is_bought(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        answer = cloudformation.update(six, {"AvailabilityZones": [*ZONES, "us-east-1z"]})

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "InvalidRequest")
        assert answer["message"].startswith("r6i.4xlarge is not offered in us-east-1z, only in us-east-1a, ")
        assert not PAID_CALLS & {call.operation for call in cloudformation.calls}


class TestAnEndDate:
    def test_it_can_be_set_moved_and_removed(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        for end_date in ("2099-01-01T00:00:00Z", "2098-01-01T00:00:00Z", "2099-06-01T00:00:00Z"):
            updated = succeeded(cloudformation.update(six, {"EndDate": end_date}))["resourceModel"]
            assert updated["EndDate"] == end_date

        updated = succeeded(cloudformation.update(six, {"EndDate": None}))["resourceModel"]
        assert "EndDate" not in updated
        assert [reservation["EndDateType"] for reservation in reservations()] == ["unlimited"] * 3

    def test_one_in_the_past_is_refused(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        answer = cloudformation.update(six, {"EndDate": "2020-01-01T00:00:00Z"})

        assert (answer["errorCode"], answer["message"]) == (
            "InvalidRequest",
            "EndDate is 2020-01-01T00:00:00Z, which is in the past.",
        )


class TestAnEndDateThatHasPassed:
    @pytest.fixture
    def ended(self, cloudformation: CloudFormation, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        """A group whose end date passes while its reservations, as EC2 may have it, are still there for an hour."""
        created: dict[str, Any] = cloudformation.create({**SIX_IN_THREE_ZONES, "EndDate": "2099-01-01T00:00:00Z"})

        class Later:
            @staticmethod
            def now(_zone: object) -> Any:
                return clock.now().replace(year=2100)

        monkeypatch.setattr("awscommunity_odcr_group.handlers.datetime", Later)
        return created

    def test_an_update_that_neither_moves_it_nor_buys_goes_on(
        self, cloudformation: CloudFormation, ended: dict[str, Any]
    ) -> None:
        succeeded(cloudformation.update(ended, {"Tags": [{"Key": "team", "Value": "web"}]}))
        succeeded(cloudformation.update(ended, {"MinimumInstanceCount": 4}))

        assert held() == {"us-east-1a": 2, "us-east-1b": 2, "us-east-1c": 2}

    def test_an_update_that_buys_is_refused(self, cloudformation: CloudFormation, ended: dict[str, Any]) -> None:
        answer = cloudformation.update(ended, {"MinimumInstanceCount": 7})

        assert answer["message"] == "EndDate is 2099-01-01T00:00:00Z, which is in the past."


class TestTags:
    def test_they_change_on_the_group_and_on_all_reservations(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        first = [{"Key": "site", "Value": "a"}, {"Key": "team", "Value": "web"}]
        succeeded(cloudformation.update(six, {"Tags": first}, stack_tags={"cost": "it"}))
        second = [{"Key": "team", "Value": "ops"}]
        updated = succeeded(cloudformation.update(six, {"Tags": second}, stack_tags={"bill": "it"}))["resourceModel"]

        on_group = groups().get_tags(Arn=six["Arn"])["Tags"]
        on_reservations = [{tag["Key"]: tag["Value"] for tag in r["Tags"]} for r in reservations()]
        theirs = {key: value for key, value in on_group.items() if not key.startswith("awscommunity:odcr:")}
        assert updated["Tags"] == second
        assert theirs == {"team": "ops", "bill": "it"}
        assert on_reservations == [{"team": "ops", "bill": "it", "awscommunity:odcr:group": six["Name"]}] * 3

    def test_nothing_is_paid_for(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        succeeded(cloudformation.update(six, {"Tags": [{"Key": "team", "Value": "web"}]}))

        assert not PAID_CALLS & {call.operation for call in cloudformation.calls}


class TestWhatOthersHaveDone:
    def test_a_reservation_that_was_cancelled_is_bought_anew(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        ec2().cancel_capacity_reservation(CapacityReservationId=six["CapacityReservationIds"][1])
        updated = succeeded(cloudformation.update(six, {}))["resourceModel"]

        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}
        assert updated["MinimumInstanceCount"] == 6

    def test_a_reservation_that_was_taken_out_of_the_group_is_put_back(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        groups().ungroup_resources(Group=six["Arn"], ResourceArns=six["CapacityReservationArns"][:1])
        succeeded(cloudformation.update(six, {}))

        assert cloudformation.read(six) == six

    def test_a_reservation_of_somebody_else_in_the_group_stays_as_it_is(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        foreign = buy_foreign(six["Arn"])
        succeeded(cloudformation.update(six, {"AvailabilityZones": ZONES[:2]}))

        assert foreign in [reservation["CapacityReservationId"] for reservation in reservations("active")]
        assert len(groups().list_group_resources(Group=six["Arn"])["Resources"]) == 3


def buy_foreign(group_arn: str) -> str:
    """The id of a reservation that somebody put into the group."""
    made = ec2().create_capacity_reservation(
        InstanceType="t3.micro",
        InstancePlatform="Linux/UNIX",
        AvailabilityZone="us-east-1a",
        InstanceCount=1,
        InstanceMatchCriteria="targeted",
    )["CapacityReservation"]
    groups().group_resources(Group=group_arn, ResourceArns=[made["CapacityReservationArn"]])
    return str(made["CapacityReservationId"])


class TestAZoneThatCannotGrow:
    @pytest.fixture
    def answer(self, cloudformation: CloudFormation, six: dict[str, Any]) -> Any:
        apply(capacity_pools=(CapacityPool("us-east-1b", "r6i.4xlarge", 3),))
        return cloudformation.update(six, {"MinimumInstanceCount": 7})

    def test_the_others_return_to_what_they_held(self, answer: Any) -> None:
        assert (answer["status"], answer["errorCode"]) == ("FAILED", "GeneralServiceException")
        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}

    def test_the_message_says_which_zone_what_was_asked_and_what_is_held(
        self, answer: Any, six: dict[str, Any]
    ) -> None:
        first, second, third = six["CapacityReservationIds"]
        assert answer["message"].startswith(f"us-east-1b: grow {second} to 4 instances until cancelled: ")
        assert "InsufficientInstanceCapacity" in answer["message"]
        assert answer["message"].endswith(
            f"Held and billed now: 3 in us-east-1a ({first}), 3 in us-east-1b ({second}), 3 in us-east-1c ({third})."
        )

    def test_the_old_promise_is_still_what_is_read(
        self, cloudformation: CloudFormation, answer: Any, six: dict[str, Any]
    ) -> None:
        assert cloudformation.read(six) == six

    def test_the_rollback_that_follows_has_nothing_to_do(
        self, cloudformation: CloudFormation, answer: Any, six: dict[str, Any]
    ) -> None:
        cloudformation.calls.clear()
        succeeded(cloudformation.update(six, {}))

        assert len(cloudformation.calls) == 3


class TestANewZoneWithoutCapacity:
    def test_nothing_is_given_back_elsewhere(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        apply(capacity_pools=(CapacityPool("us-east-1d", "r6i.4xlarge", 0),))
        answer = cloudformation.update(six, {"AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]})

        assert answer["status"] == "FAILED"
        assert cloudformation.read(six) == six


class TestANewReservationThatIsPending:
    def test_the_old_ones_stay_until_it_is_active(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        apply(seconds_pending=60)
        desired = {**six, "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]}
        first = cloudformation.invoke("UPDATE", desired, token="swap")

        assert first["status"] == "IN_PROGRESS"
        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3, "us-east-1d": 3}

    def test_if_it_fails_the_old_ones_stay_for_good(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        apply(seconds_pending=60, failed_after_pending=("us-east-1d",))
        answer = cloudformation.update(six, {"AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]})

        assert answer["errorCode"] == "GeneralServiceException"
        assert cloudformation.read(six) == six


class TestANewZoneIsPendingWhileAnotherCannotGrow:
    def test_the_new_one_is_waited_out_and_given_back(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        apply(seconds_pending=60, capacity_pools=(CapacityPool("us-east-1b", "r6i.4xlarge", 3),))
        changes = {"MinimumInstanceCount": 7, "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]}
        answer = cloudformation.update(six, changes)

        assert answer["errorCode"] == "GeneralServiceException"
        assert cloudformation.read(six) == six


class TestAnAwsThatIsBusyWhileAnUpdateWaits:
    def test_it_is_asked_again(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        apply(seconds_pending=25)
        desired = {**six, "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]}
        first = cloudformation.invoke("UPDATE", desired, token="swap")
        cloudformation.before = lambda _call: refusal("TooManyRequestsException")
        second = cloudformation.invoke("UPDATE", desired, first["callbackContext"], token="swap")

        assert (second["status"], second["message"].partition(":")[0]) == ("IN_PROGRESS", "GetTags")


class TestAChangeThatEc2RejectsAfterwards:
    def test_it_is_a_failure_and_nothing_has_changed(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        rejected = AWSResponse("https://aws.test", 200, {}, None), {"AdjustmentStatus": "rejected"}
        cloudformation.before = lambda call: rejected if call.operation == "ModifyCapacityReservation" else None
        answer = cloudformation.update(six, {"MinimumInstanceCount": 7})

        assert answer["errorCode"] == "GeneralServiceException"
        assert "EC2 rejected the change of cr-" in answer["message"]
        assert cloudformation.read(six) == six


class TestGivingBackIsDenied:
    def test_what_was_bought_is_kept_and_the_message_says_so(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        leaving = six["CapacityReservationIds"][2]
        cloudformation.before = lambda call: (
            refusal("UnauthorizedOperation")
            if call.operation == "CancelCapacityReservation" and call.parameters["CapacityReservationId"] == leaving
            else None
        )
        answer = cloudformation.update(six, {"AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]})

        assert answer["errorCode"] == "AccessDenied"
        assert "Nothing is undone, since less would then be held" in answer["message"]
        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3, "us-east-1d": 3}


class TestAMaximum:
    def test_it_counts_what_is_held_at_the_peak(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        zones = ["us-east-1a", "us-east-1b", "us-east-1d"]
        answer = cloudformation.update(six, {"AvailabilityZones": zones, "MaximumTotalInstanceCount": 11})

        assert answer["message"] == (
            "12 instances would be held at the peak of this operation; MaximumTotalInstanceCount is 11."
        )
        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}

    def test_one_below_what_is_held_forbids_no_shrinking(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        changes = {"MinimumInstanceCount": 4, "MaximumTotalInstanceCount": 5}
        updated = succeeded(cloudformation.update(six, changes))["resourceModel"]

        assert (updated["TotalInstanceCount"], updated["MaximumTotalInstanceCount"]) == (6, 5)

    def test_it_can_be_lifted(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        bounded = succeeded(cloudformation.update(six, {"MaximumTotalInstanceCount": 9}))["resourceModel"]
        updated = succeeded(cloudformation.update(bounded, {"MaximumTotalInstanceCount": None}))["resourceModel"]

        assert "MaximumTotalInstanceCount" not in updated
        assert cloudformation.read(six) == six


class TestWhatCannotChange:
    def test_it_is_named(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        answer = cloudformation.update(six, {"InstanceType": "r6i.8xlarge", "Tenancy": "dedicated"})

        assert (answer["errorCode"], answer["message"]) == (
            "NotUpdatable",
            "InstanceType, Tenancy can only change by replacement.",
        )


class TestAGroupThatIsNotThere:
    def test_it_is_not_found(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        cloudformation.delete(six)

        assert cloudformation.update(six, {})["errorCode"] == "NotFound"

    def test_neither_is_one_without_an_arn(self, cloudformation: CloudFormation) -> None:
        answer = cloudformation.run("UPDATE", SIX_IN_THREE_ZONES)

        assert (answer["errorCode"], bool(answer["message"])) == ("NotFound", True)

    def test_neither_is_one_of_somebody_else(self, cloudformation: CloudFormation) -> None:
        arn = groups().create_group(Name="theirs", Tags={"team": "db"}, Configuration=[])["Group"]["GroupArn"]

        assert cloudformation.run("UPDATE", {**SIX_IN_THREE_ZONES, "Arn": arn})["errorCode"] == "NotFound"
        assert held() == {}
