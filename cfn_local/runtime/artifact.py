"""The artifact of a project: its package and its requirements in one folder, as `cfn submit` would ship them.

cfn's Python plugin installs requirements.txt into `build/` with pip and copies `src/<package>` beside it. This module
produces the same layout, but caches the installed requirements, because they rarely change and take long: a project's
artifact is its package and links to its requirements. A test compares the two trees.
"""

import hashlib
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from cfn_local.runtime import cache, pip
from cfn_local.runtime.interpreter import Interpreter
from cfn_local.runtime.pip import PipError

# Lambda refuses a function whose code and layers exceed this size unzipped.
MAXIMUM_BYTES = 250 * 1024 * 1024

_ARCHIVES = frozenset({".whl", ".zip", ".gz", ".bz2", ".xz"})
# As reported by git, curl and pip.
_UNREACHABLE = re.compile(
    r"Could not resolve host(?:name)?:? ([\w.-]+)|unable to access 'https?://([\w.-]+)|"
    r"Failed to connect to ([\w.-]+) port|ssh: connect to host ([\w.-]+)|HTTPS?Connection(?:Pool)?\(host='([\w.-]+)'"
)
# Left in the folder of a local package by pip, git and Python.
_MADE_ON_THE_WAY = re.compile(r"(^|/)(build|\.git|\.venv|__pycache__|[^/]+\.egg-info)/")


class ArtifactError(Exception):
    """The artifact cannot be built. The message holds the reason, and pip's output if pip failed."""


@dataclass(frozen=True)
class Artifact:
    """A folder from which the entry point can be imported, and its unpacked size."""

    root: Path
    size_bytes: int


def build(project: Path, package: str, requirements: Path | None, into: Path) -> Artifact:
    """Lay out the artifact of `src/<package>` in the empty folder `into`."""
    source = project / "src" / package
    if not source.is_dir():
        raise ArtifactError(
            f"src/{package} does not exist. cfn ships that folder; its name follows from the type name."
        )
    into.mkdir(parents=True)
    shutil.copytree(source, into / package, ignore=shutil.ignore_patterns("*.pyc", "__pycache__"))
    size = _size(into)
    if requirements is not None:
        size += _size(requirements)
        _link(requirements, into)
    if size > MAXIMUM_BYTES:
        raise ArtifactError(
            f"The artifact is {size / 2**20:.0f} MiB unpacked; Lambda takes at most {MAXIMUM_BYTES // 2**20} MiB. "
            "Remove requirements, or files under src."
        )
    return Artifact(into, size)


def install_requirements(project: Path, interpreter: Interpreter) -> Path | None:
    """Return the folder with the installed requirements.txt of `project`, or None if it has none.

    Built once for each Python version and content: of the file, the files it includes and the local paths in it.
    """
    requirements = project / "requirements.txt"
    if not requirements.is_file():
        return None
    return cache.kept(
        f"requirements/{_key(requirements, interpreter)}",
        lambda folder: _pip_install(requirements, folder, interpreter),
    )


def _link(requirements: Path, into: Path) -> None:
    for entry in requirements.iterdir():
        if (into / entry.name).exists():
            raise ArtifactError(
                f"A requirement brings a {entry.name} of its own, beside src/{entry.name}. cfn cannot ship both."
            )
        (into / entry.name).symlink_to(entry)


def _pip_install(requirements: Path, target: Path, interpreter: Interpreter) -> None:
    try:
        pip.install(["--requirement", str(requirements)], target, interpreter, requirements.parent)
    except PipError as error:
        host = _UNREACHABLE.search(str(error))
        if host:
            what = next(filter(None, host.groups()))
            raise ArtifactError(f"requirements.txt needs {what}, which cannot be reached.\n{error}") from error
        raise ArtifactError(f"requirements.txt does not install:\n{error}") from error


def _key(requirements: Path, interpreter: Interpreter) -> str:
    content = hashlib.sha256(f"{interpreter.version} {sys.platform} {os.uname().machine}".encode())
    for file in sorted(_files_behind(requirements, requirements.parent)):
        name = os.path.relpath(file, requirements.parent.resolve())
        content.update(f"\n{name} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    return content.hexdigest()[:32]


def _files_behind(requirements: Path, folder: Path) -> set[Path]:
    """Return the file itself, the files it includes, and every file in the local packages and folders that they name.

    pip resolves the paths of included files relative to that file's folder, and those of packages relative to `folder`.
    """
    found, unread = set[Path](), [requirements]
    while unread:
        file = unread.pop().resolve()
        if file in found:
            continue
        found.add(file)
        for path in _paths_named_in(file, folder):
            if path.is_dir():
                found.update(_files_of(path))
            elif path.suffix in _ARCHIVES:
                found.add(path)
            else:
                unread.append(path)
    return found


def _paths_named_in(file: Path, folder: Path) -> set[Path]:
    """Return every word of a requirements file that names an existing path, other than the project itself."""
    text = os.path.expandvars(file.read_text("utf-8", "replace"))
    words = [re.sub(r"^(-[rce]|file:(//)?)|[\[#;].*$", "", word) for word in re.split(r"[\s=@]+", text)]
    paths = {(base / word).resolve() for word in words if word for base in (file.parent, folder)}
    return {path for path in paths if path.exists()} - {folder.resolve()}


def _files_of(folder: Path) -> set[Path]:
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {folder / path for path in inside if not _MADE_ON_THE_WAY.search(path.as_posix())}


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
