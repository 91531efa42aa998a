"""The handlers of Example::Change::Guard."""

import re
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from cloudformation_cli_python_lib import (
    Hook,
    HookInvocationPoint,
    OperationStatus,
    ProgressEvent,
    SessionProxy,
    exceptions,
)
from cloudformation_cli_python_lib.interface import HookAnnotation, HookAnnotationStatus

from .models import HookHandlerRequest, TypeConfigurationModel

TYPE_NAME = "Example::Change::Guard"

hook = Hook(TYPE_NAME, TypeConfigurationModel)
test_entrypoint = hook.test_entrypoint


@hook.handler(HookInvocationPoint.CREATE_PRE_PROVISION)
@hook.handler(HookInvocationPoint.UPDATE_PRE_PROVISION)
def check(
    session: SessionProxy | None,
    request: HookHandlerRequest,
    callback_context: MutableMapping[str, Any],
    type_configuration: TypeConfigurationModel,
) -> ProgressEvent:
    target = request.hookContext
    if target.targetName not in RULES:
        raise exceptions.UnsupportedTarget(TYPE_NAME, target.targetName)
    found = list(RULES[target.targetName](target.targetModel))
    answer = ProgressEvent(status=OperationStatus.FAILED if found else OperationStatus.SUCCESS)
    if found:
        answer.errorCode = exceptions.NonCompliant(TYPE_NAME, "").to_progress_event().errorCode
        answer.message = " ".join(found)
        answer.annotations = [HookAnnotation("Guard", HookAnnotationStatus.FAILED, statusMessage=one) for one in found]
    return answer


def of_stack(model: Mapping[str, Any]) -> Iterator[str]:
    if not re.search(r'^\s*\{?\s*"?Description"?\s*:', model["template"], re.MULTILINE):
        yield "The template has no Description."


def of_change_set(model: Mapping[str, Any]) -> Iterator[str]:
    for one in model["changedResources"]:
        if one["action"] == "DELETE" and one["resourceType"] == "AWS::SQS::Queue":
            yield f"{one['logicalResourceId']} would be deleted."


def of_queue(model: Mapping[str, Any]) -> Iterator[str]:
    if model["resourceProperties"].get("QueueName", "").startswith("tmp-"):
        yield "The queue is temporary."


RULES = {"STACK": of_stack, "CHANGE_SET": of_change_set, "AWS::SQS::Queue": of_queue}
