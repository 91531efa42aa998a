"""The handlers' requirements, installed by pip: pure Python, without what the Lambda runtime provides."""

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from workspace import OFFLINE

# requirements.txt lists all dependencies, so that boto3, on which the library depends, stays out.
_OPTIONS = ("--no-deps", "--no-compile", "--platform", "any", "--implementation", "py", "--only-binary", ":all:")
# Written by pip: the machine, pip version and paths of the installation.
_OF_THIS_MACHINE = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


class RequirementsError(Exception):
    """pip cannot install them. The message is pip's own."""


@cache
def required(listed: str) -> dict[str, bytes]:
    """Return the files of the requirements `listed`, from the wheelhouse alone, by path."""
    with tempfile.TemporaryDirectory() as made:
        requirements, target = Path(made) / "requirements.txt", Path(made) / "installed"
        requirements.write_text(listed, "utf-8")
        _pip_install(requirements, target)
        files = {path.relative_to(target).as_posix(): path for path in target.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in files.items() if not _is_left_out(name)}


def _pip_install(requirements: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *_OPTIONS]
    done = subprocess.run(
        [*command, "--requirement", str(requirements), "--target", str(target)],
        env={"PATH": "", **{name: OFFLINE[name] for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS")}},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RequirementsError(f"The requirements do not install: {done.stderr.strip()}")


def _is_left_out(name: str) -> bool:
    """Return whether packages omit the file: pip wrote it for the local machine, or it tests a requirement."""
    folder, *rest = name.split("/")
    written_by_pip = folder.endswith(".dist-info") and rest[-1] in _OF_THIS_MACHINE
    return written_by_pip or folder == "bin" or "tests" in rest[:-1] or name.endswith(".pyc")
