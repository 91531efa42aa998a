"""What cfn has generated is kept for the next run, and generated anew once anything that cfn reads differs."""

from pathlib import Path
from typing import Any

import pytest

from cfn_local.project import generating, loading
from cfn_local.project.loading import ProjectError
from cfn_local.project.scratch import Scratch
from tests.cfn_local.contract.strangers import Edit, copied, replaced, written

MODELS = "src/example_ssm_note/models.py"


class Cfn:
    """Writes a file, and refuses what it is told to."""

    def __init__(self, folder: Path, refuses: bool = False) -> None:
        self.commands: list[str] = []
        self._folder, self._refuses = folder, refuses

    def validate(self) -> None:
        self.commands.append("validate")
        if self._refuses:
            raise ProjectError("no bread")

    def generate(self) -> None:
        self.commands.append("generate")
        (self._folder / "docs").mkdir(exist_ok=True)
        (self._folder / "docs/new.md").write_text("w\u00f6rds")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFN_LOCAL_CACHE", str(tmp_path / "cache"))


def run(folder: Path, into: Path, **options: Any) -> tuple[list[str], dict[str, bytes], Path]:
    """The commands that cfn was given, what they wrote, and where."""
    scratch = Scratch.of(loading.load(folder), into)
    cfn = Cfn(scratch.folder, options.pop("refuses", False))
    files = generating.generated(scratch, lambda: cfn, with_validation=options.get("with_validation", True))  # type: ignore[arg-type, return-value]
    return cfn.commands, files, scratch.folder


def test_it_is_kept_and_laid_out_as_cfn_wrote_it(tmp_path: Path) -> None:
    folder = copied("ssm-note", tmp_path)
    expected = {"docs/new.md": "w\u00f6rds".encode()}
    assert run(folder, tmp_path / "first")[:2] == (["validate", "generate"], expected)
    commands, files, scratch = run(folder, tmp_path / "second")
    assert (commands, files) == ([], expected)
    assert (scratch / "docs/new.md").read_bytes() == expected["docs/new.md"]


@pytest.mark.parametrize(
    "edit",
    [
        written("src/example_ssm_note/handlers.py", "# anew\n"),
        written("inputs/inputs_2_create.json", "{}"),
        written("test/setup.yml", "Resources: {}"),
    ],
)
def test_what_cfn_does_not_read_changes_nothing(tmp_path: Path, edit: Edit) -> None:
    folder = copied("ssm-note", tmp_path)
    run(folder, tmp_path / "first")
    edit(folder)
    assert run(folder, tmp_path / "second")[0] == []


@pytest.mark.parametrize(
    "edit",
    [
        replaced("example-ssm-note.json", "What to remember.", "What to forget."),
        replaced(".rpdk-config", "python312", "python311"),
        written(MODELS, "# anew\n"),
        written("target-schemas/other.json", "{}"),
    ],
)
def test_what_cfn_reads_is_generated_anew(tmp_path: Path, edit: Edit) -> None:
    folder = copied("ssm-note", tmp_path)
    run(folder, tmp_path / "first")
    edit(folder)
    assert run(folder, tmp_path / "second")[0] == ["validate", "generate"]


def test_what_was_not_validated_is_not_kept_for_a_run_that_does(tmp_path: Path) -> None:
    folder = copied("ssm-note", tmp_path)
    assert run(folder, tmp_path / "first", with_validation=False)[0] == ["generate"]
    assert run(folder, tmp_path / "second")[0] == ["validate", "generate"]


def test_a_refusal_is_not_kept(tmp_path: Path) -> None:
    folder = copied("ssm-note", tmp_path)
    for name in ("first", "second"):
        with pytest.raises(ProjectError, match="no bread"):
            run(folder, tmp_path / name, refuses=True)
    assert run(folder, tmp_path / "third")[0] == ["validate", "generate"]
