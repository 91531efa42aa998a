"""The ways in which an AWS call, an invocation, the account or a resource can fail or change."""

import re
from enum import StrEnum

from cfn_local.perturb.refusals import errors_of

# Calls that change nothing: for these, it makes no difference whether they were performed.
_LOOKS = re.compile(r"(Batch)?(Get|Describe|List|Head|Query|Scan|Search|Lookup|Check)[A-Z]?\w*")


class FaultKind(StrEnum):
    """One perturbation. A refusal applies to every attempt that the client makes of the call."""

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
    STALE = "stale"
    UNHEARD = "unheard"
    # of the account, see `conditions`
    LATE = "late"
    PENDING = "pending"
    ADJUSTING = "adjusting"
    FAILS_LATER = "fails-later"
    CONFIGURING = "configuring"
    JOINING = "joining"
    # of what CREATE is to make
    EXISTS = "exists"
    # of what CREATE has made, see `inverses`
    DELETED_BY_DELETE = "deleted-by-delete"
    CHANGED = "changed"
    DELETED = "deleted"
    # of what the set-up has made
    PARENT_DELETED = "parent-deleted"

    @property
    def words(self) -> str:
        """Describe what happens to the call or the thing."""
        return _WORDS[self]

    @property
    def is_invoked_again(self) -> bool:
        """Return whether CloudFormation, without a response, invokes the handler again with the same token."""
        return self in (FaultKind.CRASH_BEFORE, FaultKind.CRASH_AFTER, FaultKind.UNHEARD)

    @property
    def hides_an_effect(self) -> bool:
        """Return whether AWS may have performed what the handler, or CloudFormation, was not told of."""
        return self.is_invoked_again or self in _HIDING

    @property
    def passes(self) -> bool:
        """Return whether a retry is not obstructed."""
        return self in _PASSING

    @property
    def lasts(self) -> bool:
        """Return whether a retry cannot succeed."""
        return self in _LASTING

    @property
    def is_behind_the_back(self) -> bool:
        """Return whether a third party has changed or deleted what the handlers created."""
        return self in _BEHIND_THE_BACK


_HIDING = frozenset(
    {
        FaultKind.ANSWER_LOST,
        FaultKind.ANSWER_LOST_ONCE,
        FaultKind.STALE,
        FaultKind.LATE,
        FaultKind.JOINING,
    }
)
_PASSING = frozenset(
    {FaultKind.THROTTLED, FaultKind.SERVER_ERROR, FaultKind.ANSWER_LOST, FaultKind.STALE, FaultKind.LATE}
    | {FaultKind.PENDING, FaultKind.ADJUSTING, FaultKind.CONFIGURING, FaultKind.JOINING}
)
_LASTING = frozenset({FaultKind.ACCESS_DENIED, FaultKind.LIMIT, FaultKind.NO_CAPACITY, FaultKind.FAILS_LATER})
_BEHIND_THE_BACK = frozenset(
    {FaultKind.CHANGED, FaultKind.DELETED, FaultKind.DELETED_BY_DELETE, FaultKind.PARENT_DELETED}
)
_WORDS = {
    FaultKind.NONE: "goes well",
    FaultKind.THROTTLED: "is throttled, as often as the client tries",
    FaultKind.SERVER_ERROR: "fails inside AWS, as often as the client tries",
    FaultKind.ACCESS_DENIED: "is denied, then and from then on",
    FaultKind.LIMIT: "exceeds a limit of the account, then and from then on",
    FaultKind.NO_CAPACITY: "finds no capacity, then and from then on",
    FaultKind.ANSWER_LOST: "is carried out, but its answer is lost, and the client's retries too",
    FaultKind.ANSWER_LOST_ONCE: "is carried out, its answer is lost, and the client tries again",
    FaultKind.CRASH_BEFORE: "is never made: the handler's process dies before it and is invoked again",
    FaultKind.CRASH_AFTER: "is carried out: the handler's process dies after it and is invoked again",
    FaultKind.STALE: "is answered as the same request was before, though something has been written since",
    FaultKind.UNHEARD: "gives an answer that never reaches CloudFormation, which invokes again",
    FaultKind.LATE: "show readers late what has been written",
    FaultKind.PENDING: "keep new reservations pending for a while",
    FaultKind.ADJUSTING: "put changes of reservations in force after a while",
    FaultKind.FAILS_LATER: "have new reservations fail after they were pending",
    FaultKind.CONFIGURING: "keep the configuration of groups UPDATING for a while",
    FaultKind.JOINING: "keep new members of groups pending for a while",
    FaultKind.EXISTS: "is there already, made by another",
    FaultKind.DELETED_BY_DELETE: "is deleted before by another, with the handlers' own DELETE",
    FaultKind.PARENT_DELETED: "of the set-up is deleted by another before",
    FaultKind.CHANGED: "is changed by another before",
    FaultKind.DELETED: "is deleted by another before",
}
# Representatives for pairs: each is the smallest perturbation with its effect.
IN_PAIRS = frozenset(
    {
        FaultKind.THROTTLED,
        FaultKind.ACCESS_DENIED,
        FaultKind.NO_CAPACITY,
        FaultKind.ANSWER_LOST,
        FaultKind.CRASH_AFTER,
    }
)


def fault_kinds_for(call: str) -> list[FaultKind]:
    """Return the perturbations that apply to the call `service:Action`."""
    errors = errors_of(call)
    kinds = [FaultKind.THROTTLED, FaultKind.SERVER_ERROR, FaultKind.ACCESS_DENIED, FaultKind.CRASH_BEFORE]
    if is_look(call):
        return kinds
    kinds += [FaultKind.ANSWER_LOST, FaultKind.ANSWER_LOST_ONCE, FaultKind.CRASH_AFTER]
    kinds += [FaultKind.LIMIT] if errors.limited else []
    return kinds + ([FaultKind.NO_CAPACITY] if errors.without_capacity else [])


def is_look(call: str) -> bool:
    """Return whether the call `service:Action` changes nothing."""
    return _LOOKS.fullmatch(call.partition(":")[2]) is not None
