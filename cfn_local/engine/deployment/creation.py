"""Create a stack, and roll it back on failure."""

from collections.abc import Sequence

from cfn_local.engine.deployment import early_validation, outputs, stack_hooks
from cfn_local.engine.deployment.convergence import Convergence, Imports
from cfn_local.engine.deployment.failure import Failure, summary
from cfn_local.engine.deployment.removal import Removal, remove
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.deployment.resource_work import RELEASE, ResourceWork
from cfn_local.engine.stacks.failed_check import FailedCheck
from cfn_local.engine.stacks.on_failure import OnFailure
from cfn_local.engine.stacks.stack import Stack
from cfn_local.services import clock
from cfn_local.services.signal_mode import mode_of


def create(resolved: Resolved, imports: Imports) -> None:
    """Take the stack from CREATE_IN_PROGRESS to a final status."""
    stack = resolved.stack
    stack.taken_over = frozenset(imports)
    stack.signal_mode = mode_of(resolved.settings.template.metadata)
    if refusal := stack_hooks.refusal(stack, "CREATE", resolved.settings):
        fail(stack, f"{refusal}.")
        return
    work = ResourceWork(stack, cancelled=stack.cancelled, preserves=stack.on_failure.preserves)
    convergence = Convergence(resolved, work, imports)
    failures = outputs.not_to_be_had(resolved) or convergence.run() or outputs.put(resolved)
    if not failures and work.cancelled.is_set():
        failures = [Failure("output", "", "Resource creation cancelled")]
    if failures:
        fail(stack, summary(failures))
    else:
        stack.taken_over = frozenset()
        stack.set_status("CREATE_COMPLETE")


def refuse(stack: Stack, found: Sequence[FailedCheck]) -> None:
    """Take the stack from CREATE_IN_PROGRESS to the end, since checks have failed before anything was created."""
    reason = early_validation.summary(found)
    if stack.on_failure.preserves or stack.on_failure is OnFailure.LEAVE_TO_PARENT:
        stack.operations[-1].failed_checks = tuple(found)
        stack.set_status("CREATE_FAILED", reason)
        return
    stack.failed_checks(found, reason)
    operation = "DELETE" if stack.on_failure is OnFailure.DELETE else "ROLLBACK"
    stack.set_status(f"{operation}_IN_PROGRESS", early_validation.DETECTED)
    remove_all(stack, operation)


def fail(stack: Stack, reason: str) -> None:
    """Take the stack from CREATE_IN_PROGRESS to the final status that its settings ask for in case of a failure."""
    if stack.on_failure.preserves or stack.on_failure is OnFailure.LEAVE_TO_PARENT:
        stack.set_status("CREATE_FAILED", reason)
    elif stack.on_failure is OnFailure.DELETE:
        stack.set_status("DELETE_IN_PROGRESS", f"{reason} Delete requested by user.")
        remove_all(stack, "DELETE")
    else:
        stack.set_status("ROLLBACK_IN_PROGRESS", f"{reason} Rollback requested by user.")
        remove_all(stack, "ROLLBACK")


def remove_all(stack: Stack, operation: str = "ROLLBACK") -> None:
    """Take a stack that has never been stable to the end: delete all of its resources but imported ones.

    This rolls back their creation, and so deletes even those with RetainExceptOnCreate.
    """
    removals = [(resource, stack.policy_of_a_creation(resource)) for resource in stack.resources.values()]
    removals = [(one, RELEASE if one.logical_id in stack.taken_over else policy) for one, policy in removals]
    failures: list[Failure] = remove(ResourceWork(stack, with_hooks=False), removals + _unlisted(stack))
    stack.deleted_at = clock.now()
    if failures:
        stack.set_status(f"{operation}_FAILED", summary(failures))
        return
    stack.outputs, stack.imports, stack.rollback, stack.taken_over = [], frozenset(), None, frozenset()
    stack.set_status(f"{operation}_COMPLETE")


def _unlisted(stack: Stack) -> list[Removal]:
    """The physical resources that updates of a stack that failed to be created have replaced or given up."""
    rollback = stack.rollback
    return [*((old, "Delete") for old in rollback.replaced.values()), *rollback.abandoned] if rollback else []
