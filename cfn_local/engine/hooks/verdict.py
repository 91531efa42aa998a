"""The verdict of a hook, in AWS's words."""

from dataclasses import dataclass

from cfn_local.protocol.outcome import Ending, OperationOutcome
from cfn_local.protocol.replies import Annotation

SUCCEEDED = "HOOK_COMPLETE_SUCCEEDED"
NON_COMPLIANT = "HOOK_COMPLETE_FAILED"
ERROR = "HOOK_FAILED"

# The longest HookStatusReason in the model of the API.
LONGEST_REASON = 1024
_BEGINNINGS = {SUCCEEDED: "Hook succeeded", NON_COMPLIANT: "Hook failed", ERROR: "Hook failed"}
_IGNORED = ". Failure was ignored under WARN mode."


@dataclass(frozen=True)
class Verdict:
    """The end of one invocation, with `status` as in a StackEvent and annotations as in GetHookResult.

    A hook that `skips_stack` need not see the stack when the change set that it has judged is executed.
    """

    status: str
    message: str
    annotations: tuple[Annotation, ...] = ()
    skips_stack: bool = False

    def reason(self, failure_mode: str) -> str:
        """The HookStatusReason, worded as by AWS and cut to the length that the API's model allows."""
        text = _BEGINNINGS[self.status] + (f" with message: {self.message}" if self.message else "")
        if self.status == SUCCEEDED or failure_mode != "WARN":
            return text[:LONGEST_REASON]
        return text.removesuffix(".")[: LONGEST_REASON - len(_IGNORED)] + _IGNORED


def verdict_of(outcome: OperationOutcome) -> Verdict:
    """The verdict that follows from the exchange with a hook."""
    message = outcome.message
    if outcome.succeeded:
        return Verdict(SUCCEEDED, message, outcome.annotations, outcome.skips_stack)
    if outcome.ending is Ending.TIMED_OUT:
        return Verdict(ERROR, f"The hook is still IN_PROGRESS after {outcome.callbacks} invocations.")
    if outcome.function_error == "Sandbox.Timedout":
        return Verdict(ERROR, f"The hook execution timed out: {message}.")
    if outcome.function_error:
        return Verdict(ERROR, f"The handler ended with {outcome.function_error}: {message}")
    reason = message or f"{outcome.error_code or 'No reason'}: the handler gave no message."
    return Verdict(NON_COMPLIANT if _has_answered(outcome) else ERROR, reason, outcome.annotations)


def _has_answered(outcome: OperationOutcome) -> bool:
    """Whether the hook itself answered FAILED, with any error code (recorded on 2023-03-06)."""
    last = outcome.payloads[-1] if outcome.payloads else None
    return isinstance(last, dict) and last.get("hookStatus") == "FAILED"
