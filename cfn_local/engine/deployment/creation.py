"""Create a stack; roll it back when that fails."""

from cfn_local.engine.deployment import outputs
from cfn_local.engine.deployment.convergence import Convergence
from cfn_local.engine.deployment.failure import Failure, summary
from cfn_local.engine.deployment.removal import remove
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.stacks.stack import Stack
from cfn_local.services import clock


def create(resolved: Resolved) -> None:
    """From CREATE_IN_PROGRESS to the end."""
    stack = resolved.stack
    failures = (
        outputs.not_to_be_had(resolved) or Convergence(resolved, ResourceWork(stack)).run() or outputs.put(resolved)
    )
    if not failures:
        stack.set_status("CREATE_COMPLETE")
    elif stack.on_failure == "DO_NOTHING":
        stack.set_status("CREATE_FAILED", summary(failures))
    elif stack.on_failure == "DELETE":
        stack.set_status("DELETE_IN_PROGRESS", f"{summary(failures)} Delete requested by user.")
        _remove_all(stack, "DELETE")
    else:
        stack.set_status("ROLLBACK_IN_PROGRESS", f"{summary(failures)} Rollback requested by user.")
        _remove_all(stack, "ROLLBACK")


def _remove_all(stack: Stack, operation: str) -> None:
    """Also what has the policy RetainExceptOnCreate, since here it is its creation that is undone."""
    removals = [(resource, resource.deletion_policy) for resource in stack.resources.values()]
    failures: list[Failure] = remove(ResourceWork(stack, with_hooks=False), removals)
    stack.deleted_at = clock.now()
    if failures:
        stack.set_status(f"{operation}_FAILED", summary(failures))
        return
    stack.outputs, stack.imports = [], frozenset()
    stack.set_status(f"{operation}_COMPLETE")
