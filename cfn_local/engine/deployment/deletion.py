"""Delete a stack."""

from collections.abc import Collection

from cfn_local.engine.deployment.problem import summary
from cfn_local.engine.deployment.removal import Removal, left_behind, remove
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.services import clock


def delete(stack: Stack, retained: Collection[str] = ()) -> None:
    """From DELETE_IN_PROGRESS to the end. What cannot be deleted keeps the stack, as DELETE_FAILED."""
    in_use = _exports_in_use(stack)
    if in_use:
        stack.set_status("DELETE_FAILED", in_use)
        return
    problems = remove(ResourceWork(stack), _removals(stack, retained))
    if problems:
        stack.set_status("DELETE_FAILED", summary(problems))
        return
    stack.rollback, stack.outputs, stack.imports = None, [], frozenset()
    stack.deleted_at = clock.now()
    stack.set_status("DELETE_COMPLETE")


def _exports_in_use(stack: Stack) -> str:
    account = stack_account(stack.account_id, stack.region)
    used = {name: account.importers(name) for name, (_, owner) in account.exports().items() if owner is stack}
    return " ".join(
        f"Export {name} cannot be deleted as it is in use by {', '.join(one.name for one in importers)}."
        for name, importers in used.items()
        if importers
    )


def _removals(stack: Stack, retained: Collection[str]) -> list[Removal]:
    removals: list[Removal] = []
    for resource in stack.resources.values():
        policy = resource.deletion_policy
        is_spared = resource.logical_id in retained or policy == "RetainExceptOnCreate"
        removals.append((resource, "Retain" if is_spared else policy))
    if stack.rollback is not None:  # of an update that could not be rolled back
        unwanted = [*stack.rollback.replaced.values(), *stack.rollback.abandoned]
        removals += [(left_behind(deployed), "Delete") for deployed in unwanted]
    return removals
