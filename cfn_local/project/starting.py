"""Starts a project's handlers in a local AWS, from the artifact that `cfn submit` would ship."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.project import generated_code, generating, inputs, loading, preparation, targets, type_configuration
from cfn_local.project.cfn_command import CfnCommand
from cfn_local.project.checkout import Checkout
from cfn_local.project.inputs import InputSet
from cfn_local.project.loading import ArtifactType, Project, ProjectError
from cfn_local.project.options import Options
from cfn_local.runtime import artifact, image, pip
from cfn_local.runtime.artifact import ArtifactError
from cfn_local.runtime.interpreter import Interpreter, interpreter_for
from cfn_local.runtime.worker import SHARE_CLIENTS

_FIX = "It is what ships; write it anew: cfn-local exec -- cfn generate"
_OF_WHOLES = (
    "cfn hands what inputs/ have for {} to the handlers itself, as a target of the type RESOURCE; without inputs, an "
    "empty model. That a stack or change set only links to its templates, and when it asks, shows in cfn-local up."
)
# The function name that cfn invokes by default.
FUNCTION = "TypeFunction"


@dataclass(frozen=True)
class StartedProject:
    """A project whose handlers run in `aws`. `targets` are the types that each handler of a hook is tested with.

    `stale` says where the generated code that ships does not match the schema.
    """

    project: Project
    schema: dict[str, Any]
    options: Options
    aws: LocalAws
    interpreter: Interpreter
    configuration: Path | None
    library_version: str
    targets: Mapping[str, Sequence[str]]
    stale: Sequence[str] = ()
    # The arguments of `LocalAws.put_function` by which the handlers were started.
    handlers: Mapping[str, Any] = field(default_factory=dict)

    def in_another(self, aws: LocalAws) -> "StartedProject":
        """Start the same handlers in another local AWS too."""
        aws.put_function(FUNCTION, **self.handlers)
        return replace(self, aws=aws)

    def invoke(self, event: Any) -> Any:
        """Invoke the handlers once and return the payload."""
        return self.aws.invoke(FUNCTION, event)

    @property
    def is_prepared(self) -> bool:
        """Whether the account holds anything of the user's before the tests."""
        return bool(self._setup or self.options.seed)

    @property
    def _setup(self) -> Path | None:
        return self.options.setup or preparation.setup_template(self.project.folder)

    def prepare_account(self, sets: Sequence[InputSet]) -> dict[str, str]:
        """Deploy the set-up stack, run the seed, return exports by name. ProjectError if one in `sets` is missing."""
        folder = self.project.folder
        if any(inputs.exports_named(one, folder) for one in sets):  # report all missing exports at once
            sets = inputs.input_sets(folder)
        named = {name for one in sets for name in inputs.exports_named(one, folder)}
        template = self._setup
        if template:
            preparation.deploy(template, self.aws)
        if self.options.seed:
            preparation.seed(self.options.seed, self.project.folder, self.aws)
        return preparation.exports(named, self.aws, template, folder)


def start(
    checkout: Checkout,
    aws: LocalAws,
    options: Options,
    *,
    progress: Callable[[str], None] = lambda _phase: None,
    note: Callable[[str], None] = lambda _line: None,
    with_checks: bool = False,
    own_environment: Mapping[str, str] | None = None,
) -> StartedProject:
    """Generate, package and start. ProjectError if that fails.

    `progress` is told each phase, and `note` what the user should know. With checks, `cfn validate` judges the schema
    and everything is generated anew; otherwise cfn generates only what is absent.
    """
    run = _Start(checkout, aws, options, progress, note)
    try:
        return run.run(with_checks=with_checks, own_environment=own_environment or {})
    except ArtifactError as error:
        reason, _, output = str(error).partition("\n")
        raise ProjectError(reason, output) from error


