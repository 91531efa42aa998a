"""The description of a stack that hooks get."""

from cfn_local.engine.hooks import StackContext
from cfn_local.engine.stacks.stack import Stack


def hook_context(stack: Stack) -> StackContext:
    """The stack that an operation belongs to."""
    return StackContext(
        stack_id=stack.stack_id,
        stack_name=stack.name,
        account_id=stack.account_id,
        region=stack.region,
        role_arn=stack.settings.role_arn,
        tags=stack.settings.tags,
    )
