"""Right resources, and copies of them in which a bug is planted."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.perturb.extension import Settings
from cfn_local.perturb.result import Choice, Result
from cfn_local.perturb.trial import try_project

HERE = Path(__file__).parent
SHELF = HERE / "projects" / "ssm-shelf"
SEAT = HERE / "projects" / "ec2-seat"


def planted(into: Path, *edits: tuple[str, str], right: Path = SHELF) -> Path:
    """A copy of the right resource in `into`, each (old, new) of its handlers replaced; every old is there once."""
    folder = into / right.name
    shutil.copytree(right, folder)
    (handlers,) = folder.glob("src/*/handlers.py")
    source = handlers.read_text("utf-8")
    for old, new in edits:
        assert source.count(old) == 1, f"{old!r} is there {source.count(old)} times"
        source = source.replace(old, new)
    handlers.write_text(source, "utf-8")
    return folder


@dataclass(frozen=True)
class Tried:
    """Tries projects in a local AWS that runs already."""

    aws: LocalAws

    def __call__(self, folder: Path, *only: str, chosen: Mapping[str, Any] | None = None, **settings: Any) -> Result:
        """What comes out of the cases `only`."""
        choice = Choice(only, **(chosen or {}))
        result = try_project(folder, Settings(**settings), choice, lambda _phase: None, self.aws)
        assert not result.stops, result.stops
        return result


def found(result: Result) -> set[tuple[str, str, str]]:
    """(case, oracle, sign) of every finding."""
    return {(one.case.name, str(one.violation.oracle), one.violation.sign) for one in result.findings}
