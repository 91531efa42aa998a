"""One fault at one AWS call: it is refused, its answer is lost, or the handler's process dies of it.

A fault is armed, meets the call that it names, and is disarmed. Which attempts of a client make up one call is told by
the `amz-sdk-invocation-id` that AWS's SDKs send with each of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from cfn_local.gateway.message import Answer


class Effect(StrEnum):
    """What the caller gets for an answer."""

    REFUSED = "Refused"
    DROPPED = "Dropped"  # the connection ends without an answer
    CRASHED = "Crashed"  # the processes of the handlers die


class Lasting(StrEnum):
    """How much the fault meets."""

    ATTEMPT = "Attempt"  # one request
    CALL = "Call"  # that request, and its client's retries of it
    ACTION = "Action"  # that request, and whatever asks for the same action from then on


class DroppedConnectionError(ConnectionError):
    """The request has no answer: its connection is to be closed."""


@dataclass(frozen=True)
class Fault:
    """Meets the `occurrence`th call (from 1) of `call`, `service:Action`. `carried_out`: AWS does what it was asked.

    `status`, `code` and `message` are those of a refusal.
    """

    call: str
    occurrence: int
    effect: Effect
    lasting: Lasting = Lasting.ATTEMPT
    carried_out: bool = False
    status: int = 500
    code: str = ""
    message: str = ""


@dataclass
class Faults:
    """The fault that is armed, if any. `crash` ends the processes of the handlers."""

    crash: Callable[[], None]
    armed: Fault | None = None
    met: int = 0
    _calls: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def arm(self, fault: Fault | None) -> int:
        """Have `fault`, or none, in place of the one before. The requests that that one has met."""
        with self._lock:
            met, self.armed, self.met = self.met, fault, 0
            self._calls.clear()
            return met

    def answered(
        self, name: str, invocation: str, carry_out: Callable[[], Answer], refuse: Callable[[Fault], Answer]
    ) -> Answer:
        """The answer to one attempt of the call `name`. DroppedConnectionError where there is to be none."""
        fault = self._meeting(name, invocation)
        if fault is None:
            return carry_out()
        if fault.carried_out and self.met == 1:  # what the client repeats is lost on its way
            carry_out()
        if fault.effect is Effect.REFUSED:
            return refuse(fault)
        if fault.effect is Effect.CRASHED:
            self.crash()
        raise DroppedConnectionError(f"{name} is left without an answer, as {fault} has it")

    def _meeting(self, name: str, invocation: str) -> Fault | None:
        """The armed fault if it meets this attempt."""
        with self._lock:
            fault = self.armed
            if fault is None or fault.call != name:
                return None
            if not invocation or invocation not in self._calls:
                self._calls.append(invocation)
                position, is_repeated = len(self._calls), False
            else:
                position, is_repeated = self._calls.index(invocation) + 1, True
            if not _meets(fault, position, is_repeated):
                return None
            self.met += 1
            return fault


def _meets(fault: Fault, position: int, is_repeated: bool) -> bool:
    if fault.lasting is Lasting.ACTION:
        return position >= fault.occurrence
    return position == fault.occurrence and (fault.lasting is Lasting.CALL or not is_repeated)


NO_FAULTS = Faults(crash=lambda: None)
