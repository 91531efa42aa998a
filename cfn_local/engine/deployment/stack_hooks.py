"""Hooks on a whole stack, which are asked before any of its resources."""

from cfn_local.engine.deployment.hook_context import hook_context
from cfn_local.engine.hooks import HooksFailed, StackTarget, run_hooks
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.registry.type_versions import registry_of
from cfn_local.services import emulated_wait


def refusal(stack: Stack, operation: str, wanted: Settings | None = None, present: Settings | None = None) -> str:
    """Ask the hooks on stacks. Return why the operation must not begin; "" if it may.

    The settings are those after and before the operation: a deletion has neither, a creation no present ones.
    """
    executed = stack.change_sets.get(stack.change_set_id or "") if wanted is not None else None
    target = StackTarget(
        operation=operation,
        stack=hook_context(stack, wanted or stack.settings),
        template=wanted.template.body if wanted else "",
        previous_template=present.template.body if present else "",
        change_set_id=executed.change_set_id if executed else None,
        skipped_hooks=executed.skipped_hooks if executed else frozenset(),
    )
    try:
        with emulated_wait.registered():
            run_hooks(registry_of(stack.account_id, stack.region), target, stack.add_own_hook_event, emulated_wait.wait)
    except HooksFailed as failed:
        return str(failed)
    return ""
