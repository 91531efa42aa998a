"""The cache folder for results that take long to produce."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def root() -> Path:
    """Return `CFN_LOCAL_CACHE`, or the user's own cache folder."""
    chosen = os.environ.get("CFN_LOCAL_CACHE")
    if chosen:
        return Path(chosen).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cfn-local"


def failures() -> Path:
    """Return the file with the tracebacks of failures in a local AWS."""
    return root() / "failures.log"


def kept(name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder `name`. If it does not exist, `make` fills a new one, invisible to others until complete.

    A name is `kind/key`: `cfn-local cache` counts the kinds, and prunes what is one level below them.
    """
    folder = root() / name
    if folder.is_dir():
        with suppress(OSError):  # such as a folder that belongs to another user
            os.utime(folder)  # protects folders in use from pruning
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as unfinished:
        made = Path(unfinished) / "made"
        made.mkdir()
        make(made)
        try:
            made.rename(folder)
        except OSError:
            if not folder.is_dir():  # otherwise another run has made the same one meanwhile
                raise
    return folder
