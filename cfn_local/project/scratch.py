"""Scratch copy of a project, in which cfn may generate and write freely."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cfn_local.project.loading import SETTINGS, Project

_NEVER_COPIED = frozenset({"__pycache__", ".git", "node_modules"})
# At the root of a project these are what tools leave behind; deeper, they may be part of the package.
_NOT_COPIED_FROM_ROOT = frozenset({"build", ".venv", "venv", "env", ".tox", ".aws-sam", ".hypothesis"})
# Written by cfn as it works, and never committed.
_TRACES = (".hypothesis", "rpdk.log")


@dataclass(frozen=True)
class Scratch:
    """`folder` is the copy; `brought` holds the files of the project by path."""

    folder: Path
    brought: dict[str, bytes]

    @classmethod
    def of(cls, project: Project, folder: Path) -> "Scratch":
        """Copy `project` to the new `folder`, replacing a language that today's plugin cannot load."""

        def left_behind(path: str, names: list[str]) -> Iterable[str]:
            return _left_behind(project.folder, path, names)

        shutil.copytree(project.folder, folder, ignore=left_behind, ignore_dangling_symlinks=True)
        if project.language != project.loadable_language:
            settings = json.loads((folder / SETTINGS).read_text("utf-8"))
            runtime = project.loadable_language.replace("python3", "python3.")
            settings.update(language=project.loadable_language, runtime=runtime)
            (folder / SETTINGS).write_text(json.dumps(settings, indent=4), "utf-8")
        return cls(folder, _contents(folder))

    def drop_targets(self, schema_file: str, names: Sequence[str]) -> None:
        """Remove the targets `names` from the copy of a hook's schema, as if it had come without them."""
        if not names:
            return
        path = self.folder / schema_file
        schema = json.loads(path.read_text("utf-8"))
        for declared in schema.get("handlers", {}).values():
            declared["targetNames"] = [name for name in declared.get("targetNames", []) if name not in names]
        path.write_text(json.dumps(schema, indent=4), "utf-8")
        self.brought[schema_file] = path.read_bytes()

    def generated(self) -> dict[str, bytes]:
        """Return the files created or changed since the copy was made, by path."""
        return {name: content for name, content in _contents(self.folder).items() if self.brought.get(name) != content}

    def restore(self, names: Iterable[str]) -> None:
        """Restore the original content of those files `names` that came with the project."""
        for name in names:
            if name in self.brought:
                (self.folder / name).write_bytes(self.brought[name])


def files_of(folder: Path) -> Iterator[Path]:
    """Return the files of a project that its scratch copies have."""
    for root, folders, names in os.walk(folder):
        left = set(_left_behind(folder, root, [*folders, *names]))
        folders[:] = [name for name in folders if name not in left]
        yield from (Path(root, name) for name in names if name not in left)


def _left_behind(project: Path, folder: str, names: Iterable[str]) -> list[str]:
    at_root = Path(folder) == project
    return [name for name in names if name in _NEVER_COPIED or (at_root and _is_left_at_root(name))]


def _is_left_at_root(name: str) -> bool:
    return name in _NOT_COPIED_FROM_ROOT or name.startswith("rpdk.log") or name.endswith(".zip")


def _contents(folder: Path) -> dict[str, bytes]:
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith(_TRACES)}
