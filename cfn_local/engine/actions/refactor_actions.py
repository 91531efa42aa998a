"""CreateStackRefactor, ExecuteStackRefactor and the actions that describe refactors."""

from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult

from cfn_local.engine.actions.errors import InvalidRequest, StackRefactorNotFound
from cfn_local.engine.actions.request import Request, account_of, page, parameter
from cfn_local.engine.actions.request_template import template_of_definition
from cfn_local.engine.actions.stack_settings import refuse_bad_name
from cfn_local.engine.refactoring import creation, execution
from cfn_local.engine.refactoring.placement import RefactorRefusedError
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_refactor import Location, Move, StackDefinition, StackRefactor
from cfn_local.engine.template import Template
from cfn_local.services.waiters import SECONDS_TO_HOLD_A_WAITER, asks_for_a_waiter

_MOST_STACKS = 5


class RefactorActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def create_stack_refactor(self) -> ActionResult:
        account = account_of(self)
        with account.lock:
            definitions = self._definitions()
            refactor = StackRefactor(definitions, _mappings(self, definitions), parameter(self, "Description"))
            account.refactors[refactor.refactor_id] = refactor
        creation.begin(account, refactor)
        return ActionResult({"StackRefactorId": refactor.refactor_id})

    def describe_stack_refactor(self) -> ActionResult:
        refactor = _refactor_of(self)
        if asks_for_a_waiter(self.headers):
            refactor.wait_until_still(SECONDS_TO_HOLD_A_WAITER)
        return ActionResult({**_described(refactor), "StackIds": _stack_ids(refactor)})

    def execute_stack_refactor(self) -> EmptyResult:
        refactor, account = _refactor_of(self), account_of(self)
        with account.lock:
            refactor.find_whether_overtaken()
            if refactor.execution_status != "AVAILABLE":
                raise InvalidRequest(
                    f"StackRefactor [{refactor.refactor_id}] cannot be executed in its current execution status of "
                    f"[{refactor.execution_status}]"
                )
            try:
                wanted = creation.wanted_settings(refactor)
            except RefactorRefusedError as error:
                raise InvalidRequest(str(error)) from error
            execution.begin(account, refactor, wanted)
        return EmptyResult()

    def list_stack_refactor_actions(self) -> ActionResult:
        refactor = _refactor_of(self)
        found = [_action(one) for one in refactor.moves]
        if refactor.status == "CREATE_COMPLETE":
            found += [_creation(one.stack) for one in refactor.definitions if one.is_new]
        actions, token = page(self, found)
        return ActionResult({"StackRefactorActions": actions, "NextToken": token})

    def list_stack_refactors(self) -> ActionResult:
        wanted = parameter(self, "ExecutionStatusFilter")
        listed = [_described(one) for one in reversed(list(account_of(self).refactors.values()))]
        found, token = page(self, [one for one in listed if not wanted or one["ExecutionStatus"] in wanted])
        return ActionResult({"StackRefactorSummaries": found, "NextToken": token})

    def _definitions(self) -> tuple[StackDefinition, ...]:
        """The stacks of the request and their templates. Raises ValidationError with all that is wrong."""
        asked = parameter(self, "StackDefinitions") or []
        if not 1 <= len(asked) <= _MOST_STACKS:
            raise InvalidRequest(f"StackDefinitions must have 1 to {_MOST_STACKS} stacks, not {len(asked)}.")
        found: list[StackDefinition] = []
        problems: list[str] = []
        for one in asked:
            try:
                definition = self._definition(one)
                if any(other.stack.stack_id == definition.stack.stack_id for other in found):
                    raise InvalidRequest("StackDefinitions has it more than once.")
                found.append(definition)
            except ServiceException as error:
                problems.append(f"{one.get('StackName')}: {error.message}")
        if problems:
            raise InvalidRequest(" ".join(problems))
        return tuple(found)

    def _definition(self, asked: dict[str, Any]) -> StackDefinition:
        name = asked.get("StackName")
        if not name:
            raise InvalidRequest("StackName must be specified.")
        template = template_of_definition(self, asked.get("TemplateBody"), asked.get("TemplateURL"))
        stack = account_of(self).find(name)
        if stack is not None and stack.status == "DELETE_COMPLETE":
            raise InvalidRequest(f"Stack with id {name} does not exist")
        creates = bool(parameter(self, "EnableStackCreation"))
        if stack is None:
            if not creates:
                raise InvalidRequest(f"Stack with id {name} does not exist. EnableStackCreation would create it.")
            stack = self._new_stack(name, template)
            return StackDefinition(stack, template, is_new=True)
        is_new = creates and stack.status == stack_status.REVIEW_IN_PROGRESS
        return StackDefinition(stack, template, is_new)

    def _new_stack(self, name: str, template: Template) -> Stack:
        """A stack that nobody can find until the refactor is valid."""
        refuse_bad_name(name)
        stack_id = account_of(self).new_stack_id(name)
        return Stack(stack_id, name, self.current_account, self.region, Settings(template, {}))


