"""The requests of CloudFormation to a hook's handler: to evaluate an operation before it begins."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local import environment
from cfn_local.protocol.policy import Policy
from cfn_local.protocol.replies import (
    Annotation,
    Failed,
    InProgress,
    Model,
    Reply,
    ReplyError,
    Succeeded,
    delay_seconds,
    function_error,
    quoted,
    text,
)

# "A Hook can return IN_PROGRESS 3 times. If no result is returned, the Hook will fail." (Hooks user guide)
FOR_HOOKS = Policy(retry_delays_seconds=(), most_callbacks=3)

SUCCESS = "SUCCESS"
# Of a change set; the hook need not see the stack when the change set is executed.
SUCCESS_SKIPPING_STACK = "CHANGE_SET_SUCCESS_SKIP_STACK_HOOK"

# Member of the API -> its maximum length, or its values.
_ANNOTATION_MEMBERS: Mapping[str, int | tuple[str, ...]] = {
    "AnnotationName": 1024,
    "Status": ("PASSED", "FAILED", "SKIPPED"),
    "StatusMessage": 16384,
    "RemediationMessage": 16384,
    "RemediationLink": 5120,
    "SeverityLevel": ("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"),
}
_REQUIRED_ANNOTATION_MEMBERS = ("AnnotationName", "Status")


@dataclass(frozen=True)
class HookRequest:
    """One request to one hook. `invocation_point` is the operation with the point, as CREATE_PRE_PROVISION.

    It holds the `target_model`, or the URL of a document (`payload`) from which the hook's library reads it.
    """

    hook_type_name: str
    hook_type_version: str
    hook_model: Any
    invocation_point: str
    account_id: str
    stack_id: str
    change_set_id: str | None
    target_name: str
    target_type: str
    target_logical_id: str
    target_model: Mapping[str, Any] | None
    payload: str | None = None
    token: str = field(default_factory=lambda: str(uuid.uuid4()))
    credentials: Mapping[str, str] = field(default_factory=lambda: environment.CALLER_CREDENTIALS)

    @property
    def subject(self) -> str:
        return f"{self.hook_type_name} at {self.invocation_point}"

    def event(self) -> Model:
        """Return the event of the first invocation, as cfn's own test client and the hook's library know it."""
        document = {"payload": self.payload} if self.target_model is None else {"targetModel": self.target_model}
        return {
            "clientRequestToken": self.token,
            "awsAccountId": self.account_id,
            "stackId": self.stack_id,
            "changeSetId": self.change_set_id,
            "hookTypeName": self.hook_type_name,
            "hookTypeVersion": self.hook_type_version,
            "hookModel": self.hook_model,
            "actionInvocationPoint": self.invocation_point,
            "requestData": {
                "callerCredentials": json.dumps(self.credentials),
                "targetName": self.target_name,
                "targetType": self.target_type,
                "targetLogicalId": self.target_logical_id,
                **document,
            },
            "requestContext": {"invocation": 1, "callbackContext": None},
        }

    def called_back(self, event: Model, reply: InProgress) -> Model:
        """Return the event with the callback context of the hook."""
        invocation = event["requestContext"]["invocation"] + 1
        return {**event, "requestContext": {"invocation": invocation, "callbackContext": reply.context}}

    def read(self, payload: Any) -> Reply:
        """Interpret a HookProgressEvent."""
        if error := function_error(payload, "hookStatus"):
            return error
        status = payload.get("hookStatus") if isinstance(payload, dict) else None
        if status == "IN_PROGRESS":
            return InProgress(payload.get("callbackContext"), delay_seconds(payload))
        skips_stack = status == SUCCESS_SKIPPING_STACK and self.target_type == "CHANGE_SET"
        if status == SUCCESS or skips_stack:
            return Succeeded(text(payload, "message"), annotations=_annotations(payload), skips_stack=skips_stack)
        if status == "FAILED":
            return Failed(text(payload, "errorCode"), text(payload, "message"), annotations=_annotations(payload))
        raise ReplyError(f"The handler answered {quoted(payload)}, which has no hookStatus that CloudFormation knows.")

    def identifies(self, _model: Model) -> bool:
        return False

    def can_stop(self, *, has_begun: bool, is_identified: bool) -> bool:  # noqa: ARG002 - nothing is being made
        return True


def _annotations(answer: Model) -> tuple[Annotation, ...]:
    given = answer.get("annotations") or []
    if not isinstance(given, list):
        raise ReplyError(f"annotations is {quoted(given)}, not a list.")
    return tuple(_annotation(each) for each in given)


def _annotation(given: Any) -> Annotation:
    if not isinstance(given, dict):
        raise ReplyError("An annotation in the handler's answer is not an object.")
    members = {name: given.get(name[0].lower() + name[1:]) for name in _ANNOTATION_MEMBERS}
    annotation = {name: value for name, value in members.items() if value is not None}
    for name in _REQUIRED_ANNOTATION_MEMBERS:
        if name not in annotation:
            raise ReplyError(f"An annotation in the handler's answer has no {name[0].lower() + name[1:]}.")
    for name, value in annotation.items():
        _check(name, value)
    return annotation


def _check(name: str, value: Any) -> None:
    allowed = _ANNOTATION_MEMBERS[name]
    if isinstance(allowed, tuple) and value not in allowed:
        raise ReplyError(f"The {name} {value!r} of an annotation is none of {', '.join(allowed)}.")
    if isinstance(allowed, int) and not (isinstance(value, str) and 1 <= len(value) <= allowed):
        raise ReplyError(f"The {name} of an annotation is not a string of 1 to {allowed} characters.")
