"""One project through validate, generate and the contract suite of the real cfn, against a local AWS of its own."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local import environment
from cfn_local.contract import cases, cfn_output, diagnosis, inputs, preparation, project, reporter, type_configuration
from cfn_local.contract.cases import Cases
from cfn_local.contract.cfn_process import CfnProcess, Finished
from cfn_local.contract.project import Kind, Project, ProjectError
from cfn_local.contract.result import Outcome, ProjectResult, Stop
from cfn_local.contract.scratch import Scratch
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.registry import provider_schemas
from cfn_local.runtime import artifact
from cfn_local.runtime.artifact import ArtifactError
from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER
from cfn_local.runtime.interpreter import Interpreter, interpreter_for

# The name that cfn invokes unless told otherwise.
FUNCTION = "TypeFunction"


@dataclass(frozen=True)
class Options:
    """What the user asked of a run. `suite_arguments` go to the suite's pytest as they are."""

    from_source: bool = False
    setup: Path | None = None
    seed: str | None = None
    typeconfig: Path | None = None
    handler_timeout: float = SECONDS_FOR_AN_ANSWER
    suite_arguments: tuple[str, ...] = ()


class SuiteError(Exception):
    """The suite cannot go on. `output` is what shows why."""

    def __init__(self, reason: str, output: str = "") -> None:
        super().__init__(reason)
        self.stop = Stop(reason, output)


def run(
    folder: Path, options: Options, progress: Callable[[str], None], resources: ExitStack
) -> tuple[ProjectResult, LocalAws | None]:
    """Test the project in `folder`, telling `progress` each phase. What it starts lives until `resources` is closed."""
    started = time.monotonic()
    result, aws = ProjectResult(folder.name), None
    try:
        progress("starting")
        found = project.load(folder)
        result.type_name, result.suite_applies = found.type_name, found.kind is not Kind.MODULE
        aws = resources.enter_context(LocalAws())
        _ProjectRun(found, options, progress, result, aws, resources).run()
    except SuiteError as error:
        result.stop = error.stop
    except (ProjectError, ArtifactError, preparation.PreparationError) as error:
        reason, _, output = str(error).partition("\n")
        result.stop = Stop(reason, output)
    result.seconds = time.monotonic() - started
    return result, aws


