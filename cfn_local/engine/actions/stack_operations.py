"""CreateStack, UpdateStack, DeleteStack and related actions: each starts an operation and answers at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from moto.core.responses import ActionResult, EmptyResult

from cfn_local.engine.actions import nested_change_sets, no_updates
from cfn_local.engine.actions.deployment_config import deployment_mode, disables_rollback
from cfn_local.engine.actions.errors import AlreadyExists, InvalidRequest
from cfn_local.engine.actions.request import Request, account_of, parameter, stack_of
from cfn_local.engine.actions.resolving import resolved
from cfn_local.engine.actions.service_roles import service_role
from cfn_local.engine.actions.stack_policy_actions import stack_policy
from cfn_local.engine.actions.stack_settings import allowed_types, refuse_bad_name, require_auto_expand, settings_of
from cfn_local.engine.actions.transformed_stacks import Unprocessed
from cfn_local.engine.deployment import (
    creation,
    deletion,
    early_validation,
    importing,
    operation_thread,
    signals,
    update,
)
from cfn_local.engine.deployment.convergence import NO_IMPORTS, Imports
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.failed_check import FailedCheck
from cfn_local.engine.stacks.on_failure import OnFailure
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.signal import FAILURE, SUCCESS, Signal
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account

_ON_FAILURE = ("DO_NOTHING", "ROLLBACK", "DELETE")


class StackOperations(Request):
    """Methods for moto's CloudFormationResponse."""

    def create_stack(self) -> ActionResult:
        account, name = account_of(self), parameter(self, "StackName")
        refuse_bad_name(name)
        settings, on_failure, policy = settings_of(self), _on_failure(self), stack_policy(self)
        require_auto_expand(settings)
        with account.lock:
            stack = account.find(name)
            if stack is not None and is_repeated(self, stack):
                return ActionResult({"StackId": stack.stack_id})
            if stack is None:
                stack = Stack(account.new_stack_id(name), name, self.current_account, self.region, settings)
            elif stack.status != stack_status.REVIEW_IN_PROGRESS:
                raise AlreadyExists(f"Stack [{name}] already exists")
            has_transforms = settings.template.unprocessed is not None
            found = None if has_transforms else resolved(stack, settings)
            stack.settings = settings
            for change_set in stack.change_sets.values():
                change_set.is_overtaken()
            account.stacks[stack.stack_id] = stack
            stack.on_failure = on_failure
            stack.retains_except_on_create = bool(parameter(self, "RetainExceptOnCreate"))
            stack.deployment_mode, stack.policy = deployment_mode(self), policy
            stack.timeout_minutes = parameter(self, "TimeoutInMinutes")
            stack.termination_protection = bool(parameter(self, "EnableTerminationProtection"))
            token = parameter(self, "ClientRequestToken")
            if found is None:
                self._unprocessed(stack, settings).begin_creation(token)
            else:
                begin_creation(found, token, checks=self._failed_checks(found))
        return begun(stack)

    def update_stack(self) -> ActionResult:
        stack = stack_of(self)
        with account_of(self).lock:
            if is_repeated(self, stack):
                return ActionResult({"StackId": stack.stack_id})
            refuse_unless_updatable(stack)
            refuse_without_disable_rollback(self, stack)
            settings = settings_of(self, stack.settings)
            require_auto_expand(settings)
            if settings.template.unprocessed is not None:
                stack.change_set_id = None
                take_update_options(self, stack)
                unprocessed = self._unprocessed(stack, settings)
                unprocessed.begin_update(refuse_other_types, parameter(self, "ClientRequestToken"))
                return begun(stack)
            if parameter(self, "Capabilities") is None:
                settings = replace(settings, capabilities=stack.settings.capabilities)
            refuse_other_types(stack, settings)
            found = resolved(stack, settings)
            no_updates.refuse(found)
            stack.change_set_id = None
            take_update_options(self, stack)
            begin_update(found, parameter(self, "ClientRequestToken"), checks=self._failed_checks(found))
        return begun(stack)

    def _unprocessed(self, stack: Stack, settings: Settings) -> Unprocessed:
        is_validated = not parameter(self, "DisableValidation")
        return Unprocessed(stack, settings, allowed_types(self), is_validated=is_validated)

    def _failed_checks(self, found: Resolved) -> list[FailedCheck]:
        return [] if parameter(self, "DisableValidation") else early_validation.failed(found)

    def delete_stack(self) -> EmptyResult:
        name = parameter(self, "StackName")
        account = account_of(self)
        with account.lock:
            stack = account.find(name)
            if stack is None or stack.status in ("DELETE_COMPLETE", "DELETE_IN_PROGRESS"):
                return EmptyResult()
            retained = parameter(self, "RetainResources") or []
            _refuse_deletion(stack, retained, parameter(self, "DeletionMode"))
            nested_change_sets.forget_waiting(stack)
            stack.forget_waiting_change_sets()
            before = stack.status
            if before == stack_status.REVIEW_IN_PROGRESS:
                stack.set_status("DELETE_COMPLETE")
                return EmptyResult()
            take_role(self, stack)
            stack.deployment_mode = deployment_mode(self)
            stack.deletion_mode = parameter(self, "DeletionMode")
            stack.begin("DELETE_STACK", "DELETE_IN_PROGRESS", parameter(self, "ClientRequestToken"))
            operation_thread.start(stack, lambda: deletion.delete(stack, before, retained), "DELETE_FAILED")
        return EmptyResult()

    def signal_resource(self) -> EmptyResult:
        stack, logical_id = stack_of(self), parameter(self, "LogicalResourceId")
        if not stack.is_moving:
            raise InvalidRequest(f"Stack:{stack.stack_id} is in {stack.status} state and can not be signaled")
        resource = stack.resources.get(logical_id)
        if resource is None:
            raise InvalidRequest(f"Resource {logical_id} does not exist for stack {stack.name}")
        if resource.status not in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
            raise InvalidRequest(f"Resource {logical_id} is in {resource.status} state and cannot be signaled")
        signal = Signal(parameter(self, "UniqueId"), parameter(self, "Status"))
        if signal.status not in (SUCCESS, FAILURE):
            raise InvalidRequest(
                f"1 validation error detected: Value '{signal.status}' at 'status' failed to satisfy constraint: "
                "Member must satisfy enum value set: [SUCCESS, FAILURE]"
            )
        if signal.unique_id in resource.signals and signal.status != FAILURE:
            raise InvalidRequest(
                f"Signal with ID {signal.unique_id} for resource {logical_id} already exists. "
                "Signals may only be updated with a FAILURE status."
            )
        signals.receive(stack, resource, signal)
        return EmptyResult()

    def update_termination_protection(self) -> ActionResult:
        stack = stack_of(self)
        if stack.parent_id is not None:
            raise InvalidRequest(
                f"Termination protection of the nested stack {stack.name} is that of its root stack {stack.root_id}."
            )
        stack.termination_protection = bool(parameter(self, "EnableTerminationProtection"))
        return ActionResult({"StackId": stack.stack_id})


