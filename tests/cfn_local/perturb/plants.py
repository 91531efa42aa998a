"""The right resource, and copies of it in which a bug is planted."""

import shutil
from pathlib import Path
from typing import Any

from cfn_local.perturb.extension import Settings
from cfn_local.perturb.trial import Choice, Result, try_project

HERE = Path(__file__).parent
SHELF = HERE / "projects" / "ssm-shelf"
HANDLERS = "src/example_ssm_shelf/handlers.py"


def planted(into: Path, *edits: tuple[str, str]) -> Path:
    """A copy of the right resource in `into`, each (old, new) of its handlers replaced; every old is there once."""
    folder = into / "ssm-shelf"
    shutil.copytree(SHELF, folder)
    source = (folder / HANDLERS).read_text("utf-8")
    for old, new in edits:
        assert source.count(old) == 1, f"{old!r} is there {source.count(old)} times"
        source = source.replace(old, new)
    (folder / HANDLERS).write_text(source, "utf-8")
    return folder


def tried(folder: Path, *only: str, **settings: Any) -> Result:
    """What comes out of the cases `only`."""
    result = try_project(folder, Settings(**settings), Choice(only), lambda _phase: None)
    assert not result.stops, result.stops
    return result


def found(result: Result) -> set[tuple[str, str, str]]:
    """(case, oracle, sign) of every finding."""
    return {(one.case.name, str(one.verdict.oracle), one.verdict.sign) for one in result.findings}
