"""Ask all hooks about one target, in the order of their names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cfn_local.engine.hooks.hook_event import HookEvent
from cfn_local.engine.hooks.invocation import invoke
from cfn_local.engine.hooks.results import HookResult, results_of
from cfn_local.engine.hooks.selection import HookRegistry, applicable_hooks
from cfn_local.engine.hooks.target import HookTarget
from cfn_local.engine.hooks.verdict import SUCCEEDED, Verdict
from cfn_local.services import clock


class HooksFailed(Exception):  # noqa: N818 - as AWS words it
    """Hooks in FAIL mode have failed, so the operation must stop. The message is AWS's ResourceStatusReason."""

    def __init__(self, type_names: Sequence[str]) -> None:
        self.type_names = tuple(type_names)
        super().__init__(f"The following hook(s) failed: [{', '.join(type_names)}]")


@dataclass(frozen=True)
class HookJudgement:
    """The judgement of one hook on one target."""

    type_name: str
    failure_mode: str
    verdict: Verdict

    @property
    def stops(self) -> bool:
        return self.verdict.status != SUCCEEDED and self.failure_mode == "FAIL"


def judge(
    registry: HookRegistry,
    target: HookTarget,
    told: Callable[[HookResult], object] = lambda _result: None,
    wait: Callable[[float], object] = clock.advance,
) -> list[HookJudgement]:
    """The judgements of all hooks that apply to the target, whatever its kind.

    `told` takes the result of each invocation twice: first those of all, in progress, then each as it ends. Nothing
    else keeps them. `wait` lets the seconds of a callback delay pass.
    """
    invoked = [(hook, HookResult.of(hook, target)) for hook in applicable_hooks(registry, target)]
    for _, result in invoked:
        told(result)
    judgements = []
    for hook, result in invoked:
        verdict = invoke(hook, target, wait)
        told(result.ended_with(verdict))
        judgements.append(HookJudgement(result.type_name, result.failure_mode, verdict))
    return judgements


def run_hooks(
    registry: HookRegistry,
    target: HookTarget,
    record: Callable[[HookEvent], object],
    wait: Callable[[float], object] = clock.advance,
) -> list[HookJudgement]:
    """Judge the target, and keep the results for ListHookResults. Raises HooksFailed if a hook in FAIL mode fails.

    `record` takes the events of a stack: first the invocations, then the verdicts.
    """
    results = results_of(target.account_id, target.region)

    def told(result: HookResult) -> None:
        results.put(result)
        record(result.as_event())

    judgements = judge(registry, target, told, wait)
    failed = [one.type_name for one in judgements if one.stops]
    if failed:
        raise HooksFailed(failed)
    return judgements
