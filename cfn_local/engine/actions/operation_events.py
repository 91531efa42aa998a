"""DescribeEvents: the events of operations, after the API reference and one recording of September 2026.

Between the two events of an operation itself are those of its stack. The model calls them PROGRESS_EVENT; AWS answers
PROGRESS. What the event of a failed hook holds is not documented: here the same as DescribeStackEvents.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.engine.actions.change_set_actions import change_set_of
from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, account_of, page, parameter, stack_of
from cfn_local.engine.stacks.change_set import ChangeSet
from cfn_local.engine.stacks.failed_check import FailedCheck
from cfn_local.engine.stacks.stack import STACK_TYPE, Stack
from cfn_local.engine.stacks.stack_event import StackEvent
from cfn_local.engine.stacks.stack_operation import StackOperation

_FAILURES = frozenset({"PROVISIONING_ERROR", "HOOK_INVOCATION_ERROR", "VALIDATION_ERROR"})
_HOOK_FAILURES = frozenset({"HOOK_COMPLETE_FAILED", "HOOK_FAILED"})
# An event of an operation has no such members.
_ONLY_OF_STACKS = frozenset({"StackName", "HookInvocationId"})


class OperationEvents(Request):
    """Methods for moto's CloudFormationResponse."""

    def describe_events(self) -> ActionResult:
        found = list(self._asked_for())[::-1]
        if (parameter(self, "Filters") or {}).get("FailedEvents"):
            found = [event for event in found if event["EventType"] in _FAILURES]
        events, token = page(self, found)
        return ActionResult({"OperationEvents": events, "NextToken": token})

    def _asked_for(self) -> Iterator[dict[str, Any]]:
        """The events that the request asks for, oldest first."""
        operation_id = parameter(self, "OperationId")
        if parameter(self, "ChangeSetName"):
            return _of_change_set(*change_set_of(self))
        if operation_id:
            return self._of_operation(operation_id)
        return _of_stack(stack_of(self, "Stack [{}] does not exist"))

    def _of_operation(self, operation_id: str) -> Iterator[dict[str, Any]]:
        for stack in account_of(self).every():
            for operation in stack.operations:
                if operation.operation_id == operation_id:
                    return _of_one(stack, operation)
        raise InvalidRequest(f"Operation [{operation_id}] does not exist")


def _of_stack(stack: Stack) -> Iterator[dict[str, Any]]:
    for operation in list(stack.operations):
        yield from _of_one(stack, operation)


def _of_one(stack: Stack, operation: StackOperation) -> Iterator[dict[str, Any]]:
    yield _of_operation(stack, operation, "IN_PROGRESS", operation.started_at)
    progress = [_of_progress(event) for event in list(stack.events) if event.operation_id == operation.operation_id]
    yield from progress[:1]
    for number, check in enumerate(operation.failed_checks):
        yield _of_check(stack, operation, check, number)
    yield from progress[1:]
    if operation.ended_at is not None:
        ended = {"EndTime": operation.ended_at}
        yield {**_of_operation(stack, operation, operation.status, operation.ended_at), **ended}


def _of_operation(stack: Stack, operation: StackOperation, status: str, at: datetime) -> dict[str, Any]:
    return {
        "EventId": _id(f"{operation.operation_id} {status}"),
        "StackId": stack.stack_id,
        "OperationId": operation.operation_id,
        "OperationType": operation.type,
        "OperationStatus": status,
        "EventType": "STACK_EVENT",
        "LogicalResourceId": stack.name,
        "PhysicalResourceId": stack.stack_id,
        "ResourceType": STACK_TYPE,
        "Timestamp": at,
        "StartTime": operation.started_at,
    }


def _of_check(stack: Stack, operation: StackOperation, check: FailedCheck, number: int) -> dict[str, Any]:
    return {
        "EventId": _id(f"{operation.operation_id} {check.logical_id} {number}"),
        "StackId": stack.stack_id,
        "OperationId": operation.operation_id,
        "OperationType": operation.type,
        "EventType": "VALIDATION_ERROR",
        "Timestamp": operation.started_at,
        **check.as_answer(),
    }


def _of_progress(event: StackEvent) -> dict[str, Any]:
    shown = {name: value for name, value in event.as_answer().items() if name not in _ONLY_OF_STACKS}
    return {**shown, "EventId": _id(event.event_id), "EventType": _type_of(event)}


def _type_of(event: StackEvent) -> str:
    if event.hook is not None:
        return "HOOK_INVOCATION_ERROR" if event.hook.status in _HOOK_FAILURES else "PROGRESS"
    return "PROVISIONING_ERROR" if event.status.endswith("_FAILED") else "PROGRESS"


def _of_change_set(stack: Stack, change_set: ChangeSet) -> Iterator[dict[str, Any]]:
    """The operation that makes the change set."""
    has_failed = change_set.status == "FAILED"
    made = StackOperation("CREATE_CHANGESET", change_set.created_at, _id(change_set.change_set_id))
    made.failed_checks = change_set.failed_checks
    if change_set.status != "CREATE_IN_PROGRESS":
        made.ended(change_set.created_at, succeeded=not has_failed)
    return _of_one(stack, made)


def _id(text: str) -> str:
    """An ID in the form of AWS's, the same whenever it is asked for."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, text))
