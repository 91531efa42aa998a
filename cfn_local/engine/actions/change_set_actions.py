"""CreateChangeSet, DescribeChangeSet, ExecuteChangeSet, DeleteChangeSet and ListChangeSets."""

import contextlib
import re
import uuid
from collections import Counter
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult

from cfn_local import partitions
from cfn_local.engine.actions import nested_change_sets, no_updates, stack_operations
from cfn_local.engine.actions.deployment_config import deployment_mode, disables_rollback
from cfn_local.engine.actions.describing_stacks import parameters_of, tags_of
from cfn_local.engine.actions.errors import (
    AlreadyExists,
    ChangeSetNotFound,
    InvalidChangeSetStatus,
    InvalidRequest,
    NotSupportedHere,
)
from cfn_local.engine.actions.request import Request, account_of, page, parameter, stack_of
from cfn_local.engine.actions.resolving import resolved
from cfn_local.engine.actions.stack_settings import allowed_types, refuse_bad_name, settings_of
from cfn_local.engine.actions.transformed_stacks import Unprocessed
from cfn_local.engine.change_sets import change_set_hooks, drift_aware, imports, resource_changes
from cfn_local.engine.change_sets.drift_aware import ActualState
from cfn_local.engine.change_sets.imports import ImportRefusedError
from cfn_local.engine.deployment import early_validation
from cfn_local.engine.deployment.convergence import Imports
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.change_set import EXECUTED, Changes, ChangeSet
from cfn_local.engine.stacks.on_failure import OnFailure
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.services import clock

NOTHING_TO_CHANGE = (
    "The submitted information didn't contain changes. Submit different information to create a change set."
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,127}")


class ChangeSetActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def create_change_set(self) -> ActionResult:
        change_set_type, name = parameter(self, "ChangeSetType") or "UPDATE", parameter(self, "ChangeSetName")
        if not _NAME.fullmatch(name):
            raise InvalidRequest(f"The ChangeSetName {name} must start with a letter and hold letters, digits and -.")
        with account_of(self).lock:
            stack, settings = self._stack_for(change_set_type)
            found = self._resolved(stack, settings)
            same = [one for one in stack.change_sets.values() if one.name == name and not one.is_spent]
            token = parameter(self, "ClientToken")
            if same and token and same[-1].client_token == token:
                return ActionResult({"Id": same[-1].change_set_id, "StackId": stack.stack_id})
            if same:
                raise AlreadyExists(f"ChangeSet {name} already exists")
            change_set = self._made(name, change_set_type, settings, found)
            if change_set.includes_nested_stacks and isinstance(found, Resolved) and change_set.status != "FAILED":
                nested_change_sets.include(change_set, found)
                self._fail_without_changes(change_set, found)
            account_of(self).stacks[stack.stack_id] = stack
            stack.change_sets[change_set.change_set_id] = change_set
            wait = change_set_hooks.begin(stack, change_set)
        wait()
        return ActionResult({"Id": change_set.change_set_id, "StackId": stack.stack_id})

    def describe_change_set(self) -> ActionResult:
        stack, change_set = change_set_of(self)
        with_values = bool(parameter(self, "IncludePropertyValues"))
        found = change_set.changes.with_values if with_values else change_set.changes.without_values
        changes, token = page(self, found)
        hooks = Counter(one["LogicalResourceId"] for one, _ in change_set_hooks.planned(stack, change_set))
        return ActionResult(
            {
                **_summary(stack, change_set),
                "StatusReason": change_set.status_reason or (change_set.changes.warning if with_values else None),
                "Parameters": parameters_of(change_set.settings) or None,
                "NotificationARNs": list(change_set.settings.notification_arns),
                "RollbackConfiguration": {},
                "Capabilities": list(change_set.settings.capabilities),
                "Tags": tags_of(change_set.settings) or None,
                "Changes": [
                    {
                        "Type": "Resource",
                        "HookInvocationCount": hooks[one["LogicalResourceId"]] or None,
                        "ResourceChange": one,
                    }
                    for one in changes
                ],
                "NextToken": token,
                "OnStackFailure": change_set.on_stack_failure,
                **_drift(change_set),
                "DeploymentConfig": change_set.deployment_config or None,
            }
        )

    def list_change_sets(self) -> ActionResult:
        stack = stack_of(self)
        waiting = [one for one in list(stack.change_sets.values()) if one.execution_status != EXECUTED]
        found, token = page(self, [_summary(stack, one) for one in waiting])
        return ActionResult({"Summaries": found, "NextToken": token})

    def delete_change_set(self) -> ActionResult:
        with contextlib.suppress(ChangeSetNotFound):  # recorded in September 2026: to delete an absent one succeeds
            stack, change_set = change_set_of(self)
            if change_set.root_id is not None:
                raise InvalidRequest(
                    f"ChangeSet [{change_set.change_set_id}] is nested: delete that of its root, {change_set.root_id}."
                )
            nested_change_sets.forget(account_of(self), change_set)
            del stack.change_sets[change_set.change_set_id]
        return ActionResult({})

    def execute_change_set(self) -> EmptyResult:
        stack, change_set = change_set_of(self)
        with account_of(self).lock:
            if change_set.execution_status != "AVAILABLE":
                raise InvalidChangeSetStatus(
                    f"ChangeSet [{change_set.change_set_id}] cannot be executed in its current status of "
                    f"[{change_set.status}]"
                )
            before, stack.change_set_id = stack.change_set_id, change_set.change_set_id
            try:
                self._execute(stack, change_set)
            except ServiceException:
                stack.change_set_id = before
                raise
            change_set.was_executed()
            nested_change_sets.executed(stack, change_set)
            nested_change_sets.forget_waiting(stack)
            stack.forget_waiting_change_sets()
        return EmptyResult()

    def _execute(self, stack: Stack, change_set: ChangeSet) -> None:
        token = parameter(self, "ClientRequestToken")
        if change_set.type == "IMPORT":
            if parameter(self, "DisableRollback"):
                raise NotSupportedHere("The local CloudFormation does not support DisableRollback of an import.")
            if stack.status != stack_status.REVIEW_IN_PROGRESS:
                stack_operations.refuse_unless_updatable(stack)
                stack_operations.refuse_without_disable_rollback(self, stack, change_set.deployment_config)
            stack_operations.take_update_options(self, stack, change_set.deployment_config)
            stack_operations.begin_import(resolved(stack, change_set.settings), token, change_set.imports)
        elif stack.status == stack_status.REVIEW_IN_PROGRESS:
            stack.settings, stack.updated_at = change_set.settings, clock.now()
            stack.on_failure = _on_failure(self, change_set)
            stack.deployment_mode = deployment_mode(self, change_set.deployment_config)
            stack.retains_except_on_create = bool(parameter(self, "RetainExceptOnCreate"))
            stack_operations.begin_creation(resolved(stack, change_set.settings), token, change_set.imports)
        else:
            stack_operations.refuse_unless_updatable(stack)
            stack_operations.refuse_without_disable_rollback(self, stack, change_set.deployment_config)
            found = resolved(stack, change_set.settings)
            drift_aware.adopt(stack, change_set.observed or {})
            stack_operations.take_update_options(self, stack, change_set.deployment_config)
            stack_operations.begin_update(found, token, change_set.imports)

    def _stack_for(self, change_set_type: str) -> tuple[Stack, Settings]:
        """The stack of the change set; for a CREATE, a new one that stays empty until execution."""
        account, name = account_of(self), parameter(self, "StackName")
        stack = account.find(name)
        is_of_existing = stack is not None and stack.status != stack_status.REVIEW_IN_PROGRESS
        if change_set_type == "UPDATE" or (change_set_type == "IMPORT" and is_of_existing):
            stack = stack_of(self)
            stack_operations.refuse_unless_updatable(stack)
            return stack, settings_of(self, stack.settings)
        if is_of_existing:
            raise InvalidRequest(
                f"Stack [{name}] already exists and cannot be created again with the changeSet "
                f"[{parameter(self, 'ChangeSetName')}]."
            )
        settings = settings_of(self)
        if stack is None:
            refuse_bad_name(name)
            stack = Stack(account.new_stack_id(name), name, self.current_account, self.region, settings)
            stack.set_status(stack_status.REVIEW_IN_PROGRESS, "User Initiated")
        return stack, settings

    def _resolved(self, stack: Stack, settings: Settings) -> Resolved | str:
        """The resolved settings; the reason if the transforms of the template fail, or what they make is invalid."""
        if settings.template.unprocessed is None:
            stack_operations.refuse_other_types(stack, settings)
            return resolved(stack, settings)
        try:
            unprocessed = Unprocessed(stack, settings, allowed_types(self))
            return unprocessed.resolved(stack_operations.refuse_other_types)
        except ServiceException as error:
            return str(error.message)

    def _made(self, name: str, change_set_type: str, settings: Settings, found: Resolved | str) -> ChangeSet:
        arn = partitions.arn("cloudformation", self.region, self.current_account, f"changeSet/{name}/{uuid.uuid4()}")
        observed = self._observed(change_set_type, found)
        changes, taken_over, refused = (
            (Changes(), {}, found) if isinstance(found, str) else self._changes(change_set_type, found, observed)
        )
        change_set = ChangeSet(
            arn,
            name,
            change_set_type,
            settings if isinstance(found, str) else found.settings,
            description=parameter(self, "Description"),
            on_stack_failure=_on_stack_failure(self, change_set_type),
            client_token=parameter(self, "ClientToken"),
            deployment_config=_deployment_config(self),
            includes_nested_stacks=bool(parameter(self, "IncludeNestedStacks")),
            imports=taken_over,
            changes=changes,
            observed=observed,
        )
        if not parameter(self, "DisableValidation") and not isinstance(found, str) and change_set_type != "IMPORT":
            failed = early_validation.failed(found, taken_over)
            change_set.failed_checks = (*failed, *early_validation.warnings(found))
            refused = refused or (early_validation.refusal(failed) if failed else None)
        if refused is not None:
            change_set.failed(refused)
        elif not isinstance(found, str):
            self._fail_without_changes(change_set, found, settings.template.unprocessed is not None)
        return change_set

    def _fail_without_changes(self, change_set: ChangeSet, found: Resolved, has_transforms: bool = False) -> None:
        """Fail an update that would change nothing. The AWS CLI looks for either message."""
        nothing = change_set.type == "UPDATE" and change_set.status != "FAILED"
        if nothing and not no_updates.differs(found, change_set.changes):
            change_set.failed(no_updates.MESSAGE if has_transforms else NOTHING_TO_CHANGE)

    def _observed(self, change_set_type: str, found: Resolved | str) -> dict[str, ActualState] | None:
        """How the resources of the stack are now, where the request asks for a drift-aware change set."""
        mode = parameter(self, "DeploymentMode")
        if not mode or isinstance(found, str):
            return None
        if mode != drift_aware.REVERT_DRIFT or change_set_type != "UPDATE":
            raise InvalidRequest("DeploymentMode can only be REVERT_DRIFT, for a change set of the type UPDATE.")
        return drift_aware.observe(found.stack)

    def _changes(
        self, change_set_type: str, found: Resolved, observed: dict[str, ActualState] | None
    ) -> tuple[Changes, Imports, str | None]:
        """The changes, the existing resources among them, and why the change set fails because of these."""
        changes = resource_changes.find(found) if observed is None else drift_aware.find(found, observed)
        asked = parameter(self, "ResourcesToImport")
        if change_set_type == "IMPORT":
            try:
                taken_over = imports.asked_for(found, asked or [], changes)
            except ImportRefusedError as error:
                raise InvalidRequest(str(error)) from error
            return imports.as_imports(found, changes, taken_over), taken_over, None
        if asked:
            raise InvalidRequest("ResourcesToImport can be specified only for a change set of the type IMPORT.")
        if not parameter(self, "ImportExistingResources"):
            return changes, {}, None
        taken_over = imports.of_existing(found)
        return imports.as_imports(found, changes, taken_over), taken_over, imports.refusal(found, taken_over)


