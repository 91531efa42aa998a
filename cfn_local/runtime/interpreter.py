"""The Python that runs a handler: the one that its project declares, if this machine has it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
# The minimum for what runs beside a handler and for the support library.
_OLDEST = 7
# cfn's plugin no longer supports these. It generates their projects as python39, which mostly works.
_OUTDATED = ("3.6", "3.7")
_INSTEAD_OF_OUTDATED = "3.9"


@dataclass(frozen=True)
class Interpreter:
    """A Python; `version` is like `3.12`. `is_declared` tells whether it is the requested one."""

    executable: str
    version: str
    is_declared: bool

    @property
    def minor(self) -> int:
        return int(self.version.split(".")[1])


def interpreter_for(runtime: str, can_be_used: Callable[[Interpreter], bool] = lambda _one: True) -> Interpreter:
    """Return the interpreter for a Lambda runtime such as `python3.12` if one is usable; otherwise the running one."""
    declared = re.fullmatch(r"python(3\.\d+)", runtime)
    found = (_named(version) for version in _candidates(declared[1])) if declared else iter(())
    for one in found:
        if one is not None and can_be_used(one):
            return Interpreter(one.executable, one.version, is_declared=runtime == f"python{one.version}")
    return Interpreter(sys.executable, RUNNING, is_declared=runtime == f"python{RUNNING}")


def _candidates(version: str) -> Iterator[str]:
    if int(version.split(".")[1]) >= _OLDEST:
        yield version
    if version in _OUTDATED:
        yield _INSTEAD_OF_OUTDATED


def _named(version: str) -> Interpreter | None:
    if version == RUNNING:
        return Interpreter(sys.executable, RUNNING, True)
    found = _find(version)
    return Interpreter(found, version, True) if found else None


@cache
def _find(version: str) -> str | None:
    on_path = shutil.which(f"python{version}")
    is_shim = on_path is not None and Path(on_path).parent.name == "shims"
    # A shim takes a third of a second to say where it leads to.
    candidates = [*_of_pyenv(version), on_path] if is_shim else [on_path, *_of_pyenv(version)]
    answers = (_real_path(path, version) for path in candidates if path)
    return next((path for path in answers if path), None)


def _of_pyenv(version: str) -> list[str]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return sorted(str(path) for path in root.glob(f"versions/{version}.*/bin/python{version}"))


def _real_path(path: str, version: str) -> str | None:
    """Return the executable at `path`, or None if it is not this version.

    pyenv puts a shim on the path for every version. It works for the selected ones only, and not in the minimal
    environment of a handler.
    """
    question = [path, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"]
    try:
        answered = subprocess.run(question, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    found, _, executable = answered.stdout.strip().partition(" ")
    return executable if found == version else None
