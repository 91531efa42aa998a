"""The package that `cfn submit` uploads: unpacked and validated for registration.

Its layout is that of cfn 0.2.41: `.rpdk-config`, `schema.json`, `ResourceProvider.zip` with the handlers,
`target-info.json` for a hook, and for a module `fragments/` instead.
"""

import json
import re
import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from cfn_local.registry.module_fragments import Fragment, FragmentError, read_fragment
from cfn_local.registry.package_schemas import Schema, SchemaError, load_schema
from cfn_local.runtime.artifact import MAXIMUM_BYTES
from cfn_local.runtime.unpacking import ArchiveError, unpack
from cfn_local.schemas import documents

# Handlers ship within the package, next to their source, schema and inputs.
_MOST_BYTES_OF_PACKAGE = 2 * MAXIMUM_BYTES
# cfn's own limits.
_MOST_BYTES_OF_SETTINGS = 10 * 1024
_MOST_BYTES_OF_CONFIGURATION_SCHEMA = 60 * 1024
_PYTHON = re.compile(r"python3\.\d+")


class PackageError(Exception):
    """The package cannot be registered. The message is the reason that the client reads."""


@dataclass(frozen=True)
class HandlerCode:
    """The unpacked artifact of a type version: its folder, its entry point and the Lambda runtime that it requests."""

    folder: Path
    entry_point: str
    runtime: str


@dataclass(frozen=True)
class Package:
    """The content of a package. `schema_text` is the schema as submitted; `handlers` is None if it needs none."""

    kind: str
    schema: Schema
    schema_text: str
    configuration_schema: Schema | None = None
    fragment: Fragment | None = None
    target_info: dict[str, Any] | None = None
    handlers: HandlerCode | None = None


def read_package(content: bytes, kind: str, type_name: str, into: Path) -> Package:
    """Read the package of `type_name` from the archive `content`, unpacking its handlers into the new folder `into`."""
    root = into / "package"
    try:
        unpack(BytesIO(content), root, _MOST_BYTES_OF_PACKAGE)
        return _read(root, into / "code", kind, type_name)
    except ArchiveError as error:
        raise PackageError(f"The package cannot be unpacked. {error}") from error
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _read(root: Path, code: Path, kind: str, type_name: str) -> Package:
    settings = _document(root, ".rpdk-config", _MOST_BYTES_OF_SETTINGS)
    if settings is None:
        raise PackageError("The package has no .rpdk-config: submit it with cfn submit, or make it with --dry-run.")
    schema = _schema(root, kind, type_name)
    _check_names(settings, schema, kind, type_name)
    return Package(
        kind=kind,
        schema=schema,
        schema_text=(root / "schema.json").read_text("utf-8"),
        configuration_schema=_configuration_schema(schema) if kind != "MODULE" else None,
        fragment=_fragment(root) if kind == "MODULE" else None,
        target_info=_document(root, "target-info.json") if kind == "HOOK" else None,
        handlers=_handlers(root, code, settings) if kind != "MODULE" and "handlers" in schema else None,
    )


def _schema(root: Path, kind: str, type_name: str) -> Schema:
    if not (root / "schema.json").is_file():
        raise PackageError(f"The package has no schema.json, which holds the schema of {type_name}.")
    try:
        return load_schema(kind, root / "schema.json")
    except SchemaError as error:
        raise PackageError(str(error)) from error


def _check_names(settings: dict[str, Any], schema: Schema, kind: str, type_name: str) -> None:
    # AWS accepts a package whose .rpdk-config has no typeName: recorded on 2023-02-28.
    in_settings = settings.get("typeName", type_name)
    for file, name in (("schema.json", schema.get("typeName")), (".rpdk-config", in_settings)):
        if name != type_name:
            raise PackageError(f"{file} is of the typeName {name}, but {type_name} is to be registered.")
    artifact_type = settings.get("artifact_type") or "RESOURCE"
    if artifact_type != kind:
        raise PackageError(f".rpdk-config is of the artifact_type {artifact_type}, but a {kind} is to be registered.")


def _configuration_schema(schema: Schema) -> Schema | None:
    """Return the configuration schema as cfn derives it and ships it in configuration-schema.json."""
    if "typeConfiguration" not in schema:
        return None
    configuration: Schema = schema["typeConfiguration"]
    whole = {**configuration, "definitions": schema.get("definitions", {}), "typeName": schema["typeName"]}
    if len(json.dumps(whole)) > _MOST_BYTES_OF_CONFIGURATION_SCHEMA:
        raise PackageError(f"The typeConfiguration is larger than {_MOST_BYTES_OF_CONFIGURATION_SCHEMA} bytes.")
    problem = documents.schema_problem(whole)
    if problem is not None:
        raise PackageError(f"The typeConfiguration is no JSON schema: {problem}")
    return whole


def _fragment(root: Path) -> Fragment:
    try:
        return read_fragment(root / "fragments")
    except FragmentError as error:
        raise PackageError(str(error)) from error


def _handlers(root: Path, into: Path, settings: dict[str, Any]) -> HandlerCode:
    entry_point, runtime = settings.get("entrypoint"), settings.get("runtime")
    if not isinstance(entry_point, str) or "." not in entry_point:
        raise PackageError(f"The entrypoint in .rpdk-config is {entry_point!r}, not module.name.")
    if not isinstance(runtime, str) or not _PYTHON.fullmatch(runtime):
        raise PackageError(f"Handlers in {runtime} do not run here: the local registry runs those in Python.")
    archive = root / "ResourceProvider.zip"
    if not archive.is_file():
        raise PackageError("The package has no ResourceProvider.zip, which holds the handlers that the schema names.")
    try:
        unpack(archive, into, MAXIMUM_BYTES)
    except ArchiveError as error:
        raise PackageError(f"ResourceProvider.zip cannot be unpacked. {error}") from error
    return HandlerCode(into, entry_point, runtime)


def _document(root: Path, name: str, most_bytes: int | None = None) -> dict[str, Any] | None:
    """Return the JSON object in the file `name` of the package; None if the file does not exist."""
    path = root / name
    if not path.is_file():
        return None
    if most_bytes is not None and path.stat().st_size > most_bytes:
        raise PackageError(f"{name} is larger than {most_bytes} bytes.")
    try:
        document = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{name} is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise PackageError(f"{name} is not a JSON object.")
    return document
