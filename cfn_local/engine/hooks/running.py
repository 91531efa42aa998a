"""Run all hooks of one operation, in the order of their names."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cfn_local.engine.hooks.invocation import invoke
from cfn_local.engine.hooks.results import HookResult, results_of
from cfn_local.engine.hooks.selection import ApplicableHook, HookRegistry, applicable_hooks
from cfn_local.engine.hooks.target import HookEvent, HookTarget, StackContext
from cfn_local.engine.hooks.verdict import SUCCEEDED, Verdict
from cfn_local.services import clock

IN_PROGRESS = "HOOK_IN_PROGRESS"


class HooksFailed(Exception):  # noqa: N818 - as AWS words it
    """Hooks in FAIL mode have failed, so the operation must stop. The message is AWS's ResourceStatusReason."""

    def __init__(self, type_names: Sequence[str]) -> None:
        self.type_names = tuple(type_names)
        super().__init__(f"The following hook(s) failed: [{', '.join(type_names)}]")


@dataclass(frozen=True)
class HookJudgement:
    """The judgement of one hook on one operation on a resource."""

    type_name: str
    failure_mode: str
    verdict: Verdict

    @property
    def stops(self) -> bool:
        return self.verdict.status != SUCCEEDED and self.failure_mode == "FAIL"


def judge(registry: HookRegistry, target: HookTarget, stack: StackContext) -> list[HookJudgement]:
    """The judgements of all applicable hooks, without recording anything."""
    return [
        HookJudgement(hook.version.type_name, hook.configuration.failure_mode, invoke(hook, target, stack))
        for hook in applicable_hooks(registry, target, stack)
    ]


def run_hooks(
    registry: HookRegistry,
    target: HookTarget,
    stack: StackContext,
    record: Callable[[HookEvent], None],
    wait: Callable[[float], None] = clock.advance,
) -> None:
    """Invoke every applicable hook. Raises HooksFailed if one in FAIL mode fails.

    `record` takes the events: first the invocations, then the verdicts, which ListHookResults shows as well.
    `wait` lets the seconds of a callback delay pass.
    """
    invoked = [(hook, _result(hook, target, stack)) for hook in applicable_hooks(registry, target, stack)]
    for _, result in invoked:
        _tell(result, record, stack)
    failed = []
    for hook, result in invoked:
        verdict = invoke(hook, target, stack, wait)
        _tell(result.ended_with(verdict), record, stack)
        if HookJudgement(result.type_name, result.failure_mode, verdict).stops:
            failed.append(result.type_name)
    if failed:
        raise HooksFailed(failed)


def _result(hook: ApplicableHook, target: HookTarget, stack: StackContext) -> HookResult:
    return HookResult(
        result_id=str(uuid.uuid4()),
        type_name=hook.version.type_name,
        type_version_id=hook.version.version_id,
        type_arn=hook.version.type_arn,
        failure_mode=hook.configuration.failure_mode,
        status=IN_PROGRESS,
        reason="Invoking hook",
        invoked_at=clock.now(),
        target=target,
        stack_id=stack.stack_id,
    )


def _tell(result: HookResult, record: Callable[[HookEvent], None], stack: StackContext) -> None:
    results_of(stack.account_id, stack.region).put(result)
    record(
        HookEvent(
            type_name=result.type_name,
            status=result.status,
            reason=result.reason,
            failure_mode=result.failure_mode,
            invocation_id=result.result_id,
        )
    )
