"""A resource project with its handlers in a local AWS of its own, and a fresh account for every story."""

import json
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cfn_local.contract import inputs, preparation, project, type_configuration
from cfn_local.contract.cfn_command import CfnCommand
from cfn_local.contract.project import Kind, Project, ProjectError
from cfn_local.contract.scratch import Scratch
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.perturb import invariants
from cfn_local.perturb.invariants import Invariant
from cfn_local.perturb.variations import Variation
from cfn_local.protocol.operations import MOST_CALLBACKS, Model, ResourceOperations
from cfn_local.runtime import artifact
from cfn_local.runtime.interpreter import interpreter_for
from cfn_local.runtime.worker import SHARE_CLIENTS, SKIP_WAITS

FUNCTION = "TypeFunction"
# CloudFormation invokes a handler again that came to no answer; a process dies once in a story.
INVOKES_AGAIN = 2


@dataclass(frozen=True)
class Settings:
    """What the user can say of the account and the handlers; as for `cfn-local test`."""

    setup: Path | None = None
    seed: str | None = None
    typeconfig: Path | None = None
    handler_timeout: float = 60
    most_callbacks: int = MOST_CALLBACKS


@dataclass(frozen=True)
class Extension:
    """The project, its schema, and the local AWS in which its handlers run."""

    project: Project
    schema: dict[str, Any]
    settings: Settings
    aws: LocalAws
    configuration: Model | None
    invariants: Sequence[Invariant] = ()
    variations: Sequence[Variation] = ()
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        """A client of boto3 of the local account."""
        if service not in self._clients:
            self._clients[service] = self.aws.client(service)
        return self._clients[service]

    def fresh_account(self) -> dict[str, Model]:
        """Start anew, with no more than the set-up. The models to create and to update to, by `inputs_1_create`."""
        self.aws.reset()
        template = self.settings.setup or preparation.setup_template(self.project.folder)
        sets = [one for one in inputs.input_sets(self.project.folder) if one.number]
        if template:
            preparation.deploy(template, self.aws)
        if self.settings.seed:
            preparation.seed(self.settings.seed, self.project.folder, self.aws)
        named = {name for one in sets for name in inputs.exports_named(one, self.project.folder)}
        preparation.check_exports(named, self.aws, template)
        exports = self._exports() if named else {}
        models = {
            f"{one.name}_{purpose}": _model(path, exports)
            for one in sets
            for purpose, path in one.by_purpose().items()
            if purpose in ("create", "update")
        }
        return models | {f"{one.name}_create": one.of(models) for one in self.variations}

    def _exports(self) -> dict[str, str]:
        pages = self.aws.client("cloudformation").get_paginator("list_exports").paginate()
        return {export["Name"]: export["Value"] for page in pages for export in page["Exports"]}

    def operations(
        self, invoke: Callable[[Model], Model] | None = None, logical_id: str = "Resource"
    ) -> ResourceOperations:
        """CloudFormation's side, by its protocol: with retries on the emulated clock. `invoke` may come between."""
        return ResourceOperations(
            self.project.type_name,
            invoke or self.invoke,
            logical_id,
            configuration=self.configuration,
            wait=self.aws.advance_clock,
            invokes_again=INVOKES_AGAIN,
            most_callbacks=self.settings.most_callbacks,
        )

    def invoke(self, event: Model) -> Model:
        """One invocation of the handlers."""
        payload: Model = self.aws.invoke(FUNCTION, event)
        return payload


def load(
    folder: Path,
    settings: Settings,
    progress: Callable[[str], None],
    started: ExitStack,
    running: LocalAws | None = None,
) -> Extension:
    """Package the project in `folder` and start its handlers, which live until `started` is closed.

    They run in the local AWS that is `running`, if one is given, and otherwise in one of their own. ProjectError where
    it is no resource, or has no inputs to make one of.
    """
    found = project.load(folder)
    if found.kind is not Kind.RESOURCE:
        raise ProjectError(f"{found.type_name} is a {found.kind.lower()}; perturb takes resource types.")
    if not any("create" in one.by_purpose() for one in inputs.input_sets(folder)):
        raise ProjectError("There are no inputs: add inputs/inputs_1_create.json, with a model that can be created.")
    schema = project.schema_of(folder, found)
    working = Path(started.enter_context(tempfile.TemporaryDirectory(prefix="cfn-local-")))
    scratch = Scratch.of(found, working / "project" / folder.name)
    stacks = {"cloudformation"} if settings.setup or preparation.setup_template(folder) else set()
    aws = running or started.enter_context(LocalAws(soon=project.services_of(schema) | stacks))
    if not (scratch.folder / "src" / found.package / "models.py").is_file():
        progress("generate")
        with CfnCommand(scratch.folder, working / "home", lambda _event: None) as cfn:
            cfn.use(aws)
            cfn.generate()
    progress("requirements")
    _start_handlers(found, settings, aws, scratch.folder, working / "artifact")
    chosen = settings.typeconfig or type_configuration.find(folder, found.kind, schema)
    configuration = json.loads(chosen.read_text("utf-8")) if chosen else None
    return Extension(found, schema, settings, aws, configuration, invariants.load(folder))


def _start_handlers(found: Project, settings: Settings, aws: LocalAws, folder: Path, into: Path) -> None:
    interpreter = interpreter_for(found.runtime)
    requirements = artifact.install_requirements(found.folder, interpreter)
    built = artifact.build(folder, found.package, requirements, into)
    aws.put_function(
        FUNCTION,
        entry_point=found.entry_point,
        search_path=[str(built.root), str(artifact.runtime_packages())],
        interpreter=interpreter.executable,
        timeout_seconds=settings.handler_timeout,
        own_environment={SKIP_WAITS: "1", SHARE_CLIENTS: "1"},
    )


def _model(path: Path, exports: dict[str, str]) -> Model:
    """The model in an input file, its `{{Export}}`s replaced. ProjectError where it is no JSON object."""
    text = inputs.EXPORT.sub(lambda named: json.dumps(exports[named[1].strip()])[1:-1], path.read_text("utf-8"))
    try:
        model = json.loads(text)
    except ValueError as error:
        raise ProjectError(f"{path.name} is not JSON: {error}") from error
    if not isinstance(model, dict):
        raise ProjectError(f"{path.name} must be a JSON object.")
    return model
