"""Refusal of updates that would change nothing."""

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.change_sets import resource_changes
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks.change_set import Changes
from cfn_local.engine.template import TemplateError

MESSAGE = "No updates are to be performed."


def refuse(resolved: Resolved) -> None:
    """Raise ValidationError if no resource, output or setting of the stack would change."""
    if not would_change(resolved):
        raise InvalidRequest(MESSAGE)


def would_change(resolved: Resolved) -> bool:
    """Whether an update to the settings would change the stack."""
    return differs(resolved, resource_changes.find(resolved))


def differs(resolved: Resolved, changes: Changes) -> bool:
    """Whether the settings would change the stack; `changes` are the changes of its resources."""
    stack, settings = resolved.stack, resolved.settings
    now = stack.settings
    if stack.is_preserved:
        return True  # what has failed is tried again
    if (now.tags, now.role_arn, now.notification_arns) != (
        settings.tags,
        settings.role_arn,
        settings.notification_arns,
    ):
        return True
    if changes.without_values:
        return True
    if now.template.outputs == settings.template.outputs and now.parameters == settings.parameters:
        return False
    try:
        return resolved.scope.over(expecting_exports=False).outputs() != stack.outputs
    except TemplateError:
        return True  # the update fails with the reason
