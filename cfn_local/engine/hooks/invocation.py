"""Invocation of one hook, callbacks included."""

from collections.abc import Callable

from cfn_local.engine.hooks.managed import invocation_of
from cfn_local.engine.hooks.selection import ApplicableHook
from cfn_local.engine.hooks.target import INVOCATION_POINT, HookTarget, StackContext
from cfn_local.engine.hooks.verdict import Verdict, verdict_of
from cfn_local.protocol.exchange import Exchange
from cfn_local.protocol.hook_requests import FOR_HOOKS, HookRequest
from cfn_local.services import clock


def invoke(
    hook: ApplicableHook, target: HookTarget, stack: StackContext, wait: Callable[[float], object] = clock.advance
) -> Verdict:
    """Invoke the hook until it has a verdict; a handler error is one too. `wait` lets a callback delay pass."""
    request = HookRequest(
        hook_type_name=hook.version.type_name,
        hook_type_version=hook.version.version_id,
        hook_model=hook.configuration.properties,
        invocation_point=f"{target.operation}_{INVOCATION_POINT}",
        account_id=stack.account_id,
        stack_id=stack.stack_id,
        type_name=target.type_name,
        logical_id=target.logical_id,
        properties=target.properties,
        previous_properties=target.previous_properties,
    )
    invoke_once = invocation_of(hook.version, stack.account_id, stack.region)
    return verdict_of(Exchange(request, invoke_once, FOR_HOOKS, wait).run())
