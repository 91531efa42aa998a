"""`cfn-local test --watch` sees what a saved file changes."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cfn_local.contract import command, suite
from cfn_local.contract.options import TestOptions
from cfn_local.contract.result import CaseResult, Outcome, ProjectResult
from cfn_local.contract.watching import Watch
from tests.cfn_local.contract.strangers import run_cfn_local, written


class Looks:
    """What happens between the looks, one edit after the other; then the user ends it."""

    def __init__(self, *edits: Callable[[], object]) -> None:
        self._edits = list(edits)

    def __call__(self) -> None:
        if not self._edits:
            raise KeyboardInterrupt
        self._edits.pop(0)()


@pytest.fixture
def projects(tmp_path: Path) -> dict[str, Path]:
    folders = {name: tmp_path / name for name in ("note", "box")}
    for folder in folders.values():
        written("src/handlers.py", "a = 1\n")(folder)
    return folders


def nothing() -> None:
    """No edit between two looks."""


class TestAWatch:
    def test_names_the_project_of_a_saved_file_once_its_files_are_at_rest(self, projects: dict[str, Path]) -> None:
        save = written("src/handlers.py", "a = 10\n")
        finish = written("src/handlers.py", "a = 100\n")
        looks = Looks(nothing, lambda: save(projects["box"]), lambda: finish(projects["box"]), nothing)
        watch = Watch(projects, [], looks)

        assert watch.next() == ["box"]
        with pytest.raises(KeyboardInterrupt):
            watch.next()

    @pytest.mark.parametrize(
        "edit",
        [
            written("inputs/inputs_1_create.json", "{}"),
            lambda folder: (folder / "src/handlers.py").unlink(),
            lambda folder: os.utime(folder / "src/handlers.py", ns=(1, 1)),
        ],
        ids=["new file", "deleted file", "same size"],
    )
    def test_sees_every_kind_of_change(self, projects: dict[str, Path], edit: Callable[[Path], object]) -> None:
        assert Watch(projects, [], Looks(lambda: edit(projects["note"]), nothing)).next() == ["note"]

    def test_sees_what_was_saved_during_the_tests(self, projects: dict[str, Path]) -> None:
        watch = Watch(projects, [], Looks(nothing))
        written("src/handlers.py", "a = 10\n")(projects["note"])

        assert watch.next() == ["note"]

    def test_names_every_project_where_a_shared_file_is_saved(self, projects: dict[str, Path], tmp_path: Path) -> None:
        template = tmp_path / "setup.yml"
        looks = Looks(lambda: template.write_text("Resources: {}"), nothing)

        assert Watch(projects, [template], looks).next() == ["note", "box"]

    @pytest.mark.parametrize("path", ["rpdk.log", "build/code.py", ".git/index", "src/__pycache__/handlers.pyc"])
    def test_does_not_see_what_tools_write(self, projects: dict[str, Path], path: str) -> None:
        with pytest.raises(KeyboardInterrupt):
            Watch(projects, [], Looks(lambda: written(path, "x")(projects["note"]), nothing)).next()


class TestWatching:
    def test_tests_all_projects_and_then_each_one_that_changes(
        self, projects: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tested = []

        def run(folder: Path, *_: object) -> tuple[ProjectResult, None]:
            tested.append(folder.name)
            cases = [CaseResult("contract_create", "inputs_1", Outcome.PASSED, 1.0)]
            return ProjectResult(folder.name, cases=cases), None

        save = written("src/handlers.py", "a = 10\n")
        looks = Looks(lambda: save(projects["box"]), nothing)
        monkeypatch.setattr(suite, "run", run)
        monkeypatch.setattr(suite, "warm_up", lambda *_: None)
        monkeypatch.setattr(time, "sleep", lambda _seconds: looks())

        with pytest.raises(KeyboardInterrupt):
            command.test_projects(
                list(projects.values()), TestOptions(), side_by_side=1, watch=True, junit_file=tmp_path / "junit.xml"
            )

        assert tested == ["note", "box", "box"]
        assert (tmp_path / "junit.xml").read_text().count("<testsuite ") == 2


def test_does_not_go_together_with_keep() -> None:
    process = run_cfn_local("test", "--watch", "--keep")
    assert process.returncode == 2
    assert "--keep waits for you, and --watch for your files: take one of them" in process.stdout
