"""The faults that the local AWS is to arm for a case."""

from cfn_local.gateway.faults import Effect, Fault, Lasting
from cfn_local.perturb.kinds import Kind
from cfn_local.perturb.refusals import errors_of

# Effect, what it meets, and whether AWS does what it was asked.
_OTHERS = {
    Kind.ANSWER_LOST: (Effect.DROPPED, Lasting.CALL, True),
    Kind.ANSWER_LOST_ONCE: (Effect.DROPPED, Lasting.ATTEMPT, True),
    Kind.CRASH_BEFORE: (Effect.CRASHED, Lasting.ATTEMPT, False),
    Kind.CRASH_AFTER: (Effect.CRASHED, Lasting.ATTEMPT, True),
    Kind.STALE: (Effect.STALE, Lasting.CALL, False),
}


def fault_at(kind: Kind, call: str, occurrence: int) -> Fault:
    """The fault `kind` at the `occurrence`th (from 1) `call`, `service:Action`."""
    if kind in _OTHERS:
        return Fault(call, occurrence, *_OTHERS[kind])
    errors = errors_of(call)
    refusals = {
        Kind.THROTTLED: (errors.throttled, Lasting.CALL),
        Kind.SERVER_ERROR: (errors.failed, Lasting.CALL),
        Kind.ACCESS_DENIED: (errors.denied, Lasting.ACTION),
        Kind.LIMIT: (errors.limited, Lasting.ACTION),
        Kind.NO_CAPACITY: (errors.without_capacity, Lasting.ACTION),
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
