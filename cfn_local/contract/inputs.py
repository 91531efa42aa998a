"""The inputs of the contract tests: which sets there are, which exports they name, whether they fit the schema."""

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from cfn_local.contract.project import Kind

FOLDER = "inputs"
OVERRIDES = "overrides.json"
_FILE = re.compile(r"inputs_(?P<number>\d+)_(?P<rest>.*)\.json")
# As cfn itself reads them.
_EXPORT = re.compile(r"{{([-A-Za-z0-9:\s]+?)}}")


@dataclass(frozen=True)
class InputSet:
    """The files `inputs_<number>_*.json`, by what follows the number. Number 0 is the set that cfn makes up itself."""

    number: int
    files: dict[str, Path]

    @property
    def name(self) -> str:
        return f"inputs_{self.number}" if self.number else "generated inputs"


def input_sets(project: Path) -> list[InputSet]:
    """Every set in `inputs/`, by number; the made-up one where there is none."""
    found: dict[int, dict[str, Path]] = {}
    for path in sorted((project / FOLDER).glob("*.json")):
        matched = _FILE.fullmatch(path.name)
        if matched:
            found.setdefault(int(matched["number"]), {})[matched["rest"]] = path
    return [InputSet(number, files) for number, files in sorted(found.items())] or [InputSet(0, {})]


def lay_out(chosen: InputSet, scratch: Path) -> None:
    """Make `chosen` the only set in the scratch copy, as number 1: cfn stops at the first set that fails."""
    contents = {rest: path.read_bytes() for rest, path in chosen.files.items()}
    shutil.rmtree(scratch / FOLDER, ignore_errors=True)
    if contents:
        (scratch / FOLDER).mkdir()
    for rest, content in contents.items():
        (scratch / FOLDER / f"inputs_1_{rest}.json").write_bytes(content)


def exports_named(chosen: InputSet, project: Path) -> set[str]:
    """The exports that `{{Name}}` asks for in this set and in overrides.json."""
    overrides = project / OVERRIDES
    paths = [*chosen.files.values(), *([overrides] if overrides.is_file() else [])]
    return {name.strip() for path in paths for name in _EXPORT.findall(path.read_text("utf-8"))}


def problems(chosen: InputSet, kind: Kind, schema: dict[str, Any]) -> list[str]:
    """What is missing in this set, or does not fit the schema, in one line each."""
    if not chosen.number:
        return []
    missing = [
        f"{chosen.name}_{rest}.json is missing: cfn takes the model of {what} from it."
        for rest, what in _needed(kind, schema)
        if not any(rest in name for name in chosen.files)
    ]
    if kind is Kind.HOOK:
        return missing
    stale = [
        f"{path.name} does not fit the schema: {problem}"
        for rest, path in chosen.files.items()
        if "invalid" not in rest
        for problem in _misfits(path, schema)
    ]
    return missing + stale


def _needed(kind: Kind, schema: dict[str, Any]) -> Iterable[tuple[str, str]]:
    handlers = schema.get("handlers", {})
    if kind is Kind.RESOURCE:
        yield "create", "CREATE"
        if "update" in handlers:
            yield "update", "UPDATE"
        return
    for handler, point in (("preCreate", "pre_create"), ("preUpdate", "pre_update"), ("preDelete", "pre_delete")):
        if handler in handlers:
            yield point, f"the {point} tests that must pass"
            yield f"invalid_{point}", f"the {point} tests that must fail"


def _misfits(path: Path, schema: dict[str, Any]) -> list[str]:
    try:
        model = json.loads(_EXPORT.sub("export", path.read_text("utf-8")))
    except json.JSONDecodeError as error:
        return [f"it is not JSON: {error}"]
    if not isinstance(model, dict):
        return ["it must be a JSON object"]
    unknown = sorted(model.keys() - schema.get("properties", {}).keys())
    if unknown:
        return [f"{', '.join(unknown)} is not a property of the type"]
    lacking = sorted(set(schema.get("required", [])) - model.keys() - _read_only(schema))
    if lacking and "create" in path.name:
        return [f"the required property {', '.join(lacking)} is missing"]
    errors = Draft7Validator({**schema, "required": []}).iter_errors(model)
    return [f"/{'/'.join(map(str, error.path))}: {error.message}" for error in errors if error.validator in _JUDGED]


# An export may stand for any text, and cfn itself does not judge the rest.
_JUDGED = frozenset({"type", "enum", "additionalProperties", "minItems", "maxItems"})


def _read_only(schema: dict[str, Any]) -> set[str]:
    return {pointer.split("/")[2] for pointer in schema.get("readOnlyProperties", []) if pointer.count("/") >= 2}
