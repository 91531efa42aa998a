"""One operation, from its first invocation through callbacks, retries and repeats to its outcome."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from cfn_local.protocol.outcome import Ending, OperationOutcome
from cfn_local.protocol.policy import RETRIABLE_CODES, Policy
from cfn_local.protocol.replies import (
    INTERNAL_FAILURE,
    Failed,
    InProgress,
    Model,
    Reply,
    ReplyError,
    Succeeded,
    Unanswered,
)
from cfn_local.services import clock

# Takes an event and returns the payload of Lambda's Invoke.
Invoke = Callable[[Model], Any]


class Request(Protocol):
    """A request of CloudFormation to a handler."""

    @property
    def subject(self) -> str:
        """Return the name of the operation for messages."""
        ...

    def event(self) -> Model:
        """Return the event of the first invocation."""
        ...

    def called_back(self, event: Model, reply: InProgress) -> Model:
        """Return the event of the next invocation, after `reply` to `event`."""
        ...

    def read(self, payload: Any) -> Reply:
        """Interpret a payload. Raise ReplyError if it is not a valid response."""
        ...

    def identifies(self, model: Model) -> bool:
        """Return whether this reply is the first to identify what to delete: a CREATE's with the primary identifier."""
        ...

    def can_stop(self, *, has_begun: bool, is_identified: bool) -> bool:
        """Return whether the operation may be cancelled now."""
        ...


@dataclass
class Exchange:
    """All invocations of one operation. Events are serialized as JSON, as on AWS.

    `wait` waits for a number of seconds, and `now` returns the time for time-outs. `identified` receives the first
    model of a CREATE with the primary identifier.
    """

    request: Request
    invoke: Invoke
    policy: Policy = field(default_factory=Policy)
    wait: Callable[[float], object] = clock.advance
    now: Callable[[], datetime] = clock.now
    is_cancelled: Callable[[], bool] = lambda: False
    identified: Callable[[Model], object] = lambda _model: None
    _payloads: list[Any] = field(init=False, default_factory=list)
    _callbacks: int = field(init=False, default=0)
    _identified: Model | None = field(init=False, default=None)

    def run(self) -> OperationOutcome:
        """Run the operation and return its outcome. Nothing that a handler returns raises an error here."""
        event, ends = self.request.event(), self._deadline()
        retries, repeats = iter(self.policy.retry_delays_seconds), iter(range(self.policy.most_repeats))
        while True:
            reply, pause = self._invoke(event), None
            if isinstance(reply, InProgress):
                event, pause = self.request.called_back(event, reply), reply.delay_seconds
            elif isinstance(reply, Unanswered):
                pause = None if next(repeats, None) is None else self.policy.seconds_before_repeat
            elif isinstance(reply, Failed) and reply.error_code in RETRIABLE_CODES:
                pause = next(retries, None)
            if pause is None:
                return self._ended(reply)
            pause = max(pause, self.policy.least_pause_seconds)
            if stopped := self._stopped(pause, ends):
                return stopped
            if pause:
                self.wait(pause)

    def _invoke(self, event: Model) -> Reply:
        payload = self.invoke(json.loads(json.dumps(event)))
        self._payloads.append(payload)
        try:
            reply = self.request.read(payload)
        except ReplyError as error:
            reply = Failed(INTERNAL_FAILURE, str(error))
        if isinstance(reply, InProgress):
            self._callbacks += 1
        if isinstance(reply, InProgress | Succeeded) and isinstance(reply.model, dict):
            self._identify(reply.model)
        return reply

    def _identify(self, model: Model) -> None:
        if self._identified is None and self.request.identifies(model):
            self._identified = model
            self.identified(model)

    def _deadline(self) -> datetime | None:
        minutes = self.policy.timeout_minutes
        return None if minutes is None else self.now() + timedelta(minutes=minutes)

    def _stopped(self, pause: float, ends: datetime | None) -> OperationOutcome | None:
        """Return the outcome if the operation ends before the next invocation."""
        most, subject = self.policy.most_callbacks, self.request.subject
        if most is not None and self._callbacks >= most:
            return self._timed_out(f"{subject} is still IN_PROGRESS after {self._callbacks} callbacks.")
        if ends is not None and self.now() + timedelta(seconds=pause) > ends:
            return self._timed_out(
                f"Resource timed out waiting for completion: {subject} may take {self.policy.timeout_minutes:g} minutes"
            )
        is_identified = self._identified is not None
        if self.is_cancelled() and self.request.can_stop(has_begun=self._callbacks > 0, is_identified=is_identified):
            return self._outcome("FAILED", ending=Ending.CANCELLED)
        return None

    def _timed_out(self, message: str) -> OperationOutcome:
        return self._outcome("FAILED", error_code="NotStabilized", message=message, ending=Ending.TIMED_OUT)

    def _ended(self, reply: Reply) -> OperationOutcome:
        match reply:
            case Succeeded():
                return self._outcome("SUCCESS", **vars(reply))
            case Failed():
                return self._outcome("FAILED", **vars(reply))
            case Unanswered(function_error, message):
                return self._outcome(
                    "FAILED",
                    error_code=INTERNAL_FAILURE,
                    message=message or "Internal Failure",
                    function_error=function_error,
                )
        raise AssertionError("an operation in progress has not ended")

    def _outcome(self, status: str, **ended: Any) -> OperationOutcome:
        return OperationOutcome(
            status,
            callbacks=self._callbacks,
            payloads=tuple(self._payloads),
            identified=self._identified,
            **ended,
        )
