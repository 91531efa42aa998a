"""The handler error codes for each failure, after "Handler error codes" of the CloudFormation CLI user guide."""

from collections.abc import Iterator, Sequence

from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Oracle, Violation
from cfn_local.protocol.policy import RETRIABLE_CODES
from cfn_local.protocol.replies import INTERNAL_FAILURE, Model

# NotStabilized: the handler itself has polled until its time was up.
_PASSING = RETRIABLE_CODES | {"NotStabilized"}
_OF_INVOCATIONS = frozenset({"Runtime.ExitError", "Sandbox.Timedout"})
# Codes that state absence or existence, wrong if a call has failed for another reason.
_OF_OTHER_CAUSES = frozenset({"NotFound", "AlreadyExists"})
_OF_WHAT_EXISTS = frozenset({"AlreadyExists", "ResourceConflict"})


def wrong_codes(kind: FaultKind, operation: str, payloads: Sequence[Model]) -> Iterator[Violation]:
    """Report wrong failures among the handler's responses in an operation disturbed by `kind`."""
    failures = [
        payload
        for payload in payloads
        if payload.get("status") == "FAILED" or payload.get("errorType") not in {None, *_OF_INVOCATIONS}
    ]
    for payload in failures:
        if payload.get("status") != "FAILED" or payload.get("errorCode") in (None, INTERNAL_FAILURE):
            yield _internal_failure(payload)
            return
    if failures and kind is not FaultKind.NONE:
        yield from _of_kind(kind, operation, failures[0])


def _internal_failure(payload: Model) -> Violation:
    expected = "A failure has the code that fits its cause, and a message that states it."
    said = payload.get("message") or payload.get("errorMessage") or ""
    if payload.get("status") != "FAILED":
        happened = f"The handler raised {payload.get('errorType')}: {said}"
        return Violation(Oracle.WRONG_CODE, str(payload.get("errorType")), expected, happened)
    if not said:
        return Violation(Oracle.WRONG_CODE, INTERNAL_FAILURE, expected, "InternalFailure without a reason.")
    return Violation(Oracle.WRONG_CODE, INTERNAL_FAILURE, expected, f'InternalFailure: "{said}"')


def _of_kind(kind: FaultKind, operation: str, failure: Model) -> Iterator[Violation]:
    code, said = str(failure.get("errorCode")), failure.get("message") or ""
    happened = f'{code}: "{said}"'
    if kind is FaultKind.EXISTS:
        if code not in _OF_WHAT_EXISTS:
            expected = "A CREATE of what another has made already answers AlreadyExists."
            yield Violation(Oracle.WRONG_CODE, code, expected, happened)
    elif kind.is_behind_the_back:
        yield from _of_what_another_did(operation, code, happened)
    elif kind.passes and code in _OF_OTHER_CAUSES:
        if code == "NotFound":  # AlreadyExists is reported as what it is: not idempotent
            yield Violation(Oracle.WRONG_CODE, code, _not_found_means(operation), happened)
    elif kind.passes and code not in _PASSING:
        expected = "What may pass is answered with Throttling, ServiceInternalError or NetworkFailure, so that "
        yield Violation(Oracle.WRONG_CODE, code, expected + "CloudFormation tries again.", happened)
    elif kind.lasts and code in RETRIABLE_CODES:
        expected = "What will not pass is not answered with a code that has CloudFormation try again."
        yield Violation(Oracle.WRONG_CODE, code, expected, happened)
    elif kind.lasts and code in _OF_OTHER_CAUSES:
        expected = "AccessDenied, ServiceLimitExceeded or another code that fits the cause."
        yield Violation(
            Oracle.WRONG_CODE, code, expected if code != "NotFound" else _not_found_means(operation), happened
        )


def _of_what_another_did(operation: str, code: str, happened: str) -> Iterator[Violation]:
    if operation in ("READ", "LIST", "DELETE") and code != "NotFound":
        expected = {
            "READ": "READ shows what is there, or answers NotFound.",
            "LIST": "LIST names what is there.",
            "DELETE": "DELETE takes away what is there, whatever another has done to it.",
        }[operation]
        yield Violation(Oracle.WRONG_CODE, code, expected, happened)
    elif code in RETRIABLE_CODES:
        expected = "What another has changed or deleted does not come back: no code that has CloudFormation try again."
        yield Violation(Oracle.WRONG_CODE, code, expected, happened)


def _not_found_means(operation: str) -> str:
    if operation == "DELETE":
        return "The code that fits the cause: CloudFormation takes NotFound for a resource that is deleted."
    return "The code that fits the cause: the resource is there."
