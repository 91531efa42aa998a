"""The ways in which one AWS call of a handler, or one invocation of it, can go wrong."""

import re
from enum import StrEnum
from typing import Any

from cfn_local.perturb.refusals import Refusal, errors_of

# Calls that change nothing: whether they were carried out makes no difference.
_LOOKS = re.compile(r"(Batch)?(Get|Describe|List|Head|Query|Scan|Search|Lookup|Check)[A-Z]?\w*")


class Kind(StrEnum):
    """One perturbation. A refusal meets every attempt that the client makes of the call."""

    NONE = "none"
    THROTTLED = "throttled"
    SERVER_ERROR = "server-error"
    ACCESS_DENIED = "access-denied"
    LIMIT = "limit"
    NO_CAPACITY = "no-capacity"
    ANSWER_LOST = "answer-lost"
    ANSWER_LOST_ONCE = "answer-lost-once"
    CRASH_BEFORE = "crash-before"
    CRASH_AFTER = "crash-after"
    UNHEARD = "unheard"

    @property
    def words(self) -> str:
        """What happens, said of the call."""
        return _WORDS[self]

    @property
    def is_invoked_again(self) -> bool:
        """Whether CloudFormation, without an answer, invokes the handler again with the same token."""
        return self in (Kind.CRASH_BEFORE, Kind.CRASH_AFTER, Kind.UNHEARD)

    @property
    def hides_an_effect(self) -> bool:
        """Whether AWS may have done what the handler was not told of, or what CloudFormation was not."""
        return self.is_invoked_again or self in (Kind.ANSWER_LOST, Kind.ANSWER_LOST_ONCE)


_WORDS = {
    Kind.NONE: "goes well",
    Kind.THROTTLED: "is throttled, as often as the client tries",
    Kind.SERVER_ERROR: "fails inside AWS, as often as the client tries",
    Kind.ACCESS_DENIED: "is denied, then and from then on",
    Kind.LIMIT: "exceeds a limit of the account, then and from then on",
    Kind.NO_CAPACITY: "finds no capacity, then and from then on",
    Kind.ANSWER_LOST: "is carried out, but its answer is lost, and the client's retries too",
    Kind.ANSWER_LOST_ONCE: "is carried out, its answer is lost, and the client tries again",
    Kind.CRASH_BEFORE: "is never made: the handler's process dies before it and is invoked again",
    Kind.CRASH_AFTER: "is carried out: the handler's process dies after it and is invoked again",
    Kind.UNHEARD: "gives an answer that never reaches CloudFormation, which invokes again",
}


def kinds_for(call: str) -> list[Kind]:
    """What can happen to the call `service:Action`."""
    errors = errors_of(call)
    kinds = [Kind.THROTTLED, Kind.SERVER_ERROR, Kind.ACCESS_DENIED, Kind.CRASH_BEFORE]
    if _LOOKS.fullmatch(call.partition(":")[2]):
        return kinds
    kinds += [Kind.ANSWER_LOST, Kind.ANSWER_LOST_ONCE, Kind.CRASH_AFTER]
    kinds += [Kind.LIMIT] if errors.limited else []
    return kinds + ([Kind.NO_CAPACITY] if errors.without_capacity else [])


def fault_document(kind: Kind, call: str, occurrence: int) -> dict[str, Any]:
    """The fault that the local AWS is to arm."""
    errors = errors_of(call)
    refusals = {
        Kind.THROTTLED: (errors.throttled, "Call"),
        Kind.SERVER_ERROR: (errors.failed, "Call"),
        Kind.ACCESS_DENIED: (errors.denied, "Action"),
        Kind.LIMIT: (errors.limited, "Action"),
        Kind.NO_CAPACITY: (errors.without_capacity, "Action"),
    }
    others: dict[Kind, dict[str, Any]] = {
        Kind.ANSWER_LOST: {"Effect": "Dropped", "Lasting": "Call", "CarriedOut": True},
        Kind.ANSWER_LOST_ONCE: {"Effect": "Dropped", "Lasting": "Attempt", "CarriedOut": True},
        Kind.CRASH_BEFORE: {"Effect": "Crashed", "Lasting": "Attempt"},
        Kind.CRASH_AFTER: {"Effect": "Crashed", "Lasting": "Attempt", "CarriedOut": True},
    }
    at = {"Call": call, "Occurrence": occurrence}
    if kind in others:
        return {**at, **others[kind]}
    refusal, lasting = refusals[kind]
    assert refusal is not None, f"{call} knows no {kind}"
    return {**at, "Effect": "Refused", "Lasting": lasting, **_members(refusal)}


def _members(refusal: Refusal) -> dict[str, Any]:
    return {"Status": refusal.status, "Code": refusal.code, "Message": refusal.message}
