"""A project on disk, and the scratch copy in which cfn works on it."""

import shutil
import tempfile
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

from cfn_local.project import loading, preparation
from cfn_local.project.cfn_command import CfnCommand
from cfn_local.project.loading import ArtifactType
from cfn_local.project.options import Options
from cfn_local.project.scratch import Scratch


class Checkout:
    """The copy and cfn live until `started` is closed. ProjectError where `folder` holds no project.

    `on_event` receives what the contract suite reports.
    """

    def __init__(
        self, folder: Path, started: ExitStack, on_event: Callable[[dict[str, Any]], None] = lambda _event: None
    ) -> None:
        self.project = loading.load(folder)
        self._folder = tempfile.TemporaryDirectory(prefix="cfn-local-", ignore_cleanup_errors=True)
        self._working = Path(started.enter_context(self._folder))
        # A run that is interrupted may still write while the folder is removed; that goes once nobody uses it any more.
        weakref.finalize(self._folder, shutil.rmtree, self._working, ignore_errors=True)
        self.scratch = Scratch.of(self.project, self._working / "project" / folder.name)
        self._started = started
        self._on_event = on_event

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The schema of a resource type or hook."""
        return loading.schema_of(self.project)

    @cached_property
    def cfn(self) -> CfnCommand:
        """The real cfn in the scratch copy. It starts to load when first asked for."""
        return self._started.enter_context(CfnCommand(self.scratch.folder, self._working / "home", self._on_event))

    @property
    def artifact_folder(self) -> Path:
        """Folder in which the artifact is laid out."""
        return self._working / "artifact"

    @property
    def lacks_generated_code(self) -> bool:
        """Whether `cfn generate` must still write code that the handlers import."""
        package = self.scratch.folder / "src" / self.project.package
        needed = [package / "models.py"]
        if self.project.artifact_type is ArtifactType.HOOK:
            needed.append(package / "target_models")
        return not all(path.exists() for path in needed)

    def services(self, options: Options) -> set[str]:
        """Return the services that a run of the project needs first."""
        has_setup = options.setup or preparation.setup_template(self.project.folder)
        return loading.services_of(self.schema) | ({"cloudformation"} if has_setup else set())
