"""The packages in the images of Lambda's Python runtimes; on a handler's path they follow its artifact."""

import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import metadata
from importlib.util import find_spec
from pathlib import Path

from cfn_local.runtime import cache as cached
from cfn_local.runtime import pip
from cfn_local.runtime.interpreter import Interpreter

_CLIENTS = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")
# Up to this version the images include setuptools beside pip. From 3.12 on they do not; neither does Python itself.
_LAST_WITH_SETUPTOOLS = 11
_BUNDLED_SETUPTOOLS = """
import glob, os
try:
    import ensurepip
    folder = os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")
except ImportError:
    folder = ""
found = glob.glob(os.path.join(folder, "setuptools-*.whl")) + glob.glob("/usr/share/python-wheels/setuptools-*.whl")
print(found[0] if found else "")
"""


def search_path(code: Sequence[Path], interpreter: Interpreter, runtime: str) -> list[str]:
    """Return the folders of `code`, followed by those that the image of `runtime` adds."""
    added: list[Path | None] = []
    if not _brings(code, "boto3"):
        added.append(runtime_packages() if _reads_our_clients(interpreter) else _clients_of(interpreter, code))
    if has_setuptools(runtime) and not _brings(code, "pkg_resources"):  # recent setuptools has dropped it
        added.append(_setuptools(interpreter))
    return [str(folder) for folder in [*code, *added] if folder]


def runtime_packages() -> Path:
    """Return a folder with the AWS clients of our own environment, and nothing else of it."""
    sources = [_location(name) for name in _CLIENTS]

    def make(folder: Path) -> None:
        for source in sources:
            (folder / source.name).symlink_to(source)

    return cached.kept(f"runtime/{sha256(str(sources).encode()).hexdigest()[:16]}", make)


def has_setuptools(runtime: str) -> bool:
    """Return whether the image of `runtime` has setuptools, and with it pkg_resources."""
    minor = runtime.removeprefix("python3.")
    return minor.isdecimal() and int(minor) <= _LAST_WITH_SETUPTOOLS


def _location(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None, f"{name} is a requirement of boto3"
    origin = Path(spec.origin)
    return origin.parent if spec.submodule_search_locations else origin


@cache
def _reads_our_clients(interpreter: Interpreter) -> bool:
    needed = metadata("boto3")["Requires-Python"].replace(" ", "").removeprefix(">=3.")
    return interpreter.minor >= int(needed)


def _clients_of(interpreter: Interpreter, code: Sequence[Path]) -> Path | None:
    """Return a boto3 for the interpreter, if the code imports it and pip can install one."""
    return _installed("boto3", interpreter) if _names(code, b"boto") else None


@cache
def _installed(name: str, interpreter: Interpreter) -> Path | None:
    try:
        return cached.kept(
            f"runtime/{name}-{interpreter.version}", lambda folder: pip.install([name], folder, interpreter)
        )
    except pip.PipError:
        return None


@cache
def _setuptools(interpreter: Interpreter) -> Path | None:
    """Return those that the interpreter itself bundles, unpacked."""
    command = [interpreter.executable, "-I", "-c", _BUNDLED_SETUPTOOLS]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    if not found:
        return None

    def make(folder: Path) -> None:
        with zipfile.ZipFile(found) as wheel:
            wheel.extractall(folder)

    return cached.kept(f"runtime/{Path(found).stem}", make)


def _brings(code: Iterable[Path], package: str) -> bool:
    return any((folder / package).is_dir() for folder in code)


def _names(code: Iterable[Path], word: bytes) -> bool:
    return any(word in path.read_bytes() for folder in code for path in folder.rglob("*.py"))
