"""Inputs of the contract tests: the sets, and the exports that they refer to."""

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
# The pattern that cfn itself uses.
EXPORT = re.compile(r"{{([-A-Za-z0-9:\s]+?)}}")
# A file's purpose is the first of these that its name contains, in cfn's own order.
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
    """The files `inputs_<number>_*.json`, by suffix. Number 0 is the set that cfn generates itself."""

    number: int
    files: dict[str, Path]

    @property
    def name(self) -> str:
        return f"inputs_{self.number}" if self.number else "generated inputs"

    def by_purpose(self) -> dict[str, Path]:
        """The file for each purpose, such as `create` or `invalid_pre_update`."""
        return {purpose: path for rest, path in self.files.items() if (purpose := _purpose(rest))}


def input_sets(project: Path) -> list[InputSet]:
    """Return the sets in `inputs/` by number; if there are none, the generated one."""
    found: dict[int, dict[str, Path]] = {}
    for path in sorted((project / FOLDER).glob("*.json")):
        matched = _FILE.fullmatch(path.name)
        if matched and _purpose(matched["rest"]):
            found.setdefault(int(matched["number"]), {})[matched["rest"]] = path
    return [InputSet(number, files) for number, files in sorted(found.items())] or [InputSet(0, {})]


def unreached_by_cfn(sets: list[InputSet]) -> list[InputSet]:
    """Return the sets that `cfn test` never reaches: it stops at the first missing number."""
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
    """Return the exports that `{{Name}}` refers to in this set and in overrides.json."""
    overrides = project / OVERRIDES
    paths = [*chosen.files.values(), *([overrides] if overrides.is_file() else [])]
    return {name.strip() for path in paths for name in EXPORT.findall(path.read_text("utf-8", "replace"))}


def model(path: Path, exports: dict[str, str]) -> dict[str, Any]:
    """Load the model of an input file, `{{Export}}`s replaced. ProjectError if it is not a JSON object."""
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