def _drift(change_set: ChangeSet) -> dict[str, Any]:
    """The members of the answer that only a drift-aware change set has."""
    if change_set.observed is None:
        return {}
    status = drift_aware.stack_status(change_set.observed)
    return {"DeploymentMode": drift_aware.REVERT_DRIFT, "StackDriftStatus": status}


def _deployment_config(request: Request) -> dict[str, Any]:
    """The DeploymentConfig of the request with its mode; empty if it has none."""
    config = parameter(request, "DeploymentConfig")
    return {**config, "Mode": deployment_mode(request)} if config else {}


def _on_failure(request: Request, change_set: ChangeSet) -> OnFailure:
    """How a creation ends when it fails. DO_NOTHING of a change set is the same as DisableRollback (documented)."""
    chosen, disabled = change_set.on_stack_failure, disables_rollback(request, change_set.deployment_config)
    if chosen and parameter(request, "DisableRollback") is not None:
        raise InvalidRequest("You can specify either DisableRollback or OnStackFailure, but not both.")
    if chosen == "DO_NOTHING" or (disabled and not chosen):
        return OnFailure.DISABLE_ROLLBACK
    return OnFailure(chosen or "ROLLBACK")


def _on_stack_failure(request: Request, change_set_type: str) -> str | None:
    chosen: str | None = parameter(request, "OnStackFailure")
    if chosen and chosen != "ROLLBACK" and change_set_type == "UPDATE":
        raise NotSupportedHere(f"The local CloudFormation does not support OnStackFailure {chosen} of an update.")
    return chosen


def change_set_of(
    request: Request,
    without_stack_name: str = "StackName must be specified if ChangeSetName is not specified as an ARN.",
) -> tuple[Stack, ChangeSet]:
    """The change set that the request names, and its stack. Raises the API's error if there is none."""
    name = parameter(request, "ChangeSetName")
    by_id = account_of(request).with_change_set(name)
    if by_id is not None:
        return by_id, by_id.change_sets[name]
    if name.startswith("arn:"):
        raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")
    if not parameter(request, "StackName"):
        raise InvalidRequest(without_stack_name)
    stack = stack_of(request, "Stack [{}] does not exist")
    named = [one for one in list(stack.change_sets.values()) if one.name == name]
    if not named:
        raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")
    return stack, named[-1]


def _summary(stack: Stack, change_set: ChangeSet) -> dict[str, Any]:
    return {
        "StackId": stack.stack_id,
        "StackName": stack.name,
        "ChangeSetId": change_set.change_set_id,
        "ChangeSetName": change_set.name,
        "ExecutionStatus": change_set.execution_status,
        "Status": change_set.status,
        "StatusReason": change_set.status_reason,
        "CreationTime": change_set.created_at,
        "IncludeNestedStacks": change_set.includes_nested_stacks,
        "ParentChangeSetId": change_set.parent_id,
        "RootChangeSetId": change_set.root_id,
        "Description": change_set.description,
    }
