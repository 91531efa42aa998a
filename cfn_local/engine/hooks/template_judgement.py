"""The judgement of hooks on a template's resources, before anything is created."""

from dataclasses import dataclass
from typing import Any

from cfn_local.engine.hooks.running import HookJudgement, judge
from cfn_local.engine.hooks.selection import HookRegistry, refuse_hooks_on_stacks
from cfn_local.engine.hooks.target import ResourceTarget, StackContext
from cfn_local.engine.template import KNOWN_AFTER_APPLY, UNKNOWN, Scope
from cfn_local.schemas import casting


@dataclass(frozen=True)
class ResourceJudgement:
    """The judgements on one resource. `unknown` are the paths of properties whose values are not known yet."""

    logical_id: str
    type_name: str
    unknown: tuple[str, ...]
    judgements: tuple[HookJudgement, ...]

    def as_document(self) -> dict[str, Any]:
        return {
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


def judge_template(registry: HookRegistry, scope: Scope, stack: StackContext) -> list[ResourceJudgement]:
    """Judge every resource that the template would create, in its order. TemplateError if the template is invalid."""
    refuse_hooks_on_stacks(registry, stack)
    scope.check()
    return [_judged(registry, scope, logical_id, stack) for logical_id in scope.active()]


def _judged(registry: HookRegistry, scope: Scope, logical_id: str, stack: StackContext) -> ResourceJudgement:
    type_name = scope.template.resources[logical_id].type
    unknown: list[str] = []
    properties = casting.as_passed(_told(scope.properties(logical_id), "", unknown))
    target = ResourceTarget(
        operation="CREATE", stack=stack, type_name=type_name, logical_id=logical_id, properties=properties
    )
    return ResourceJudgement(logical_id, type_name, tuple(unknown), tuple(judge(registry, target)))


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
