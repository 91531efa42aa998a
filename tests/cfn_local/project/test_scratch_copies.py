"""The copy in which cfn works: all that the project ships, nothing that tools left behind, and what changed in it."""

from pathlib import Path

import pytest

from cfn_local.project import loading
from cfn_local.project.scratch import Scratch
from tests.cfn_local.contract.strangers import copied, written


def scratch_of(folder: Path, into: Path) -> Scratch:
    return Scratch.of(loading.load(folder), into / "scratch")


class TestWhatIsCopied:
    @pytest.mark.parametrize(
        "path", ["src/example_ssm_note/build/tool.py", "src/example_ssm_note/function.zip", "inputs/env/notes.txt"]
    )
    def test_what_may_ship_is(self, tmp_path: Path, path: str) -> None:
        scratch = scratch_of(copied("ssm-note", tmp_path, written(path, "kept")), tmp_path)
        assert (scratch.folder / path).read_text() == "kept"

    @pytest.mark.parametrize(
        "path", ["build/lib.py", ".venv/bin/python", ".git/config", "example-ssm-note.zip", "rpdk.log.1"]
    )
    def test_what_tools_left_is_not(self, tmp_path: Path, path: str) -> None:
        scratch = scratch_of(copied("ssm-note", tmp_path, written(path, "left")), tmp_path)
        assert not (scratch.folder / path).exists()

    def test_a_link_to_nowhere_is_no_obstacle(self, tmp_path: Path) -> None:
        folder = copied("ssm-note", tmp_path, lambda folder: (folder / "notes").symlink_to("nowhere"))
        assert (scratch_of(folder, tmp_path).folder / "requirements.txt").is_file()


class TestWhatIsGenerated:
    def test_new_and_rewritten_files_are_told(self, tmp_path: Path) -> None:
        scratch = scratch_of(copied("ssm-note", tmp_path), tmp_path)
        written("docs/memo.md", "new")(scratch.folder)
        written("docs/README.md", "rewritten")(scratch.folder)
        assert scratch.generated() == {"docs/memo.md": b"new", "docs/README.md": b"rewritten"}

    def test_cfns_own_traces_do_not_count(self, tmp_path: Path) -> None:
        scratch = scratch_of(copied("ssm-note", tmp_path), tmp_path)
        written("rpdk.log", "")(scratch.folder)
        written(".hypothesis/examples", "")(scratch.folder)
        assert scratch.generated() == {}

    def test_what_the_project_brought_can_be_put_back_and_what_is_new_stays(self, tmp_path: Path) -> None:
        scratch = scratch_of(copied("ssm-note", tmp_path, written("docs/README.md", "first")), tmp_path)
        written("docs/README.md", "rewritten")(scratch.folder)
        written("docs/memo.md", "new")(scratch.folder)
        scratch.restore(["docs/README.md", "docs/memo.md"])
        assert (scratch.folder / "docs/README.md").read_text() == "first"
        assert (scratch.folder / "docs/memo.md").read_text() == "new"
