"""CloudFormation's side of an operation: callbacks, retries, repeats, time-outs, cancellation."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cfn_local.protocol.operations import ResourceOperations
from cfn_local.protocol.outcome import Ending, OperationOutcome
from cfn_local.protocol.policy import Policy
from cfn_local.protocol.replies import Model
from cfn_local.protocol.resource_requests import StackReference

SCHEMA = {
    "typeName": "Example::Thing::One",
    "properties": {"Id": {"type": "string"}, "Name": {"type": "string"}},
    "primaryIdentifier": ["/properties/Id"],
}
PASSED = {"status": "SUCCESS", "resourceModel": {"Id": "a"}}
WAITING = {"status": "IN_PROGRESS", "callbackContext": {}}
DIED = {"errorType": "Runtime.ExitError", "errorMessage": "killed"}
RAISED = {"errorType": "KeyError", "errorMessage": "'lost'"}


def failed(code: str) -> Model:
    return {"status": "FAILED", "errorCode": code, "message": "why"}


class Handler:
    """Answers one after the other, the last for ever, and remembers the events and the waits before them."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.events, self.waits = list(answers), list[Model](), list[float]()

    def __call__(self, event: Model) -> Any:
        self.events.append(event)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def operations(self, policy: Policy | None = None, **rest: Any) -> ResourceOperations:
        return ResourceOperations(SCHEMA, self, policy=policy or Policy(), wait=self.waits.append, **rest)

    def create(self, policy: Policy | None = None) -> OperationOutcome:
        return self.operations(policy).create({"Name": "x"})


class TestAnEvent:
    def test_carries_the_tags_of_the_stack_and_of_the_system(self) -> None:
        handler = Handler(PASSED)

        handler.operations(stack_tags={"team": "a"}).create({"Name": "x"})

        request = handler.events[0]["requestData"]
        assert request["stackTags"] == {"team": "a"}
        assert request["systemTags"] == {
            "aws:cloudformation:stack-name": "local",
            "aws:cloudformation:stack-id": (
                "arn:aws:cloudformation:us-east-1:123456789012:stack/local/00000000-0000-0000-0000-000000000000"
            ),
            "aws:cloudformation:logical-id": "Resource",
        }
        assert (request["previousStackTags"], request["previousSystemTags"]) == ({}, {})

    def test_of_an_update_carries_the_tags_before_it_too(self) -> None:
        handler = Handler(PASSED)
        operations = handler.operations(stack_tags={"team": "b"})

        operations.exchange("UPDATE", {"Name": "y"}, {"Name": "x"}, previous_stack_tags={"team": "a"}).run()

        request = handler.events[0]["requestData"]
        assert (request["stackTags"], request["previousStackTags"]) == ({"team": "b"}, {"team": "a"})
        assert request["previousResourceProperties"] == {"Name": "x"}
        assert request["previousSystemTags"]["aws:cloudformation:logical-id"] == "Resource"

    @pytest.mark.parametrize(
        ("region", "stack_id"),
        [
            ("us-east-1", "arn:aws:cloudformation:us-east-1:210987654321:stack/shop/1"),
            ("eu-central-1", "arn:aws:cloudformation:eu-central-1:210987654321:stack/shop/1"),
            ("us-gov-west-1", "arn:aws-us-gov:cloudformation:us-gov-west-1:210987654321:stack/shop/1"),
            ("cn-north-1", "arn:aws-cn:cloudformation:cn-north-1:210987654321:stack/shop/1"),
        ],
    )
    def test_is_of_a_stack_in_the_partition_of_its_region(self, region: str, stack_id: str) -> None:
        handler = Handler(PASSED)

        handler.operations(stack=StackReference("210987654321", region, "shop", "1")).create({})

        event = handler.events[0]
        assert (event["stackId"], event["region"], event["awsAccountId"]) == (stack_id, region, "210987654321")

    def test_passes_numbers_and_booleans_as_strings(self) -> None:
        handler = Handler(PASSED)

        handler.operations().create({"Name": 3, "Parts": [True]})

        assert handler.events[0]["requestData"]["resourceProperties"] == {"Name": "3", "Parts": ["true"]}


