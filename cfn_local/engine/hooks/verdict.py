"""What a hook's answer comes to.

The answer is the HookProgressEvent of the hook's library: hookStatus, message, errorCode, callbackContext,
callbackDelaySeconds and annotations. What is not such an answer fails the hook; it never fails us.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.runtime.function import Outcome

SUCCEEDED = "HOOK_COMPLETE_SUCCEEDED"
NON_COMPLIANT = "HOOK_COMPLETE_FAILED"
ERROR = "HOOK_FAILED"

# HookStatusReason in the model of the API.
LONGEST_REASON = 1024
_BEGINNINGS = {SUCCEEDED: "Hook succeeded", NON_COMPLIANT: "Hook failed", ERROR: "Hook failed"}
_IGNORED = ". Failure was ignored under WARN mode."
# FAILED with one of these says that the hook came to no verdict.
_ERRORS_OF_THE_HOOK = frozenset({"InternalFailure", "HandlerInternalFailure"})
# Member of the API -> its longest value, or its values.
_ANNOTATION_MEMBERS: Mapping[str, int | tuple[str, ...]] = {
    "AnnotationName": 1024,
    "Status": ("PASSED", "FAILED", "SKIPPED"),
    "StatusMessage": 16384,
    "RemediationMessage": 16384,
    "RemediationLink": 5120,
    "SeverityLevel": ("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"),
}
_REQUIRED_ANNOTATION_MEMBERS = ("AnnotationName", "Status")

Annotation = dict[str, str]


@dataclass(frozen=True)
class Verdict:
    """The end of one invocation. `status` as in a StackEvent; annotations as GetHookResult gives them."""

    status: str
    message: str
    annotations: tuple[Annotation, ...] = ()

    def reason(self, failure_mode: str) -> str:
        """The HookStatusReason, as AWS words it, cut to what the API's model allows."""
        text = _BEGINNINGS[self.status] + (f" with message: {self.message}" if self.message else "")
        if self.status == SUCCEEDED or failure_mode != "WARN":
            return text[:LONGEST_REASON]
        return text.removesuffix(".")[: LONGEST_REASON - len(_IGNORED)] + _IGNORED


@dataclass(frozen=True)
class Callback:
    """The hook wants to be invoked again, after so many seconds and with this context."""

    context: Any
    delay_seconds: float


class _NoAnswerError(Exception):
    """The message says why it is none."""


def read(outcome: Outcome) -> Verdict | Callback:
    """The verdict in what an invocation gave, or the wish to be called back."""
    try:
        return _read(outcome)
    except _NoAnswerError as error:
        return Verdict(ERROR, str(error))


def _read(outcome: Outcome) -> Verdict | Callback:
    answer = outcome.payload
    if outcome.function_error:
        raise _NoAnswerError(_error_of_function(answer))
    if not isinstance(answer, dict):
        raise _NoAnswerError(f"The handler answered with {type(answer).__name__}, not with an object.")
    status, message = answer.get("hookStatus"), _text(answer, "message")
    if status == "IN_PROGRESS":
        return Callback(answer.get("callbackContext"), _delay(answer))
    if status == "SUCCESS":
        return Verdict(SUCCEEDED, message, _annotations(answer))
    if status == "FAILED":
        error_code = _text(answer, "errorCode")
        kind = ERROR if error_code in _ERRORS_OF_THE_HOOK else NON_COMPLIANT
        return Verdict(
            kind, message or f"{error_code or 'No reason'}: the handler gave no message.", _annotations(answer)
        )
    raise _NoAnswerError(
        f"The handler answered with the hookStatus {status!r}; SUCCESS, FAILED and IN_PROGRESS are known."
    )


def _error_of_function(payload: Any) -> str:
    if not isinstance(payload, dict):
        return "The handler ended with an error."
    if payload.get("errorType") == "Sandbox.Timedout":
        return f"The hook execution timed out: {payload.get('errorMessage')}."
    return f"The handler ended with {payload.get('errorType')}: {payload.get('errorMessage')}"


def _text(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name) or ""
    if not isinstance(value, str):
        raise _NoAnswerError(f"The {name} in the handler's answer is not a string.")
    return value


def _delay(answer: Mapping[str, Any]) -> float:
    delay = answer.get("callbackDelaySeconds") or 0
    if not isinstance(delay, int | float) or delay < 0:
        raise _NoAnswerError(
            f"The callbackDelaySeconds in the handler's answer are {delay!r}, not a number of seconds."
        )
    return delay


def _annotations(answer: Mapping[str, Any]) -> tuple[Annotation, ...]:
    given = answer.get("annotations") or []
    if not isinstance(given, list):
        raise _NoAnswerError("The annotations in the handler's answer are not a list.")
    return tuple(_annotation(each) for each in given)


def _annotation(given: Any) -> Annotation:
    if not isinstance(given, dict):
        raise _NoAnswerError("An annotation in the handler's answer is not an object.")
    members = {name: given.get(name[0].lower() + name[1:]) for name in _ANNOTATION_MEMBERS}
    annotation = {name: value for name, value in members.items() if value is not None}
    for name in _REQUIRED_ANNOTATION_MEMBERS:
        if name not in annotation:
            raise _NoAnswerError(f"An annotation in the handler's answer has no {name[0].lower() + name[1:]}.")
    for name, value in annotation.items():
        _check(name, value)
    return annotation


def _check(name: str, value: Any) -> None:
    allowed = _ANNOTATION_MEMBERS[name]
    if isinstance(allowed, tuple) and value not in allowed:
        raise _NoAnswerError(f"The {name} {value!r} of an annotation is none of {', '.join(allowed)}.")
    if isinstance(allowed, int) and not (isinstance(value, str) and 1 <= len(value) <= allowed):
        raise _NoAnswerError(f"The {name} of an annotation is not a string of 1 to {allowed} characters.")
