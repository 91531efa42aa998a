"""Strangers' projects, whole and broken, and what the real `cfn-local test` makes of them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from cfn_local.contract import suite
from cfn_local.contract.options import TestOptions
from cfn_local.contract.result import CaseResult, ProjectResult

PROJECTS = Path(__file__).parent / "projects"
ONE_TEST = ("-k", "contract_create_delete")

Edit = Callable[[Path], object]


@dataclass(frozen=True)
class Verdict:
    """The outcome of one project, in the words that the user reads."""

    result: ProjectResult

    @property
    def diagnosis(self) -> str:
        return "\n".join(self.result.diagnosis)

    @property
    def notes(self) -> str:
        return "\n".join(self.result.notes)

    @property
    def stop(self) -> str:
        return "\n".join(stop.reason for stop in self.result.stops)

    @property
    def output(self) -> str:
        return "\n".join(stop.output for stop in self.result.stops)

    def case(self, name: str) -> CaseResult:
        return next(case for case in self.result.cases if case.name == name)


def verdict_on(project: Path, **options: object) -> Verdict:
    """Run the suite on `project`; one test of it alone unless `suite_arguments` say otherwise."""
    chosen = TestOptions(**{"suite_arguments": ONE_TEST, **options})  # type: ignore[arg-type]
    with ExitStack() as resources:
        result, _ = suite.run(project, chosen, lambda phase: None, resources)
        return Verdict(result)


def copied(name: str, into: Path, *edits: Edit) -> Path:
    """A copy of the project `name` in the folder `into`, with some edits."""
    folder = into / name
    shutil.copytree(PROJECTS / name, folder)
    for edit in edits:
        edit(folder)
    return folder


def with_create(code: str) -> Edit:
    """Example::Ssm::Note with a line of code at the start of its create handler, where `desired` is the model."""
    start = '    ssm, desired = session.client("ssm"), request.desiredResourceState\n    tags = '
    return replaced(
        "src/example_ssm_note/handlers.py",
        start,
        f"    desired = request.desiredResourceState\n    {code}\n{start}",
    )


def written(path: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")

    return edit


def removed(path: str) -> Edit:
    return lambda folder: (folder / path).unlink()


def replaced(path: str, old: str, new: str) -> Edit:
    """Every `old` in the file becomes `new`. There must be one."""

    def edit(folder: Path) -> None:
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), "utf-8")

    return edit


def run_cfn_local(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a user starts it, its streams together."""
    return subprocess.run(
        [sys.executable, "-m", "cfn_local.cli", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def side_by_side(runs: dict[str, Callable[[], Verdict]]) -> dict[str, Verdict]:
    """The outcomes by name, two runs at a time."""
    with ThreadPoolExecutor(2) as pool:
        running = {name: pool.submit(run) for name, run in runs.items()}
        return {name: one.result() for name, one in running.items()}
