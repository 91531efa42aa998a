"""The trial of one project: every act undisturbed, then every case, each in a fresh account, then pairs."""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from cfn_local.gateway.local_aws import LocalAws, LocalAwsError
from cfn_local.perturb import acceptance, inverses
from cfn_local.perturb.acts import acts_of, may_hold
from cfn_local.perturb.cases import Act, Case, Course, cases_of
from cfn_local.perturb.extension import Extension, Settings, load
from cfn_local.perturb.finding import Oracle
from cfn_local.perturb.judged import Judged
from cfn_local.perturb.lanes import Lanes
from cfn_local.perturb.oracles import judge
from cfn_local.perturb.pairs import pairs_of
from cfn_local.perturb.result import Choice, Result
from cfn_local.perturb.story import Story, StoryError
from cfn_local.perturb.told import Told
from cfn_local.perturb.variations import variations
from cfn_local.project import accepted
from cfn_local.project.account import Key, numbered
from cfn_local.project.loading import ProjectError
from cfn_local.protocol.replies import Model
from cfn_local.schemas import identifiers, paths

# LIST is not required to see what was done just before.
_TOUCHED = ("READ", "UPDATE", "DELETE")


def try_project(
    folder: Path,
    settings: Settings,
    choice: Choice,
    progress: Callable[[str], None],
    aws: LocalAws | None = None,
) -> Result:
    """Run every selected case of the project in `folder`, reporting each phase to `progress`; in `aws` if given."""
    started = time.monotonic()
    result = Result(
        folder.name, order=choice.order or 0, options=settings.as_arguments(), is_shard=choice.shard != (1, 1)
    )
    with ExitStack() as running:
        try:
            progress("starting")
            accepted_findings = accepted.load(folder, acceptance.CHECK)
            extension = load(folder, settings, progress, running, aws, result.notes.append)
            result.type_name = extension.project.type_name
            result.stale += extension.started.stale
            varied = _varied(extension, choice)
            _Trial(varied, choice, progress, result, started, Lanes(varied, choice.jobs, running)).run()
            acceptance.accept(result, accepted_findings, choice)
        except ProjectError as error:
            result.stops.append("\n".join(filter(None, [error.reason, error.output])))
        except LocalAwsError as error:
            result.stops.append(str(error))
    result.seconds = time.monotonic() - started
    return result


def _varied(extension: Extension, choice: Choice) -> Extension:
    if not choice.models:
        return extension
    found = variations(extension.schema, extension.set_up().models, choice.models, choice.order or 0)
    return replace(extension, variations=found)


