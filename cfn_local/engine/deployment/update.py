"""Update a stack, roll it back on failure, and continue a failed rollback."""

from collections.abc import Collection, Container, Sequence

from cfn_local.engine.deployment import creation, early_validation, graph_run, outputs, stack_hooks
from cfn_local.engine.deployment.convergence import NO_IMPORTS, Convergence, Imports
from cfn_local.engine.deployment.failure import Failure, summary
from cfn_local.engine.deployment.nested_stack import children_of
from cfn_local.engine.deployment.removal import Removal, clean_up
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.deployment.resource_work import RELEASE, ResourceWork
from cfn_local.engine.stacks import stack_policy
from cfn_local.engine.stacks.failed_check import FailedCheck
from cfn_local.engine.stacks.stack import NOT_CHECKED, Rollback, Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.services import clock
from cfn_local.services.signal_mode import mode_of

CANCELLED = "User Initiated"
LEFT = "One or more resources could not be deleted."


def update(resolved: Resolved, imports: frozenset[str], taken_over: Imports) -> None:
    """Take the stack from UPDATE_IN_PROGRESS to the end. It gets the new settings once all resources are updated.

    `imports` are the exports that the stack imported before, `taken_over` the existing resources that it imports now.
    """
    if converge(resolved, imports, taken_over) is None:
        finish(resolved.stack)


def converge(resolved: Resolved, imports: frozenset[str], taken_over: Imports) -> str | None:
    """Update all resources, and roll back if that fails: then return the reason. Clean-up is left to `finish`."""
    stack = resolved.stack
    stack.wanted_settings = resolved.settings
    stack.signal_mode = mode_of(resolved.settings.template.metadata)
    _begin(stack, imports, taken_over)
    if refusal := stack_hooks.refusal(stack, "UPDATE", resolved.settings, stack.settings):
        _fail(stack, refusal)
        return refusal
    work = ResourceWork(stack, cancelled=stack.cancelled, preserves=stack.on_failure.preserves)
    convergence = Convergence(resolved, work, taken_over)
    failures = outputs.not_to_be_had(resolved) or _denied_deletions(resolved)
    failures = failures or convergence.run() or outputs.put(resolved)
    if failures:
        if stack.on_failure.preserves:
            stack.settings = resolved.settings
        _fail(stack, summary(failures))
        return summary(failures)
    assert stack.rollback is not None
    with stack_account(stack.account_id, stack.region).lock:
        is_cancelled = stack.is_cancelled_by_client
        if not is_cancelled:
            stack.settings, stack.drift, stack.wanted_settings = resolved.settings, dict(NOT_CHECKED), None
            stack.rollback.kept = frozenset(resolved.dependencies)
            stack.set_status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    if is_cancelled:
        _fail(stack, CANCELLED)
        return CANCELLED
    return None


def _denied_deletions(resolved: Resolved) -> list[Failure]:
    """The failures of resources that the new settings lack and that the stack policy keeps from being deleted."""
    stack, failures = resolved.stack, []
    for resource in _without(stack, resolved.dependencies):
        denied = stack.denial(stack_policy.DELETE, resource) if resource.deployed else None
        if denied:
            stack.set_resource_status(resource, "UPDATE_FAILED", denied)
            failures.append(Failure("update", resource.logical_id, denied))
    return failures


def finish(stack: Stack) -> None:
    """Delete what an update has made obsolete, in nested stacks first."""
    for child in children_of(stack):
        if child.is_to_be_cleaned_up:
            if not child.stack.is_moving:  # preserved by a failed operation of its parent
                child.stack.set_status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
            finish(child.stack)
    assert stack.rollback is not None
    removed = [(one, one.later_deletion_policy) for one in _without(stack, stack.rollback.kept)]
    replaced = [(old, _update_replace_policy(stack.resources[name])) for name, old in stack.rollback.replaced.items()]
    left = _clean_up(stack, removed + replaced + stack.rollback.abandoned)
    stack.set_status("UPDATE_COMPLETE", f"Update successful. {LEFT}" if left else None)


def refuse(stack: Stack, reason: str) -> None:
    """Take the stack from UPDATE_IN_PROGRESS back to its settings, of which nothing has changed yet."""
    _begin(stack, stack.imports, NO_IMPORTS)
    _fail(stack, reason)


