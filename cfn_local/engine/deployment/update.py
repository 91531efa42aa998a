"""Update a stack; put it back when that fails, and go on with a rollback that got stuck."""

from collections.abc import Collection, Container

from cfn_local.engine.deployment import graph_run, outputs
from cfn_local.engine.deployment.convergence import Convergence
from cfn_local.engine.deployment.problem import Problem, summary
from cfn_local.engine.deployment.removal import Removal, clean_up
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.deployment.stack_scope import imports_of
from cfn_local.engine.stacks.stack import NOT_CHECKED, Rollback, Settings, Stack
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.services import clock

LEFT = "One or more resources could not be deleted."


def update(stack: Stack, settings: Settings) -> None:
    """From UPDATE_IN_PROGRESS to the end. The stack has the new settings once all its resources are as they want."""
    stack.updated_at = clock.now()
    stack.rollback = Rollback({name: one.deployed for name, one in stack.resources.items() if one.deployed})
    converging = Convergence(stack, settings, ResourceWork(stack))
    problems = converging.run() or outputs.put(stack, converging)
    if problems:
        stack.set_status("UPDATE_ROLLBACK_IN_PROGRESS", summary(problems))
        roll_back(stack)
        return
    stack.settings, stack.drift = settings, dict(NOT_CHECKED)
    stack.set_status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    removed = _without(stack, converging.dependencies)
    replaced = [(old, _update_replace_policy(stack.resources[name])) for name, old in stack.rollback.replaced.items()]
    left = _clean_up(stack, [(resource, resource.later_deletion_policy) for resource in removed] + replaced)
    stack.set_status("UPDATE_COMPLETE", f"Update successful. {LEFT}" if left else None)


def roll_back(stack: Stack, skipped: Collection[str] = ()) -> None:
    """From UPDATE_ROLLBACK_IN_PROGRESS to the end: every resource is what it was, but for those to be skipped."""
    assert stack.rollback is not None
    before, work = stack.rollback.before, ResourceWork(stack, with_hooks=False)

    def put_back(logical_id: str) -> Problem | None:
        resource = stack.resources[logical_id]
        if logical_id in skipped:
            old = before[logical_id]
            resource.deployed, resource.declaration, resource.attempted = old, old.declaration, None
            stack.set_resource_status(resource, "UPDATE_COMPLETE", "Resource was skipped by the user.")
            return None
        return work.put_back(resource, before[logical_id])

    graph = {logical_id: deployed.depends_on for logical_id, deployed in before.items()}
    problems = list(graph_run.run(graph, put_back, goes_on_after_a_problem=True).values())
    if problems:
        stack.set_status("UPDATE_ROLLBACK_FAILED", summary(problems))
        return
    stack.imports = imports_of(stack, stack.settings)
    stack.set_status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    made = [(resource, resource.deletion_policy) for resource in _without(stack, before)]
    left = _clean_up(stack, made + [(abandoned, "Delete") for abandoned in stack.rollback.abandoned])
    stack.set_status("UPDATE_ROLLBACK_COMPLETE", f"Rollback successful. {LEFT}" if left else None)


def _without(stack: Stack, kept: Container[str]) -> list[StackResource]:
    return [resource for name, resource in stack.resources.items() if name not in kept]


def _update_replace_policy(resource: StackResource) -> str:
    return resource.declaration.update_replace_policy or "Delete"


def _clean_up(stack: Stack, removals: list[Removal]) -> list[Problem]:
    """Delete what the stack has no use for any more, and forget it, even where that fails: its events tell."""
    problems = clean_up(ResourceWork(stack, with_hooks=False), removals)
    for resource, _ in removals:
        if stack.resources.get(resource.logical_id) is resource:
            del stack.resources[resource.logical_id]
    stack.rollback = None
    return problems
