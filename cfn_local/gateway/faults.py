"""Faults injected at single AWS calls: a refusal, an old response, a lost response, or the handler's death.

A fault is armed, meets the call that it names, and is disarmed. The `amz-sdk-invocation-id` that AWS's SDKs send with
each attempt identifies the attempts of one call.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from threading import Lock

from cfn_local.gateway.message import HttpResponse


class Effect(StrEnum):
    """What the caller gets as a response."""

    REFUSED = "Refused"
    DROPPED = "Dropped"  # the connection ends without an answer
    CRASHED = "Crashed"  # the handlers' processes die
    STALE = "Stale"  # the response to the same request before, since the fault was armed


class Lasting(StrEnum):
    """What the fault applies to."""

    ATTEMPT = "Attempt"  # one request
    CALL = "Call"  # that request and its client's retries
    ACTION = "Action"  # that request and all later ones for the same action


class DroppedConnectionError(ConnectionError):
    """The response is lost: close the connection."""


@dataclass(frozen=True)
class Fault:
    """A fault at the `occurrence`th (from 1) call of `call`, `service:Action`. `carried_out`: AWS performs the request.

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
    """One request: its call, the SDK's invocation ID, and all its parameters."""

    name: str
    invocation: str
    asked: object = None


@dataclass(frozen=True)
class Met:
    """What happened since the faults were armed: the distinct calls, and how many requests met each fault.

    `repeats` maps the index of a call to that of the last earlier call with exactly the same request. `unserved` are
    the calls that the local AWS lacks, or failed in.
    """

    calls: tuple[str, ...] = ()
    repeats: dict[int, int] = field(default_factory=dict)
    requests: tuple[int, ...] = ()
    unserved: tuple[str, ...] = ()


@dataclass
class Faults:
    """The armed faults. `crash` kills the handlers' processes. The first fault that matches a request applies."""

    crash: Callable[[], None]
    _is_counting: bool = False
    _armed: tuple[Fault, ...] = ()
    _met: list[int] = field(default_factory=list)
    _calls: list[Attempt] = field(default_factory=list)
    _answers: dict[object, HttpResponse] = field(default_factory=dict, repr=False)
    _unserved: dict[str, None] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def arm(self, faults: Sequence[Fault]) -> Met:
        """Replace the armed faults with `faults`, and return what happened since those were armed."""
        with self._lock:
            calls = tuple(call.name for call in self._calls)
            met = Met(calls, _repeats(self._calls), tuple(self._met), tuple(self._unserved))
            self._is_counting, self._armed, self._met = True, tuple(faults), [0] * len(faults)
            self._calls.clear()
            self._answers.clear()
            self._unserved.clear()
            return met

    def forget(self) -> None:
        """Disarm all faults and stop counting calls."""
        self.arm(())
        self._is_counting = False

    def answered(
        self, attempt: Attempt, carry_out: Callable[[], HttpResponse], refuse: Callable[[Fault], HttpResponse]
    ) -> HttpResponse:
        """Return the response to one attempt of a call. Raise DroppedConnectionError if there is none."""
        fault, is_first = self._meeting(attempt)
        if fault is None:
            return self._kept(attempt, carry_out())
        if fault.effect is Effect.STALE:
            return self._answers[attempt.asked]
        if fault.carried_out and is_first:  # the client's retry is lost on its way
            carry_out()
        if fault.effect is Effect.REFUSED:
            return refuse(fault)
        if fault.effect is Effect.CRASHED:
            self.crash()
        raise DroppedConnectionError(f"{attempt.name} is left without an answer, as {fault} has it")

    def _kept(self, attempt: Attempt, answer: HttpResponse) -> HttpResponse:
        """Return the response, remembered in case a fault needs it again."""
        if answer.status == HTTPStatus.NOT_IMPLEMENTED:
            self._unserved[attempt.name] = None
        if any(fault.effect is Effect.STALE and fault.call == attempt.name for fault in self._armed):
            self._answers[attempt.asked] = answer
        return answer

    def _meeting(self, attempt: Attempt) -> tuple[Fault | None, bool]:
        """Return the armed fault that this attempt meets, if any, and whether it is the first that it meets."""
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
        """Return the ordinal of the attempt's call among those of its name, from 1, and whether it is a retry."""
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
