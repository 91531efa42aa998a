"""The inputs of the contract tests: which sets there are, and which exports they name."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.project.loading import ProjectError

FOLDER = "inputs"
OVERRIDES = "overrides.json"
_FILE = re.compile(r"inputs_(?P<number>[1-9]\d*)_(?P<rest>.*)\.json")
# As cfn itself reads them.
EXPORT = re.compile(r"{{([-A-Za-z0-9:\s]+?)}}")
# What a file is for, by the first of these that its name contains. cfn's own order.
_PURPOSES = (
    "invalid_pre_create",
    "invalid_pre_update",
    "invalid_pre_delete",
    "pre_create",
    "pre_update",
    "pre_delete",
    "create",
    "update",
    "invalid",
)


@dataclass(frozen=True)
class InputSet:
    """The files `inputs_<number>_*.json`, by what follows the number. Number 0 is the set that cfn makes up itself."""

    number: int
    files: dict[str, Path]

    @property
    def name(self) -> str:
        return f"inputs_{self.number}" if self.number else "generated inputs"

    def by_purpose(self) -> dict[str, Path]:
        """The file for each purpose, such as `create` or `invalid_pre_update`."""
        return {purpose: path for rest, path in self.files.items() if (purpose := _purpose(rest))}


def input_sets(project: Path) -> list[InputSet]:
    """Every set in `inputs/`, by number; the made-up one where there is none."""
    found: dict[int, dict[str, Path]] = {}
    for path in sorted((project / FOLDER).glob("*.json")):
        matched = _FILE.fullmatch(path.name)
        if matched and _purpose(matched["rest"]):
            found.setdefault(int(matched["number"]), {})[matched["rest"]] = path
    return [InputSet(number, files) for number, files in sorted(found.items())] or [InputSet(0, {})]


def unreached_by_cfn(sets: list[InputSet]) -> list[InputSet]:
    """Those that `cfn test` itself never comes to: it counts from 1 and stops at the first number without files."""
    return [one for position, one in enumerate(sets, 1) if one.number and one.number != position]


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
    return {name.strip() for path in paths for name in EXPORT.findall(path.read_text("utf-8", "replace"))}


def model(path: Path, exports: dict[str, str]) -> dict[str, Any]:
    """The model in an input file, its `{{Export}}`s replaced. ProjectError where it is no JSON object."""
    text = EXPORT.sub(lambda named: json.dumps(exports[named[1].strip()])[1:-1], path.read_text("utf-8"))
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ProjectError(f"{path.name} is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise ProjectError(f"{path.name} must be a JSON object.")
    return found


def _purpose(rest: str) -> str | None:
    return next((purpose for purpose in _PURPOSES if purpose in rest), None)
