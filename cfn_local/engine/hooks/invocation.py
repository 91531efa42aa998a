"""One hook, invoked until it comes to a verdict."""

import copy
import json
import uuid
from collections.abc import Callable
from typing import Any

from cfn_local import environment
from cfn_local.engine.hooks.selection import ApplicableHook
from cfn_local.engine.hooks.target import INVOCATION_POINT, HookTarget, StackContext
from cfn_local.engine.hooks.verdict import ERROR, Callback, Verdict, read
from cfn_local.services import clock

# "A Hook can return IN_PROGRESS 3 times. If no result is returned, the Hook will fail."
MOST_INVOCATIONS = 3


def invoke(
    hook: ApplicableHook, target: HookTarget, stack: StackContext, wait: Callable[[float], None] = clock.advance
) -> Verdict:
    """The hook's verdict; a handler in error is one too. `wait` lets the seconds of a callback's delay pass."""
    event = _event(hook, target, stack)
    for invocation in range(1, MOST_INVOCATIONS + 1):
        event["requestContext"]["invocation"] = invocation
        answered = _answer(hook, event)
        if isinstance(answered, Verdict):
            return answered
        if invocation < MOST_INVOCATIONS:
            wait(answered.delay_seconds)
        event["requestContext"]["callbackContext"] = answered.context
    return Verdict(ERROR, f"The hook is still IN_PROGRESS after {MOST_INVOCATIONS} invocations.")


def _answer(hook: ApplicableHook, event: dict[str, Any]) -> Verdict | Callback:
    try:
        return read(hook.version.invoke(copy.deepcopy(event)))
    except OSError as error:  # its interpreter is gone, or the machine is out of processes
        return Verdict(ERROR, f"The handler does not start: {error}")


def _event(hook: ApplicableHook, target: HookTarget, stack: StackContext) -> dict[str, Any]:
    """The request of CloudFormation, as cfn's own test client and the hook's library know it."""
    model: dict[str, Any] = {"resourceProperties": target.properties}
    if target.previous_properties is not None:
        model["previousResourceProperties"] = target.previous_properties
    return {
        "clientRequestToken": str(uuid.uuid4()),
        "awsAccountId": stack.account_id,
        "stackId": stack.stack_id,
        "changeSetId": None,
        "hookTypeName": hook.version.type_name,
        "hookTypeVersion": hook.version.version_id,
        "hookModel": hook.configuration.properties,
        "actionInvocationPoint": f"{target.operation}_{INVOCATION_POINT}",
        "requestData": {
            "callerCredentials": json.dumps(environment.CALLER_CREDENTIALS),
            "targetName": target.type_name,
            "targetType": "RESOURCE",
            "targetLogicalId": target.logical_id,
            "targetModel": model,
        },
        "requestContext": {"invocation": 1, "callbackContext": None},
    }
