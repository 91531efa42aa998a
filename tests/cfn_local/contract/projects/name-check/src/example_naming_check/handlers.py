"""The handlers of Example::Naming::Check."""

from collections.abc import MutableMapping
from typing import Any

from cloudformation_cli_python_lib import (
    Hook,
    HookInvocationPoint,
    OperationStatus,
    ProgressEvent,
    SessionProxy,
    exceptions,
)

from .models import HookHandlerRequest, TypeConfigurationModel

TYPE_NAME = "Example::Naming::Check"
TARGETS = ("AWS::SSM::Parameter", "AWS::S3::Bucket", "AWS::SQS::")

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
    target = request.hookContext.targetName
    if not target.startswith(TARGETS):
        raise exceptions.UnsupportedTarget(TYPE_NAME, target)
    found = sorted(temporary(request.hookContext.targetModel["resourceProperties"]))
    if found:
        raise exceptions.NonCompliant(TYPE_NAME, f"temporary: {', '.join(found)}")
    return ProgressEvent(status=OperationStatus.SUCCESS)


def temporary(node: Any) -> set[str]:
    """Every text in `node`, however deep, that starts with tmp-."""
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        return {text for item in node for text in temporary(item)}
    return {node} if isinstance(node, str) and node.startswith("tmp-") else set()
