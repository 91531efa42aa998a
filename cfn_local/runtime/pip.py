"""Installs packages for an interpreter with a pip that supports it: ours, its own, or the one that it bundles."""

import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from cfn_local.runtime import cache as cached
from cfn_local.runtime.interpreter import Interpreter


class PipError(Exception):
    """pip failed, or there is none. The message is pip's own."""


def has_pip(interpreter: Interpreter) -> bool:
    """Return whether packages can be installed for the interpreter."""
    return _command(interpreter) is not None


def install(what: Sequence[str], target: Path, interpreter: Interpreter, folder: Path | None = None) -> None:
    """Install into `target`, as cfn's plugin does. pip resolves relative paths against `folder`."""
    pip = _command(interpreter)
    if pip is None:
        raise PipError(f"Python {interpreter.version} has no pip, and bundles none.")
    command = [*pip, "install", "--no-color", "--no-input", "--disable-pip-version-check", "--quiet", "--upgrade"]
    command += ["--target", str(target), *what]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise PipError(done.stderr.strip() or done.stdout.strip())


@cache
def _command(interpreter: Interpreter) -> list[str] | None:
    if interpreter.executable == sys.executable:
        return [sys.executable, "-m", "pip"]
    if _minor_of_ours() <= interpreter.minor:
        return [sys.executable, "-m", "pip", "--python", interpreter.executable]
    own = [interpreter.executable, "-I", "-m", "pip"]
    return own if _works(own) else _bundled(interpreter)


def _minor_of_ours() -> int:
    """Return the oldest Python 3 that our own pip supports."""
    try:
        needed = re.search(r">=\s*3\.(\d+)", metadata("pip")["Requires-Python"] or "")
    except PackageNotFoundError:
        return sys.maxsize
    return int(needed[1]) if needed else 0


def _works(pip: Sequence[str]) -> bool:
    try:
        return not subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode  # noqa: S603
    except OSError:
        return False


def _bundled(interpreter: Interpreter) -> list[str] | None:
    """Return the pip of an environment created by the interpreter's ensurepip, which Debian may have removed."""

    def make(folder: Path) -> None:
        command = [interpreter.executable, "-I", "-m", "venv", str(folder)]
        subprocess.run(command, capture_output=True, check=True)  # noqa: S603

    name = f"pip/{interpreter.version}-{sha256(interpreter.executable.encode()).hexdigest()[:12]}"
    try:
        folder = cached.kept(name, make)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [str(folder / "bin" / "python"), "-I", "-m", "pip"]
