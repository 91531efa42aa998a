"""The faults that the local AWS is to arm, as the documents that it takes."""

from typing import Any

from cfn_local.perturb.kinds import Kind
from cfn_local.perturb.refusals import Refusal, errors_of

_OTHERS: dict[Kind, dict[str, Any]] = {
    Kind.ANSWER_LOST: {"Effect": "Dropped", "Lasting": "Call", "CarriedOut": True},
    Kind.ANSWER_LOST_ONCE: {"Effect": "Dropped", "Lasting": "Attempt", "CarriedOut": True},
    Kind.CRASH_BEFORE: {"Effect": "Crashed", "Lasting": "Attempt"},
    Kind.CRASH_AFTER: {"Effect": "Crashed", "Lasting": "Attempt", "CarriedOut": True},
    Kind.STALE: {"Effect": "Stale", "Lasting": "Call"},
}


def fault_document(kind: Kind, call: str, occurrence: int) -> dict[str, Any]:
    """The fault `kind` at the `occurrence`th (from 1) `call`, `service:Action`."""
    at = {"Call": call, "Occurrence": occurrence}
    if kind in _OTHERS:
        return {**at, **_OTHERS[kind]}
    errors = errors_of(call)
    refusals = {
        Kind.THROTTLED: (errors.throttled, "Call"),
        Kind.SERVER_ERROR: (errors.failed, "Call"),
        Kind.ACCESS_DENIED: (errors.denied, "Action"),
        Kind.LIMIT: (errors.limited, "Action"),
        Kind.NO_CAPACITY: (errors.without_capacity, "Action"),
    }
    refusal, lasting = refusals[kind]
    assert refusal is not None, f"{call} knows no {kind}"
    return {**at, "Effect": "Refused", "Lasting": lasting, **_members(refusal)}


def _members(refusal: Refusal) -> dict[str, Any]:
    return {"Status": refusal.status, "Code": refusal.code, "Message": refusal.message}
