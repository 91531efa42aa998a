"""One project through validate, generate and the contract suite of the real cfn, against a local AWS of its own."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from cfn_local.contract import diagnosis, invocations, permissions
from cfn_local.contract.cases import Cases
from cfn_local.contract.options import TestOptions
from cfn_local.contract.result import CaseResult, Check, Outcome, ProjectResult, Shortfall, Stop
from cfn_local.gateway.json_documents import to_json
from cfn_local.gateway.local_aws import LocalAws, LocalAwsError
from cfn_local.project import accepted, cfn_output, inputs
from cfn_local.project.accepted import Accepted
from cfn_local.project.account import Inventory, named
from cfn_local.project.cfn_process import Finished
from cfn_local.project.checkout import Checkout
from cfn_local.project.inputs import InputSet
from cfn_local.project.loading import ArtifactType, ProjectError
from cfn_local.project.starting import FUNCTION, StartedProject, start

_MOST_LEFT = 5
_REPORTER = "cfn_local.contract.reporter"


def warm_up(folder: Path, options: TestOptions) -> LocalAws | None:
    """Start a local AWS for a later run of the project, which stops it; None if there is no project to run."""
    try:
        with ExitStack() as briefly:
            services = Checkout(folder, briefly).services(options)
        return LocalAws(soon=services)
    except (ProjectError, LocalAwsError):
        return None


def run(
    folder: Path,
    options: TestOptions,
    progress: Callable[[str], None],
    resources: ExitStack,
    warm: LocalAws | None = None,
) -> tuple[ProjectResult, LocalAws | None]:
    """Test the project in `folder`, telling `progress` each phase. What it starts lives until `resources` is closed.

    It uses the local AWS `warm` if there is one. The one returned is None where the run did not come that far.
    """
    if warm is not None:
        resources.enter_context(warm)
    started_at = time.monotonic()
    result, aws = ProjectResult(folder.name), None
    try:
        progress("starting")
        cases = Cases(progress)
        checkout = Checkout(folder, resources, cases.note)
        project = checkout.project
        cfn = checkout.cfn  # imported while the local AWS starts
        result.type_name, result.suite_applies = project.type_name, project.artifact_type is not ArtifactType.MODULE
        if result.suite_applies:
            aws = warm or resources.enter_context(LocalAws(soon=checkout.services(options)))
            cfn.use(aws)
            note = result.notes.append
            started = start(checkout, aws, options, progress=progress, note=note, with_checks=True)
            result.python = started.interpreter.version
            result.shortfalls += [Shortfall(Check.GENERATED_CODE, line) for line in started.stale]
            _SuiteRun(checkout, started, options, progress, result, cases).run()
        else:
            progress("validate")
            cfn.validate()
    except ProjectError as error:
        result.stops.append(Stop(error.reason, error.output))
    except LocalAwsError as error:
        result.stops.append(Stop(str(error)))
    result.seconds = time.monotonic() - started_at
    return result, aws


@dataclass
class _SuiteRun:
    """Every input set in turn, each in a fresh account."""

    checkout: Checkout
    started: StartedProject
    options: TestOptions
    progress: Callable[[str], None]
    result: ProjectResult
    cases: Cases
    calls: permissions.Calls = field(default_factory=permissions.Calls)

    def run(self) -> None:
        accepted_permissions = accepted.load(self.started.project.folder, Check.PERMISSIONS)
        self._run_sets()
        self._judge_permissions(accepted_permissions)

    def _judge_permissions(self, accepted_permissions: list[Accepted]) -> None:
        schema = self.started.schema
        missing = permissions.missing(self.calls, schema)
        known = {one.finding for one in accepted_permissions}
        self.result.shortfalls += [Shortfall(Check.PERMISSIONS, one.line) for one in missing if one.action not in known]
        is_complete = not self.options.suite_arguments and not self.result.stops and not self.result.failures
        self.result.notes += permissions.notes(self.calls, schema, is_complete=is_complete)
        if is_complete:
            self.result.notes += accepted.outdated(accepted_permissions, [one.action for one in missing])

    def _run_sets(self) -> None:
        sets = inputs.input_sets(self.started.project.folder)
        for unreached in inputs.unreached_by_cfn(sets):
            self.result.notes.append(
                f"{unreached.name} is tested; cfn test itself stops at a missing number and never comes to it."
            )
        for position, chosen in enumerate(sets):
            if position:
                self.started.aws.reset()
            try:
                self._test(chosen)
            except ProjectError as error:
                stop = Stop(error.reason, error.output)
                if stop not in self.result.stops:
                    self.result.stops.append(stop)

    def _test(self, chosen: InputSet) -> None:
        self.progress("set-up")
        self.started.prepare_account([chosen])
        before = Inventory.of(self.started.aws.inventory()) if self.started.is_prepared else Inventory({})
        inputs.lay_out(chosen, self.checkout.scratch.folder)
        self.cases.start(chosen.name)
        self.progress("contract")
        arguments = ("-p", _REPORTER, *self.options.suite_arguments)
        finished = self.checkout.cfn.test(FUNCTION, self.started.configuration, arguments)
        described = self.started.aws.describe()
        invoked = invocations.shortened(map(to_json, described.invocations), self.checkout.artifact_folder)
        ended = invocations.by_case(self.cases.ended, invoked)
        self.result.cases += ended
        self.calls.note(invoked)
        findings = diagnosis.Findings(
            self.started.project,
            self.started.schema,
            self.started.targets,
            self.started.interpreter.version,
            self.started.library_version,
            self.started.configuration,
            chosen,
            ended,
            invoked,
            list(described.unsupported),
            list(described.unreachable),
        )
        self.result.diagnosis += [line for line in diagnosis.explain(findings) if line not in self.result.diagnosis]
        self._judge(chosen, finished, ended, invoked)
        if not any(case.outcome is Outcome.FAILED for case in ended):
            self._note_leftovers(before)

    def _note_leftovers(self, before: Inventory) -> None:
        """Each test deletes what it has created."""
        left = Inventory.of(self.started.aws.inventory()).added_to(before)
        if left:
            more = f" and {len(left) - _MOST_LEFT} more" if len(left) > _MOST_LEFT else ""
            self.result.notes.append(f"Left behind when all tests had ended: {named(left[:_MOST_LEFT])}{more}.")

    def _judge(
        self, chosen: InputSet, finished: Finished, ended: list[CaseResult], invoked: list[invocations.Invocation]
    ) -> None:
        """Raise a ProjectError where the test results alone would be misleading."""
        ignored = cfn_output.ignored_overrides(finished.output)
        if ignored:
            raise ProjectError(f"cfn ignores overrides.json: {ignored}")
        if not ended:
            raise ProjectError(f"No contract test ran with {chosen.name}.", finished.output)
        if not invocations.has_answer(invoked):
            raise ProjectError(f"The handler never answered with {chosen.name}.")
        if self.cases.not_run:
            raise ProjectError(f"{self.cases.not_run} tests were not run with {chosen.name}.")
        if finished.status and not any(case.outcome is Outcome.FAILED for case in ended):
            raise ProjectError(f"cfn test failed with {chosen.name}, outside its tests.", finished.output)
