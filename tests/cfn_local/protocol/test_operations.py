"""CloudFormation's side of an operation: callbacks, retries, lost answers."""

from collections.abc import Callable
from typing import Any

import pytest

from cfn_local.protocol.operations import Model, ResourceOperations, StuckError

PASSED = {"status": "SUCCESS", "resourceModel": {"Id": "a"}}
DIED = {"errorType": "Runtime.ExitError", "errorMessage": "killed"}


def failed(code: str) -> Model:
    return {"status": "FAILED", "errorCode": code, "message": "why"}


class Handler:
    """Answers one after the other, the last for ever, and remembers the events."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.events = list(answers), list[Model]()

    def __call__(self, event: Model) -> Any:
        self.events.append(event)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def operations(self, wait: Callable[[float], object] | None = None, **rest: Any) -> ResourceOperations:
        return ResourceOperations("Example::Thing::One", self, wait=wait, **rest)


class TestAnOperation:
    def test_hands_context_and_model_back_under_the_same_token(self) -> None:
        handler = Handler({"status": "IN_PROGRESS", "callbackContext": {"n": 1}, "resourceModel": {"Id": "a"}}, PASSED)

        answer = handler.operations().create({"Name": "x"})

        first, second = handler.events
        assert (answer.succeeded, answer.callbacks) == (True, 1)
        assert (first["callbackContext"], second["callbackContext"]) == (None, {"n": 1})
        assert second["requestData"]["resourceProperties"] == {"Id": "a"}
        assert first["bearerToken"] == second["bearerToken"]

    def test_keeps_the_model_where_the_handler_gives_none(self) -> None:
        handler = Handler({"status": "IN_PROGRESS", "callbackContext": {}}, PASSED)

        handler.operations().create({"Name": "x"})

        assert handler.events[1]["requestData"]["resourceProperties"] == {"Name": "x"}

    def test_tells_every_answer(self) -> None:
        assert Handler(DIED, PASSED).operations(invokes_again=1).create({}).payloads == (DIED, PASSED)

    def test_that_comes_to_no_end_is_stuck(self) -> None:
        waiting = {"status": "IN_PROGRESS", "callbackContext": {}}

        with pytest.raises(StuckError, match="CREATE of Example::Thing::One is still IN_PROGRESS after 3 callbacks"):
            Handler(waiting).operations(most_callbacks=3).create({})

    def test_that_answers_no_object_has_failed(self) -> None:
        answer = Handler("done").operations().create({})

        assert (answer.status, answer.message) == ("FAILED", "The handler answered 'done'.")


class TestARetriableFailure:
    @pytest.mark.parametrize("code", ["Throttling", "ServiceInternalError", "NetworkFailure"])
    def test_is_tried_again_after_a_while(self, code: str) -> None:
        waited: list[float] = []
        handler = Handler(failed(code), failed(code), PASSED)

        assert handler.operations(waited.append).create({}).succeeded
        assert waited == [2, 4]
        assert len({event["bearerToken"] for event in handler.events}) == 1

    def test_is_final_after_three_tries_more(self) -> None:
        waited: list[float] = []
        handler = Handler(failed("Throttling"))

        assert handler.operations(waited.append).create({}).error_code == "Throttling"
        assert (waited, len(handler.events)) == ([2, 4, 8], 4)

    def test_is_final_where_there_is_no_clock_to_wait_on(self) -> None:
        handler = Handler(failed("Throttling"), PASSED)

        assert handler.operations().create({}).error_code == "Throttling"

    def test_is_not_one_of_any_other_code(self) -> None:
        handler = Handler(failed("AccessDenied"), PASSED)

        assert handler.operations(lambda _seconds: None).create({}).error_code == "AccessDenied"


class TestAnInvocationThatCameToNoAnswer:
    def test_is_repeated_as_it_was(self) -> None:
        handler = Handler(DIED, PASSED)

        assert handler.operations(invokes_again=1).create({"Name": "x"}).succeeded
        assert handler.events[0] == handler.events[1]

    def test_is_final_when_it_has_been_repeated_so_often(self) -> None:
        handler = Handler(DIED)

        assert handler.operations(invokes_again=2).create({}).error_code == "Runtime.ExitError"
        assert len(handler.events) == 3
