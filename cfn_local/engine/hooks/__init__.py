"""Hooks on resources: which apply to an operation, their verdicts, and the effect on the operation.

Semantics follow the CloudFormation Hooks User Guide: concepts, configuration schema, stack level and target filters.
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
