"""scripts/new: what it makes works, is tested, and is known to every tool, before a line of it is changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from workspace import BIN, OFFLINE, ROOT

KINDS = {
    "resource": ("AwsCommunity::Probe::Thing", "resources/awscommunity-probe-thing", "tests/awscommunity_probe_thing"),
    "hook": ("AwsCommunity::Probe::Check", "hooks/awscommunity-probe-check", "tests/awscommunity_probe_check"),
    "module": ("AwsCommunity::Probe::BigPart", "modules/big-part", "tests/big_part"),
}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is committed or about to be, with the virtual environment of this checkout."""
    folder = tmp_path_factory.mktemp("clone")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
            (folder / name).chmod((ROOT / name).stat().st_mode)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / ".wheelhouse").symlink_to(ROOT / ".wheelhouse")
    return folder


def run(clone: Path, *command: object) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, **OFFLINE, "PYTHONPATH": str(clone)}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=clone, env=settings, capture_output=True, text=True, check=False)


class TestARefusal:
    @pytest.mark.parametrize("name", ["Thing", "AwsCommunity::Thing", "a::b::c", "A::B::C::D"])
    def test_is_of_what_is_no_type_name(self, clone: Path, name: str) -> None:
        done = run(clone, sys.executable, "scripts/new", "resource", name)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"new: {name!r} is no type name. It has three parts, as AwsCommunity::Demo::Thing.\n"

    def test_is_of_a_name_that_is_taken(self, clone: Path) -> None:
        done = run(clone, sys.executable, "scripts/new", "resource", "AwsCommunity::ODCR::Group")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "new: resources/awscommunity-odcr-group exists already.\n"


@pytest.fixture(scope="module")
def made(clone: Path) -> None:
    for kind, (type_name, *_) in KINDS.items():
        done = run(clone, sys.executable, "scripts/new", kind, type_name)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.nightly
@pytest.mark.usefixtures("made")
class TestWhatIsMade:
    def test_passes_its_own_tests_and_those_of_the_repository(self, clone: Path) -> None:
        tests = [*(folder for _, _, folder in KINDS.values()), "tests/repository/test_workspace.py"]
        done = run(clone, BIN / "pytest", "-q", *tests)
        assert done.returncode == 0, done.stdout

    @pytest.mark.parametrize("kind", ["resource", "hook"])
    def test_passes_the_contract_suite(self, clone: Path, kind: str) -> None:
        done = run(clone, BIN / "cfn-local", "test", KINDS[kind][1])
        assert done.returncode == 0, done.stdout

    def test_is_checked_by_the_tools(self, clone: Path) -> None:
        for tool in (["mypy"], ["ruff", "check", "."], ["ruff", "format", "--check", "."]):
            done = run(clone, BIN / tool[0], *tool[1:])
            assert done.returncode == 0, done.stdout
