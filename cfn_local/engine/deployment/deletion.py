"""Delete a stack."""

from collections.abc import Collection

from cfn_local.engine.deployment import stack_hooks
from cfn_local.engine.deployment.failure import summary
from cfn_local.engine.deployment.removal import Removal, remove
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.services import clock

FORCE = "FORCE_DELETE_STACK"


def delete(stack: Stack, before: str, retained: Collection[str] = (), *, with_hooks: bool = True) -> None:
    """Take the stack from DELETE_IN_PROGRESS to the end; DELETE_FAILED if a resource cannot be deleted.

    A forced deletion gives up what it cannot delete. A stack whose exports are in use returns to the status that it
    had `before`. A nested stack is deleted without hooks where its parent does not ask any.
    """
    in_use = _exports_in_use(stack)
    if in_use:
        stack.set_status(before, in_use)
        return
    if with_hooks and (refusal := stack_hooks.refusal(stack, "DELETE")):
        stack.set_status("DELETE_FAILED", refusal)
        return
    work = ResourceWork(stack, with_hooks=with_hooks)
    given_up = frozenset(retained)
    failures = remove(work, _removals(stack, given_up))
    while failures and stack.deletion_mode == FORCE:
        given_up |= {failure.logical_id for failure in failures}
        failures = remove(work, _removals(stack, given_up))
    if failures:
        stack.set_status("DELETE_FAILED", summary(failures))
        return
    stack.rollback = None
    stack.deleted_at = clock.now()
    stack.set_status("DELETE_COMPLETE")


def _exports_in_use(stack: Stack) -> str:
    """Why the stack cannot be deleted. The exports of a stack in deletion can no longer be imported."""
    account = stack_account(stack.account_id, stack.region)
    with account.lock:
        used = {one.export_name: account.importers(one.export_name) for one in stack.outputs if one.export_name}
    return " ".join(
        f"Export {name} cannot be deleted as it is in use by {', '.join(one.name for one in importers)}."
        for name, importers in used.items()
        if importers
    )


def _removals(stack: Stack, retained: Collection[str]) -> list[Removal]:
    removals = [(resource, resource.later_deletion_policy) for resource in stack.resources.values()]
    if stack.rollback is not None:  # left over from an update that could not be rolled back
        removals += [(old, old.later_deletion_policy) for old in stack.rollback.replaced.values()]
        removals += stack.rollback.abandoned
    return [(one, "Retain" if one.logical_id in retained else policy) for one, policy in removals]
