"""Delete resources, each after all that depend on it."""

from collections.abc import Callable, Iterable
from itertools import takewhile

from cfn_local.engine.deployment import graph_run
from cfn_local.engine.deployment.failure import Failure
from cfn_local.engine.deployment.resource_work import ResourceWork
from cfn_local.engine.stacks.stack_resource import StackResource

# A resource to delete, and the policy that may retain it.
Removal = tuple[StackResource, str]
# "Why is my stack stuck in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" in the AWS knowledge center.
MOST_ATTEMPTS_IN_CLEAN_UP = 3


def remove(work: ResourceWork, removals: Iterable[Removal]) -> list[Failure]:
    """Delete all resources, except those that a resource that could not be deleted still needs."""

    def delete(removals_of_one: list[Removal]) -> list[Failure]:
        failures = [work.delete(resource, policy) for resource, policy in removals_of_one]
        return [failure for failure in failures if failure is not None]

    return _run(removals, delete)


def clean_up(work: ResourceWork, removals: Iterable[Removal]) -> list[Failure]:
    """Delete all resources, and give up on those that three attempts could not delete."""
    left: list[Failure] = []

    def delete(removals_of_one: list[Removal]) -> list[Failure]:
        for resource, policy in removals_of_one:
            failures = _attempted(work, resource, policy)
            left.extend(failures[-1:] if len(failures) == MOST_ATTEMPTS_IN_CLEAN_UP else [])
        return []

    _run(removals, delete)
    return left


def _attempted(work: ResourceWork, resource: StackResource, policy: str) -> list[Failure]:
    """The failures of the failed attempts; fewer than the maximum if an attempt has succeeded."""
    attempts = (work.delete(resource, policy) for _ in range(MOST_ATTEMPTS_IN_CLEAN_UP))
    return [failure for failure in takewhile(bool, attempts) if failure is not None]


def _run(removals: Iterable[Removal], delete: Callable[[list[Removal]], list[Failure]]) -> list[Failure]:
    by_id: dict[str, list[Removal]] = {}
    for resource, policy in removals:
        by_id.setdefault(resource.logical_id, []).append((resource, policy))
    needed_by = graph_run.reverse({logical_id: _depends_on(found) for logical_id, found in by_id.items()})
    untouched = set(by_id)

    def work(logical_id: str) -> Failure | None:
        untouched.discard(logical_id)
        return next(iter(delete(by_id[logical_id])), None)

    failures = graph_run.run(needed_by, work, goes_on_after_a_failure=True)
    if not failures:
        # After a stuck update, resources of two templates may need each other in a cycle. They are deleted last.
        failures = graph_run.run({name: () for name in by_id if name in untouched}, work, goes_on_after_a_failure=True)
    return list(failures.values())


def _depends_on(removals: list[Removal]) -> frozenset[str]:
    return frozenset().union(*(resource.deployed.depends_on for resource, _ in removals if resource.deployed))
