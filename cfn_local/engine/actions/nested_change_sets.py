"""Change sets of nested stacks (`IncludeNestedStacks`), which are executed and deleted with that of their root.

Reasons and members are those reported by users in April 2026. A new child is a stack in review until the root's change
set is executed. A child in which nothing would change has no change set, and is no change of its parent.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from cfn_local import partitions
from cfn_local.engine.actions import nested_stacks, no_updates
from cfn_local.engine.change_sets import resource_changes
from cfn_local.engine.deployment.nested_stack import NestedStack
from cfn_local.engine.deployment.resolved import LiveValues, Resolved
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.change_set import EXECUTED, Changes, ChangeSet
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import STACK_TYPE, Stack
from cfn_local.engine.stacks.stack_account import StackAccount, stack_account
from cfn_local.engine.template import KNOWN_AFTER_APPLY, UNKNOWN, TemplateError
from cfn_local.engine.types.resource_type import Desired, ResourceFailedError

_ONLY_FROM_THE_ROOT = "Only executable from the root change set."


def include(change_set: ChangeSet, found: Resolved) -> None:
    """Make a change set for each nested stack that would change, and fail that of the parent where one fails."""
    children: dict[str, ChangeSet | None] = {}
    for change in change_set.changes.without_values:
        if change["ResourceType"] == STACK_TYPE and change["Action"] in ("Add", "Modify"):
            logical_id = change["LogicalResourceId"]
            try:
                if _known_url(found, logical_id) is None:
                    continue  # a part of the template's address is known only later
                children[logical_id] = _of_child(change_set, found, logical_id)
            except (ResourceFailedError, TemplateError) as error:
                change_set.failed(str(error))
                return
    change_set.children = {name: one for name, one in children.items() if one is not None}
    change_set.changes = Changes(
        _with_children(change_set.changes.without_values, children),
        _with_children(change_set.changes.with_values, children),
        change_set.changes.warning,
    )
    failed = [one for one in change_set.children.values() if one.status == "FAILED"]
    if failed:
        arn = failed[0].change_set_id
        change_set.failed(f"Nested change set {arn} was not successfully created: Currently in FAILED.")


def executed(parent: Stack, change_set: ChangeSet) -> None:
    """Record that the change set of a root has been executed: new children are created by their parents from now on."""
    account = stack_account(parent.account_id, parent.region)
    for logical_id, child, one in _children(account, change_set):
        one.was_executed()
        child.change_set_id = one.change_set_id
        if child.status == stack_status.REVIEW_IN_PROGRESS:
            del account.stacks[child.stack_id]
            parent.reserved[logical_id] = child
        executed(child, one)


def forget(account: StackAccount, change_set: ChangeSet) -> None:
    """Delete the change sets of the children, and the children that have only been reviewed."""
    for _, child, one in list(_children(account, change_set)):
        forget(account, one)
        if child.status == stack_status.REVIEW_IN_PROGRESS:
            del account.stacks[child.stack_id]
        elif one.execution_status != EXECUTED:
            child.change_sets.pop(one.change_set_id, None)


def forget_waiting(stack: Stack) -> None:
    """Delete the change sets of children that belong to those of the stack that have not been executed."""
    account = stack_account(stack.account_id, stack.region)
    for one in stack.change_sets.values():
        if one.execution_status != EXECUTED:
            forget(account, one)


def _children(account: StackAccount, change_set: ChangeSet) -> Iterator[tuple[str, Stack, ChangeSet]]:
    for logical_id, one in change_set.children.items():
        child = account.with_change_set(one.change_set_id)
        if child is not None:
            yield logical_id, child, one


def _of_child(parent: ChangeSet, found: Resolved, logical_id: str) -> ChangeSet | None:
    """The change set of a child; None if nothing would change in it."""
    stack = found.stack
    account = stack_account(stack.account_id, stack.region)
    resource = stack.resources.get(logical_id)
    live = resource.deployed.live if resource and resource.deployed else None
    child = live.stack if isinstance(live, NestedStack) else None
    values = LiveValues(stack.resources)
    properties = _known(found.scope.over(values, expecting_exports=False).properties(logical_id))
    desired: Desired = found.desired(logical_id, properties)
    settings = nested_stacks.settings_of_child(stack, found.settings, desired)
    is_new = child is None
    if child is None:
        child = nested_stacks.new_child(stack, logical_id, settings)
        child.set_status(stack_status.REVIEW_IN_PROGRESS, "User Initiated")
    made = _empty(parent, child, settings, logical_id, "CREATE" if is_new else "UPDATE")
    try:
        resolved = nested_stacks.resolved_child(child, settings)
    except ResourceFailedError as failure:
        made.failed(failure.reason)
    else:
        made.settings, made.changes = resolved.settings, resource_changes.find(resolved)
        include(made, resolved)
        if not is_new and made.status != "FAILED" and not no_updates.differs(resolved, made.changes):
            return None
    account.stacks[child.stack_id] = child
    child.change_sets[made.change_set_id] = made
    return made


def _known_url(found: Resolved, logical_id: str) -> str | None:
    values = LiveValues(found.stack.resources)
    url = found.scope.over(values, expecting_exports=False).properties(logical_id).get("TemplateURL")
    return None if url is UNKNOWN else str(url)


def _empty(parent: ChangeSet, child: Stack, settings: Settings, logical_id: str, change_set_type: str) -> ChangeSet:
    name = f"{parent.name[:90]}-{logical_id[:20]}-{uuid.uuid4().hex[:12]}"
    arn = partitions.arn("cloudformation", child.region, child.account_id, f"changeSet/{name}/{uuid.uuid4()}")
    made = ChangeSet(arn, name, change_set_type, settings, includes_nested_stacks=True)
    made.parent_id, made.root_id = parent.change_set_id, parent.root_id or parent.change_set_id
    made.execution_status, made.status_reason = "UNAVAILABLE", _ONLY_FROM_THE_ROOT
    return made


def _with_children(changes: list[dict[str, Any]], children: dict[str, ChangeSet | None]) -> list[dict[str, Any]]:
    found = []
    for change in changes:
        child = children.get(change["LogicalResourceId"])
        if child is not None:
            found.append({**change, "ChangeSetId": child.change_set_id})
        elif change["LogicalResourceId"] not in children or not _is_automatic(change):
            found.append(change)
    return found


def _is_automatic(change: dict[str, Any]) -> bool:
    """Whether a child is listed only because it may change by itself."""
    return all(detail.get("ChangeSource") == "Automatic" for detail in change["Details"])


def _known(value: Any) -> Any:
    """The value with a text for whatever is known only once the change set is executed."""
    if value is UNKNOWN:
        return KNOWN_AFTER_APPLY
    if isinstance(value, dict):
        return {name: _known(member) for name, member in value.items()}
    return [_known(item) for item in value] if isinstance(value, list) else value
