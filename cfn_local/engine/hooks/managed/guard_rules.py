"""The rules of a Guard Hook and their parameters, as stored in S3, put into a folder."""

import io
import shutil
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cfn_local.engine.hooks.managed.execution_role import ExecutionRole
from cfn_local.registry.stored_objects import VERSION, NotAnS3UriError, location_of, stored_object
from cfn_local.runtime import cfn_guard
from cfn_local.runtime.artifact import MAXIMUM_BYTES
from cfn_local.runtime.cfn_guard import GuardError
from cfn_local.runtime.unpacking import ArchiveError, unpack


@dataclass(frozen=True)
class StoredRules:
    """The objects that a Guard Hook names. They are fetched at each invocation, as on AWS."""

    account_id: str
    region: str
    role: ExecutionRole
    rules: str
    parameters: Sequence[str] = ()

    def put_into(self, folder: Path) -> tuple[Path, list[Path]]:
        """Return the folder of the rules and the files of the parameters. Raise GuardError if there are none."""
        rules = folder / "rules"
        content = self._content("ruleLocation", self.rules)
        name = PurePosixPath(self.rules.partition(VERSION)[0]).name
        if name.endswith(".guard"):
            rules.mkdir()
            (rules / name).write_bytes(content)
        elif name.endswith(".zip"):
            try:
                unpack(io.BytesIO(content), rules, MAXIMUM_BYTES)
            except ArchiveError as error:
                raise GuardError(f"{self.rules} cannot be unpacked. {error}") from error
        elif name.endswith(".tar.gz"):
            _unpack_tar(content, rules, self.rules)
        else:
            raise GuardError(f"ruleLocation {self.rules} ends with none of .guard, .zip and .tar.gz.")
        if not any(file.suffix in cfn_guard.SUFFIXES for file in rules.rglob("*")):
            raise GuardError(f"{self.rules} has no file that ends with .guard.")
        return rules, [self._parameter(uri, folder / f"parameters-{at}") for at, uri in enumerate(self.parameters)]

    def _parameter(self, uri: str, folder: Path) -> Path:
        folder.mkdir()
        file = folder / PurePosixPath(uri.partition(VERSION)[0]).name
        file.write_bytes(self._content("inputParams", uri))
        return file

    def _content(self, name: str, uri: str) -> bytes:
        try:
            location = location_of(uri)
            action = "s3:GetObjectVersion" if location.version_id else "s3:GetObject"
            self.role.require_of_object(action, location.bucket, location.key)
            content = stored_object(uri, self.account_id, self.region)
        except NotAnS3UriError as error:
            raise GuardError(f"{name} {error}") from error
        if content is None:
            raise GuardError(f"{name} {uri} does not exist.")
        return content


def _unpack_tar(content: bytes, into: Path, uri: str) -> None:
    """Unpack the rules files of the archive, and nothing else in it."""
    into.mkdir()
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
            for member in archive:
                path = PurePosixPath(member.name)
                if not member.isfile() or path.suffix not in cfn_guard.SUFFIXES:
                    continue
                if path.is_absolute() or ".." in path.parts:
                    raise GuardError(f"{uri} cannot be unpacked. Its member {member.name!r} leads out of the archive.")
                file = into / path
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("wb") as unpacked:
                    shutil.copyfileobj(archive.extractfile(member) or io.BytesIO(), unpacked)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise GuardError(f"{uri} cannot be unpacked. It is not a gzipped tar archive: {error}") from error
