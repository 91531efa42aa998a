"""One project through validate, generate and the contract suite of the real cfn, against a local AWS of its own."""

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.contract import (
    cfn_output,
    diagnosis,
    inputs,
    invocations,
    preparation,
    project,
    targets,
    type_configuration,
)
from cfn_local.contract.cases import Cases
from cfn_local.contract.cfn_command import CfnCommand
from cfn_local.contract.cfn_process import Finished
from cfn_local.contract.inputs import InputSet
from cfn_local.contract.options import Options
from cfn_local.contract.project import Kind, Project, ProjectError
from cfn_local.contract.result import CaseResult, Outcome, ProjectResult, Stop, SuiteError
from cfn_local.contract.scratch import Scratch
from cfn_local.gateway.local_aws import LocalAws, LocalAwsError
from cfn_local.runtime import artifact
from cfn_local.runtime.artifact import ArtifactError
from cfn_local.runtime.interpreter import Interpreter, interpreter_for

# The name that cfn invokes unless told otherwise.
FUNCTION = "TypeFunction"


def run(
    folder: Path, options: Options, progress: Callable[[str], None], resources: ExitStack
) -> tuple[ProjectResult, LocalAws | None]:
    """Test the project in `folder`, telling `progress` each phase. What it starts lives until `resources` is closed.

    The local AWS is None where the run did not come that far.
    """
    started = time.monotonic()
    result, aws = ProjectResult(folder.name), None
    try:
        progress("starting")
        found = project.load(folder)
        result.type_name, result.suite_applies = found.type_name, found.kind is not Kind.MODULE
        working = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="cfn-local-")))
        scratch = Scratch.of(found, working / "project" / folder.name)
        cases = Cases(progress)
        cfn = resources.enter_context(CfnCommand(scratch.folder, working / "home", cases.note))
        if found.kind is Kind.MODULE:
            progress("validate")
            cfn.validate()
        else:
            schema = project.schema_of(folder, found)
            stacks = {"cloudformation"} if options.setup or preparation.setup_template(folder) else set()
            aws = resources.enter_context(LocalAws(soon=project.services_of(schema) | stacks))
            cfn.use(aws)
            _ProjectRun(found, schema, options, progress, result, aws, cfn, cases, scratch, working / "artifact").run()
    except SuiteError as error:
        result.stops.append(error.stop)
    except (ProjectError, ArtifactError, LocalAwsError) as error:
        reason, _, output = str(error).partition("\n")
        result.stops.append(Stop(reason, output))
    result.seconds = time.monotonic() - started
    return result, aws


@dataclass
class _ProjectRun:
    project: Project
    schema: dict[str, Any]
    options: Options
    progress: Callable[[str], None]
    result: ProjectResult
    aws: LocalAws
    cfn: CfnCommand
    cases: Cases
    scratch: Scratch
    artifact_folder: Path

    def run(self) -> None:
        interpreter = self._choose_interpreter()
        self.progress("requirements")
        requirements = artifact.install_requirements(self.project.folder, interpreter)
        if requirements is None:
            self._remark("There is no requirements.txt, without which cfn submit cannot package the project.")
        self.progress("validate")
        self.cfn.validate()
        self._generate()
        self._start_handlers(interpreter, requirements)
        configuration = self._choose_configuration()
        sets = inputs.input_sets(self.project.folder)
        for unreached in inputs.unreached_by_cfn(sets):
            self._remark(
                f"{unreached.name} is tested; cfn test itself stops at a missing number and never comes to it."
            )
        for position, chosen in enumerate(sets):
            if position:
                self.aws.reset()
            try:
                self._test(chosen, configuration)
            except SuiteError as error:
                self.result.stops.append(error.stop)

    def _choose_interpreter(self) -> Interpreter:
        chosen = interpreter_for(self.project.runtime)
        if self.project.is_outdated:
            self._remark(
                f"cfn's Python plugin cannot load {self.project.language}; tested as python39 in a scratch copy."
            )
        if not chosen.is_declared:
            self._remark(f"{self.project.runtime} is not on this machine; the handlers run on Python {chosen.version}.")
        return chosen

    def _generate(self) -> None:
        self.progress("generate")
        self.targets = targets.by_handler(self.schema) if self.project.kind is Kind.HOOK else {}
        self.cfn.generate()
        self.result.notes += self.scratch.changes().in_words()
        names = sorted({name for named in self.targets.values() for name in named})
        for name, problem in targets.unreadable_by_cfn(names).items():
            self._remark(f"cfn cannot read the schema of {name} ({problem}): its properties are taken as objects.")

    def _start_handlers(self, interpreter: Interpreter, requirements: Path | None) -> None:
        if self.options.from_source:
            root = [str(self.project.folder / "src"), *([str(requirements)] if requirements else [])]
        else:
            built = artifact.build(self.scratch.folder, self.project.package, requirements, self.artifact_folder)
            root = [str(built.root)]
        self.aws.put_function(
            FUNCTION,
            entry_point=self.project.entry_point,
            search_path=[*root, str(artifact.runtime_packages())],
            interpreter=interpreter.executable,
            timeout_seconds=self.options.handler_timeout,
        )

    def _choose_configuration(self) -> Path | None:
        if self.options.typeconfig:
            return self.options.typeconfig
        found = type_configuration.find(self.project.folder, self.project.kind, self.schema)
        if found:
            self._remark(f"Type configuration: {found.relative_to(self.project.folder)}.")
        return found

    def _test(self, chosen: InputSet, configuration: Path | None) -> None:
        self._prepare(chosen)
        inputs.lay_out(chosen, self.scratch.folder)
        self.cases.start(chosen.name)
        self.progress("contract")
        finished = self.cfn.test(FUNCTION, configuration, self.options.suite_arguments)
        described = self.aws.describe()
        invoked = invocations.shortened(described["Invocations"], self.artifact_folder)
        ended = invocations.by_case(self.cases.ended, invoked)
        self.result.cases += ended
        findings = diagnosis.Findings(
            self.project,
            self.schema,
            self.targets,
            chosen,
            configuration,
            ended,
            invoked,
            described["Unsupported"],
            described["Unreachable"],
        )
        self.result.diagnosis += [line for line in diagnosis.explain(findings) if line not in self.result.diagnosis]
        self._judge(chosen, finished, ended, invoked)

    def _judge(
        self, chosen: InputSet, finished: Finished, ended: list[CaseResult], invoked: list[invocations.Invocation]
    ) -> None:
        """A SuiteError where the tests themselves do not tell the whole truth."""
        ignored = cfn_output.ignored_overrides(finished.output)
        if ignored:
            raise SuiteError(f"cfn ignores overrides.json: {ignored}")
        if not ended:
            raise SuiteError(f"No contract test ran with {chosen.name}.", finished.output)
        if not invocations.has_answer(invoked):
            raise SuiteError(f"The handler never answered with {chosen.name}.")
        if self.cases.not_run:
            raise SuiteError(f"{self.cases.not_run} tests were not run with {chosen.name}.")
        if finished.status and not any(case.outcome is Outcome.FAILED for case in ended):
            raise SuiteError(f"cfn test failed with {chosen.name}, outside its tests.", finished.output)

    def _prepare(self, chosen: InputSet) -> None:
        self.progress("set-up")
        template = self.options.setup or preparation.setup_template(self.project.folder)
        if template:
            preparation.deploy(template, self.aws)
        if self.options.seed:
            preparation.seed(self.options.seed, self.project.folder, self.aws)
        preparation.check_exports(inputs.exports_named(chosen, self.project.folder), self.aws, template)

    def _remark(self, note: str) -> None:
        self.result.notes.append(note)
