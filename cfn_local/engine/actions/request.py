"""The request of an action: its parameters, account and Region."""

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import StackAccount, stack_account
from cfn_local.registry.pages import requested_page


class Request:
    """The part of moto's CloudFormationResponse that the actions, which become methods of it, rely on."""

    current_account: str
    region: str
    headers: Mapping[str, str]

    def _get_param(self, name: str) -> Any:
        raise NotImplementedError


def parameter(request: Request, name: str) -> Any:
    """A parameter, typed by botocore's model of the API; None if the client does not pass it."""
    return request._get_param(name)


def account_of(request: Request) -> StackAccount:
    return stack_account(request.current_account, request.region)


def stack_of(request: Request, unknown: str = "Stack with id {} does not exist") -> Stack:
    """The stack that the request names. Raises ValidationError, in the action's own words, if there is none."""
    given = parameter(request, "StackName")
    if not given:
        raise InvalidRequest("StackName must be specified.")
    stack = account_of(request).find(given)
    if stack is None:
        raise InvalidRequest(unknown.format(given))
    return stack


def page(request: Request, found: list[Any]) -> tuple[list[Any], str | None]:
    """The page of a list that the request asks for, and the token of the next page."""
    return requested_page(found, request._get_param)
