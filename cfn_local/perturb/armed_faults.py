"""The faults that the local AWS arms for a case."""

from cfn_local.gateway.faults import Effect, Fault, Lasting
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.refusals import errors_of

# Effect, scope, and whether AWS performs the request.
_OTHERS = {
    FaultKind.ANSWER_LOST: (Effect.DROPPED, Lasting.CALL, True),
    FaultKind.ANSWER_LOST_ONCE: (Effect.DROPPED, Lasting.ATTEMPT, True),
    FaultKind.CRASH_BEFORE: (Effect.CRASHED, Lasting.ATTEMPT, False),
    FaultKind.CRASH_AFTER: (Effect.CRASHED, Lasting.ATTEMPT, True),
    FaultKind.STALE: (Effect.STALE, Lasting.CALL, False),
}


def fault_at(kind: FaultKind, call: str, occurrence: int) -> Fault:
    """Return the fault `kind` at the `occurrence`th (from 1) `call`, `service:Action`."""
    if kind in _OTHERS:
        return Fault(call, occurrence, *_OTHERS[kind])
    errors = errors_of(call)
    refusals = {
        FaultKind.THROTTLED: (errors.throttled, Lasting.CALL),
        FaultKind.SERVER_ERROR: (errors.failed, Lasting.CALL),
        FaultKind.ACCESS_DENIED: (errors.denied, Lasting.ACTION),
        FaultKind.LIMIT: (errors.limited, Lasting.ACTION),
        FaultKind.NO_CAPACITY: (errors.without_capacity, Lasting.ACTION),
    }
    refusal, lasting = refusals[kind]
    assert refusal is not None, f"{call} knows no {kind}"
    return Fault(
        call,
        occurrence,
        Effect.REFUSED,
        lasting,
        status=refusal.status,
        code=refusal.code,
        message=refusal.message,
    )
