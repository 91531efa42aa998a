"""The Python that runs a handler: the one that its project declares, where this machine has it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Interpreter:
    """`version` as `3.12`; `is_declared` tells whether it is the one that the project asks for."""

    executable: str
    version: str
    is_declared: bool


def interpreter_for(runtime: str) -> Interpreter:
    """The interpreter for a Lambda runtime such as `python3.12`; the running one where there is no such."""
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    declared = re.fullmatch(r"python(3\.\d+)", runtime)
    if declared is None:
        return Interpreter(sys.executable, running, False)
    version = declared[1]
    if version == running:
        return Interpreter(sys.executable, running, True)
    found = _find(version)
    return Interpreter(found, version, True) if found else Interpreter(sys.executable, running, False)


@cache
def _find(version: str) -> str | None:
    candidates = [shutil.which(f"python{version}"), *_of_pyenv(version)]
    answers = (_real_path(path, version) for path in candidates if path)
    return next((path for path in answers if path), None)


def _of_pyenv(version: str) -> list[str]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return sorted(str(path) for path in root.glob(f"versions/{version}.*/bin/python{version}"))


def _real_path(path: str, version: str) -> str | None:
    """The executable behind `path`, None where it is not this version.

    pyenv puts a stand-in on the path for every version. It works for the selected ones only, and not in the bare
    environment of a handler.
    """
    question = [path, "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"]
    try:
        answered = subprocess.run(question, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    found, _, executable = answered.stdout.strip().partition(" ")
    return executable if found == version else None
