"""Hooks: which apply to a target, their verdicts, and the effect on the operation.

Semantics follow the CloudFormation Hooks User Guide: concepts, configuration schema, stack level and target filters.
"""

from cfn_local.engine.hooks.running import HookJudgement, HooksFailed, judge, run_hooks
from cfn_local.engine.hooks.selection import UnsupportedHookError, refuse_hooks_on_stacks
from cfn_local.engine.hooks.target import (
    ChangedResource,
    ChangeSetTarget,
    CloudControlTarget,
    HookEvent,
    HookTarget,
    ResourceTarget,
    StackContext,
    StackTarget,
    TargetType,
)

__all__ = [
    "ChangeSetTarget",
    "ChangedResource",
    "CloudControlTarget",
    "HookEvent",
    "HookJudgement",
    "HookTarget",
    "HooksFailed",
    "ResourceTarget",
    "StackContext",
    "StackTarget",
    "TargetType",
    "UnsupportedHookError",
    "judge",
    "refuse_hooks_on_stacks",
    "run_hooks",
]
