"""Invocation of one hook, callbacks included."""

from collections.abc import Callable
from contextlib import nullcontext

from cfn_local.engine.hooks.managed import invocation_of
from cfn_local.engine.hooks.selection import ApplicableHook
from cfn_local.engine.hooks.target import INVOCATION_POINT, HookTarget, TargetType
from cfn_local.engine.hooks.verdict import Verdict, verdict_of
from cfn_local.protocol.exchange import Exchange
from cfn_local.protocol.hook_requests import FOR_HOOKS, HookRequest
from cfn_local.services import clock, hook_payloads


def invoke(hook: ApplicableHook, target: HookTarget, wait: Callable[[float], object] = clock.advance) -> Verdict:
    """Invoke the hook until it has a verdict; a handler error is one too. `wait` lets a callback delay pass."""
    document = target.document
    with hook_payloads.published(document, target.region) if document is not None else nullcontext() as url:
        request = HookRequest(
            hook_type_name=hook.version.type_name,
            hook_type_version=hook.version.version_id,
            hook_model=hook.configuration.properties,
            invocation_point=f"{target.operation}_{INVOCATION_POINT}",
            account_id=target.account_id,
            stack_id=target.stack.stack_id if target.stack else "",
            change_set_id=target.change_set_id,
            target_name=target.name,
            target_type=TargetType.RESOURCE if document is None else target.type,
            target_logical_id=target.logical_id,
            target_model=target.model,
            payload=url,
            credentials=hook.version.credentials(target.account_id, target.region),
        )
        invoke_once = invocation_of(hook.version, target.account_id, target.region)
        return verdict_of(Exchange(request, invoke_once, FOR_HOOKS, wait).run())
