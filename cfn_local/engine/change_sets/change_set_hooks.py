"""Hooks on change sets: asked while one is being created, and planned for its execution."""

import json
import logging
from collections.abc import Callable, Iterator
from threading import Thread

from cfn_local.engine.deployment.hook_context import hook_context
from cfn_local.engine.hooks import (
    ApplicableHook,
    ChangedResource,
    ChangeSetTarget,
    HookRegistry,
    HooksFailed,
    ResourceTarget,
    applicable_hooks,
    context_of,
    run_hooks,
)
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.change_set import Change, Changes, ChangeSet
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.template.line_numbers import lines_of_resources
from cfn_local.registry.type_versions import registry_of
from cfn_local.schemas import casting
from cfn_local.services import emulated_wait

LOG = logging.getLogger(__name__)

# A client sees most change sets as created at once, and slow hooks as on AWS.
_SECONDS_BEFORE_AN_ANSWER = 20
_ACTIONS = {"Add": "CREATE", "Import": "CREATE", "Modify": "UPDATE", "Remove": "DELETE"}
# What is removed is deleted in the clean-up of the update, for which no hooks are asked.
_OPERATIONS = {"Add": "CREATE", "Import": "CREATE", "Modify": "UPDATE"}


def begin(stack: Stack, change_set: ChangeSet) -> Callable[[], None]:
    """Ask the hooks on a new change set. The caller waits with what is returned, without holding a lock."""
    registry, target = registry_of(stack.account_id, stack.region), None
    if change_set.status != "FAILED" and registry.default_versions("HOOK"):
        target = target_of(stack, change_set)
    if target is None or not applicable_hooks(registry, target):
        return lambda: None
    change_set.is_being_created()
    thread = Thread(target=_ask, args=(registry, target, change_set), name=f"change set {change_set.name}", daemon=True)
    thread.start()
    return lambda: thread.join(_SECONDS_BEFORE_AN_ANSWER)


def target_of(stack: Stack, change_set: ChangeSet) -> ChangeSetTarget:
    body = change_set.settings.template.body
    is_new = stack.status == stack_status.REVIEW_IN_PROGRESS
    return ChangeSetTarget(
        stack=hook_context(stack, change_set.settings),
        change_set_id=change_set.change_set_id,
        template=body,
        previous_template="" if is_new else stack.settings.template.body,
        changed_resources=changed_resources(change_set.changes, body),
    )


def changed_resources(changes: Changes, body: str) -> list[ChangedResource]:
    """The changes as hooks see them: with values, and with numbers and booleans as text."""
    lines = lines_of_resources(body)
    return [
        ChangedResource(
            _ACTIONS[one["Action"]],
            one["LogicalResourceId"],
            one["ResourceType"],
            lines.get(one["LogicalResourceId"]) if one["Action"] != "Remove" else None,
            _as_passed(one.get("BeforeContext")),
            _as_passed(one.get("AfterContext")),
        )
        for one in changes.with_values
    ]


def planned(stack: Stack, change_set: ChangeSet) -> Iterator[tuple[Change, ApplicableHook]]:
    """Each hook that would be asked about a resource when the change set is executed, after the change."""
    registry = registry_of(stack.account_id, stack.region)
    if not registry.default_versions("HOOK"):
        return
    context = hook_context(stack, change_set.settings)
    for one in change_set.changes.without_values:
        operation = _OPERATIONS.get(one["Action"])
        if operation is None:
            continue
        type_name, logical_id = one["ResourceType"], one["LogicalResourceId"]
        target = ResourceTarget(
            operation=operation, stack=context, type_name=type_name, logical_id=logical_id, properties={}
        )
        for hook in applicable_hooks(registry, target):
            yield one, hook


def _ask(registry: HookRegistry, target: ChangeSetTarget, change_set: ChangeSet) -> None:
    try:
        with emulated_wait.registered():
            judgements = run_hooks(registry, target, lambda _event: None, emulated_wait.wait)
    except HooksFailed as failed:
        change_set.failed(str(failed))
    except Exception as error:
        LOG.exception("%s", change_set.change_set_id)
        change_set.failed(f"The local CloudFormation failed inside: {type(error).__name__}: {error}")
    else:
        change_set.was_created(frozenset(one.type_name for one in judgements if one.verdict.skips_stack))


def _as_passed(context: str | None) -> str | None:
    """The context as hooks get it; None where there is nothing."""
    return context_of(casting.as_passed(json.loads(context)["Properties"])) if context is not None else None
