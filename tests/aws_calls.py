"""The AWS calls that handlers make: what tests see of them, which of them are made together, and how they fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Barrier, Lock
from typing import Any

from botocore.awsrequest import AWSResponse

Refusal = tuple[AWSResponse, dict[str, Any]]


@dataclass(frozen=True)
class Call:
    """One AWS call that a handler made."""

    action: str
    service: str
    operation: str
    parameters: Mapping[str, Any] = field(compare=False, repr=False)

    @property
    def permission(self) -> str:
        """What the execution role must allow for it."""
        return f"{self.service}:{self.operation}"


class Crash(BaseException):
    """The Lambda function died: no answer reaches CloudFormation."""


class Rounds:
    """Expects the calls of each round to be under way at the same time, and no round to begin before the last ended.

    Each call waits for the others of its round: were they made one after the other, the first would wait in vain.
    """

    def __init__(self, *rounds: Sequence[str]) -> None:
        self._waiting = [(list(names), Barrier(len(names))) for names in rounds]
        self._lock = Lock()

    def __call__(self, call: Call) -> None:
        """To be asked before every call."""
        with self._lock:
            names, barrier = next(((n, b) for n, b in self._waiting if n), ([], Barrier(1)))
            assert call.operation in names, f"{call.operation} is not of this round, which lacks {names}"
            names.remove(call.operation)
        barrier.wait(timeout=600)

    @property
    def left(self) -> list[str]:
        """The calls that were expected and not made."""
        return [name for names, _ in self._waiting for name in names]


def succeeded(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer of a handler, which must be a success."""
    assert answer["status"] == "SUCCESS", answer
    return answer


def refusal(code: str, message: str = "told to", status: int = 400) -> Refusal:
    """The answer with which AWS refuses a call."""
    http = AWSResponse("https://aws.test", status, {}, None)
    return http, {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
