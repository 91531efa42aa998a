"""The hooks that AWS publishes, as an account has activated them: Guard Hooks and Lambda Hooks.

They get the event of any hook, and give the answer of any hook, in place of handlers.
"""

from cfn_local.engine.hooks.managed.running import invocation_of

__all__ = ["invocation_of"]
