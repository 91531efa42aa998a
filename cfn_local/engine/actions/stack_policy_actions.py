"""SetStackPolicy and GetStackPolicy, and the stack policies in other requests.

The texts are as recorded in November 2022.
"""

from moto.core.responses import ActionResult, EmptyResult

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, parameter, stack_of
from cfn_local.engine.actions.request_template import text_at
from cfn_local.engine.stacks.stack_policy import InvalidStackPolicyError, StackPolicy


class StackPolicyActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def set_stack_policy(self) -> EmptyResult:
        stack = stack_of(self)
        policy = stack_policy(self)
        if policy is None:
            raise InvalidRequest("You must specify either StackPolicyURL or StackPolicyBody")
        stack.policy = policy
        return EmptyResult()

    def get_stack_policy(self) -> ActionResult:
        policy = stack_of(self).policy
        return ActionResult({"StackPolicyBody": policy.body if policy else None})


def stack_policy(request: Request, name: str = "StackPolicy") -> StackPolicy | None:
    """The policy of which the request has the text or the address; None if it has neither."""
    body, url = parameter(request, f"{name}Body"), parameter(request, f"{name}URL")
    if body and url:
        raise InvalidRequest(f"You cannot specify both {name}URL and {name}Body")
    if not body and not url:
        return None
    try:
        return StackPolicy.of(body or text_at(request, url))
    except InvalidStackPolicyError as error:
        raise InvalidRequest("Error validating stack policy: Invalid stack policy") from error
