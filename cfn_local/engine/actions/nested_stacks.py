"""AWS::CloudFormation::Stack: a nested stack, which its parent creates, updates, rolls back and deletes.

"Embed stacks within other stacks using nested stacks" in the CloudFormation user guide. Messages are AWS's own where
known. A child runs in the operation of its parent; what its update has made obsolete stays until the parent is sure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from moto.core.exceptions import ServiceException

from cfn_local.engine.actions import no_updates
from cfn_local.engine.actions.request_template import template_at
from cfn_local.engine.actions.resolving import resolved
from cfn_local.engine.actions.stack_settings import judge, require_auto_expand
from cfn_local.engine.deployment import creation, deletion, transforming, update
from cfn_local.engine.deployment.convergence import NO_IMPORTS
from cfn_local.engine.deployment.nested_stack import NestedStack
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.deployment.stored_values import stored_parameter
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.on_failure import OnFailure
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import STACK_TYPE, Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.template import TemplateError, parameter_texts, parameter_values
from cfn_local.engine.types import resource_types
from cfn_local.engine.types.aws.physical_names import generated_name
from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties, ResourceFailedError
from cfn_local.registry import provider_schemas
from cfn_local.schemas import casting

_LONGEST_NAME = 128


def install() -> None:
    """Let stacks have nested stacks."""
    resource_types.provide(STACK_TYPE, NestedStackType)


@dataclass(frozen=True)
class NestedStackType:
    """The type in one account and Region."""

    account_id: str
    region: str

    @property
    def name(self) -> str:
        return STACK_TYPE

    @property
    def schema(self) -> dict[str, Any]:
        return _schema(self.region)

    def unsupported(self, _properties: Properties) -> list[str]:
        return []

    def mark(self, _properties: Properties) -> str:
        return ""

    def create(self, operation: Operation, desired: Desired) -> NestedStack:
        """Create the child. One that fails stays as it is until the parent is rolled back."""
        account = stack_account(self.account_id, self.region)
        parent = account.stacks[operation.stack_id]
        settings = settings_of_child(parent, parent.settings_in_progress, desired)
        with account.lock:
            child = parent.reserved.pop(operation.logical_id, None) or new_child(parent, operation.logical_id, settings)
        child.on_failure, child.retains_except_on_create = _on_failure(parent), parent.retains_except_on_create
        child.timeout_minutes = desired.properties.get("TimeoutInMinutes")
        found = resolved_child(child, settings)
        with account.lock:
            child.settings, child.imports = found.settings, frozenset(found.scope.imports())
            account.stacks[child.stack_id] = child
        live = NestedStack(child)
        operation.initiated(live)
        child.begin("CREATE_STACK", "CREATE_IN_PROGRESS", parent.client_request_token)
        child.cancelled = operation.cancelled
        creation.create(found, NO_IMPORTS)
        if child.status != "CREATE_COMPLETE":
            raise _failure(live, "was not successfully created")
        return live

    def read(self, operation: Operation, model: Properties) -> NestedStack:
        found = stack_account(self.account_id, self.region).find(str(model["StackId"]))
        if found is None or found.status == "DELETE_COMPLETE":
            raise operation.failure(f"Stack {model['StackId']} does not exist.", "NotFound")
        return NestedStack(found)

    def update(self, operation: Operation, live: LiveResource, _previous: Desired, desired: Desired) -> NestedStack:
        """Update the child if its settings, template or outputs would change; roll it back with its parent."""
        assert isinstance(live, NestedStack)
        child, parent = live.stack, stack_account(self.account_id, self.region).stacks[operation.stack_id]
        if parent.status.startswith("UPDATE_ROLLBACK"):  # a child that failed is back already, by itself
            return _put_back(live, parent, operation.logical_id) if live.is_to_be_cleaned_up else live
        if child.status not in stack_status.UPDATABLE:
            reason = f"Stack:{child.stack_id} is in {child.status} state and can not be updated."
            raise ResourceFailedError(reason, live=live, was_attempted=False)
        settings = settings_of_child(parent, parent.settings_in_progress, desired, live)
        found = resolved_child(child, settings, live)
        if not no_updates.would_change(found):
            return live
        with stack_account(self.account_id, self.region).lock:
            imports = child.imports
            child.imports |= frozenset(found.scope.imports())
        for change_set in child.change_sets.values():
            change_set.is_overtaken()
        child.on_failure = OnFailure.LEAVE_TO_PARENT
        child.retains_except_on_create = parent.retains_except_on_create
        child.begin("UPDATE_STACK", "UPDATE_IN_PROGRESS", parent.client_request_token)
        failed = update.converge(found, imports, NO_IMPORTS)
        if failed is not None:
            text = f"was not successfully updated. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: {failed}"
            raise ResourceFailedError(f"Embedded stack {child.stack_id} {text}", live=live)
        return live

    def delete(self, operation: Operation, live: LiveResource, _last: Desired) -> None:
        assert isinstance(live, NestedStack)
        child, before = live.stack, live.stack.status
        if before == "DELETE_COMPLETE":
            return
        parent = stack_account(self.account_id, self.region).stacks[operation.stack_id]
        child.forget_waiting_change_sets()
        child.deletion_mode = parent.deletion_mode
        child.begin("DELETE_STACK", "DELETE_IN_PROGRESS", parent.client_request_token)
        deletion.delete(child, before, with_hooks=_is_deleted_on_request(parent))
        if child.status != "DELETE_COMPLETE":
            raise _failure(live, "was not successfully deleted")

    def list(self, _operation: Operation, _model: Properties) -> list[Properties]:
        stacks = stack_account(self.account_id, self.region).existing()
        return [{"StackId": stack.stack_id} for stack in stacks]


def _is_deleted_on_request(stack: Stack) -> bool:
    """Whether the stack and those that it is nested in are being deleted, and not rolled back or cleaned up."""
    if stack.operations[-1].type != "DELETE_STACK":
        return False
    parent = stack_account(stack.account_id, stack.region).find(stack.parent_id) if stack.parent_id else None
    return parent is None or _is_deleted_on_request(parent)


def new_child(parent: Stack, logical_id: str, settings: Settings) -> Stack:
    """A child of the parent that nobody can find yet."""
    name = generated_name(parent.name, logical_id, _LONGEST_NAME, "{stack}-{id}-{random}")
    return Stack(
        stack_account(parent.account_id, parent.region).new_stack_id(name),
        name,
        parent.account_id,
        parent.region,
        settings,
        parent_id=parent.stack_id,
        root_id=parent.root_id or parent.stack_id,
    )


def settings_of_child(
    parent: Stack, inherited: Settings, desired: Desired, live: NestedStack | None = None
) -> Settings:
    """The settings of a child: its own properties, and what it inherits from its parent."""
    properties = desired.properties
    given = {name: _text(name, value) for name, value in properties.get("Parameters", {}).items()}
    try:
        template = template_at(str(properties["TemplateURL"]), parent.account_id, parent.region)
        return Settings(
            template=template,
            parameters=parameter_values(
                template, given, lookup=partial(stored_parameter, parent.account_id, parent.region)
            ),
            tags={**desired.stack_tags, **{tag["Key"]: str(tag["Value"]) for tag in properties.get("Tags", ())}},
            capabilities=inherited.capabilities,
            role_arn=inherited.role_arn,
            notification_arns=tuple(properties.get("NotificationARNs", inherited.notification_arns)),
            parameter_texts=parameter_texts(template, given, {}, ()),
        )
    except TemplateError as error:
        raise ResourceFailedError(str(error), live=live, was_attempted=False) from error
    except ServiceException as error:
        raise ResourceFailedError(str(error.message), live=live, was_attempted=False) from error


def _text(name: str, value: Any) -> str:
    if isinstance(value, list) and all(casting.is_primitive(item) for item in value):
        return ",".join(casting.text(item) for item in value)
    if not casting.is_primitive(value):
        reason = f"Value of property Parameters must be an object with String (or simple type) properties ({name})"
        raise ResourceFailedError(reason, was_attempted=False)
    return casting.text(value)


def resolved_child(child: Stack, settings: Settings, live: NestedStack | None = None) -> Resolved:
    """The settings, resolved as a client's would be. What is refused there fails the resource."""
    try:
        require_auto_expand(settings)
        if settings.template.unprocessed is not None:
            settings = transforming.processed(child, settings)
        judge(settings, [])
        return resolved(child, settings)
    except TemplateError as error:
        raise ResourceFailedError(str(error), live=live, was_attempted=False) from error
    except ServiceException as error:
        raise ResourceFailedError(str(error.message), live=live, was_attempted=False) from error


