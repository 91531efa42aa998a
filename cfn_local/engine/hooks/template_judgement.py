"""The judgement of hooks on a template and on its resources, before anything is created."""

import uuid
from dataclasses import dataclass
from typing import Any

from cfn_local import partitions
from cfn_local.engine.hooks.running import HookJudgement, judge
from cfn_local.engine.hooks.selection import HookRegistry
from cfn_local.engine.hooks.target import (
    ChangedResource,
    ChangeSetTarget,
    ResourceTarget,
    StackContext,
    StackTarget,
    TargetType,
    context_of,
)
from cfn_local.engine.template import KNOWN_AFTER_APPLY, UNKNOWN, Scope
from cfn_local.engine.template.line_numbers import lines_of_resources
from cfn_local.schemas import casting


@dataclass(frozen=True)
class TargetJudgement:
    """The judgements on one resource or on the whole stack or change set, whose `logical_id` is the name of the stack.

    `unknown` are the paths of a resource's properties whose values are not known yet.
    """

    target_type: TargetType
    logical_id: str
    type_name: str
    unknown: tuple[str, ...]
    judgements: tuple[HookJudgement, ...]

    def as_document(self) -> dict[str, Any]:
        return {
            "TargetType": self.target_type,
            "LogicalResourceId": self.logical_id,
            "ResourceType": self.type_name,
            "Unknown": list(self.unknown),
            "Hooks": [
                {
                    "HookType": each.type_name,
                    "HookFailureMode": each.failure_mode,
                    "HookStatus": each.verdict.status,
                    "HookStatusReason": each.verdict.reason(each.failure_mode),
                    "Stops": each.stops,
                    "Annotations": list(each.verdict.annotations),
                }
                for each in self.judgements
            ],
        }


def judge_template(registry: HookRegistry, scope: Scope, stack: StackContext) -> list[TargetJudgement]:
    """Judge the stack that the template would create, the change set that could, and then every resource in its order.

    The first two are left out where no hook applies. TemplateError if the template is invalid.
    """
    scope.check()
    resources = {logical_id: _target(scope, logical_id, stack) for logical_id in scope.active()}
    body = scope.template.body
    lines = lines_of_resources(body)
    changes = [
        ChangedResource("CREATE", name, one.type_name, lines.get(name), after=context_of(one.properties))
        for name, (one, _) in resources.items()
    ]
    wholes = (
        ChangeSetTarget(stack=stack, change_set_id=_change_set_id(stack), template=body, changed_resources=changes),
        StackTarget(operation="CREATE", stack=stack, template=body),
    )
    judged_wholes = [
        TargetJudgement(whole.type, stack.stack_name, whole.name, (), tuple(judge(registry, whole))) for whole in wholes
    ]
    return [
        *(whole for whole in judged_wholes if whole.judgements),
        *(
            TargetJudgement(target.type, logical_id, target.type_name, unknown, tuple(judge(registry, target)))
            for logical_id, (target, unknown) in resources.items()
        ),
    ]


def _target(scope: Scope, logical_id: str, stack: StackContext) -> tuple[ResourceTarget, tuple[str, ...]]:
    """The resource, and the paths of what is not known of it."""
    unknown: list[str] = []
    properties = casting.as_passed(_told(scope.properties(logical_id), "", unknown))
    type_name = scope.template.resources[logical_id].type
    target = ResourceTarget(
        operation="CREATE", stack=stack, type_name=type_name, logical_id=logical_id, properties=properties
    )
    return target, tuple(unknown)


def _change_set_id(stack: StackContext) -> str:
    """The ID of a change set that does not exist."""
    return partitions.arn("cloudformation", stack.region, stack.account_id, f"changeSet/check/{uuid.UUID(int=0)}")


def _told(value: Any, path: str, unknown: list[str]) -> Any:
    """`value` with a placeholder for unknown parts, whose paths are added to `unknown`."""
    if value is UNKNOWN:
        unknown.append(path)
        return KNOWN_AFTER_APPLY
    if isinstance(value, list):
        return [_told(member, f"{path}[{index}]", unknown) for index, member in enumerate(value)]
    if isinstance(value, dict):
        return {name: _told(member, f"{path}.{name}".removeprefix("."), unknown) for name, member in value.items()}
    return value
