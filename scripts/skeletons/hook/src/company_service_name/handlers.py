"""The hook's one handler, for create and update: evaluate the raw properties, and respond."""

from collections.abc import MutableMapping
from typing import Any

from cloudformation_cli_python_lib.hook import Hook
from cloudformation_cli_python_lib.interface import (
    BaseHookHandlerRequest,
    HandlerErrorCode,
    HookInvocationPoint,
    OperationStatus,
    ProgressEvent,
)

from . import TYPE_NAME
from .models import TypeConfigurationModel
from .rules import findings

hook = Hook(TYPE_NAME, TypeConfigurationModel)
test_entrypoint = hook.test_entrypoint


@hook.handler(HookInvocationPoint.CREATE_PRE_PROVISION)
@hook.handler(HookInvocationPoint.UPDATE_PRE_PROVISION)
def judge_bucket(
    _session: Any,
    request: BaseHookHandlerRequest,
    _context: MutableMapping[str, Any],
    _settings: TypeConfigurationModel,
) -> ProgressEvent:
    """Return SUCCESS, or NonCompliant with all violations and their fixes."""
    proposed = (request.hookContext.targetModel or {}).get("resourceProperties") or {}
    if found := findings(proposed):
        return ProgressEvent.failed(HandlerErrorCode.NonCompliant, " ".join(found))
    return ProgressEvent(status=OperationStatus.SUCCESS, message="Complies.")
