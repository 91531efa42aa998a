"""The file of `cfn-local up --state`: the whole account, to go on with in another run.

Its first line is a JSON object with the versions that wrote it and the digest of the rest, which is a pickle. A pickle
runs code when it is read, so a file is read only if nobody but its owner, who is this user, can have written it.
"""

import hashlib
import json
import os
import platform
import tempfile
import threading
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cfn_local.gateway import account_pickling
from cfn_local.gateway.snapshots import SnapshotError
from cfn_local.runtime.workers import Workers

_DIGEST = "SHA-256"
# The threads of operations that clients have started, by how their names begin.
_OPERATIONS = ("stack ", "stack set ", "change set ", "drift of ", "refactor ", "registering ", "request ")
_SECONDS_TO_END = 60
_MOST_BYTES_OF_HEADER = 10_000


class AccountFileError(Exception):
    """The file cannot be written or read. The message says why, and what to do."""


def keep(path: Path) -> None:
    """Write the account to the file, once the operations under way have ended. A failure leaves the file as it was."""
    _wait_for_operations()
    try:
        content = account_pickling.dumped()
    except SnapshotError as error:
        raise AccountFileError(f"{error}. {path} is as it was.") from error
    header = json.dumps({**_versions(), _DIGEST: hashlib.sha256(content).hexdigest()}).encode()
    try:
        _replace(path, header + b"\n" + content)
    except OSError as error:
        raise AccountFileError(f"{path} cannot be written: {error.strerror}.") from error


def restore(path: Path, workers: Workers) -> None:
    """Make the account that of the file, with handlers that run in `workers`."""
    try:
        with path.open("rb") as file:
            _refuse_what_others_wrote(path, os.fstat(file.fileno()))
            header, content = _header(path, file.readline(_MOST_BYTES_OF_HEADER)), file.read()
    except OSError as error:
        raise AccountFileError(f"{path} cannot be read: {error.strerror}.") from error
    for name, ours in _versions().items():
        if header.get(name) != ours:
            raise AccountFileError(
                f"{path} was written with {name} {header.get(name)}, and this is {ours}: run that one, or move the "
                "file away to start with an empty account."
            )
    if header.get(_DIGEST) != hashlib.sha256(content).hexdigest():
        raise AccountFileError(_damaged(path))
    try:
        account_pickling.load(content, workers)
    except SnapshotError as error:
        raise AccountFileError(f"{error}. Move {path} away to start with an empty account.") from error


def _versions() -> dict[str, str]:
    return {"cfn-local": version("cfn-local"), "moto": version("moto"), "Python": platform.python_version()}


def _header(path: Path, line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise AccountFileError(_damaged(path)) from error
    if not isinstance(found, dict):
        raise AccountFileError(_damaged(path))
    return found


def _damaged(path: Path) -> str:
    return f"{path} is damaged, or no account of cfn-local: move it away to start with an empty account."


def _refuse_what_others_wrote(path: Path, status: os.stat_result) -> None:
    if status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise AccountFileError(
            f"{path} belongs to another user, or others may write to it, and reading it runs code: open only your own "
            f"files, with chmod 600."
        )


def _wait_for_operations() -> None:
    running = [one for one in threading.enumerate() if one.name.startswith(_OPERATIONS)]
    for thread in running:
        thread.join(_SECONDS_TO_END)
    if left := sorted(thread.name for thread in running if thread.is_alive()):
        raise AccountFileError(f"Still running, so that the account is not kept: {', '.join(left)}.")


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside it, which only this user may read, and rename that: nobody sees half a file."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
