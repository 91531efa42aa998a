"""Create a stack, and roll it back on failure."""

from threading import Event

from cfn_local.engine.deployment import outputs
from cfn_local.engine.deployment.convergence import Convergence, Imports
from cfn_local.engine.deployment.failure import Failure, summary
from cfn_local.engine.deployment.removal import remove
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.deployment.resource_work import RELEASE, ResourceWork
from cfn_local.engine.stacks.stack import Stack
from cfn_local.services import clock
from cfn_local.services.signal_mode import mode_of


def create(resolved: Resolved, imports: Imports, cancelled: Event | None = None) -> None:
    """Take the stack from CREATE_IN_PROGRESS to a final status. `cancelled` is set when a parent has failed."""
    stack = resolved.stack
    stack.signal_mode = mode_of(resolved.settings.template.metadata)
    work = ResourceWork(stack, cancelled=cancelled or Event())
    convergence = Convergence(resolved, work, imports)
    failures = outputs.not_to_be_had(resolved) or convergence.run() or outputs.put(resolved)
    if not failures and work.cancelled.is_set():
        failures = [Failure("output", "", "Resource creation cancelled")]
    if failures:
        fail(stack, summary(failures), imports)
    else:
        stack.set_status("CREATE_COMPLETE")


def fail(stack: Stack, reason: str, imports: Imports) -> None:
    """Take the stack from CREATE_IN_PROGRESS to the final status that its settings ask for in case of a failure."""
    if stack.on_failure == "DO_NOTHING":
        stack.set_status("CREATE_FAILED", reason)
    elif stack.on_failure == "DELETE":
        stack.set_status("DELETE_IN_PROGRESS", f"{reason} Delete requested by user.")
        _remove_all(stack, "DELETE", imports)
    else:
        stack.set_status("ROLLBACK_IN_PROGRESS", f"{reason} Rollback requested by user.")
        _remove_all(stack, "ROLLBACK", imports)


def _remove_all(stack: Stack, operation: str, imports: Imports) -> None:
    """Delete all resources but imported ones, even with RetainExceptOnCreate: this rolls back their creation."""
    removals = [
        (resource, RELEASE if name in imports else resource.deletion_policy)
        for name, resource in stack.resources.items()
    ]
    failures: list[Failure] = remove(ResourceWork(stack, with_hooks=False), removals)
    stack.deleted_at = clock.now()
    if failures:
        stack.set_status(f"{operation}_FAILED", summary(failures))
        return
    stack.outputs, stack.imports = [], frozenset()
    stack.set_status(f"{operation}_COMPLETE")
