"""Which attempts of a call a fault meets, and how often AWS carries out what it was asked."""

import pytest

from cfn_local.gateway.faults import Attempt, DroppedConnectionError, Effect, Fault, Faults, Lasting
from cfn_local.gateway.message import HttpResponse

DONE, REFUSED = HttpResponse(200, {}, b"done"), HttpResponse(500, {}, b"refused")
FIRST, OTHER = Attempt("sqs:SendMessage", "invocation-1"), Attempt("sqs:SendMessage", "invocation-2")


class Queue:
    """AWS behind faults: counts what it carries out."""

    def __init__(self, fault: Fault) -> None:
        self.carried_out = 0
        self.faults = Faults(crash=lambda: None)
        self.faults.arm([fault])

    def answer(self, attempt: Attempt) -> str:
        """`done`, `refused` or `lost`."""
        try:
            return self.faults.answered(attempt, self._carry_out, lambda _fault: REFUSED).body.decode()
        except DroppedConnectionError:
            return "lost"

    def _carry_out(self) -> HttpResponse:
        self.carried_out += 1
        return DONE


@pytest.mark.parametrize("effect", [Effect.DROPPED, Effect.REFUSED])
def test_a_call_whose_answer_is_lost_is_carried_out_once_however_often_its_client_tries_again(effect: Effect) -> None:
    queue = Queue(Fault("sqs:SendMessage", 1, effect, Lasting.CALL, carried_out=True))

    answers = [queue.answer(FIRST) for _ in range(3)]

    assert answers == [{Effect.DROPPED: "lost", Effect.REFUSED: "refused"}[effect]] * 3
    assert queue.carried_out == 1


def test_a_fault_of_one_attempt_lets_the_retry_through() -> None:
    queue = Queue(Fault("sqs:SendMessage", 1, Effect.DROPPED))

    assert [queue.answer(FIRST), queue.answer(FIRST)] == ["lost", "done"]
    assert queue.carried_out == 1


def test_a_call_of_its_own_is_not_a_retry() -> None:
    queue = Queue(Fault("sqs:SendMessage", 1, Effect.DROPPED, Lasting.CALL, carried_out=True))

    assert [queue.answer(FIRST), queue.answer(OTHER)] == ["lost", "done"]
    assert queue.carried_out == 2