def refuse_checked(stack: Stack, found: Sequence[FailedCheck]) -> None:
    """Take the stack from UPDATE_IN_PROGRESS back to its settings, since checks have failed before any change."""
    _begin(stack, stack.imports, NO_IMPORTS)
    reason = early_validation.summary(found)
    if stack.on_failure.preserves:
        stack.operations[-1].failed_checks = tuple(found)
        _fail(stack, reason)
    else:
        stack.failed_checks(found, reason)
        _fail(stack, early_validation.DETECTED)


def _begin(stack: Stack, imports: frozenset[str], taken_over: Imports) -> None:
    stack.updated_at = clock.now()
    stack.taken_over |= frozenset(taken_over)
    if stack.rollback is None:
        before = {name: one.deployed for name, one in stack.resources.items() if one.deployed}
        stack.rollback = Rollback(before, imports, stack.settings, stack.outputs)


def _fail(stack: Stack, reason: str) -> None:
    stack.wanted_settings = None
    if stack.on_failure.preserves and not stack.is_cancelled_by_client:
        _preserve(stack)
        stack.set_status("UPDATE_FAILED", reason)
        return
    reason = CANCELLED if stack.is_cancelled_by_client else reason
    if not stack.has_been_stable:
        stack.set_status("ROLLBACK_IN_PROGRESS", reason)
        creation.remove_all(stack)
        return
    stack.set_status("UPDATE_ROLLBACK_IN_PROGRESS", reason)
    roll_back(stack)


def _preserve(stack: Stack) -> None:
    """End the updates of nested stacks, which have succeeded. Clean-up is left to the next operation of the parent."""
    for child in children_of(stack):
        if child.stack.status == "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS":
            _preserve(child.stack)
            child.stack.set_status("UPDATE_COMPLETE")


def roll_back(stack: Stack, skipped: Collection[str] = ()) -> None:
    """Take the stack from UPDATE_ROLLBACK_IN_PROGRESS to the end: restore every resource except skipped ones.

    `Child.Resource` skips a resource of a nested stack.
    """
    assert stack.rollback is not None
    stack.rollback.skipped = frozenset(skipped)
    before, work = stack.rollback.before, ResourceWork(stack, with_hooks=False)

    def put_back(logical_id: str) -> Failure | None:
        resource = stack.resources[logical_id]
        if logical_id in skipped:
            resource.is_again(before[logical_id])
            stack.set_resource_status(resource, "UPDATE_COMPLETE", "Resource was skipped by the user.")
            return None
        return work.put_back(resource, before[logical_id])

    graph = {logical_id: deployed.depends_on for logical_id, deployed in before.items()}
    failed = graph_run.run(graph, put_back, goes_on_after_a_failure=True)
    failures, stack.rollback.stuck = list(failed.values()), frozenset(failed)
    if failures:
        stack.set_status("UPDATE_ROLLBACK_FAILED", summary(failures))
        return
    stack.imports = stack.rollback.imports
    stack.settings, stack.outputs = stack.rollback.settings, stack.rollback.outputs
    stack.set_status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    made = [
        (resource, RELEASE if resource.logical_id in stack.taken_over else stack.policy_of_a_creation(resource))
        for resource in _without(stack, before)
    ]
    left = _clean_up(stack, made + stack.rollback.abandoned)
    stack.set_status("UPDATE_ROLLBACK_COMPLETE", f"Rollback successful. {LEFT}" if left else None)


def _without(stack: Stack, kept: Container[str]) -> list[StackResource]:
    return [resource for name, resource in stack.resources.items() if name not in kept]


def _update_replace_policy(resource: StackResource) -> str:
    return resource.declaration.update_replace_policy or "Delete"


def _clean_up(stack: Stack, removals: list[Removal]) -> list[Failure]:
    """Delete and forget what the stack no longer needs. A failure shows only in the events."""
    failures = clean_up(ResourceWork(stack, with_hooks=False), removals)
    for resource, _ in removals:
        if stack.resources.get(resource.logical_id) is resource:
            del stack.resources[resource.logical_id]
    stack.rollback, stack.taken_over = None, frozenset()
    return failures
