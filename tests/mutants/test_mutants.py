"""Every patch in this folder breaks one promise of an extension, and the test that it names notices.

A patch begins with two lines, `# breaks: <what is broken>` and `# red: <the test that fails then>`, and changes a
temporary copy of the source; the working tree is never touched.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATCHES = sorted(HERE.glob("*.patch"))


def headline(patch: Path, name: str) -> str:
    """What one of the first two lines of a patch says."""
    line = next(line for line in patch.read_text().splitlines() if line.startswith(f"# {name}: "))
    return line.removeprefix(f"# {name}: ")


def source(patch: Path) -> str:
    """The src folder of the extension that a patch breaks, from the repository's root."""
    changed = next(line for line in patch.read_text().splitlines() if line.startswith("--- a/"))
    return changed.removeprefix("--- a/").partition("/src/")[0] + "/src"


def mutated(patch: Path, folder: Path) -> None:
    """Copy the source into the folder and apply the patch there."""
    shutil.copytree(ROOT / source(patch), folder / source(patch), ignore=shutil.ignore_patterns("__pycache__"))
    applied = subprocess.run(
        ["git", "apply", str(patch)],
        cwd=folder,
        env={"GIT_CEILING_DIRECTORIES": str(folder.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert applied.returncode == 0, applied.stderr


def failures(folder: Path) -> list[str]:
    """Why the test failed on the mutated source; empty if it passed, an AssertionError here if it did not even run."""
    report = folder / "report.xml"
    assert report.exists(), (folder / "output.txt").read_text()
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    assert [error for case in cases for error in case.iter("error")] == [], (folder / "output.txt").read_text()
    assert cases, (folder / "output.txt").read_text()
    return [failure.get("message", "") for case in cases for failure in case.iter("failure")]


@pytest.fixture(scope="module")
def folders(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Where each of the patches that were selected has been applied, and the test that it names has run."""
    noticed = [item for item in request.session.items if getattr(item, "originalname", "") == "test_it_is_noticed"]
    folders = {
        patch: tmp_path_factory.mktemp(patch.stem) for patch in (item.callspec.params["patch"] for item in noticed)
    }
    for patch, folder in folders.items():
        mutated(patch, folder)
    tests = [f"{folder / source(patch)}={headline(patch, 'red')}" for patch, folder in folders.items()]
    subprocess.run([sys.executable, str(HERE / "forks.py"), *tests], check=True)
    return folders


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
class TestAMutant:
    @pytest.mark.timeout(1500)  # the first one waits for all of them
    def test_it_is_noticed(self, folders: dict[Path, Path], patch: Path) -> None:
        found = failures(folders[patch])

        assert found, f"nobody notices that {headline(patch, 'breaks')}"
        assert all(message.startswith(("AssertionError", "assert ")) for message in found), found

    def test_the_test_that_it_names_exists(self, patch: Path) -> None:
        file, case, test = headline(patch, "red").split("::")

        assert f"class {case}:" in (ROOT / file).read_text()
        assert f"def {test}(" in (ROOT / file).read_text()


class TestTheMutants:
    @pytest.mark.parametrize("verb", ["create", "update", "delete", "read", "list"])
    def test_every_handler_is_broken_by_one(self, verb: str) -> None:
        assert [patch for patch in PATCHES if patch.stem.startswith(f"{verb}-")]
