"""Purchases whose answers are lost, over boto3 and moto: whether something was bought is then known to EC2 alone.

Every other fault at every other call is enumerated; see test_proof.py.
"""

from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from cfn_local.services import clock
from tests.aws_calls import Call, refusal
from tests.odcr_group.invocations import SIX_IN_THREE_ZONES, CloudFormation, apply, held, reservations


def raise_next(errors: Any) -> None:
    if error := next(errors, None):
        raise error


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
