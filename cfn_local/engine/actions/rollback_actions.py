"""RollbackStack, CancelUpdateStack and ContinueUpdateRollback."""

from collections.abc import Iterator

from moto.core.responses import ActionResult, EmptyResult

from cfn_local.engine.actions.deployment_config import deployment_mode
from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, account_of, parameter, stack_of
from cfn_local.engine.actions.stack_operations import begun, is_repeated, take_role
from cfn_local.engine.deployment import creation, operation_thread, update
from cfn_local.engine.deployment.nested_stack import NestedStack
from cfn_local.engine.stacks.stack import Stack

_STUCK = "UPDATE_ROLLBACK_FAILED"


class RollbackActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def rollback_stack(self) -> ActionResult:
        stack = stack_of(self)
        with account_of(self).lock:
            if is_repeated(self, stack):
                return ActionResult({"StackId": stack.stack_id})
            _refuse_nested(stack)
            if not stack.is_preserved:
                raise InvalidRequest(f"Stack:{stack.stack_id} is in {stack.status} state and can not be rolled back.")
            take_role(self, stack)
            stack.deployment_mode = deployment_mode(self)
            stack.retains_except_on_create = bool(parameter(self, "RetainExceptOnCreate"))
            token = parameter(self, "ClientRequestToken")
            if stack.has_been_stable:
                stack.begin("ROLLBACK", "UPDATE_ROLLBACK_IN_PROGRESS", token)
                operation_thread.start(stack, lambda: update.roll_back(stack), _STUCK)
            else:
                stack.begin("ROLLBACK", "ROLLBACK_IN_PROGRESS", token)
                operation_thread.start(stack, lambda: creation.remove_all(stack), "ROLLBACK_FAILED")
        return begun(stack)

    def cancel_update_stack(self) -> EmptyResult:
        stack = stack_of(self)
        with account_of(self).lock:
            if stack.status != "UPDATE_IN_PROGRESS":
                raise InvalidRequest("CancelUpdateStack cannot be called from current stack status")
            _refuse_nested(stack)
            stack.client_request_token = parameter(self, "ClientRequestToken") or stack.client_request_token
            stack.is_cancelled_by_client = True
            stack.cancelled.set()
        return EmptyResult()

    def continue_update_rollback(self) -> ActionResult:
        stack = stack_of(self)
        with account_of(self).lock:
            _refuse_nested(stack)
            if stack.status != _STUCK:
                raise InvalidRequest(
                    f"Stack:{stack.stack_id} is in {stack.status} state and can not continue rolling back an update."
                )
            skipped = self._skipped(stack)
            take_role(self, stack)
            stack.begin("CONTINUE_ROLLBACK", "UPDATE_ROLLBACK_IN_PROGRESS", parameter(self, "ClientRequestToken"))
            operation_thread.start(stack, lambda: update.roll_back(stack, skipped), _STUCK)
        return ActionResult({})

    def _skipped(self, stack: Stack) -> list[str]:
        """The resources to skip: those that the request names or, where it forces the rollback, all that are stuck."""
        named, stuck = parameter(self, "ResourcesToSkip") or [], list(_stuck(stack))
        if parameter(self, "ForceRollback"):
            if named:
                raise InvalidRequest("You can specify either ForceRollback or ResourcesToSkip, but not both.")
            return stuck
        unfit = [name for name in named if name not in stuck]
        if unfit:
            raise InvalidRequest(
                "ResourcesToSkip may name only resources that are in UPDATE_FAILED state because a rollback failed: "
                f"{', '.join(unfit)}."
            )
        return named


def _stuck(stack: Stack) -> Iterator[str]:
    """What the last rollback could not put back; of a nested stack its resources, unless it is deleted."""
    for name in sorted(stack.rollback.stuck) if stack.rollback else ():
        deployed = stack.resources[name].deployed
        live = deployed.live if deployed else None
        if isinstance(live, NestedStack) and not live.stack.status.startswith("DELETE_"):
            yield from (f"{name}.{inner}" for inner in _stuck(live.stack))
        else:
            yield name


def _refuse_nested(stack: Stack) -> None:
    if stack.parent_id is not None:
        raise InvalidRequest(f"RollbackUpdatedStack is invalid for the nested stack {stack.stack_id}.")
