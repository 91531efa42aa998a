"""The extensions of this repository, and their names for users."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workspace import ROOT, projects

ROLE_TEMPLATE = "execution-role.yaml"


class UnknownExtensionError(Exception):
    """No project has this name. The message lists the existing names."""


@dataclass(frozen=True)
class Extension:
    """A project, as its .rpdk-config describes it: `kind` is RESOURCE, HOOK or MODULE."""

    folder: Path
    kind: str
    type_name: str

    @classmethod
    def in_folder(cls, folder: Path) -> "Extension":
        settings: dict[str, Any] = json.loads((folder / ".rpdk-config").read_text("utf-8"))
        return cls(folder, settings["artifact_type"], settings["typeName"])

    @property
    def name(self) -> str:
        """Return the name of files as cfn derives it from the type: awscommunity-odcr-group."""
        return self.type_name.lower().replace("::", "-")

    @property
    def package(self) -> Path:
        """Return the folder of its Python package; None for a module."""
        return self.folder / "src" / self.name.replace("-", "_")

    @property
    def schema(self) -> dict[str, Any]:
        """Return the schema: written by hand for a resource type or a hook, by cfn for a module."""
        document: dict[str, Any] = json.loads((self.folder / f"{self.name}.json").read_text("utf-8"))
        return document

    @property
    def logical_name(self) -> str:
        """Return the prefix of logical IDs and parameters in templates: ODCRGroup."""
        _, *parts = self.type_name.removesuffix("::MODULE").split("::")
        return "".join(parts)

    @property
    def role_template(self) -> Path | None:
        """Return the template of its handlers' role; None for a module."""
        path = self.folder / ROLE_TEMPLATE
        return path if path.is_file() else None


def all_extensions() -> list[Extension]:
    """Return the extensions in the order of the workspace file."""
    return [Extension.in_folder(folder) for folder in projects()]


def chosen(names: list[str]) -> list[Extension]:
    """Return the extensions named by folder or type name; all if none is named."""
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
