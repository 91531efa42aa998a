"""Update a stack; put it back when that fails, and go on with a rollback that got stuck."""

from collections.abc import Collection, Iterable

from cfn_local.engine.deployment import graph_run, outputs
from cfn_local.engine.deployment.convergence import Convergence
from cfn_local.engine.deployment.problem import Problem, summary
from cfn_local.engine.deployment.removal import Removal, left_behind, remove
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.stacks.stack import NOT_CHECKED, Rollback, Settings, Stack
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.services import clock


def update(stack: Stack, settings: Settings) -> None:
    """From UPDATE_IN_PROGRESS to the end. The stack has the new settings once all its resources are as they want."""
    stack.rollback = Rollback({name: one.deployed for name, one in stack.resources.items() if one.deployed})
    converging = Convergence(stack, settings, ResourceWork(stack))
    problems = converging.run() or outputs.put(stack, converging)
    if problems:
        roll_back(stack, summary(problems))
        return
    stack.settings, stack.updated_at, stack.drift = settings, clock.now(), dict(NOT_CHECKED)
    stack.set_status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    _clean_up(stack, keep=converging.dependencies.keys())
    stack.set_status("UPDATE_COMPLETE")


def roll_back(stack: Stack, reason: str | None, skipped: Collection[str] = ()) -> None:
    """Have every resource be what it was before the update, but for those to be skipped."""
    assert stack.rollback is not None
    stack.set_status("UPDATE_ROLLBACK_IN_PROGRESS", reason)
    before, work = stack.rollback.before, ResourceWork(stack, with_hooks=False)

    def put_back(logical_id: str) -> Problem | None:
        resource = stack.resources[logical_id]
        if logical_id in skipped:
            resource.deployed, resource.attempted = before[logical_id], None
            stack.set_resource_status(resource, "UPDATE_COMPLETE", "Resource was skipped by the user.")
            return None
        return work.put_back(resource, before[logical_id])

    graph = {logical_id: deployed.depends_on for logical_id, deployed in before.items()}
    problems = list(graph_run.run(graph, put_back, goes_on_after_a_problem=True).values())
    if problems:
        stack.set_status("UPDATE_ROLLBACK_FAILED", summary(problems))
        return
    stack.set_status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    _clean_up(stack, keep=before.keys())
    stack.set_status("UPDATE_ROLLBACK_COMPLETE")


def _clean_up(stack: Stack, keep: Collection[str]) -> None:
    """Delete what the stack has no use for any more. What cannot be deleted is told in its event, and left."""
    assert stack.rollback is not None
    removed = [resource for name, resource in stack.resources.items() if name not in keep]
    remove(ResourceWork(stack, with_hooks=False), _removals(removed, stack.rollback))
    for resource in removed:
        del stack.resources[resource.logical_id]
    stack.rollback = None


def _removals(removed: Iterable[StackResource], rollback: Rollback) -> list[Removal]:
    replaced = [(left_behind(old), old.update_replace_policy) for old in rollback.replaced.values()]
    abandoned = [(left_behind(deployed), "Delete") for deployed in rollback.abandoned]
    return [(resource, resource.deletion_policy) for resource in removed] + replaced + abandoned
