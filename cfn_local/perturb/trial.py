"""The trial of one project: every act undisturbed, then every case, each in a fresh account."""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from cfn_local.contract.project import ProjectError
from cfn_local.contract.result import SuiteError
from cfn_local.engine.properties import comparison
from cfn_local.gateway.local_aws import LocalAwsError
from cfn_local.perturb.cases import Act, Case, Course, cases_of
from cfn_local.perturb.extension import Extension, Settings, load
from cfn_local.perturb.finding import Finding
from cfn_local.perturb.judged import Judged
from cfn_local.perturb.oracles import judge
from cfn_local.perturb.story import Story, StoryError, Told
from cfn_local.runtime.artifact import ArtifactError

_OPERATIONS = ("CREATE", "READ", "UPDATE", "LIST", "DELETE")


@dataclass(frozen=True)
class Choice:
    """Which cases are run. `only` are patterns of names, as of file names; `order` shuffles them, as does
    a budget, which may cut them short."""

    only: Sequence[str] = ()
    order: int | None = None
    budget_seconds: float | None = None


@dataclass
class Result:
    """What came out. `not_met`: cases whose call was not made that time; `left_out`: those that the budget cut."""

    name: str
    type_name: str = ""
    courses: list[Course] = field(default_factory=list)
    cases: int = 0
    run: int = 0
    not_met: list[Case] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def left_out(self) -> int:
        return self.cases - self.run

    @property
    def passed(self) -> bool:
        return not self.stops and not self.findings and self.run > 0


def try_project(folder: Path, settings: Settings, choice: Choice, progress: Callable[[str], None]) -> Result:
    """Run every chosen case of the project in `folder`, telling `progress` each phase."""
    started, result = time.monotonic(), Result(folder.name)
    with ExitStack() as running:
        try:
            progress("starting")
            extension = load(folder, settings, progress, running)
            result.type_name = extension.project.type_name
            _Trial(extension, choice, progress, result, started).run()
        except (ProjectError, ArtifactError, LocalAwsError) as error:
            result.stops.append(str(error))
        except SuiteError as error:
            result.stops.append(error.stop.reason)
    result.seconds = time.monotonic() - started
    return result


@dataclass
class _Trial:
    extension: Extension
    choice: Choice
    progress: Callable[[str], None]
    result: Result
    started: float
    undisturbed: dict[Act, Told] = field(default_factory=dict)

    def run(self) -> None:
        acts = [act for act in _acts(self.extension) if self._may_hold(act)]
        for position, act in enumerate(acts, 1):
            self.progress(f"undisturbed {position}/{len(acts)}")
            self._run_undisturbed(act)
        cases = [case for course in self.result.courses for case in cases_of(course) if self._is_chosen(case)]
        self.result.cases += len(cases)
        if self.choice.order is not None or self.choice.budget_seconds is not None:
            random.Random(self.choice.order or 0).shuffle(cases)
        for position, case in enumerate(cases, 1):
            if self._is_over():
                break
            self.progress(f"perturbing {position}/{len(cases)}, {len(self.result.findings)} findings")
            self._run_case(case)
        if not self.result.cases and not self.result.stops:
            self.result.stops.append(f"No case is called {' or '.join(self.choice.only)}.")

    def _run_undisturbed(self, act: Act) -> None:
        case = Case(act)
        try:
            told = Story(self.extension, case).tell()
        except StoryError as error:
            self.result.stops.append(str(error))
            return
        if not told.perturbed.answer.succeeded:
            self.result.stops.append(f"{act.words} fails undisturbed: {told.perturbed.words}")
            return
        self.undisturbed[act] = told
        self.result.courses.append(Course(act, told.perturbed.calls, told.invocations))
        self.result.findings += judge(Judged(told, self.extension.schema))
        if self._is_chosen(case):
            self.result.cases, self.result.run = self.result.cases + 1, self.result.run + 1

    def _run_case(self, case: Case) -> None:
        self.result.run += 1
        try:
            told = Story(self.extension, case).tell()
        except StoryError as error:
            self.result.stops.append(f"{case.name}: {error}")
            return
        if not told.met:
            self.result.not_met.append(case)
        self.result.findings += judge(Judged(told, self.extension.schema, self.undisturbed[case.act]))

    def _is_chosen(self, case: Case) -> bool:
        return not self.choice.only or any(fnmatchcase(case.name, pattern) for pattern in self.choice.only)

    def _may_hold(self, act: Act) -> bool:
        """Whether a case that is chosen can be one of the act, so that it must be known undisturbed."""
        begins = f"{act.name}/"
        known = [re.split(r"[*?[]", pattern)[0] for pattern in self.choice.only]
        return not known or any(begins.startswith(one) or one.startswith(begins) for one in known)

    def _is_over(self) -> bool:
        budget = self.choice.budget_seconds
        return budget is not None and time.monotonic() - self.started > budget


def _acts(extension: Extension) -> Iterator[Act]:
    """Each operation that the type has on each input set, and an UPDATE to every other model that is no replacement."""
    models, schema = extension.fresh_account(), extension.schema
    handlers = schema.get("handlers") or {}
    for name in models:
        input_set, _, purpose = name.rpartition("_")
        if purpose != "create":
            continue
        for operation in _OPERATIONS:
            if operation.lower() not in handlers:
                continue
            if operation != "UPDATE":
                yield Act(input_set, operation)
                continue
            for target, model in models.items():
                changes = comparison.changes(models[name], model, schema)
                if changes and comparison.requires_replacement(changes) == "False":
                    yield Act(input_set, operation, target)
