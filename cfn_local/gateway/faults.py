"""Faults at single AWS calls: one is refused, or answered as before, its answer is lost, or the handler dies of it.

A fault is armed, meets the call that it names, and is disarmed. Which attempts of a client make up one call is told by
the `amz-sdk-invocation-id` that AWS's SDKs send with each of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from cfn_local.gateway.message import HttpResponse


class Effect(StrEnum):
    """What the caller gets for an answer."""

    REFUSED = "Refused"
    DROPPED = "Dropped"  # the connection ends without an answer
    CRASHED = "Crashed"  # the processes of the handlers die
    STALE = "Stale"  # what the same request was answered before, since the fault was armed


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


@dataclass(frozen=True)
class Attempt:
    """One request: the call that it makes, the invocation of the SDK that it is of, and all that it asks for."""

    name: str
    invocation: str
    asked: object = None


@dataclass(frozen=True)
class Met:
    """What has come since the faults were armed: the calls, each once, and how many requests each fault has met.

    `repeats` maps the index of a call to that of the last one before it that asked for exactly the same.
    """

    calls: tuple[str, ...] = ()
    repeats: dict[int, int] = field(default_factory=dict)
    requests: tuple[int, ...] = ()


@dataclass
class Faults:
    """The faults that are armed. `crash` ends the processes of the handlers. The first that meets a request has it."""

    crash: Callable[[], None]
    _is_counting: bool = False
    _armed: tuple[Fault, ...] = ()
    _met: list[int] = field(default_factory=list)
    _calls: list[Attempt] = field(default_factory=list)
    _answers: dict[object, HttpResponse] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def arm(self, faults: Sequence[Fault]) -> Met:
        """Have `faults`, or none, in place of those before, and tell what has come since those were armed."""
        with self._lock:
            met = Met(tuple(call.name for call in self._calls), _repeats(self._calls), tuple(self._met))
            self._is_counting, self._armed, self._met = True, tuple(faults), [0] * len(faults)
            self._calls.clear()
            self._answers.clear()
            return met

    def forget(self) -> None:
        """Have none, and count no calls any more."""
        self.arm(())
        self._is_counting = False

    def answered(
        self, attempt: Attempt, carry_out: Callable[[], HttpResponse], refuse: Callable[[Fault], HttpResponse]
    ) -> HttpResponse:
        """The answer to one attempt of a call. DroppedConnectionError where there is to be none."""
        fault, is_first = self._meeting(attempt)
        if fault is None:
            return self._kept(attempt, carry_out())
        if fault.effect is Effect.STALE:
            return self._answers[attempt.asked]
        if fault.carried_out and is_first:  # what the client repeats is lost on its way
            carry_out()
        if fault.effect is Effect.REFUSED:
            return refuse(fault)
        if fault.effect is Effect.CRASHED:
            self.crash()
        raise DroppedConnectionError(f"{attempt.name} is left without an answer, as {fault} has it")

    def _kept(self, attempt: Attempt, answer: HttpResponse) -> HttpResponse:
        """The answer, remembered where a fault may want it again."""
        if any(fault.effect is Effect.STALE and fault.call == attempt.name for fault in self._armed):
            self._answers[attempt.asked] = answer
        return answer

    def _meeting(self, attempt: Attempt) -> tuple[Fault | None, bool]:
        """The armed fault that meets this attempt, if any, and whether it is the first that it meets."""
        with self._lock:
            if not self._is_counting:
                return None, False
            position, is_repeated = self._position(attempt)
            for number, fault in enumerate(self._armed):
                is_known = fault.effect is not Effect.STALE or attempt.asked in self._answers
                if fault.call == attempt.name and is_known and _meets(fault, position, is_repeated):
                    self._met[number] += 1
                    return fault, self._met[number] == 1
            return None, False

    def _position(self, attempt: Attempt) -> tuple[int, bool]:
        """Which call of its name the attempt is of, from 1, and whether there were attempts of it before."""
        known = [call.invocation for call in self._calls if call.name == attempt.name]
        if attempt.invocation and attempt.invocation in known:
            return known.index(attempt.invocation) + 1, True
        self._calls.append(attempt)
        return len(known) + 1, False


def _repeats(calls: Sequence[Attempt]) -> dict[int, int]:
    found: dict[int, int] = {}
    last: dict[object, int] = {}
    for index, call in enumerate(calls):
        if call.asked in last:
            found[index] = last[call.asked]
        last[call.asked] = index
    return found


def _meets(fault: Fault, position: int, is_repeated: bool) -> bool:
    if fault.lasting is Lasting.ACTION:
        return position >= fault.occurrence
    return position == fault.occurrence and (fault.lasting is Lasting.CALL or not is_repeated)


NO_FAULTS = Faults(crash=lambda: None)