@dataclass
class _Trial:
    extension: Extension
    choice: Choice
    progress: Callable[[str], None]
    result: Result
    started: float
    lanes: Lanes
    recording: Lock = field(default_factory=Lock)
    undisturbed: dict[Act, Told] = field(default_factory=dict)
    pairs: list[Case] = field(default_factory=list)
    # Defects of single perturbations so far: operation, oracle and sign.
    known: set[tuple[str, Oracle, str]] = field(default_factory=set)

    def run(self) -> None:
        self._run_acts()
        every = [case for course in self.result.courses for case in cases_of(course)]
        self.result.cases += sum(map(self.choice.takes, every))
        wanted = [case for case in every if self.choice.takes(case) or self.choice.takes_pairs_of(case)]
        budget = self.choice.budget_seconds
        if self.choice.has_pairs:
            half = budget and (self._seconds + budget) / 2
            wanted = self._run_cases("perturbing", wanted, half)
            self._run_cases("pairs", sorted(self.pairs, key=lambda pair: pair.name), budget)
        self._run_cases("perturbing", wanted, budget)
        self.result.pairs = len(self.pairs)
        self._put_in_order(every)
        if not (self.result.cases or self.result.pairs or self.result.stops or self.result.is_shard):
            self.result.stops.append(f"No case is called {' or '.join(self.choice.only)}.")

    def _put_in_order(self, cases: Sequence[Case]) -> None:
        """Sort what cases found, which end in any order when they run side by side, as the cases are listed."""
        places = {case: place for place, case in enumerate(cases)}

        def place(case: Case) -> tuple[bool, int, str]:
            return case.then is not None, places.get(replace(case, then=None), -1), case.name

        self.result.findings.sort(key=lambda finding: place(finding.case))
        self.result.not_met.sort(key=place)

    def _run_acts(self) -> None:
        variants = self.extension.variations
        self.result.models = {one.name: one.words for one in variants}
        acts = acts_of(self.extension.schema, self.extension.set_up().models, variants)
        wanted = [act for act in acts if may_hold(act, self.choice.only)]
        for position, act in enumerate(wanted, 1):
            self.progress(f"undisturbed {position}/{len(wanted)}")
            if act.input_set not in self.result.refused:
                self._run_undisturbed(act)

    def _run_undisturbed(self, act: Act) -> None:
        case = Case(act)
        try:
            told = self._tell_undisturbed(case)
        except StoryError as error:
            if str(error) not in self.result.stops:
                self.result.stops.append(str(error))
            return
        if not told.perturbed.outcome.succeeded:
            self._refuse(act, told)
            return
        self.result.lonely |= {act.input_set: told.lonely} if told.lonely else {}
        self.undisturbed[act] = told
        self.result.courses.append(self._course(act, told))
        self._judge(Judged(told, self.extension.schema), is_told=self.choice.is_of_shard(case))
        if self.choice.takes(case):
            self.result.cases, self.result.run = self.result.cases + 1, self.result.run + 1

    def _tell_undisturbed(self, case: Case) -> Told:
        """Tell it, and once more alone if it fails: a second resource may be in its way."""
        input_set = case.act.input_set
        is_alone = input_set in self.result.lonely
        try:
            told = self._tell(case, self.extension)
        except StoryError as error:
            if is_alone:
                raise
            reason = str(error)
        else:
            if is_alone or told.lonely or told.perturbed.outcome.succeeded:
                return told
            reason = told.perturbed.words
        alone = Story(self.extension, case, is_alone=True).tell()
        if alone.perturbed.outcome.succeeded:
            self.result.lonely[input_set] = f"beside one, {reason}"
        return alone

    def _refuse(self, act: Act, told: Told) -> None:
        """A model from the schema may be refused with a reason and without a trace; one of the inputs may not."""
        outcome, model = told.perturbed.outcome, act.target.removesuffix("_create") or act.input_set
        if model not in self.result.models:
            self.result.stops.append(f"{act.words} fails undisturbed: {told.perturbed.words}")
            return
        self.result.refused[model] = outcome.error_code
        self.result.cases, self.result.run = self.result.cases + 1, self.result.run + 1
        self._judge(Judged(told, self.extension.schema), is_told=True)

    def _course(self, act: Act, told: Told) -> Course:
        """Profile the act, and what third parties can do to its resource."""
        made = told.made if act.operation in _TOUCHED else []
        parents = told.parents if act.operation in _TOUCHED else []
        can_change = [key for key in made if inverses.change(key)]
        can_delete = [key for key in made if inverses.deletion(key)]
        if act.operation == "DELETE":
            self.result.not_tried |= _missing(made, can_delete, "deleted") | _missing(made, can_change, "changed")
        places = {key: (name, number) for name, number, key in numbered(made)}
        return Course(
            act,
            told.perturbed.calls,
            told.invocations,
            told.perturbed.repeats,
            changeable=[places[key] for key in can_change],
            deletable=[places[key] for key in can_delete],
            parents=[(name, number) for name, number, key in numbered(parents) if inverses.deletion(key)],
            is_named=_is_named(self.extension.schema, told.expected or {}),
        )

    @property
    def _seconds(self) -> float:
        """Return the seconds since the start."""
        return time.monotonic() - self.started

    def _run_cases(self, phase: str, cases: Sequence[Case], budget_seconds: float | None) -> list[Case]:
        """Run the cases in order until the budget is spent, several side by side; return the rest."""
        rest = list(cases)
        if self.choice.is_shuffled:
            random.Random(self.choice.order or 0).shuffle(rest)
        rest.reverse()

        def run_next(extension: Extension) -> bool:
            with self.recording:
                is_over = budget_seconds is not None and self._seconds > budget_seconds
                if is_over or not rest:
                    return False
                case = rest.pop()
                position = len(cases) - len(rest)
                self.progress(f"{phase} {position}/{len(cases)}, {len(self.result.findings)} findings")
                self._count(case)
            self._run_case(case, extension)
            return True

        self.lanes.run(len(rest), run_next)
        return rest[::-1]

    def _run_case(self, case: Case, extension: Extension) -> None:
        try:
            told = self._tell(case, extension)
        except StoryError as error:
            with self.recording:
                if not any(stop.endswith(f": {error}") for stop in self.result.stops):
                    self.result.stops.append(f"{case.name}: {error}")
            return
        with self.recording:
            self._record(told)

    def _count(self, case: Case) -> None:
        if case.then:
            self.result.pairs_run += 1
        elif self.choice.takes(case):
            self.result.run += 1

    def _record(self, told: Told) -> None:
        case, is_wanted = told.case, self.choice.takes(told.case)
        if is_wanted and not told.is_met:
            self.result.not_met.append(case)
        self._judge(Judged(told, self.extension.schema, self.undisturbed[case.act]), is_told=is_wanted)
        if self.choice.takes_pairs_of(case) and not case.then:
            self.pairs += [pair for pair in pairs_of(told) if self.choice.takes(pair)]

    def _tell(self, case: Case, extension: Extension) -> Told:
        return Story(extension, case, is_alone=case.act.input_set in self.result.lonely).tell()

    def _judge(self, judged: Judged, *, is_told: bool) -> None:
        """Report for a pair only what neither of its perturbations shows alone."""
        for finding in judge(judged):
            sign = (judged.operation, finding.violation.oracle, finding.violation.sign)
            if finding.case.then is None:
                self.known.add(sign)
            elif sign in self.known:
                continue
            if is_told:
                self.result.findings.append(finding)


def _is_named(schema: dict[str, Any], model: Model) -> bool:
    """Return whether the model itself states the primary identifier."""
    read_only = paths.of(schema, "readOnlyProperties")
    is_chosen = not any(path in read_only for path in paths.of(schema, "primaryIdentifier"))
    return is_chosen and not identifiers.missing_names(schema, model)


def _missing(made: Iterable[Key], can: Iterable[Key], what: str) -> set[str]:
    known = set(can)
    return {f"{key[0]}.{key[1]} {what}" for key in made if key not in known}
