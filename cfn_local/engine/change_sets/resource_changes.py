"""The changes that new settings would make to the resources of a stack, as DescribeChangeSet reports them.

The members are those of ResourceChange in the CloudFormation API reference. DescribeChangeSet answers in two ways.
Without values, it compares expressions in the template: whatever depends on a changing resource changes too.
With IncludePropertyValues, it compares values, evaluated with the resources' present attributes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cfn_local.engine.change_sets.causes import Causes
from cfn_local.engine.deployment.nested_stack import NestedStack
from cfn_local.engine.deployment.resolved import LiveValues, Resolved
from cfn_local.engine.stacks.change_set import Changes
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import (
    KNOWN_AFTER_APPLY,
    UNKNOWN,
    ResourceDeclaration,
    Scope,
    TemplateError,
    is_itself_unknown,
    order,
    uses_resources,
)
from cfn_local.engine.types import change
from cfn_local.engine.types.resource_types import changes_hands
from cfn_local.schemas.comparison import PropertyChange

# A nested stack may change with the template at its URL, which the parent's change set does not look at.
_AUTOMATIC = {
    "Target": {"Attribute": "Properties", "RequiresRecreation": "Never"},
    "Evaluation": "Dynamic",
    "ChangeSource": "Automatic",
}
_POLICIES = {"Delete": "Delete", "Retain": "Retain", "Snapshot": "Snapshot", "RetainExceptOnCreate": "Retain"}
_WARNING = "[WARN] --include-property-values option can return incomplete ChangeSet data because: "


def find(resolved: Resolved) -> Changes:
    """The ResourceChange of each resource that would be added, modified or removed, in both forms."""
    without = _Comparison(resolved, with_values=False)
    with_values = _Comparison(resolved, with_values=True)
    return Changes(without.run(), with_values.run(), " ".join(with_values.warnings) or None)


@dataclass
class _Comparison:
    """One of the two ways to compare a stack with the `resolved` settings."""

    resolved: Resolved
    with_values: bool
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def run(self) -> list[dict[str, Any]]:
        for logical_id in order(self.resolved.dependencies):
            found = self._change(logical_id)
            if found is not None:
                self.changes[logical_id] = found
                if found.get("Replacement", "False") != "False":
                    self.replaced.add(logical_id)
        for name, resource in self.resolved.stack.resources.items():
            if resource.deployed and name not in self.resolved.dependencies:
                self.changes[name] = self._removed(resource)
        # A name comes before its own prefix, as recorded on 2025-08-07.
        return [self.changes[name] for name in sorted(self.changes, key=lambda name: f"{name}~")]

    def _change(self, logical_id: str) -> dict[str, Any] | None:
        resource = self.resolved.stack.resources.get(logical_id)
        scope = self._scope()
        properties = self._properties(scope, logical_id)
        if resource is None or resource.deployed is None or resource.is_half_made:
            return self._added(self.resolved.settings.template.resources[logical_id], properties)
        return self._modified(resource, scope.declaration(logical_id), properties)

    def _scope(self) -> Scope:
        """The scope after the changes found so far or, when comparing values, before them."""
        modified = () if self.with_values else self.changes
        values = LiveValues(self.resolved.stack.resources, self.replaced, modified)
        return self.resolved.scope.over(values, expecting_exports=self.with_values, strict=self.with_values)

    def _properties(self, scope: Scope, logical_id: str) -> dict[str, Any]:
        """The properties that the template will ask for, with UNKNOWN for values not known yet."""
        try:
            return scope.properties(logical_id)
        except TemplateError as error:
            self._warn(logical_id, str(error))
        found: dict[str, Any] = {}
        for name in self.resolved.settings.template.resources[logical_id].properties:
            try:
                found[name] = scope.property(logical_id, name)
            except TemplateError:
                found[name] = UNKNOWN
        return found

    def _warn(self, logical_id: str, message: str) -> None:
        self.warnings.append(f"{_WARNING}ChangeSet creation failed for resource [{logical_id}] because: {message}")

    def _added(self, declaration: ResourceDeclaration, properties: Mapping[str, Any]) -> dict[str, Any]:
        after = {"AfterContext": _context(properties)} if self.with_values else {}
        return {**_names(declaration), **after, "Action": "Add", "Scope": [], "Details": []}

    def _removed(self, resource: StackResource) -> dict[str, Any]:
        assert resource.deployed is not None
        template = self.resolved.stack.settings.template
        declared = template.resources.get(resource.logical_id, resource.declaration)
        properties = {
            name: UNKNOWN if uses_resources(declared.properties.get(name), template) else value
            for name, value in resource.deployed.desired.properties.items()
        }
        before = {"BeforeContext": _context(properties)} if self.with_values else {}
        return {
            **_names(resource.declaration),
            **before,
            "Action": "Remove",
            "PhysicalResourceId": resource.physical_id,
            "PolicyAction": _POLICIES[resource.later_deletion_policy],
            "Scope": [],
            "Details": [],
        }

    def _modified(
        self, resource: StackResource, declaration: ResourceDeclaration, properties: dict[str, Any]
    ) -> dict[str, Any] | None:
        assert resource.deployed is not None
        schema = self.resolved.type_of(resource.logical_id).schema
        desired = self.resolved.desired(resource.logical_id, properties)
        before = resource.deployed.desired
        found = change.changes(schema, before, desired, unknown=is_itself_unknown)
        attributes = changed_attributes(resource.declaration, declaration)
        other_hands = changes_hands(resource.deployed.live, self.resolved.type_of(resource.logical_id))
        is_nested = isinstance(resource.deployed.live, NestedStack)
        if not found and not attributes and not other_hands and not is_nested:
            return None
        replacement = "True" if other_hands else change.replacement(schema, found)
        details = self._details(found, attributes, resource.logical_id) + ([_AUTOMATIC] if is_nested else [])
        if replacement == "True" and details and all(one["Evaluation"] == "Dynamic" for one in details):
            replacement = "Conditional"
        action = {"PolicyAction": _replace_policy(declaration)} if replacement == "True" else {}
        values = {"BeforeContext": _context(before.properties), "AfterContext": _context(properties)}
        return {
            **_names(declaration),
            **action,
            **(values if self.with_values else {}),
            "Action": "Modify",
            "PhysicalResourceId": resource.physical_id,
            "Replacement": replacement,
            "Scope": _scope_of(found, attributes) or (["Properties"] if is_nested else []),
            "Details": details,
        }

    def _details(
        self, found: Sequence[PropertyChange], attributes: Sequence[str], logical_id: str
    ) -> list[dict[str, Any]]:
        stack, settings = self.resolved.stack, self.resolved.settings
        declared = settings.template.resources[logical_id]
        causes = Causes(stack.settings, settings, self.changes, self.with_values)
        details = [detail for one in found for detail in causes.of_property(one, declared)]
        details += [detail for name in attributes for detail in causes.of_attribute(name, _attribute(declared, name))]
        return [detail for index, detail in enumerate(details) if detail not in details[:index]]


def _context(properties: Mapping[str, Any]) -> str:
    known = {name: KNOWN_AFTER_APPLY if value is UNKNOWN else value for name, value in properties.items()}
    return json.dumps({"Properties": known}, default=lambda _: KNOWN_AFTER_APPLY)


def _attribute(declared: ResourceDeclaration, name: str) -> Any:
    return {
        "Metadata": declared.metadata,
        "DeletionPolicy": declared.deletion_policy,
        "UpdateReplacePolicy": declared.update_replace_policy,
        "CreationPolicy": declared.creation_policy,
        "UpdatePolicy": declared.update_policy,
    }[name]


def changed_attributes(before: ResourceDeclaration, after: ResourceDeclaration) -> list[str]:
    """The names of the attributes that differ, other than Properties, Condition and DependsOn."""
    names = ("Metadata", "DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy", "UpdatePolicy")
    return [name for name in names if _attribute(before, name) != _attribute(after, name)]


def _scope_of(found: Sequence[PropertyChange], attributes: Sequence[str]) -> list[str]:
    of_properties = ["Properties" if one.path.startswith("/Properties/") else "Tags" for one in found]
    return list(dict.fromkeys([*of_properties, *attributes]))


def _replace_policy(declaration: ResourceDeclaration) -> str:
    return f"ReplaceAnd{_POLICIES[declaration.update_replace_policy or 'Delete']}"


def _names(declaration: ResourceDeclaration) -> dict[str, Any]:
    module = declaration.module.as_answer() if declaration.module else None
    return {"LogicalResourceId": declaration.logical_id, "ResourceType": declaration.type, "ModuleInfo": module}
