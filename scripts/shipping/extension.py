"""The extensions of this repository, and how a user names one."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workspace import ROOT, projects

ROLE_TEMPLATE = "execution-role.yaml"


class UnknownExtensionError(Exception):
    """No project is called so. The message lists the names that there are."""


@dataclass(frozen=True)
class Extension:
    """A project, by what its .rpdk-config says: `kind` is RESOURCE, HOOK or MODULE."""

    folder: Path
    kind: str
    type_name: str

    @classmethod
    def in_folder(cls, folder: Path) -> "Extension":
        settings: dict[str, Any] = json.loads((folder / ".rpdk-config").read_text("utf-8"))
        return cls(folder, settings["artifact_type"], settings["typeName"])

    @property
    def name(self) -> str:
        """As cfn names files after the type: awscommunity-odcr-group."""
        return self.type_name.lower().replace("::", "-")

    @property
    def package(self) -> Path:
        """The folder of its Python package; a module has none."""
        return self.folder / "src" / self.name.replace("-", "_")

    @property
    def schema(self) -> dict[str, Any]:
        """That of a resource type or a hook, written by hand; cfn writes that of a module."""
        document: dict[str, Any] = json.loads((self.folder / f"{self.name}.json").read_text("utf-8"))
        return document

    @property
    def logical_name(self) -> str:
        """What the logical ids and parameters of templates begin with: ODCRGroup."""
        _, *parts = self.type_name.removesuffix("::MODULE").split("::")
        return "".join(parts)

    @property
    def role_template(self) -> Path | None:
        """The template of the role that its handlers run in; a module has none."""
        path = self.folder / ROLE_TEMPLATE
        return path if path.is_file() else None


def all_extensions() -> list[Extension]:
    """In the order of the workspace file."""
    return [Extension.in_folder(folder) for folder in projects()]


def chosen(names: list[str]) -> list[Extension]:
    """Those that are named, by folder or type name; all where none is."""
    known = all_extensions()
    return [_named(name, known) for name in names] if names else known


def _named(name: str, known: list[Extension]) -> Extension:
    for extension in known:
        if name in (extension.type_name, extension.name, extension.folder.name):
            return extension
        if Path(name).resolve() == extension.folder:
            return extension
    if (Path(name) / ".rpdk-config").is_file():
        return Extension.in_folder(Path(name).resolve())
    there_are = ", ".join(str(one.folder.relative_to(ROOT)) for one in known)
    raise UnknownExtensionError(f"'{name}' is no extension. Name a folder or a type; there are {there_are}.")
