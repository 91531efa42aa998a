"""Scripts find the virtual environment by themselves, say what they do before they make it, and do not collide."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest
from workspace import ROOT

PYTHON = Path(sys.base_exec_prefix) / "bin" / "python3"
SCRIPTS = sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file() and path.suffix != ".py")


def run(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, script, *arguments],
        env={"PATH": str(PYTHON.parent), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a clone in which nothing has been set up."""
    clone = tmp_path_factory.mktemp("clone")
    for path in (ROOT / "scripts").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = clone / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (clone / ".rpdk-config").write_text((ROOT / ".rpdk-config").read_text("utf-8"))
    return clone


@pytest.mark.parametrize("name", SCRIPTS)
class TestAScriptInABareClone:
    def test_says_what_it_does_in_eighty_columns_and_makes_nothing(self, bare: Path, name: str) -> None:
        done = run(bare / "scripts" / name, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"usage: scripts/{name} ")
        assert [line for line in done.stdout.splitlines() if len(line) > 80] == []
        assert not (bare / ".venv").exists()


@pytest.mark.parametrize("name", ["package", "submit", "remove", "release"])
def test_a_verb_knows_no_option_that_its_parser_does_not(name: str) -> None:
    done = run(ROOT / "scripts" / name, "--no-such-option")
    assert done.returncode == 2
    assert "unrecognized arguments: --no-such-option" in done.stderr


def test_a_script_waits_for_the_set_up_of_another() -> None:
    with (ROOT / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = subprocess.Popen([PYTHON, ROOT / "scripts" / "setup"], stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "setup: another script is setting up; waiting for it\n"
        assert waiting.poll() is None
    assert waiting.wait() == 0


class TestGenerate:
    def test_refuses_an_extension_without_the_role_that_its_handlers_run_in(self, tmp_path: Path) -> None:
        (tmp_path / ".rpdk-config").write_text('{"artifact_type": "HOOK", "typeName": "A::B::C"}')
        done = run(ROOT / "scripts" / "generate", str(tmp_path))
        assert done.returncode == 1
        assert done.stderr.startswith(
            f"generate: {tmp_path}/execution-role.yaml is missing: the role that its handlers"
        )
        assert sorted(path.name for path in tmp_path.iterdir()) == [".rpdk-config"]
