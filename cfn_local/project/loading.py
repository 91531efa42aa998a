"""An extension project on disk: its .rpdk-config and its schema."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

SETTINGS = ".rpdk-config"
_LANGUAGE = re.compile(r"python3(\d+)")
# Versions of Python 3 that today's plugin generates code for. It does so alike for all.
_OLDEST_LANGUAGE, _NEWEST_LANGUAGE = 8, 12
_INSTEAD_OF_OLDER = "python39"
_PERMISSION = re.compile(r'"([a-z0-9-]+):[A-Z*]\w*\*?"')


class ProjectError(Exception):
    """The project cannot be run as requested: the reason, the fix, and the output that shows it."""

    def __init__(self, reason: str, output: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.output = output


class ArtifactType(StrEnum):
    """`artifact_type` of .rpdk-config."""

    RESOURCE = "RESOURCE"
    HOOK = "HOOK"
    MODULE = "MODULE"


@dataclass(frozen=True)
class Project:
    """`language` and `runtime` as .rpdk-config declares them; both are empty for a module."""

    folder: Path
    artifact_type: ArtifactType
    type_name: str
    language: str = ""
    runtime: str = ""
    entry_point: str = ""

    @property
    def package(self) -> str:
        """Package under src that cfn ships: `AwsCommunity::ODCR::Group` -> `awscommunity_odcr_group`."""
        return self.type_name.lower().replace("::", "_")

    @property
    def schema_file(self) -> str:
        return self.type_name.lower().replace("::", "-") + ".json"

    @property
    def loadable_language(self) -> str:
        """The language that stands for its own where today's Python plugin does not support that."""
        version = _LANGUAGE.fullmatch(self.language)
        if version is None or _OLDEST_LANGUAGE <= int(version[1]) <= _NEWEST_LANGUAGE:
            return self.language
        return f"python3{_NEWEST_LANGUAGE}" if int(version[1]) > _NEWEST_LANGUAGE else _INSTEAD_OF_OLDER


def load(folder: Path) -> Project:
    """Load the project in `folder`; ProjectError if cfn-local cannot run one there."""
    settings = _settings(folder)
    try:
        artifact_type = ArtifactType(settings.get("artifact_type", ArtifactType.RESOURCE))
    except ValueError:
        found = settings["artifact_type"]
        raise ProjectError(f"{SETTINGS} has artifact_type {found!r}; it must be RESOURCE, HOOK or MODULE.") from None
    type_name = _text(settings, "typeName")
    if artifact_type is ArtifactType.MODULE:
        return Project(folder, artifact_type, type_name)
    language = _text(settings, "language")
    project = Project(
        folder, artifact_type, type_name, language, _text(settings, "runtime"), _text(settings, "entrypoint")
    )
    if not _LANGUAGE.fullmatch(language):
        raise ProjectError(f"Not supported: {type_name} is written in {language!r}; cfn-local runs Python projects.")
    return project


def schema_of(project: Project) -> dict[str, Any]:
    """Return the resource or hook schema, unvalidated: that is for `cfn validate`."""
    path = project.folder / project.schema_file
    try:
        schema = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ProjectError(
            f"{project.schema_file} does not exist; its name follows from {project.type_name}."
        ) from None
    except ValueError as error:
        raise ProjectError(f"{project.schema_file} is not JSON: {error}") from None
    if not isinstance(schema, dict):
        raise ProjectError(f"{project.schema_file} must be a JSON object.")
    return schema


def check(project: Project, schema: dict[str, Any]) -> None:
    """ProjectError for errors that cfn does not explain: no package, or an identifier that is not a property."""
    source = project.folder / "src" / project.package
    if not source.is_dir():
        others = sorted(path.parent.name for path in source.parent.glob("*/handlers.py"))
        instead = f" src has {', '.join(others)}: rename it." if others else ""
        raise ProjectError(
            f"src/{project.package} does not exist. cfn ships that folder; its name follows from the type name."
            f"{instead}"
        )
    properties = schema.get("properties")
    if project.artifact_type is not ArtifactType.RESOURCE or not isinstance(properties, dict):
        return
    named = [name for name in schema.get("primaryIdentifier") or [] if isinstance(name, str)]
    unknown = [name for name in named if name.split("/")[2:3] and name.split("/")[2] not in properties]
    if unknown:
        raise ProjectError(
            f"{project.schema_file}: primaryIdentifier names {', '.join(unknown)}, which is not in properties."
        )


def services_of(schema: dict[str, Any]) -> set[str]:
    """Return the services named in the permissions (IAM prefixes); for a hook, CloudFormation too."""
    handlers = json.dumps(schema.get("handlers"))
    registry = {"cloudformation"} if '"targetNames"' in handlers else set()
    return registry | set(_PERMISSION.findall(handlers))


def _settings(folder: Path) -> dict[str, Any]:
    if not folder.is_dir():
        raise ProjectError(f"{folder} is not a folder.")
    try:
        settings = json.loads((folder / SETTINGS).read_text("utf-8"))
    except FileNotFoundError:
        raise ProjectError(f"No {SETTINGS} in {folder}. Name a folder that `cfn init` made.") from None
    except ValueError as error:
        raise ProjectError(f"{SETTINGS} is not JSON: {error}") from None
    if not isinstance(settings, dict):
        raise ProjectError(f"{SETTINGS} must be a JSON object.")
    return settings


def _text(settings: dict[str, Any], key: str) -> str:
    value = settings.get(key)
    if not isinstance(value, str) or not value:
        raise ProjectError(f"{SETTINGS} must have a {key!r} that is a string; it has {value!r}.")
    return value
