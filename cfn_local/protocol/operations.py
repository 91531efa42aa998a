"""CloudFormation's side of one resource operation: the first invocation and every callback, to the final answer.

Shapes after the handler contract of the CloudFormation CLI user guide, as cfn's own test client sends them.
"""

import copy
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cfn_local import environment

Model = dict[str, Any]

MOST_CALLBACKS = 500
_STACK = f"arn:aws:cloudformation:{environment.REGION}:{environment.ACCOUNT_ID}:stack/local/{uuid.UUID(int=0)}"


# What a handler fails with that may pass: CloudFormation invokes it again, from the beginning of that invocation.
RETRIABLE_CODES = frozenset({"Throttling", "ServiceInternalError", "NetworkFailure"})
SECONDS_BEFORE_RETRIES = (2, 4, 8)
# Lambda's errors where the handler's process ended before it could answer.
_NO_ANSWER = frozenset({"Runtime.ExitError", "Sandbox.Timedout"})


class StuckError(Exception):
    """A handler that answers IN_PROGRESS again and again. `payloads` are its answers so far."""

    def __init__(self, message: str, payloads: Sequence[Model] = ()) -> None:
        super().__init__(message)
        self.payloads = tuple(payloads)


@dataclass(frozen=True)
class Answer:
    """The final answer of an operation. `model` is None where the handler gives none; `callbacks` counts them.

    `payloads` are all answers up to the final one.
    """

    status: str
    model: Model | None
    models: tuple[Model, ...] = ()
    error_code: str = ""
    message: str = ""
    next_token: str | None = None
    callbacks: int = 0
    payloads: tuple[Model, ...] = ()

    @property
    def succeeded(self) -> bool:
        return self.status == "SUCCESS"


@dataclass(frozen=True)
class ResourceOperations:
    """Drives one resource of `type_name` through `invoke`, which takes an event and gives the handler's payload.

    All invocations of an operation bear one token. `wait` lets so many seconds pass before a retriable failure is tried
    again; without it, nothing is. `invokes_again`: so often an invocation that came to no answer is repeated.
    """

    type_name: str
    invoke: Callable[[Model], Model]
    logical_id: str = "Resource"
    stack_tags: dict[str, str] = field(default_factory=dict)
    configuration: Model | None = None
    wait: Callable[[float], object] | None = None
    invokes_again: int = 0
    most_callbacks: int = MOST_CALLBACKS

    def create(self, desired: Model) -> Answer:
        return self._run("CREATE", desired)

    def read(self, model: Model) -> Answer:
        return self._run("READ", model)

    def update(self, previous: Model, desired: Model) -> Answer:
        return self._run("UPDATE", desired, previous)

    def delete(self, model: Model) -> Answer:
        return self._run("DELETE", model)

    def list(self, next_token: str | None = None, model: Model | None = None) -> Answer:
        return self._run("LIST", model or {}, next_token=next_token)

    def _run(self, action: str, desired: Model, previous: Model | None = None, next_token: str | None = None) -> Answer:
        return _Exchange(self, self._event(action, desired, previous, next_token)).run()

    def _event(self, action: str, desired: Model, previous: Model | None, next_token: str | None) -> Model:
        return {
            "action": action,
            "awsAccountId": environment.ACCOUNT_ID,
            "bearerToken": str(uuid.uuid4()),
            "callbackContext": None,
            "nextToken": next_token,
            "region": environment.REGION,
            "requestData": {
                "callerCredentials": environment.CALLER_CREDENTIALS,
                "logicalResourceId": self.logical_id,
                "resourceProperties": copy.deepcopy(desired),
                "previousResourceProperties": copy.deepcopy(previous),
                "stackTags": self.stack_tags,
                "typeConfiguration": self.configuration,
            },
            "resourceType": self.type_name,
            "stackId": _STACK,
        }


@dataclass
class _Exchange:
    """One operation from its first invocation to its end."""

    operations: ResourceOperations
    event: Model
    payloads: list[Model] = field(default_factory=list)

    def run(self) -> Answer:
        """The final answer; StuckError where there is none after so many callbacks."""
        retries = iter(SECONDS_BEFORE_RETRIES)
        callbacks, unanswered = 0, 0
        while True:
            payload = self._invoke()
            if payload.get("errorType") in _NO_ANSWER and unanswered < self.operations.invokes_again:
                unanswered += 1
                continue
            if payload.get("status") == "IN_PROGRESS":
                callbacks += 1
                self._take_over(payload, callbacks)
                continue
            seconds = next(retries, None) if payload.get("errorCode") in RETRIABLE_CODES else None
            if seconds is None or self.operations.wait is None:
                return _answer(payload, callbacks, self.payloads)
            self.operations.wait(seconds)

    def _invoke(self) -> Model:
        payload = self.operations.invoke(copy.deepcopy(self.event))
        payload = payload if isinstance(payload, dict) else {"errorMessage": f"The handler answered {payload!r}."}
        self.payloads.append(payload)
        return payload

    def _take_over(self, payload: Model, callbacks: int) -> None:
        """What the handler wants to get back with its next invocation."""
        if callbacks >= self.operations.most_callbacks:
            what = f"{self.event['action']} of {self.operations.type_name}"
            raise StuckError(f"{what} is still IN_PROGRESS after {callbacks} callbacks.", self.payloads)
        self.event["callbackContext"] = payload.get("callbackContext")
        if payload.get("resourceModel") is not None:
            self.event["requestData"]["resourceProperties"] = payload["resourceModel"]


def _answer(payload: Model, callbacks: int, payloads: Sequence[Model]) -> Answer:
    """The final payload as a value; one that is no answer at all counts as a failure, with what it says."""
    return Answer(
        status=payload.get("status", "FAILED"),
        model=payload.get("resourceModel"),
        models=tuple(payload.get("resourceModels") or ()),
        error_code=payload.get("errorCode") or payload.get("errorType", ""),
        message=payload.get("message") or payload.get("errorMessage", ""),
        next_token=payload.get("nextToken"),
        callbacks=callbacks,
        payloads=tuple(payloads),
    )