class _ProjectRun:
    def __init__(
        self,
        project: Project,
        options: Options,
        progress: Callable[[str], None],
        result: ProjectResult,
        aws: LocalAws,
        resources: ExitStack,
    ) -> None:
        self.project, self.options, self.progress, self.result, self.aws = project, options, progress, result, aws
        self.working = Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="cfn-local-")))
        self.scratch = Scratch.of(project, self.working / project.folder.name)
        self.cases = Cases(progress)
        self.cfn = resources.enter_context(self._start_cfn())

    def run(self) -> None:
        if self.project.kind is Kind.MODULE:
            self._validate()
            return
        schema = project.schema_of(self.scratch.folder, self.project)
        interpreter = self._choose_interpreter()
        self.progress("requirements")
        requirements = artifact.install_requirements(self.project.folder, interpreter)
        self._validate()
        self._generate(schema)
        self._start_handlers(interpreter, requirements)
        configuration = self._choose_configuration(schema)
        for position, chosen in enumerate(inputs.input_sets(self.project.folder)):
            if position:
                self.aws.reset()
            self._test(chosen, schema, configuration)

    def _start_cfn(self) -> CfnProcess:
        home = self.working / "home"
        home.mkdir()
        system = {**environment.of_system(os.environ), "HOME": str(home)}
        label = {reporter.LABEL_URL: self.aws.label_url}
        return CfnProcess(self.scratch.folder, {**self.aws.environment(system), **label}, self.cases.note)

    def _choose_interpreter(self) -> Interpreter:
        chosen = interpreter_for(self.project.runtime)
        if self.project.is_outdated:
            self._remark(
                f"cfn's Python plugin cannot load {self.project.language}; tested as python39 in a scratch copy."
            )
        if not chosen.is_declared:
            self._remark(f"{self.project.runtime} is not on this machine; the handlers run on Python {chosen.version}.")
        return chosen

    def _validate(self) -> None:
        self.progress("validate")
        _expect(self.cfn.run("validate"), "cfn validate")

    def _generate(self, schema: dict[str, Any]) -> None:
        self.progress("generate")
        finished = self.cfn.run("generate", "--region", environment.REGION)
        unknown = cfn_output.unknown_target(finished.output)
        if finished.status and unknown:
            raise SuiteError(f"Unknown target: AWS has no type {unknown} in {environment.REGION}.", finished.output)
        _expect(finished, "cfn generate")
        changed = self.scratch.changed_files()
        if changed:
            self._remark(f"Generated in a scratch copy, being missing or stale: {_listed(changed)}.")
        for name in _targets(schema):
            problem = provider_schemas.problem_for_cfn(name, environment.REGION)
            if problem:
                self._remark(f"cfn cannot read the schema of {name} ({problem}): its properties are taken as objects.")

    def _start_handlers(self, interpreter: Interpreter, requirements: Path | None) -> None:
        if self.options.from_source:
            root = [str(self.project.folder / "src"), *([str(requirements)] if requirements else [])]
        else:
            into = self.working / "artifact"
            root = [str(artifact.build(self.scratch.folder, self.project.package, requirements, into).root)]
        self.aws.put_function(
            FUNCTION,
            entry_point=self.project.entry_point,
            search_path=[*root, str(artifact.runtime_packages())],
            interpreter=interpreter.executable,
            timeout_seconds=self.options.handler_timeout,
        )

    def _choose_configuration(self, schema: dict[str, Any]) -> Path | None:
        if self.options.typeconfig:
            return self.options.typeconfig
        found = type_configuration.find(self.project.folder, self.project.kind, schema)
        if found:
            self._remark(f"Type configuration: {found.relative_to(self.project.folder)}.")
        return found

    def _test(self, chosen: inputs.InputSet, schema: dict[str, Any], configuration: Path | None) -> None:
        self._prepare(chosen)
        inputs.lay_out(chosen, self.scratch.folder)
        self.cases.start(chosen.name)
        finished = self._run_suite(configuration)
        described = self._without_paths(self.aws.describe())
        ended = cases.with_invocations(self.cases.ended, described["Invocations"])
        self.result.cases += ended
        findings = diagnosis.Findings(self.project, schema, chosen, ended, described, configuration)
        self.result.diagnosis += [line for line in diagnosis.explain(findings) if line not in self.result.diagnosis]
        if not ended:
            raise SuiteError(f"No contract test ran with {chosen.name}.", finished.output)
        if not _has_answer(described):
            raise SuiteError(f"The handler never answered with {chosen.name}.", _last_log(described))
        if finished.status and not any(case.outcome is Outcome.FAILED for case in ended):
            raise SuiteError(f"cfn test failed with {chosen.name}, outside its tests.", finished.output)

    def _prepare(self, chosen: inputs.InputSet) -> None:
        self.progress("set-up")
        template = self.options.setup or preparation.setup_template(self.project.folder)
        if template:
            preparation.deploy(template, self.aws)
        if self.options.seed:
            preparation.seed(self.options.seed, self.project.folder, self.aws)
        preparation.check_exports(inputs.exports_named(chosen, self.project.folder), self.aws, template)

    def _run_suite(self, configuration: Path | None) -> Finished:
        self.progress("contract")
        arguments = ["test", "--endpoint", self.aws.url, "--function-name", FUNCTION, "--region", environment.REGION]
        if configuration:
            arguments += ["--typeconfig", str(configuration.resolve())]
        return self.cfn.run(*arguments, "--", "-p", reporter.__name__, *self.options.suite_arguments)

    def _without_paths(self, described: dict[str, Any]) -> dict[str, Any]:
        """The handler's logs with file names as in the artifact, without the folder that it happens to lie in."""
        for invocation in described["Invocations"]:
            invocation["Log"] = invocation["Log"].replace(f"{self.working / 'artifact'}/", "")
        return described

    def _remark(self, note: str) -> None:
        self.result.notes.append(note)


def _expect(finished: Finished, command: str) -> None:
    if finished.status:
        raise SuiteError(f"{command} failed: {cfn_output.reason(finished.output)}", finished.output)


def _has_answer(described: dict[str, Any]) -> bool:
    """Whether a resource or a hook answered at least once, other than by an error that the runtime reports for it."""
    payloads = [invocation["Payload"] for invocation in described["Invocations"]]
    return any(isinstance(payload, dict) and payload.keys() & {"status", "hookStatus"} for payload in payloads)


def _last_log(described: dict[str, Any]) -> str:
    return str(described["Invocations"][-1]["Log"]) if described["Invocations"] else ""


def _targets(schema: dict[str, Any]) -> list[str]:
    named = {name for handler in schema.get("handlers", {}).values() for name in handler.get("targetNames", [])}
    return sorted({name for pattern in named for name in provider_schemas.type_names(environment.REGION, pattern)})


def _listed(names: list[str], most: int = 4) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