def begun(stack: Stack) -> ActionResult:
    operation = stack.requested_operation
    return ActionResult({"StackId": stack.stack_id, "OperationId": operation.operation_id if operation else None})


def begin_creation(
    found: Resolved,
    client_request_token: str | None,
    taken_over: Imports = NO_IMPORTS,
    checks: Sequence[FailedCheck] = (),
) -> None:
    """Start to create the resources of a new stack, and to import those `taken_over`, unless `checks` have failed.

    The caller holds the lock of its account.
    """
    stack = found.stack
    stack.imports = frozenset(found.scope.imports())
    stack.begin("CREATE_STACK", "CREATE_IN_PROGRESS", client_request_token)
    run = partial(creation.refuse, stack, checks) if checks else partial(creation.create, found, taken_over)
    operation_thread.start(stack, run, "CREATE_FAILED")


def begin_update(
    found: Resolved,
    client_request_token: str | None,
    taken_over: Imports = NO_IMPORTS,
    checks: Sequence[FailedCheck] = (),
) -> None:
    """Start to update a stack to new settings, unless `checks` have failed.

    The caller holds the lock of its account.
    """
    stack = found.stack
    imports = stack.imports
    stack.imports |= frozenset(found.scope.imports())
    for change_set in stack.change_sets.values():
        change_set.is_overtaken()
    stack.begin("UPDATE_STACK", "UPDATE_IN_PROGRESS", client_request_token)
    refuse = partial(update.refuse_checked, stack, checks)
    run = refuse if checks else partial(update.update, found, imports, taken_over)
    operation_thread.start(stack, run, "UPDATE_ROLLBACK_FAILED")


def begin_import(found: Resolved, client_request_token: str | None, taken_over: Imports) -> None:
    """Start to import existing resources. The caller holds the lock of its account."""
    stack = found.stack
    is_new = stack.status == stack_status.REVIEW_IN_PROGRESS
    stack.begin("CREATE_STACK" if is_new else "UPDATE_STACK", "IMPORT_IN_PROGRESS", client_request_token)
    operation_thread.start(stack, lambda: importing.run(found, taken_over), "IMPORT_ROLLBACK_FAILED")


