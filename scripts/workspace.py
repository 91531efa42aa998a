"""The extension projects of this repository, as listed in the workspace file at its root."""

import fcntl
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
# pip takes the requirements of projects from the wheelhouse alone.
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": str(ROOT / ".wheelhouse"),
    "CFN_LOCAL_CACHE": str(ROOT / ".cache"),
}


def projects() -> list[Path]:
    """Return the folders of the extension projects, in the order of the workspace file."""
    workspace = json.loads((ROOT / ".rpdk-config").read_text("utf-8"))
    return [ROOT / folder for folder in workspace["projects"]]


def with_handlers() -> list[Path]:
    """Return the resource types and hooks, for which cfn has a contract suite; it has none for modules."""
    return [folder for folder in projects() if folder.parent.name != "modules"]


def sources() -> list[Path]:
    """Return the folders from which the extensions' packages are imported."""
    return [folder / "src" for folder in projects() if (folder / "src").is_dir()]


@contextmanager
def only_one_set_up() -> Iterator[None]:
    """Hold the lock of the set-up. A script that finds it taken waits until everything is set up."""
    with (ROOT / ".setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("setup: another script is setting up; waiting for it", file=sys.stderr, flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