def _on_failure(parent: Stack) -> OnFailure:
    """How the creation of a child ends when it fails: as that of its parent, which rolls it back."""
    return OnFailure.DISABLE_ROLLBACK if parent.on_failure.preserves else OnFailure.LEAVE_TO_PARENT


def _put_back(live: NestedStack, parent: Stack, logical_id: str) -> NestedStack:
    """Roll the child back, whose parent is rolled back after the child's own update."""
    child, prefix = live.stack, f"{logical_id}."
    skipped = parent.rollback.skipped if parent.rollback else ()
    child.set_status("UPDATE_ROLLBACK_IN_PROGRESS")
    update.roll_back(child, [name.removeprefix(prefix) for name in skipped if name.startswith(prefix)])
    if child.status != "UPDATE_ROLLBACK_COMPLETE":
        text = f"was not successfully updated. Currently in {child.status} with reason: {child.status_reason}"
        raise ResourceFailedError(f"Embedded stack {child.stack_id} {text}", live=live)
    return live


def _failure(live: NestedStack, what: str) -> ResourceFailedError:
    reason = live.stack.status_reason or ""
    return ResourceFailedError(f"Embedded stack {live.stack.stack_id} {what}: {reason}", live=live)


@cache
def _schema(region: str) -> dict[str, Any]:
    """The provider schema, with outputs as attributes. Without a read handler drift is not checked, as on AWS."""
    found = provider_schemas.schema(STACK_TYPE, region)
    assert found is not None
    outputs = {"type": "object", "patternProperties": {".*": {}}, "additionalProperties": False}
    return {
        **{key: value for key, value in found.items() if key != "handlers"},
        "properties": {**found["properties"], "Outputs": outputs},
        "readOnlyProperties": [*found["readOnlyProperties"], "/properties/Outputs"],
    }