def refuse_unless_updatable(stack: Stack) -> None:
    """Raise ValidationError if the stack is not in a state from which it can be updated."""
    if stack.status not in stack_status.UPDATABLE | stack_status.PRESERVED:
        raise InvalidRequest(f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated.")


def refuse_without_disable_rollback(request: Request, stack: Stack, stored: Mapping[str, Any] | None = None) -> None:
    """Raise ValidationError if only an update that cannot be rolled back may go on from the state of the stack.

    `stored` is the DeploymentConfig of the change set that is executed.
    """
    if stack.status == "CREATE_FAILED" and stack.on_failure is OnFailure.DO_NOTHING:
        raise InvalidRequest(
            f"This stack cannot be updated from [{stack.status}] state because it contains [on-failure: DO_NOTHING]. "
            "Please use disable-rollback option instead during stack creation."
        )
    if stack.is_preserved and not disables_rollback(request, stored):
        raise InvalidRequest(
            f"This stack is currently in a non-terminal [{stack.status}] state. To update the stack from this state, "
            "please use the disable-rollback parameter with update-stack API. To rollback to the last known good "
            "state, use the rollback-stack API"
        )


def take_update_options(request: Request, stack: Stack, stored: Mapping[str, Any] | None = None) -> None:
    """Take over what the request says about the update: its mode, the end of a failure, the policies of the stack."""
    disabled = disables_rollback(request, stored)
    stack.policy_during_update = stack_policy(request, "StackPolicyDuringUpdate")
    stack.policy = stack_policy(request) or stack.policy
    stack.deployment_mode = deployment_mode(request, stored)
    stack.on_failure = OnFailure.DISABLE_ROLLBACK if disabled else OnFailure.ROLLBACK
    stack.retains_except_on_create = bool(parameter(request, "RetainExceptOnCreate"))


def refuse_other_types(stack: Stack, settings: Settings) -> None:
    """Raise ValidationError if a logical ID would change its resource type."""
    declared = settings.template.resources
    changed = [
        name
        for name, one in stack.resources.items()
        if one.deployed and not one.is_half_made and name in declared and declared[name].type != one.type_name
    ]
    if changed:
        raise InvalidRequest(
            "Update of resource type is not permitted. The new template modifies resource type of the following "
            f"resources: [{', '.join(changed)}]"
        )


def is_repeated(request: Request, stack: Stack) -> bool:
    token = parameter(request, "ClientRequestToken")
    return bool(token) and token == stack.client_request_token


def take_role(request: Request, stack: Stack) -> None:
    """Make the role that the request names the service role of the stack."""
    role_arn = service_role(request)
    if role_arn:
        stack.settings = replace(stack.settings, role_arn=role_arn)


def _on_failure(request: Request) -> OnFailure:
    chosen, disabled = parameter(request, "OnFailure"), disables_rollback(request)
    if chosen and parameter(request, "DisableRollback") is not None:
        raise InvalidRequest("You can specify either DisableRollback or OnFailure, but not both.")
    if chosen and chosen not in _ON_FAILURE:
        raise InvalidRequest(f"OnFailure must be one of {', '.join(_ON_FAILURE)}, not {chosen}.")
    return OnFailure(chosen or ("DISABLE_ROLLBACK" if disabled else "ROLLBACK"))


def _refuse_deletion(stack: Stack, retained: list[str], mode: str | None) -> None:
    if stack.is_moving:
        raise InvalidRequest(f"Stack [{stack.name}] cannot be deleted while in status {stack.status}")
    if stack_account(stack.account_id, stack.region).is_protected(stack):
        raise InvalidRequest(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    if retained and stack.status != "DELETE_FAILED":
        raise InvalidRequest(
            f"Invalid operation on stack [{stack.stack_id}]. "
            "Specify which resources to retain only when the stack is in the DELETE_FAILED state."
        )
    if mode == deletion.FORCE and stack.status != "DELETE_FAILED":
        raise InvalidRequest(
            f"Invalid operation on stack [{stack.stack_id}]. "
            "Specify DeletionMode FORCE_DELETE_STACK only when the stack is in the DELETE_FAILED state."
        )
    unknown = [name for name in retained if name not in stack.resources]
    if unknown:
        raise InvalidRequest(f"RetainResources names resources that are not in the stack: {', '.join(unknown)}.")