class TestAnOperation:
    def test_hands_context_and_model_back_under_the_same_token(self) -> None:
        handler = Handler({"status": "IN_PROGRESS", "callbackContext": {"n": 1}, "resourceModel": {"Id": "a"}}, PASSED)

        outcome = handler.create()

        first, second = handler.events
        assert (outcome.succeeded, outcome.callbacks) == (True, 1)
        assert (first["callbackContext"], second["callbackContext"]) == (None, {"n": 1})
        assert second["requestData"]["resourceProperties"] == {"Id": "a"}
        assert first["bearerToken"] == second["bearerToken"]

    def test_keeps_the_model_where_the_handler_gives_none(self) -> None:
        handler = Handler(WAITING, PASSED)

        handler.create()

        assert handler.events[1]["requestData"]["resourceProperties"] == {"Name": "x"}

    def test_calls_back_after_the_delay_that_the_handler_asks_for(self) -> None:
        handler = Handler({**WAITING, "callbackDelaySeconds": 30}, WAITING, PASSED)

        handler.create(Policy(least_pause_seconds=1))

        assert handler.waits == [30, 1]

    def test_tells_every_answer(self) -> None:
        assert Handler(DIED, PASSED).create().payloads == (DIED, PASSED)

    def test_tells_the_first_model_with_the_primary_identifier(self) -> None:
        named = {**WAITING, "resourceModel": {"Name": "x"}}
        identified = {**WAITING, "resourceModel": {"Id": "a", "Name": "x"}}

        assert Handler(named, identified, failed("AccessDenied")).create().identified == {"Id": "a", "Name": "x"}
        assert Handler(named, failed("AccessDenied")).create().identified is None

    def test_that_comes_to_no_end_is_stopped_after_the_most_callbacks(self) -> None:
        outcome = Handler(WAITING).create(Policy(most_callbacks=3))

        assert outcome.message == "CREATE of Example::Thing::One is still IN_PROGRESS after 3 callbacks."
        assert (outcome.ending, outcome.error_code, len(outcome.payloads)) == (Ending.TIMED_OUT, "NotStabilized", 3)

    @pytest.mark.parametrize("action", ["READ", "LIST"])
    def test_of_a_look_is_answered_at_once(self, action: str) -> None:
        outcome = Handler(WAITING).operations().exchange(action, {"Id": "a"}).run()

        assert (outcome.error_code, len(outcome.payloads)) == ("InternalFailure", 1)
        assert outcome.message == f"The {action} handler answered IN_PROGRESS; it must answer at once."


class TestAFailureWithoutAnErrorCode:
    @pytest.mark.parametrize("missing", [{}, {"errorCode": None}, {"errorCode": ""}])
    def test_is_an_internal_failure_and_final(self, missing: Model) -> None:
        handler = Handler({"status": "FAILED", "message": "why", **missing}, PASSED)

        outcome = handler.create()

        assert (outcome.status, outcome.error_code, outcome.message) == ("FAILED", "InternalFailure", "why")
        assert len(handler.events) == 1


class TestAnAnswerThatIsNone:
    @pytest.mark.parametrize(
        ("payload", "message"),
        [
            ("done", 'The handler answered "done", which has no status that CloudFormation knows.'),
            (None, "The handler answered null, which has no status that CloudFormation knows."),
            ({"status": 1}, 'The handler answered {"status": 1}, which has no status that CloudFormation knows.'),
            ({**WAITING, "callbackDelaySeconds": -1}, "callbackDelaySeconds is -1, not a number of seconds."),
            ({**WAITING, "callbackDelaySeconds": "soon"}, 'callbackDelaySeconds is "soon", not a number of seconds.'),
            ({**WAITING, "resourceModel": "a"}, 'resourceModel is "a", not an object.'),
            ({"status": "SUCCESS", "resourceModels": 3}, "resourceModels is 3, not a list."),
            ({"status": "FAILED", "errorCode": ["Throttling"]}, 'errorCode is ["Throttling"], not a string.'),
        ],
    )
    def test_is_an_internal_failure(self, payload: Any, message: str) -> None:
        outcome = Handler(payload).create()

        assert (outcome.status, outcome.error_code, outcome.message) == ("FAILED", "InternalFailure", message)


