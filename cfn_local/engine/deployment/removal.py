"""Delete resources, each after all that depend on it."""

from collections.abc import Iterable

from cfn_local.engine.deployment import graph_run
from cfn_local.engine.deployment.problem import Problem
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.stacks.stack_resource import Deployed, StackResource

# What is to go, and the policy that may spare it.
Removal = tuple[StackResource, str]


def remove(work: ResourceWork, removals: Iterable[Removal]) -> list[Problem]:
    """Delete them all, but nothing that is still needed by what could not be deleted."""
    by_id: dict[str, list[Removal]] = {}
    for resource, policy in removals:
        by_id.setdefault(resource.logical_id, []).append((resource, policy))
    needed_by = graph_run.reverse({logical_id: _depends_on(found) for logical_id, found in by_id.items()})

    def delete(logical_id: str) -> Problem | None:
        problems = [work.delete(resource, policy) for resource, policy in by_id[logical_id]]
        return next((problem for problem in problems if problem is not None), None)

    return list(graph_run.run(needed_by, delete, goes_on_after_a_problem=True).values())


def left_behind(deployed: Deployed) -> StackResource:
    """A physical resource that its logical ID has no use for any more, as something to delete."""
    return StackResource(deployed.declaration, physical_id=deployed.live.physical_id, deployed=deployed)


def _depends_on(removals: list[Removal]) -> frozenset[str]:
    return frozenset().union(*(resource.deployed.depends_on for resource, _ in removals if resource.deployed))