@dataclass(frozen=True)
class _Start:
    checkout: Checkout
    aws: LocalAws
    options: Options
    progress: Callable[[str], None]
    note: Callable[[str], None]

    def run(self, *, with_checks: bool, own_environment: Mapping[str, str]) -> StartedProject:
        project, schema = self.checkout.project, self.checkout.schema
        loading.check(project, schema)
        template = self.options.setup or preparation.setup_template(project.folder)
        if with_checks and template:
            self.progress("set-up")
            preparation.check(template, self.aws)
        targeted = self._choose_targets() if project.artifact_type is ArtifactType.HOOK else {}
        interpreter = self._choose_interpreter(project)
        self.progress("requirements")
        requirements = artifact.install_requirements(project.folder, interpreter)
        if requirements is None:
            self.note("There is no requirements.txt, without which cfn submit cannot package the project.")
        is_generated = with_checks or self.checkout.lacks_generated_code
        stale = self._generate(with_validation=with_checks) if is_generated else []
        self._note_unreadable(targeted)
        handlers = self._start_handlers(interpreter, requirements, own_environment)
        configuration = self._choose_configuration()
        library = _version_of_library(requirements)
        return StartedProject(
            project, schema, self.options, self.aws, interpreter, configuration, library, targeted, stale, handlers
        )

    def _choose_interpreter(self, project: Project) -> Interpreter:
        wanted = f"python{self.options.python}" if self.options.python else project.runtime
        chosen = interpreter_for(wanted, pip.has_pip)
        if self.options.python and not chosen.is_declared:
            raise ProjectError(f"--python {self.options.python}: there is no such Python with pip on this machine.")
        if project.language != project.loadable_language:
            self.note(
                f"cfn's Python plugin cannot load {project.language}: "
                f"generated as {project.loadable_language} in a scratch copy, run on Python {chosen.version}."
            )
        elif not chosen.is_declared:
            self.note(f"{wanted} is not on this machine; the handlers run on Python {chosen.version}.")
        return chosen

    def _choose_targets(self) -> Mapping[str, Sequence[str]]:
        """Choose the targets of a hook's handlers; cfn is not asked for types that AWS has retired."""
        targets.check(self.checkout.schema, self.checkout.project.folder)
        retired = targets.retired(self.checkout.schema)
        for name in retired:
            self.note(f"{name} is skipped: AWS has no such service any more. Take it out of targetNames.")
        self.checkout.scratch.drop_targets(self.checkout.project.schema_file, retired)
        chosen = targets.by_handler(self.checkout.schema)
        if wholes := sorted(targets.WHOLES.intersection(name for named in chosen.values() for name in named)):
            self.note(_OF_WHOLES.format(" and ".join(wholes)))
        return chosen

    def _generate(self, *, with_validation: bool) -> list[str]:
        self.progress("generate")
        scratch = self.checkout.scratch
        written = generating.generated(scratch, self._cfn, with_validation=with_validation)
        found = generated_code.compare(scratch.brought, written, self.checkout.project.package)
        # What is tested is what `cfn submit` would ship from the project's folder.
        scratch.restore(name for name in written if name.startswith("src/"))
        if found.absent:
            self.note(f"Generated, being absent: {generated_code.listed(found.absent)}.")
        for line in found.notes:
            self.note(line)
        return [f"{line}. {_FIX}" for line in found.stale]

    def _cfn(self) -> CfnCommand:
        self.checkout.cfn.use(self.aws)
        return self.checkout.cfn

    def _note_unreadable(self, targeted: Mapping[str, Sequence[str]]) -> None:
        names = sorted({name for named in targeted.values() for name in named})
        for name, problem in targets.unreadable_by_cfn(names).items():
            self.note(f"cfn cannot read the schema of {name} ({problem}): its properties are taken as objects.")

    def _start_handlers(
        self, interpreter: Interpreter, requirements: Path | None, own_environment: Mapping[str, str]
    ) -> Mapping[str, Any]:
        project = self.checkout.project
        if self.options.from_source:
            root = [project.folder / "src", *([requirements] if requirements else [])]
        else:
            built = artifact.build(
                self.checkout.scratch.folder, project.package, requirements, self.checkout.artifact_folder
            )
            root = [built.root]
        handlers: dict[str, Any] = {
            "entry_point": project.entry_point,
            "search_path": image.search_path(root, interpreter, project.runtime),
            "interpreter": interpreter.executable,
            "timeout_seconds": self.options.handler_timeout,
            # The support library makes a session for each request, and clients for it take half of a short one.
            "own_environment": {SHARE_CLIENTS: "1", **own_environment},
        }
        self.aws.put_function(FUNCTION, **handlers)
        return handlers

    def _choose_configuration(self) -> Path | None:
        if self.options.typeconfig:
            return self.options.typeconfig
        project = self.checkout.project
        found = type_configuration.find(project.folder, project.artifact_type, self.checkout.schema)
        if found is None:
            return None
        name = found.path.relative_to(project.folder)
        self.note(f"Type configuration: {name}." if not found.problem else f"{name} does not fit: {found.problem}")
        return found.path


def _version_of_library(requirements: Path | None) -> str:
    """Return the version of the support library that ships; empty if unknown."""
    found = sorted(requirements.glob("cloudformation_cli_python_lib-*.dist-info")) if requirements else []
    return found[0].name.split("-")[1].removesuffix(".dist") if found else ""
