"""Actions that describe stacks: DescribeStacks, ListStacks, events, resources, exports and imports."""

import json
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, account_of, page, parameter, stack_of
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.services.waiters import SECONDS_TO_HOLD_A_WAITER, asks_for_a_waiter

_LOOKED_UP = "AWS::SSM::Parameter::Value<"


class DescribingStacks(Request):
    """Methods for moto's CloudFormationResponse."""

    def describe_stacks(self) -> ActionResult:
        account, name = account_of(self), parameter(self, "StackName")
        stacks = [stack_of(self)] if name else account.existing()
        if name and asks_for_a_waiter(self.headers):
            stacks[0].wait_until_still(SECONDS_TO_HOLD_A_WAITER)
            if stacks[0].status == "DELETE_COMPLETE" and name == stacks[0].name:
                stacks = [stack_of(self)]  # from now on it can be found only by its ID
        found, token = page(self, [_described(stack) for stack in stacks])
        return ActionResult({"Stacks": found, "NextToken": token})

    def list_stacks(self) -> ActionResult:
        wanted = parameter(self, "StackStatusFilter")
        stacks = [one for one in account_of(self).every() if not wanted or one.status in wanted]
        found, token = page(self, [_summarized(stack) for stack in reversed(stacks)])
        return ActionResult({"StackSummaries": found, "NextToken": token})

    def describe_stack_events(self) -> ActionResult:
        found, token = page(self, stack_of(self, "Stack [{}] does not exist").events[::-1])
        return ActionResult({"StackEvents": [event.as_answer() for event in found], "NextToken": token})

    def describe_stack_resource(self) -> ActionResult:
        stack = stack_of(self, "Stack '{}' does not exist")
        resource = _resource(stack, parameter(self, "LogicalResourceId"), parameter(self, "StackName"))
        detail = {
            **_of_resource(resource, "LastUpdatedTimestamp"),
            "Metadata": json.dumps(resource.declaration.metadata or {}),
            "StackName": stack.name,
            "StackId": stack.stack_id,
        }
        return ActionResult({"StackResourceDetail": detail})

    def describe_stack_resources(self) -> ActionResult:
        stack, logical_id = self._stack_or_owner(), parameter(self, "LogicalResourceId")
        found = [_resource(stack, logical_id, stack.name)] if logical_id else stack.resources.values()
        # In this order, whatever that of the template (recorded from 2022 to 2025).
        resources = sorted(found, key=lambda resource: resource.logical_id)
        return ActionResult(
            {
                "StackResources": [
                    {**_of_resource(one, "Timestamp"), "StackName": stack.name, "StackId": stack.stack_id}
                    for one in resources
                ]
            }
        )

    def list_stack_resources(self) -> ActionResult:
        found, token = page(self, list(stack_of(self).resources.values()))
        resources = [_of_resource(one, "LastUpdatedTimestamp") for one in found]
        return ActionResult({"StackResourceSummaries": resources, "NextToken": token})

    def list_exports(self) -> ActionResult:
        exports = [
            {"ExportingStackId": stack.stack_id, "Name": name, "Value": value}
            for name, (value, stack) in sorted(account_of(self).exports().items())
        ]
        found, token = page(self, exports)
        return ActionResult({"Exports": found, "NextToken": token})

    def list_imports(self) -> ActionResult:
        name = parameter(self, "ExportName")
        importers = [stack.name for stack in account_of(self).importers(name)]
        if not importers:
            raise InvalidRequest(f"Export '{name}' is not imported by any stack.")
        found, token = page(self, importers)
        return ActionResult({"Imports": found, "NextToken": token})

    def _stack_or_owner(self) -> Stack:
        physical_id = parameter(self, "PhysicalResourceId")
        if not physical_id:
            return stack_of(self)
        for stack in account_of(self).existing():
            if any(one.physical_id == physical_id for one in list(stack.resources.values())):
                return stack
        raise InvalidRequest(f"Stack for {physical_id} does not exist")


def _resource(stack: Stack, logical_id: str, stack_as_given: str) -> StackResource:
    resource = stack.resources.get(logical_id)
    if resource is None or (stack.status.startswith("ROLLBACK_COMPLETE") and not resource.has_existed):
        raise InvalidRequest(f"Resource {logical_id} does not exist for stack {stack_as_given}")
    return resource


