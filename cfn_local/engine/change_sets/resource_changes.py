"""The changes that settings mean for the resources of a stack, as DescribeChangeSet tells them.

The members are those of ResourceChange in the CloudFormation API reference. What a change follows from is told by
the expressions in the template: a value that depends on a resource which is itself about to change is known only
while the update runs, and such a change is Dynamic.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from cfn_local.engine.change_sets import causes
from cfn_local.engine.deployment.resolved import LiveValues, Resolved
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import UNKNOWN, ResourceDeclaration, TemplateError, order
from cfn_local.engine.types import change
from cfn_local.engine.types.resource_type import Desired
from cfn_local.schemas.comparison import PropertyChange

_POLICIES = {"Delete": "Delete", "Retain": "Retain", "Snapshot": "Snapshot", "RetainExceptOnCreate": "Retain"}


def find(resolved: Resolved) -> list[dict[str, Any]]:
    """One ResourceChange for each resource that would be added, modified or removed, in the order of the template."""
    stack, template = resolved.stack, resolved.settings.template
    changes: dict[str, dict[str, Any]] = {}
    replaced: set[str] = set()
    for logical_id in order(resolved.dependencies):
        resource, declaration = stack.resources.get(logical_id), template.resources[logical_id]
        if resource is None or resource.deployed is None:
            changes[logical_id] = _added(declaration)
            continue
        found = _modified(resolved, resource, replaced, changes)
        if found is not None:
            changes[logical_id] = found
            if found["Replacement"] != "False":
                replaced.add(logical_id)
    removed = [
        _removed(one) for name, one in stack.resources.items() if one.deployed and name not in resolved.dependencies
    ]
    return [changes[name] for name in resolved.dependencies if name in changes] + removed


def _added(declaration: ResourceDeclaration) -> dict[str, Any]:
    return {**_names(declaration), "Action": "Add", "Scope": [], "Details": []}


def _removed(resource: StackResource) -> dict[str, Any]:
    return {
        **_names(resource.declaration),
        "Action": "Remove",
        "PhysicalResourceId": resource.physical_id,
        "PolicyAction": _POLICIES[resource.deletion_policy],
        "Scope": [],
        "Details": [],
    }


def _modified(
    resolved: Resolved,
    resource: StackResource,
    replaced: Collection[str],
    changes: Mapping[str, Any],
) -> dict[str, Any] | None:
    assert resource.deployed is not None
    declaration = resolved.scope.declaration(resource.logical_id)
    schema = resolved.type_of(resource.logical_id).schema
    desired = _desired(resolved, declaration, replaced, changes)
    found = change.changes(schema, resource.deployed.desired, desired, unknown=lambda value: value is UNKNOWN)
    attributes = _changed_attributes(resource.declaration, declaration)
    if not found and not attributes:
        return None
    replacement = change.replacement(schema, found)
    details = causes.details(found, attributes, declaration, resolved.stack.settings, resolved.settings, changes)
    if replacement == "True" and all(one["Evaluation"] == "Dynamic" for one in details):
        replacement = "Conditional"
    action = {"PolicyAction": _replace_policy(declaration)} if replacement == "True" else {}
    return {
        **_names(declaration),
        **action,
        "Action": "Modify",
        "PhysicalResourceId": resource.physical_id,
        "Replacement": replacement,
        "Scope": _scope(found, attributes),
        "Details": details,
    }


def _desired(
    resolved: Resolved,
    declaration: ResourceDeclaration,
    replaced: Collection[str],
    changes: Mapping[str, Any],
) -> Desired:
    """What the template will want, with UNKNOWN for what follows from resources in `changes`."""
    stack = resolved.stack
    try:
        return resolved.wanted(declaration.logical_id, LiveValues(stack.resources, replaced, changes)).desired
    except TemplateError:
        properties = dict.fromkeys(declaration.properties, UNKNOWN)
    return Desired(properties, resolved.settings.tags, stack.system_tags(declaration.logical_id))


def _changed_attributes(before: ResourceDeclaration, after: ResourceDeclaration) -> list[str]:
    pairs: Sequence[tuple[str, Any, Any]] = (
        ("Metadata", before.metadata, after.metadata),
        ("DeletionPolicy", before.deletion_policy, after.deletion_policy),
        ("UpdateReplacePolicy", before.update_replace_policy, after.update_replace_policy),
        ("CreationPolicy", before.creation_policy, after.creation_policy),
        ("UpdatePolicy", before.update_policy, after.update_policy),
    )
    return [name for name, old, new in pairs if old != new]


def _scope(found: Sequence[PropertyChange], attributes: Sequence[str]) -> list[str]:
    of_properties = ["Tags" if one.name == "Tags" else "Properties" for one in found]
    return list(dict.fromkeys([*of_properties, *attributes]))


def _replace_policy(declaration: ResourceDeclaration) -> str:
    return f"ReplaceAnd{_POLICIES[declaration.update_replace_policy or 'Delete']}"


def _names(declaration: ResourceDeclaration) -> dict[str, Any]:
    module = declaration.module.as_answer() if declaration.module else None
    return {"LogicalResourceId": declaration.logical_id, "ResourceType": declaration.type, "ModuleInfo": module}
