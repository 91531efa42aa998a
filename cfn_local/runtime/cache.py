"""The folder in which what takes long to make is kept between runs."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def root() -> Path:
    """`CFN_LOCAL_CACHE`, or the user's own cache folder."""
    chosen = os.environ.get("CFN_LOCAL_CACHE")
    if chosen:
        return Path(chosen).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cfn-local"


def failures() -> Path:
    """The file with the tracebacks of what failed in a local AWS."""
    return root() / "failures.log"


def kept(name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`. Where there is none, `make` fills a new one, which no other run sees before it is whole."""
    folder = root() / name
    if folder.is_dir():
        with suppress(OSError):  # such as one that belongs to another user
            os.utime(folder)  # what is in use is not pruned
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as unfinished:
        made = Path(unfinished) / "made"
        made.mkdir()
        make(made)
        try:
            made.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another run has made the same one meanwhile
                raise
    return folder
