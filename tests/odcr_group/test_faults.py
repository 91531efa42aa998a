"""Every AWS call of every operation fails in every way that it can: nothing stays billed that nobody will give back.

What CloudFormation does after a failure is part of each story: it deletes what it could not create, updates back what
it could not update, and is asked once more for a delete that failed.
"""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from awscommunity_odcr_group.promise import guaranteed
from botocore.exceptions import EndpointConnectionError
from odcr_group.invocations import (
    SIX_IN_THREE_ZONES,
    Call,
    CloudFormation,
    Crash,
    active,
    apply,
    held,
    refusal,
    reservations,
    succeeded,
)

from cfn_local.services import clock

KIND: dict[str, Any] = {}
LATE = {"seconds_pending": 15, "seconds_until_visible": 25, "seconds_until_group_configured": 5}

TWO_ZONES = {
    "InstanceType": "t3.micro",
    "MinimumInstanceCount": 3,
    "AvailabilityZones": ["us-east-1a", "us-east-1b"],
    "Tags": [{"Key": "site", "Value": "a"}],
}
SWAP = {
    "MinimumInstanceCount": 4,
    "AvailabilityZones": ["us-east-1a", "us-east-1c"],
    "Tags": [{"Key": "team", "Value": "web"}],
}
SHRINK = {"MinimumInstanceCount": 1}

PURCHASES = ("CreateCapacityReservation", "ModifyCapacityReservation")
LOOK = ("DescribeCapacityReservations", "ListGroupResources")
CREATE = ("CreateGroup", "DescribeInstanceTypeOfferings", "CreateCapacityReservation", "GroupResources", *LOOK)
TAGGING = ("Tag", "Untag", "CreateTags", "DeleteTags")
UPDATE = ("GetTags", *LOOK, "DescribeInstanceTypeOfferings", *PURCHASES, "GroupResources", *TAGGING)
GIVING_BACK = ("CancelCapacityReservation", "UngroupResources")
DELETE = ("DescribeCapacityReservations", "GetTags", "CancelCapacityReservation", "DeleteGroup")

Fault = Callable[[CloudFormation, str], None]


def throttled(cloudformation: CloudFormation, operation: str) -> None:
    """The first such call of the operation is refused for now."""
    once = iter([refusal("TooManyRequestsException", status=429)])
    cloudformation.before = lambda call: next(once, None) if call.operation == operation else None


def denied(cloudformation: CloudFormation, operation: str) -> None:
    """Every such call is refused for good."""
    cloudformation.before = lambda call: (
        refusal("UnauthorizedOperation", "not you", 403) if call.operation == operation else None
    )


def unanswered(cloudformation: CloudFormation, operation: str) -> None:
    """The first such call is carried out, but the answer is lost."""
    once = iter([EndpointConnectionError(endpoint_url="https://aws.test")])
    cloudformation.after = lambda call: raise_next(once) if call.operation == operation else None


def crashing(cloudformation: CloudFormation, operation: str) -> None:
    """The handler dies when the first such call was carried out, and is invoked again."""
    once = iter([Crash()])
    cloudformation.after = lambda call: raise_next(once) if call.operation == operation else None


def dying(cloudformation: CloudFormation, operation: str) -> None:
    """The handler dies when the first such call was carried out, and CloudFormation gives up."""
    cloudformation.invokes_again = False
    crashing(cloudformation, operation)


def raise_next(errors: Any) -> None:
    if error := next(errors, None):
        raise error


def lift(cloudformation: CloudFormation) -> None:
    """No more faults."""
    cloudformation.before = lambda _call: None
    cloudformation.after = lambda _call: None
    cloudformation.invokes_again = True


def table(operations: tuple[str, ...]) -> Any:
    """Every call, every fault, on an AWS that is kind; on one that is late, those faults that leave things unknown."""
    unknown = (unanswered, crashing, dying)
    cases = [*product(operations, (throttled, denied, *unknown), (KIND,)), *product(operations, unknown, (LATE,))]
    return pytest.mark.parametrize(
        ("operation", "fault", "conditions"),
        [pytest.param(*case, id=f"{case[0]}-{case[1].__name__}-{'late' if case[2] else 'kind'}") for case in cases],
    )


def forget_the_delays() -> None:
    """Let everything that is under way happen, so that what is there is what is seen."""
    apply()
    clock.advance(60)


class TestACreateThatIsDisturbed:
    @table(CREATE)
    def test_ends_with_all_that_was_asked_for_or_with_nothing(
        self, cloudformation: CloudFormation, operation: str, fault: Fault, conditions: dict[str, Any]
    ) -> None:
        apply(**conditions)
        fault(cloudformation, operation)
        answer = cloudformation.run("CREATE", TWO_ZONES)
        assert operation in cloudformation.operations()
        lift(cloudformation)
        if answer["status"] == "SUCCESS":
            assert active() == {"us-east-1a": 3, "us-east-1b": 3}
        else:
            assert answer["message"]
            self.delete_what_cloudformation_knows(cloudformation)
            forget_the_delays()
            assert held() == {}

    @staticmethod
    def delete_what_cloudformation_knows(cloudformation: CloudFormation) -> None:
        known = [event["resourceModel"] for event in cloudformation.events if "resourceModel" in event]
        if known:
            answer = cloudformation.delete(known[-1])
            assert answer["status"] == "SUCCESS" or answer["errorCode"] == "NotFound", answer