class TestARetriableFailure:
    @pytest.mark.parametrize("code", ["Throttling", "ServiceInternalError", "NetworkFailure"])
    def test_is_tried_again_after_a_while(self, code: str) -> None:
        handler = Handler(failed(code), failed(code), PASSED)

        assert handler.create().succeeded
        assert handler.waits == [2, 4]
        assert len({event["bearerToken"] for event in handler.events}) == 1

    def test_is_final_after_three_tries_more(self) -> None:
        handler = Handler(failed("Throttling"))

        assert handler.create().error_code == "Throttling"
        assert (handler.waits, len(handler.events)) == ([2, 4, 8], 4)

    def test_is_final_where_the_policy_retries_nothing(self) -> None:
        assert Handler(failed("Throttling"), PASSED).create(Policy(retry_delays_seconds=())).error_code == "Throttling"

    def test_is_not_one_of_any_other_code(self) -> None:
        assert Handler(failed("AccessDenied"), PASSED).create().error_code == "AccessDenied"


class TestAnInvocationThatCameToNoAnswer:
    @pytest.mark.parametrize("error_type", ["Runtime.ExitError", "Sandbox.Timedout"])
    def test_is_repeated_as_it_was(self, error_type: str) -> None:
        handler = Handler({"errorType": error_type}, PASSED)

        assert handler.create().succeeded
        assert handler.events[0] == handler.events[1]

    def test_fails_the_operation_when_it_has_been_repeated_twice(self) -> None:
        handler = Handler(DIED)

        outcome = handler.create()

        assert (outcome.error_code, outcome.message) == ("InternalFailure", "killed")
        assert outcome.function_error == "Runtime.ExitError"
        assert len(handler.events) == 3

    def test_is_repeated_as_often_and_as_late_as_the_policy_says(self) -> None:
        handler = Handler(DIED, DIED, PASSED)

        assert handler.create(Policy(most_repeats=1, seconds_before_repeat=60)).error_code == "InternalFailure"
        assert handler.waits == [60]

    def test_is_not_one_in_which_the_handler_raised_an_exception(self) -> None:
        handler = Handler(RAISED, PASSED)

        outcome = handler.create()

        assert (outcome.error_code, outcome.message, len(handler.events)) == ("InternalFailure", "'lost'", 1)
        assert outcome.function_error == "KeyError"


class TestACancelledOperation:
    """Cancelled from the start: it ends where it would next be called back."""

    @staticmethod
    def run(handler: Handler, action: str = "CREATE") -> OperationOutcome:
        exchange = handler.operations().exchange(action, {"Id": "a"})
        exchange.is_cancelled = lambda: True
        return exchange.run()

    @pytest.mark.parametrize(
        ("answers", "action", "invocations"),
        [
            ((WAITING, PASSED), "UPDATE", 1),
            (({**WAITING, "resourceModel": {"Id": "a"}}, PASSED), "CREATE", 1),
            ((failed("Throttling"), PASSED), "CREATE", 1),
            ((WAITING, {**WAITING, "resourceModel": {"Id": "a"}}, PASSED), "CREATE", 2),
        ],
        ids=["an update", "a create that is identified", "a create that has not begun", "a create once identified"],
    )
    def test_ends_as_soon_as_there_is_something_to_delete_or_nothing(
        self, answers: tuple[Model, ...], action: str, invocations: int
    ) -> None:
        handler = Handler(*answers)

        assert self.run(handler, action).ending is Ending.CANCELLED
        assert len(handler.events) == invocations

    def test_goes_on_while_nobody_could_delete_what_it_makes(self) -> None:
        outcome = self.run(Handler(WAITING, WAITING, PASSED))

        assert (outcome.succeeded, outcome.ending) == (True, Ending.ANSWERED)


def test_an_operation_is_given_up_when_its_time_is_over() -> None:
    handler = Handler({**WAITING, "callbackDelaySeconds": 40})
    exchange = handler.operations(Policy(timeout_minutes=2)).exchange("UPDATE", {"Id": "a"})
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    exchange.now = lambda: begun + timedelta(seconds=sum(handler.waits))

    outcome = exchange.run()

    assert (outcome.ending, outcome.error_code) == (Ending.TIMED_OUT, "NotStabilized")
    assert outcome.message == (
        "Resource timed out waiting for completion: UPDATE of Example::Thing::One may take 2 minutes"
    )
    assert handler.waits == [40, 40, 40]
