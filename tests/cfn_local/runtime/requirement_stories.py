"""The words in which projects and their requirements are told."""

import json
import zipfile
from pathlib import Path

PACKAGE = "example_tiny_thing"
TYPE_NAME = "Example::Tiny::Thing"


def wheel(folder: Path, name: str, version: str = "1.0", content: str = "") -> Path:
    """A wheel of one module, written by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    information = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": content,
        f"{information}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{information}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{file},,\n" for file in [*files, f"{information}/RECORD"])
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**files, f"{information}/RECORD": record}.items():
            archive.writestr(file, text)
    return path


def project(folder: Path, requirements: str | None = "") -> Path:
    """A resource project that cfn takes, with these requirements."""
    source = folder / "src" / PACKAGE
    (source / "rules").mkdir(parents=True)
    for file in ("__init__.py", "handlers.py", "rules/__init__.py", "rules/table.json", "stale.pyc"):
        (source / file).write_text(f'"{file}"\n')
    if requirements is not None:
        (folder / "requirements.txt").write_text(requirements)
    (folder / ".rpdk-config").write_text(json.dumps(SETTINGS))
    (folder / "example-tiny-thing.json").write_text(json.dumps(SCHEMA))
    return folder


SETTINGS = {
    "artifact_type": "RESOURCE",
    "typeName": TYPE_NAME,
    "language": "python312",
    "runtime": "python3.12",
    "entrypoint": f"{PACKAGE}.handlers.resource",
    "testEntrypoint": f"{PACKAGE}.handlers.test_entrypoint",
    "settings": {"protocolVersion": "2.0.0", "no_docker": True},
}
SCHEMA = {
    "typeName": TYPE_NAME,
    "description": "A thing.",
    "properties": {"Name": {"type": "string"}},
    "primaryIdentifier": ["/properties/Name"],
    "additionalProperties": False,
    "tagging": {"taggable": False},
    "handlers": {"read": {"permissions": []}},
}