def _described(stack: Stack) -> dict[str, Any]:
    """The stack without empty members, and without those missing in review (recorded from 2023 to 2026)."""
    in_review = stack.status == stack_status.REVIEW_IN_PROGRESS
    return {**_head(stack), **({"Tags": []} if in_review else _body(stack))}


def _head(stack: Stack) -> dict[str, Any]:
    account = stack_account(stack.account_id, stack.region)
    protection = None if stack.status == "DELETE_COMPLETE" else account.is_protected(stack)
    return {
        "StackId": stack.stack_id,
        "StackName": stack.name,
        "CreationTime": stack.created_at,
        "RollbackConfiguration": {},
        "StackStatus": stack.status,
        "StackStatusReason": stack.status_reason,
        "DisableRollback": stack.on_failure.preserves,
        "NotificationARNs": list(stack.settings.notification_arns),
        "EnableTerminationProtection": protection,
        "DriftInformation": stack.drift,
        **_family(stack),
    }


def _family(stack: Stack) -> dict[str, str]:
    """The parent and the root of a nested stack."""
    return {"ParentId": stack.parent_id, "RootId": stack.root_id} if stack.parent_id and stack.root_id else {}


def _body(stack: Stack) -> dict[str, Any]:
    shows_change_set = stack.status not in ("ROLLBACK_COMPLETE", "DELETE_COMPLETE")
    return {
        "ChangeSetId": stack.change_set_id if shows_change_set else None,
        "Description": stack.settings.template.description,
        "Parameters": parameters_of(stack.settings) or None,
        "LastUpdatedTime": stack.updated_at,
        "DeletionTime": stack.deleted_at,
        "TimeoutInMinutes": stack.timeout_minutes,
        "Capabilities": list(stack.settings.capabilities) or None,
        "Outputs": [
            {
                "OutputKey": one.key,
                "OutputValue": one.value,
                "Description": one.description,
                "ExportName": one.export_name,
            }
            for one in stack.outputs
        ]
        or None,
        "DeploymentConfig": {"Mode": stack.deployment_mode, "DisableRollback": stack.on_failure.preserves},
        "DeletionMode": stack.deletion_mode,
        "RoleARN": stack.settings.role_arn,
        "Tags": tags_of(stack.settings),
        "LastOperations": _last_operations(stack),
    }


def _last_operations(stack: Stack) -> list[dict[str, str]] | None:
    last = stack.requested_operation
    return [{"OperationId": last.operation_id, "OperationType": last.type}] if last else None


def _summarized(stack: Stack) -> dict[str, Any]:
    return {
        "StackId": stack.stack_id,
        "StackName": stack.name,
        "TemplateDescription": stack.settings.template.description,
        "CreationTime": stack.created_at,
        "LastUpdatedTime": stack.updated_at,
        "DeletionTime": stack.deleted_at,
        "StackStatus": stack.status,
        "StackStatusReason": stack.status_reason,
        "DriftInformation": stack.drift,
        **_family(stack),
    }


def parameters_of(settings: Settings) -> list[dict[str, Any]]:
    """The parameters of a stack or change set, with NoEcho values as four asterisks."""
    return [
        {
            "ParameterKey": name,
            "ParameterValue": "****" if declaration.no_echo else settings.parameter_texts[name],
            "ResolvedValue": _resolved(settings, name) if declaration.type.startswith(_LOOKED_UP) else None,
        }
        for name, declaration in settings.template.parameters.items()
    ]


def tags_of(settings: Settings) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in settings.tags.items()]


def _resolved(settings: Settings, name: str) -> str:
    value = settings.parameters[name]
    return ",".join(value) if isinstance(value, list) else str(value)


def _of_resource(resource: StackResource, timestamp: str) -> dict[str, Any]:
    module = resource.declaration.module
    return {
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id or None,
        "ResourceType": resource.type_name,
        timestamp: resource.changed_at,
        "ResourceStatus": resource.status,
        "ResourceStatusReason": resource.status_reason,
        "DriftInformation": resource.drift,
        "ModuleInfo": module.as_answer() if module else None,
    }
