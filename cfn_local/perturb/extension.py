"""A resource project under test, with a fresh account for every story."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.perturb import invariants
from cfn_local.perturb.checkpoints import Checkpoints
from cfn_local.perturb.invariants import Invariant
from cfn_local.perturb.told import STACK_TAGS
from cfn_local.perturb.variations import Variation, made_up_model
from cfn_local.project import inputs
from cfn_local.project.account import Inventory, Key
from cfn_local.project.checkout import Checkout
from cfn_local.project.loading import ArtifactType, Project, ProjectError
from cfn_local.project.options import Options
from cfn_local.project.starting import StartedProject, start
from cfn_local.protocol.operations import ResourceOperations
from cfn_local.protocol.policy import MOST_CALLBACKS, Policy
from cfn_local.protocol.replies import Model
from cfn_local.runtime.function import SECONDS_FOR_AN_ANSWER
from cfn_local.runtime.worker import SKIP_WAITS

# The resources of the set-up stack are things of their own.
_STACK = ("cloudformation", "Stack")
_MADE_UP_SET = "inputs_0"
_ADVICE = "Add inputs/inputs_1_create.json, with a model that can be created."


def shortest_path(path: Path) -> str:
    """Return the path from the current folder or the absolute one."""
    return min(str(path), os.path.relpath(path), key=len)


@dataclass(frozen=True)
class Settings(Options):
    """The account and handler options of `cfn-local perturb`."""

    most_callbacks: int = MOST_CALLBACKS

    def as_arguments(self) -> list[str]:
        """Return the options of the command line that differ from their defaults."""
        stated = {
            "--setup": self.setup and shortest_path(self.setup),
            "--seed": self.seed,
            "--typeconfig": self.typeconfig and shortest_path(self.typeconfig),
            "--python": self.python,
            "--handler-timeout": f"{self.handler_timeout:g}" if self.handler_timeout != SECONDS_FOR_AN_ANSWER else None,
        }
        return [word for name, value in stated.items() if value for word in (name, value)]


@dataclass(frozen=True)
class SetUp:
    """What is there before any resource of the type: `things`, of which a model may name some.

    `models` are those to create and to update to, by `inputs_1_create`.
    """

    models: Mapping[str, Model]
    things: Sequence[Key] = ()


@dataclass(frozen=True)
class Extension:
    """The started project, its limits and its inputs."""

    started: StartedProject
    settings: Settings
    configuration: Model | None
    checkpoints: Checkpoints
    invariants: Sequence[Invariant] = ()
    # The model of a project that has no inputs.
    made_up: Model | None = None
    variations: Sequence[Variation] = ()
    # The model of the second resource that stands beside that of each input set.
    bystanders: dict[str, Model] = field(default_factory=dict)
    _clients: dict[str, Any] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        return self.started.project

    @property
    def schema(self) -> dict[str, Any]:
        return self.started.schema

    @property
    def aws(self) -> LocalAws:
        return self.started.aws

    def in_another(self, aws: LocalAws) -> "Extension":
        """Start the same handlers in another local AWS too, for stories beside those of this one."""
        return replace(
            self, started=self.started.in_another(aws), checkpoints=Checkpoints(aws), bystanders={}, _clients={}
        )

    def client(self, service: str) -> Any:
        """Return a boto3 client of the local account."""
        if service not in self._clients:
            self._clients[service] = self.aws.client(service)
        return self._clients[service]

    def set_up(self) -> "SetUp":
        """Return to the set-up alone."""
        begun = self.checkpoints.at("set-up", self._set_up)
        varied = {f"{one.name}_create": one.of(begun.models) for one in self.variations}
        return SetUp({**begun.models, **varied}, begun.things)

    def _set_up(self) -> "SetUp":
        self.aws.reset()
        sets = [one for one in inputs.input_sets(self.project.folder) if one.number]
        exports = self.started.prepare_account(sets)
        models = {
            f"{one.name}_{purpose}": inputs.model(path, exports)
            for one in sets
            for purpose, path in one.by_purpose().items()
            if purpose in ("create", "update")
        }
        if self.made_up:
            models[f"{_MADE_UP_SET}_create"] = self.made_up
        made = Inventory.of(self.aws.inventory()).added_to(Inventory({})) if self.started.is_prepared else []
        return SetUp(models, [key for key in made if key[:2] != _STACK])

    def operations(
        self, invoke: Callable[[Model], Model] | None = None, logical_id: str = "Resource"
    ) -> ResourceOperations:
        """Return CloudFormation's side, by its protocol: with retries on the emulated clock. `invoke` may intercept."""
        return ResourceOperations(
            self.schema,
            invoke or self.invoke,
            logical_id,
            stack_tags=STACK_TAGS,
            configuration=self.configuration,
            policy=Policy(most_callbacks=self.settings.most_callbacks),
            wait=self.aws.advance_clock,
        )

    def invoke(self, event: Model) -> Model:
        """Invoke the handlers once."""
        payload: Model = self.started.invoke(event)
        return payload


def load(
    folder: Path,
    settings: Settings,
    progress: Callable[[str], None],
    started: ExitStack,
    running: LocalAws | None = None,
    note: Callable[[str], None] = lambda _line: None,
) -> Extension:
    """Package the project in `folder` and start its handlers, which run until `started` is closed.

    They run in the local AWS `running` if given, and otherwise in one of their own. Raise ProjectError if the project
    is not a resource, or has no inputs to create one from. `note` receives remarks for the user.
    """
    checkout = Checkout(folder, started)
    project = checkout.project
    if project.artifact_type is not ArtifactType.RESOURCE:
        raise ProjectError(f"{project.type_name} is a {project.artifact_type.lower()}; perturb takes resource types.")
    made_up = None
    if not any("create" in one.by_purpose() for one in inputs.input_sets(folder)):
        made_up = made_up_model(checkout.schema)
        if made_up is None:
            raise ProjectError(f"There are no inputs, and no model could be made up. {_ADVICE}")
        note(f"There are no inputs: {_MADE_UP_SET} is {json.dumps(made_up)}, made up from the schema. {_ADVICE}")
    aws = running or started.enter_context(LocalAws(soon=checkout.services(settings)))
    own_environment = {SKIP_WAITS: "1"}
    chosen = start(
        checkout, aws, settings, progress=progress, note=note, with_checks=True, own_environment=own_environment
    )
    note(f"The handlers ran on Python {chosen.interpreter.version}.")
    configuration = json.loads(chosen.configuration.read_text("utf-8")) if chosen.configuration else None
    return Extension(chosen, settings, configuration, Checkpoints(aws), invariants.load(folder), made_up)