def _refactor_of(request: Request) -> StackRefactor:
    refactor_id = parameter(request, "StackRefactorId")
    found = account_of(request).refactors.get(refactor_id)
    if found is None:
        raise StackRefactorNotFound(f"StackRefactor [{refactor_id}] does not exist")
    return found


def _mappings(request: Request, definitions: tuple[StackDefinition, ...]) -> tuple[tuple[Location, Location], ...]:
    """The mappings of the request. Raises ValidationError for stacks that it does not define."""
    known = {key: one.stack.stack_id for one in definitions for key in (one.stack.name, one.stack.stack_id)}
    asked = parameter(request, "ResourceMappings") or []
    named = [one[end]["StackName"] for one in asked for end in ("Source", "Destination")]
    if unknown := [name for name in dict.fromkeys(named) if name not in known]:
        raise InvalidRequest(f"ResourceMappings names stacks that StackDefinitions lacks: {', '.join(unknown)}.")

    def location(of: dict[str, str]) -> Location:
        return Location(known[of["StackName"]], of["LogicalResourceId"])

    return tuple((location(one["Source"]), location(one["Destination"])) for one in asked)


def _described(refactor: StackRefactor) -> dict[str, Any]:
    refactor.find_whether_overtaken()
    return {
        "StackRefactorId": refactor.refactor_id,
        "Description": refactor.description,
        "Status": refactor.status,
        "StatusReason": refactor.status_reason,
        "ExecutionStatus": refactor.execution_status,
        "ExecutionStatusReason": refactor.execution_status_reason,
    }


def _stack_ids(refactor: StackRefactor) -> list[str]:
    """The IDs of the stacks; of a new one that was refused only the name (recorded)."""
    was_refused = refactor.status == "CREATE_FAILED"
    return [one.stack.name if one.is_new and was_refused else one.stack.stack_id for one in refactor.definitions]


def _action(move: Move) -> dict[str, Any]:
    return {
        "Action": "MOVE",
        "Entity": "RESOURCE",
        "PhysicalResourceId": move.physical_id,
        "Description": "No configuration changes detected.",
        "Detection": "AUTO" if move.is_detected else "MANUAL",
        "TagResources": [{"Key": key, "Value": value} for key, value in move.tags.items()],
        "UntagResources": list(move.tags),
        "ResourceMapping": {"Source": _location(move.source), "Destination": _location(move.destination)},
    }


def _creation(stack: Stack) -> dict[str, Any]:
    return {
        "Action": "CREATE",
        "Entity": "STACK",
        "Description": f"Stack {stack.stack_id} created.",
        "Detection": "MANUAL",
        "TagResources": [],
        "UntagResources": [],
        "ResourceMapping": {"Source": {}, "Destination": {}},
    }


def _location(of: Location) -> dict[str, str]:
    return {"StackName": of.stack_id, "LogicalResourceId": of.logical_id}
