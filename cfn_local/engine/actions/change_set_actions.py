"""CreateChangeSet, DescribeChangeSet, ExecuteChangeSet, DeleteChangeSet and ListChangeSets."""

import re
import uuid
from typing import Any

from moto.core.responses import ActionResult, EmptyResult

from cfn_local.engine.actions import no_updates, stack_operations
from cfn_local.engine.actions.describing_stacks import parameters_of, tags_of
from cfn_local.engine.actions.errors import AlreadyExists, ChangeSetNotFound, InvalidChangeSetStatus, InvalidRequest
from cfn_local.engine.actions.request import Request, account_of, page, parameter, refuse, stack_of
from cfn_local.engine.actions.stack_settings import refuse_bad_name, refuse_what_cannot_be, settings_of
from cfn_local.engine.change_sets import resource_changes
from cfn_local.engine.change_sets.change_set import ChangeSet
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.stack import Settings, Stack

NOTHING_TO_CHANGE = (
    "The submitted information didn't contain changes. Submit different information to create a change set."
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,127}")


class ChangeSetActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def create_change_set(self) -> ActionResult:
        refuse(self, ["ResourcesToImport", "IncludeNestedStacks", "ImportExistingResources", "DeploymentMode"])
        kind, name = parameter(self, "ChangeSetType") or "UPDATE", parameter(self, "ChangeSetName")
        if not _NAME.fullmatch(name):
            raise InvalidRequest(f"The ChangeSetName {name} must start with a letter and hold letters, digits and -.")
        with account_of(self).lock:
            stack, settings = self._stack_for(kind)
            stack_operations.refuse_other_types(stack, settings)
            refuse_what_cannot_be(stack, settings)
            if any(one.name == name and not one.is_spent for one in account_of(self).change_sets_of(stack)):
                raise AlreadyExists(f"ChangeSet {name} already exists")
            change_set = self._made(name, kind, stack, settings)
            account_of(self).stacks[stack.stack_id] = stack
            account_of(self).change_sets[change_set.change_set_id] = change_set
        return ActionResult({"Id": change_set.change_set_id, "StackId": stack.stack_id})

    def describe_change_set(self) -> ActionResult:
        change_set = self._change_set()
        changes, token = page(self, change_set.changes)
        return ActionResult(
            {
                **_summary(change_set),
                "Parameters": parameters_of(change_set.settings),
                "NotificationARNs": list(change_set.settings.notification_arns),
                "RollbackConfiguration": {},
                "Capabilities": list(change_set.settings.capabilities),
                "Tags": tags_of(change_set.settings),
                "Changes": [{"Type": "Resource", "ResourceChange": one} for one in changes],
                "NextToken": token,
                "OnStackFailure": change_set.on_stack_failure,
            }
        )

    def list_change_sets(self) -> ActionResult:
        found, token = page(self, [_summary(one) for one in account_of(self).change_sets_of(stack_of(self))])
        return ActionResult({"Summaries": found, "NextToken": token})

    def delete_change_set(self) -> ActionResult:
        change_set = self._change_set()
        del account_of(self).change_sets[change_set.change_set_id]
        return ActionResult({})

    def execute_change_set(self) -> EmptyResult:
        refuse(self, ["DisableRollback", "RetainExceptOnCreate"])
        change_set = self._change_set()
        with account_of(self).lock:
            stack = change_set.stack
            if change_set.execution_status != "AVAILABLE":
                raise InvalidChangeSetStatus(
                    f"ChangeSet [{change_set.change_set_id}] cannot be executed in its current status of "
                    f"[{change_set.status}]"
                )
            self._execute(stack, change_set)
            for other in account_of(self).change_sets_of(stack):
                del account_of(self).change_sets[other.change_set_id]
            stack.change_set_id, change_set.execution_status = change_set.change_set_id, "EXECUTE_COMPLETE"
            account_of(self).change_sets[change_set.change_set_id] = change_set
        return EmptyResult()

    def _execute(self, stack: Stack, change_set: ChangeSet) -> None:
        token = parameter(self, "ClientRequestToken")
        if stack.status == stack_status.REVIEW_IN_PROGRESS:
            stack.settings = change_set.settings
            stack.on_failure = change_set.on_stack_failure or "ROLLBACK"
            stack_operations.begin_creation(stack, token)
        else:
            stack_operations.refuse_unless_updatable(stack)
            stack_operations.begin_update(stack, change_set.settings, token)

    def _stack_for(self, kind: str) -> tuple[Stack, Settings]:
        """The stack that the change set is of; for a CREATE a new one, which stays empty until it is executed."""
        account, name = account_of(self), parameter(self, "StackName")
        stack = account.find(name)
        if kind == "UPDATE":
            stack = stack_of(self)
            stack_operations.refuse_unless_updatable(stack)
            return stack, settings_of(self, stack.settings)
        if kind != "CREATE":
            raise InvalidRequest(
                f"The local CloudFormation has change sets of the types CREATE and UPDATE, not {kind}."
            )
        if stack is not None and stack.status != stack_status.REVIEW_IN_PROGRESS:
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

    def _made(self, name: str, kind: str, stack: Stack, settings: Settings) -> ChangeSet:
        arn = f"arn:aws:cloudformation:{self.region}:{self.current_account}:changeSet/{name}/{uuid.uuid4()}"
        change_set = ChangeSet(
            arn,
            name,
            kind,
            stack,
            settings,
            description=parameter(self, "Description"),
            on_stack_failure=parameter(self, "OnStackFailure"),
            changes=resource_changes.find(stack, settings),
        )
        if kind == "UPDATE" and not no_updates.differs(stack, settings, change_set.changes):
            change_set.status, change_set.execution_status = "FAILED", "UNAVAILABLE"
            change_set.status_reason = NOTHING_TO_CHANGE
        return change_set

    def _change_set(self) -> ChangeSet:
        name = parameter(self, "ChangeSetName")
        found: ChangeSet | None = account_of(self).change_sets.get(name)
        if found is None and parameter(self, "StackName"):
            named = [one for one in account_of(self).change_sets_of(stack_of(self)) if one.name == name]
            found = named[-1] if named else None
        if found is None:
            raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")
        return found


def _summary(change_set: ChangeSet) -> dict[str, Any]:
    return {
        "StackId": change_set.stack.stack_id,
        "StackName": change_set.stack.name,
        "ChangeSetId": change_set.change_set_id,
        "ChangeSetName": change_set.name,
        "ExecutionStatus": change_set.execution_status,
        "Status": change_set.status,
        "StatusReason": change_set.status_reason,
        "CreationTime": change_set.created_at,
        "Description": change_set.description,
    }
