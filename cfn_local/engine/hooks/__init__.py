"""Hooks on resources: which of them apply to an operation, what they answer, and what becomes of the operation.

Semantics after the CloudFormation Hooks User Guide: concepts, configuration schema, stack level and target filters.
"""

from cfn_local.engine.hooks.running import HookJudgement, HooksFailed, judge, run_hooks
from cfn_local.engine.hooks.selection import UnsupportedHookError, refuse_hooks_on_stacks
from cfn_local.engine.hooks.target import HookEvent, HookTarget, StackContext

__all__ = [
    "HookEvent",
    "HookJudgement",
    "HookTarget",
    "HooksFailed",
    "StackContext",
    "UnsupportedHookError",
    "judge",
    "refuse_hooks_on_stacks",
    "run_hooks",
]
