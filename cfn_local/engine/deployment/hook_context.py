"""The description of a stack that hooks get."""

from cfn_local.engine.hooks import StackContext
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack


def hook_context(stack: Stack, settings: Settings | None = None) -> StackContext:
    """The stack that an operation belongs to, with the role and the tags that the operation has."""
    settings = settings or stack.settings_in_progress
    return StackContext(
        stack_id=stack.stack_id,
        stack_name=stack.name,
        account_id=stack.account_id,
        region=stack.region,
        role_arn=settings.role_arn,
        tags=settings.tags,
    )
