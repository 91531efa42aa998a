"""The artifact of a project: its package and its requirements in one folder, as `cfn submit` would ship them.

cfn's Python plugin installs requirements.txt into `build/` with pip and copies `src/<package>` beside it. That is
what this module lays out, but the installed requirements are kept, since they change seldom and take long: a
project's artifact is then its package and links to what it requires. A test compares the two trees.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from cfn_local.runtime.interpreter import Interpreter

# Lambda refuses a function whose code and layers unzip to more.
MAXIMUM_BYTES = 250 * 1024 * 1024
# What the Lambda runtime brings along; handlers find it after what their artifact holds.
_PACKAGES_OF_THE_RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")

_ARCHIVES = frozenset({".whl", ".zip", ".gz", ".bz2", ".xz"})
# What pip, git and Python leave in the folder of a local package.
_MADE_ON_THE_WAY = re.compile(r"(^|/)(build|\.git|\.venv|__pycache__|[^/]+\.egg-info)/")


class ArtifactError(Exception):
    """The artifact cannot be made. The message holds the reason, and pip's own words where pip failed."""


@dataclass(frozen=True)
class Artifact:
    """A folder from which the entry point imports, and its size when unpacked."""

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
    """The folder with the installed requirements.txt of `project`, or None where it has none.

    Made once for each Python version and content: of the file, of those that it includes and of local paths in it.
    """
    requirements = project / "requirements.txt"
    if not requirements.is_file():
        return None
    folder = _cache() / "requirements" / _key(requirements, interpreter)
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as unfinished:
            _pip_install(requirements, Path(unfinished) / "build", interpreter)
            _move(Path(unfinished) / "build", folder)
    return folder


def runtime_packages() -> Path:
    """A folder with the packages that the Lambda runtime provides, and no others."""
    sources = [_location(name) for name in _PACKAGES_OF_THE_RUNTIME]
    folder = _cache() / "runtime" / hashlib.sha256(str(sources).encode()).hexdigest()[:16]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as unfinished:
            links = Path(unfinished) / "links"
            links.mkdir()
            for source in sources:
                (links / source.name).symlink_to(source)
            _move(links, folder)
    return folder


def _link(requirements: Path, into: Path) -> None:
    for entry in requirements.iterdir():
        if (into / entry.name).exists():
            raise ArtifactError(
                f"A requirement brings a {entry.name} of its own, beside src/{entry.name}. cfn cannot ship both."
            )
        (into / entry.name).symlink_to(entry)


def _location(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None, f"{name} is a requirement of boto3"
    origin = Path(spec.origin)
    return origin.parent if spec.submodule_search_locations else origin


def _pip_install(requirements: Path, target: Path, interpreter: Interpreter) -> None:
    other = [] if interpreter.executable == sys.executable else ["--python", interpreter.executable]
    command = [sys.executable, "-m", "pip", *other, "install", "--no-color", "--no-input"]
    command += ["--disable-pip-version-check", "--quiet", "--upgrade"]
    command += ["--requirement", str(requirements), "--target", str(target)]
    target.mkdir()
    # pip reads relative paths in requirements.txt from the current folder, as it does under cfn.
    done = subprocess.run(command, cwd=requirements.parent, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ArtifactError(f"requirements.txt does not install:\n{done.stderr.strip() or done.stdout.strip()}")


def _move(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another run has made the same one meanwhile
            raise


def _key(requirements: Path, interpreter: Interpreter) -> str:
    content = hashlib.sha256(f"{interpreter.version} {sys.platform} {os.uname().machine}".encode())
    for file in sorted(_files_behind(requirements, requirements.parent)):
        name = os.path.relpath(file, requirements.parent.resolve())
        content.update(f"\n{name} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    return content.hexdigest()[:32]


def _files_behind(requirements: Path, folder: Path) -> set[Path]:
    """The file itself, the files it includes, and every file in the local packages and folders that they name.

    pip reads an included file's paths from that file's folder, and those of packages from `folder`.
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
    """Every word of a requirements file that names something which exists, other than the project itself."""
    text = os.path.expandvars(file.read_text("utf-8", "replace"))
    words = [re.sub(r"^(-[rce]|file:(//)?)|[\[#;].*$", "", word) for word in re.split(r"[\s=@]+", text)]
    paths = {(base / word).resolve() for word in words if word for base in (file.parent, folder)}
    return {path for path in paths if path.exists()} - {folder.resolve()}


def _files_of(folder: Path) -> set[Path]:
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {folder / path for path in inside if not _MADE_ON_THE_WAY.search(path.as_posix())}


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")


def _cache() -> Path:
    chosen = os.environ.get("CFN_LOCAL_CACHE")
    if chosen:
        return Path(chosen).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cfn-local"
