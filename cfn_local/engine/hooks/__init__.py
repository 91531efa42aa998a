"""Hooks: which apply to a target, their verdicts, and the effect on the operation.

Semantics follow the CloudFormation Hooks User Guide: concepts, configuration schema, stack level and target filters.
"""

from cfn_local.engine.hooks.hook_event import HookEvent
from cfn_local.engine.hooks.running import HookJudgement, HooksFailed, judge, run_hooks
from cfn_local.engine.hooks.selection import ApplicableHook, HookRegistry, applicable_hooks
from cfn_local.engine.hooks.target import (
    INVOCATION_POINT,
    ChangedResource,
    ChangeSetTarget,
    CloudControlTarget,
    HookTarget,
    ResourceTarget,
    StackContext,
    StackTarget,
    TargetType,
    context_of,
)

__all__ = [
    "INVOCATION_POINT",
    "ApplicableHook",
    "ChangeSetTarget",
    "ChangedResource",
    "CloudControlTarget",
    "HookEvent",
    "HookJudgement",
    "HookRegistry",
    "HookTarget",
    "HooksFailed",
    "ResourceTarget",
    "StackContext",
    "StackTarget",
    "TargetType",
    "applicable_hooks",
    "context_of",
    "judge",
    "run_hooks",
]
