"""The package of an extension: what `cfn submit` would upload, but small, reproducible and checked."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from shipping import refusals
from shipping.archive import archive, files_in
from shipping.cfn_archive import files_by_cfn
from shipping.extension import Extension
from shipping.requirements import required

HANDLERS = "ResourceProvider.zip/"
SCHEMA = "schema.json"
# cfn writes them from sets, in arbitrary order.
_WRITTEN_BY_CFN = (".cfn_metadata.json", "target-info.json")
_MARK = re.compile(r" \[package (?P<contents>[0-9a-f]{16})\]$")


class PackagingError(Exception):
    """The package cannot be built. The message names the extension and every reason."""


@dataclass(frozen=True)
class Package:
    """The input of RegisterType, and two checksums that identify it.

    `sha256` is that of the file. `contents` identifies what is inside; it is at the end of the schema's description,
    because the registry shows nothing else that could identify a version.
    """

    extension: Extension
    content: bytes
    contents: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def files(self) -> dict[str, bytes]:
        """Return the content by name, that of the handlers as ResourceProvider.zip/name."""
        return files_in(self.content)

    @property
    def key(self) -> str:
        """Return the object key in a bucket: different for different packages, equal for equal ones."""
        return f"{self.extension.name}/{self.sha256}.zip"


def build(extension: Extension) -> Package:
    """Return the package of the project in its current state. Raise PackagingError if it must not be shipped."""
    files = files_by_cfn(extension)
    listed = extension.folder / "requirements.txt"
    if listed.is_file() and any(name.startswith(HANDLERS) for name in files):
        for name, content in required(listed.read_text("utf-8")).items():
            if files.setdefault(HANDLERS + name, content) != content:
                raise PackagingError(f"{extension.type_name} cannot be packaged: a requirement brings {name} as well")
    return of_files(extension, files)


def of_files(extension: Extension, files: Mapping[str, bytes]) -> Package:
    """Return the package that holds `files`, in a reproducible form."""
    uniform = {name: _uniform(name, content) for name, content in files.items() if not name.endswith(".pyc")}
    contents = _checksum(uniform)
    uniform[SCHEMA] = _marked(uniform[SCHEMA], contents)
    try:
        refusals.check(uniform)
        content = archive(uniform)
        refusals.check_size(content)
    except refusals.RefusedError as error:
        raise PackagingError(f"{extension.type_name} cannot be packaged:\n{error}") from error
    return Package(extension, content, contents)


def contents_in(description: str | None) -> str | None:
    """Return the identifier of the package of a version with this description; None if it was not packaged here."""
    found = _MARK.search(description or "")
    return found["contents"] if found else None


def _uniform(name: str, content: bytes) -> bytes:
    return _json(json.loads(content), sort_keys=True) if name in _WRITTEN_BY_CFN else content


def _checksum(files: Mapping[str, bytes]) -> str:
    """Return the first 16 digits of a SHA-256 of the names and contents of all files, regardless of compression."""
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()[:16]


def _marked(schema: bytes, contents: str) -> bytes:
    document = json.loads(schema)
    description = _MARK.sub("", document.get("description") or document["typeName"])
    return _json({**document, "description": f"{description} [package {contents}]"})


def _json(document: object, *, sort_keys: bool = False) -> bytes:
    return json.dumps(document, indent=4, sort_keys=sort_keys).encode() + b"\n"
