"""A scratch copy of a project, in which cfn may generate and write what it likes."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from cfn_local.contract.project import SETTINGS, Project

_LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "venv", "build", "node_modules", "__pycache__", "*.pyc", "*.zip", "rpdk.log*", ".aws-sam", ".tox"
)
# What cfn writes while it works, and nobody commits.
_TRACES = (".hypothesis", "rpdk.log")


@dataclass(frozen=True)
class Scratch:
    """`folder` is the copy. `_before` holds what the project brought, to tell what `cfn generate` changed."""

    folder: Path
    _before: dict[str, bytes]

    @classmethod
    def of(cls, project: Project, folder: Path) -> "Scratch":
        """Copy `project` into the new `folder`, its language replaced where today's plugin cannot load it."""
        shutil.copytree(project.folder, folder, ignore=_LEFT_BEHIND, ignore_dangling_symlinks=True)
        if project.is_outdated:
            settings = json.loads((folder / SETTINGS).read_text("utf-8"))
            settings.update(language="python39", runtime="python3.9")
            (folder / SETTINGS).write_text(json.dumps(settings, indent=4), "utf-8")
        return cls(folder, _contents(folder))

    def changed_files(self) -> list[str]:
        """The generated files that the project lacks or has in an older version, sorted."""
        return sorted(
            name
            for name, content in _contents(self.folder).items()
            if self._before.get(name) != content and not name.startswith(_TRACES) and not name.endswith(".pyc")
        )


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