class TestAnUpdateThatIsDisturbed:
    @table((*UPDATE, *GIVING_BACK))
    def test_keeps_a_promise_at_every_moment_and_can_be_updated_back(
        self, cloudformation: CloudFormation, operation: str, fault: Fault, conditions: dict[str, Any]
    ) -> None:
        created = cloudformation.create(TWO_ZONES)
        cloudformation.operations()
        apply(**conditions)
        fault(cloudformation, operation)
        watch(cloudformation, least=3)
        answer = cloudformation.update(created, SWAP)
        assert operation in cloudformation.operations()
        lift(cloudformation)
        if answer["status"] == "SUCCESS":
            assert active() == {"us-east-1a": 4, "us-east-1c": 4}
        else:
            assert answer["message"]
            watch(cloudformation, least=3)
            succeeded(cloudformation.update(created, {}))
            lift(cloudformation)
            forget_the_delays()
            assert active() == {"us-east-1a": 3, "us-east-1b": 3}
        succeeded(cloudformation.delete(created))
        forget_the_delays()
        assert held() == {}

    @table(("GetTags", *LOOK, "Tag", "ModifyCapacityReservation"))
    def test_to_less_never_holds_less_than_that(
        self, cloudformation: CloudFormation, operation: str, fault: Fault, conditions: dict[str, Any]
    ) -> None:
        created = cloudformation.create(TWO_ZONES)
        apply(**conditions)
        fault(cloudformation, operation)
        watch(cloudformation, least=1)
        answer = cloudformation.update(created, SHRINK)
        lift(cloudformation)
        if answer["status"] == "FAILED":
            succeeded(cloudformation.update(created, SHRINK))
        assert active() == {"us-east-1a": 1, "us-east-1b": 1}


def watch(cloudformation: CloudFormation, least: int) -> None:
    """Fail as soon as a call finds fewer instances guaranteed against the loss of one zone."""
    disturb = cloudformation.before

    def before(call: Call) -> Any:
        assert guaranteed(active().values(), tolerance=1) >= least, (call, active())
        return disturb(call)

    cloudformation.before = before


class TestADeleteThatIsDisturbed:
    @table(DELETE)
    def test_gives_everything_back_at_the_second_attempt_at_the_latest(
        self, cloudformation: CloudFormation, operation: str, fault: Fault, conditions: dict[str, Any]
    ) -> None:
        created = cloudformation.create(TWO_ZONES)
        cloudformation.operations()
        apply(**conditions)
        fault(cloudformation, operation)
        answer = cloudformation.delete(created)
        assert operation in cloudformation.operations()
        lift(cloudformation)
        if answer["status"] == "FAILED":
            assert answer["message"]
            again = cloudformation.delete(created)
            assert again["status"] == "SUCCESS" or again["errorCode"] == "NotFound", again
        forget_the_delays()
        assert held() == {}


class TestPurchasesWhoseAnswersAreAllLost:
    @pytest.fixture
    def deaf(self, cloudformation: CloudFormation) -> CloudFormation:
        """CloudFormation with handlers that never hear what EC2 says to a purchase."""

        def lose(call: Call) -> None:
            if call.operation == "CreateCapacityReservation":
                raise EndpointConnectionError(endpoint_url="https://aws.test")

        cloudformation.after = lose
        return cloudformation

    def test_it_is_a_success_when_they_show_after_all(self, deaf: CloudFormation) -> None:
        apply(seconds_until_visible=60)
        deaf.create()

        assert held() == {"us-east-1a": 3, "us-east-1b": 3, "us-east-1c": 3}

    def test_what_shows_after_the_last_attempt_is_given_back(self, deaf: CloudFormation) -> None:
        deaf.before = lambda call: (
            apply(seconds_until_visible=800) if call.operation == "CreateCapacityReservation" else None
        )
        answer = deaf.run("CREATE", SIX_IN_THREE_ZONES)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "NetworkFailure")
        assert held() == {}
        assert len(reservations("cancelled")) == 3

    def test_a_zone_is_asked_again_with_the_same_token_even_when_the_others_have_refused(
        self, cloudformation: CloudFormation
    ) -> None:
        """Only an answer tells whether there is something to give back."""
        once = iter([EndpointConnectionError(endpoint_url="https://aws.test")])

        def refuse(call: Call) -> Any:
            is_purchase = call.operation == "CreateCapacityReservation"
            if is_purchase and not in_zone(call, "a"):
                return refusal("InsufficientInstanceCapacity", status=500)
            return None

        def lose(call: Call) -> None:
            if call.operation == "CreateCapacityReservation" and in_zone(call, "a"):
                raise_next(once)

        apply(seconds_until_visible=500)
        cloudformation.before, cloudformation.after = refuse, lose
        answer = cloudformation.run("CREATE", SIX_IN_THREE_ZONES)
        clock.advance(500)

        assert answer["errorCode"] == "GeneralServiceException"
        assert held() == {}


def in_zone(call: Call, letter: str) -> bool:
    return bool(call.parameters["AvailabilityZone"] == f"us-east-1{letter}")
