"""The findings as one HTML page without anything to load: each cause once, with a picture of its clearest story."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from cfn_local.perturb.cases import INVOCATION, Case
from cfn_local.perturb.causes import Cause, causes_of
from cfn_local.perturb.disturbances import is_of_a_call
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.report import places, repeat_command
from cfn_local.perturb.result import Result
from cfn_local.perturb.told import Step

# So many calls of a step without a fault are shown at its start and its end; those between are counted.
_CALLS_SHOWN = 12


@dataclass(frozen=True)
class Call:
    """One AWS call in a picture; `fault` says what happened to it, or is empty."""

    name: str
    fault: str = ""


@dataclass(frozen=True)
class Scene:
    """One step of a story: what CloudFormation asked, the calls of the handler, and the answer.

    `before` is what another did first, and `handler` what happened to the handler itself; each may be empty.
    """

    operation: str
    answer: str
    succeeded: bool
    calls: Sequence[Call]
    before: str = ""
    handler: str = ""


@dataclass(frozen=True)
class Shown:
    """One cause, as the page shows it."""

    cause: Cause
    scenes: Sequence[Scene]
    places: Sequence[str]
    repeat: str


def write(path: Path, results: Sequence[tuple[Path, Result]]) -> None:
    """Write the page of all projects."""
    environment = Environment(
        loader=PackageLoader("cfn_local.perturb", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    projects = [
        (result, [_shown(folder, result, cause) for cause in causes_of(result.findings)]) for folder, result in results
    ]
    path.write_text(environment.get_template("page.html.j2").render(projects=projects), "utf-8")


def scenes(case: Case, story: Sequence[Step]) -> Iterator[Scene]:
    """Return the steps of a case's story, with its perturbations where they happened."""
    for step in story:
        is_disturbed = step.operation == case.act.operation
        in_between = is_disturbed and case.kind is not FaultKind.NONE and not is_of_a_call(case)
        of_handler = case.call == INVOCATION
        words = f"{case.call} {case.kind.words}"
        yield Scene(
            step.operation,
            step.answer,
            step.outcome.succeeded,
            _shortened([*_calls(case, step, is_disturbed=is_disturbed)]),
            before=words if in_between and not of_handler else "",
            handler=f"invocation {case.occurrence} {case.kind.words}" if in_between and of_handler else "",
        )


def _calls(case: Case, step: Step, *, is_disturbed: bool) -> Iterator[Call]:
    seen: Counter[str] = Counter()
    for name in step.calls:
        seen[name] += 1
        fault, then = "", case.then
        if is_disturbed and is_of_a_call(case) and case.call == name:
            is_hit = seen[name] >= case.occurrence if case.kind.lasts else seen[name] == case.occurrence
            fault = case.kind.words if is_hit else ""
        if then is not None and (then.step, then.call, then.occurrence) == (step.operation, name, seen[name]):
            fault = then.kind.words
        yield Call(name, fault)


def _shortened(calls: Sequence[Call]) -> list[Call]:
    """Count calls in the middle of a long run of those that went well."""
    shown: list[Call] = []
    quiet: list[Call] = []
    for call in [*calls, None]:
        if call is not None and not call.fault:
            quiet.append(call)
            continue
        half = _CALLS_SHOWN // 2
        if len(quiet) > _CALLS_SHOWN:
            quiet = [*quiet[:half], Call(f"{len(quiet) - 2 * half} more calls"), *quiet[-half:]]
        shown += quiet + ([call] if call is not None else [])
        quiet = []
    return shown


def _shown(folder: Path, result: Result, cause: Cause) -> Shown:
    first = cause.first
    told = list(scenes(first.case, first.story))
    return Shown(cause, told, places(cause.findings[1:]), repeat_command(folder, first, result))
