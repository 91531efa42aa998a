"""An update that would change nothing is refused."""

from collections.abc import Collection
from typing import Any

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.change_sets import resource_changes
from cfn_local.engine.deployment.stack_scope import stack_scope
from cfn_local.engine.stacks.stack import Settings, Stack
from cfn_local.engine.template import TemplateError

MESSAGE = "No updates are to be performed."


def refuse(stack: Stack, settings: Settings) -> None:
    """ValidationError where neither a resource nor an output nor a setting of the stack would differ."""
    if not differs(stack, settings, resource_changes.find(stack, settings)):
        raise InvalidRequest(MESSAGE)


def differs(stack: Stack, settings: Settings, changes: Collection[Any]) -> bool:
    """Whether the settings would change anything about the stack; `changes` are those of its resources."""
    now = stack.settings
    if (now.tags, now.role_arn, now.notification_arns) != (
        settings.tags,
        settings.role_arn,
        settings.notification_arns,
    ):
        return True
    if changes:
        return True
    if now.template.outputs == settings.template.outputs and now.parameters == settings.parameters:
        return False
    try:
        return stack_scope(stack, settings).outputs() != stack.outputs
    except TemplateError:
        return True  # the update fails with the reason
