"""Import existing resources into a stack, and give them up again on failure.

The events are those that the console shows of an import; AWS documents only their statuses.
"""

from cfn_local.engine.deployment import outputs, stack_hooks
from cfn_local.engine.deployment.convergence import Convergence, Imports
from cfn_local.engine.deployment.failure import summary
from cfn_local.engine.deployment.removal import remove
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.deployment.resource_work import RELEASE, ResourceWork
from cfn_local.engine.stacks.stack import NOT_CHECKED
from cfn_local.services import clock


def run(resolved: Resolved, imports: Imports) -> None:
    """Take the stack from IMPORT_IN_PROGRESS to the end. Nothing but the imported resources changes."""
    stack = resolved.stack
    stack.updated_at = clock.now()
    is_new = stack.operations[-1].type == "CREATE_STACK"
    operation, present = ("CREATE", None) if is_new else ("UPDATE", stack.settings)
    if refusal := stack_hooks.refusal(stack, operation, resolved.settings, present):
        stack.set_status("IMPORT_ROLLBACK_IN_PROGRESS", refusal)
        stack.set_status("IMPORT_ROLLBACK_COMPLETE")
        return
    failures = Convergence(resolved, ResourceWork(stack), imports).run() or outputs.put(resolved)
    if not failures:
        stack.settings, stack.drift = resolved.settings, dict(NOT_CHECKED)
        stack.set_status("IMPORT_COMPLETE")
        return
    stack.set_status("IMPORT_ROLLBACK_IN_PROGRESS", summary(failures))
    imported = [stack.resources[name] for name in imports if name in stack.resources]
    remove(ResourceWork(stack, with_hooks=False), [(resource, RELEASE) for resource in imported])
    for resource in imported:
        del stack.resources[resource.logical_id]
    stack.set_status("IMPORT_ROLLBACK_COMPLETE")
