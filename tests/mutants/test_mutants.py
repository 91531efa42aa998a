"""Every patch in this folder breaks one promise of the ODCR group, and the test that it names notices.

A patch begins with two lines, `# breaks: <what is broken>` and `# red: <the test that fails then>`, and changes a
temporary copy of the source; the working tree is never touched.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = Path("resources/awscommunity-odcr-group/src")
PATCHES = sorted(Path(__file__).parent.glob("*.patch"))
AT_ONCE = 2
MOST_SECONDS = 120


def headline(patch: Path, name: str) -> str:
    """What one of the first two lines of a patch says."""
    line = next(line for line in patch.read_text().splitlines() if line.startswith(f"# {name}: "))
    return line.removeprefix(f"# {name}: ")


def verdict(patch: Path, folder: Path) -> str:
    """How the test that the patch names ends on the mutated source: passed, failed, or what went wrong besides."""
    shutil.copytree(ROOT / SOURCE, folder / SOURCE, ignore=shutil.ignore_patterns("__pycache__"))
    applied = run(["git", "apply", str(patch)], folder)
    if applied.returncode:
        return f"the patch does not apply: {applied.stderr}"
    report = folder / "report.xml"
    paths = f"pythonpath={folder / SOURCE} {ROOT} {ROOT / 'tests'}"
    pytest_ = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", paths, f"--junitxml={report}"]
    finished = run([*pytest_, headline(patch, "red")], ROOT)
    cases = list(ElementTree.parse(report).getroot().iter("testcase")) if report.exists() else []
    failures = [failure.get("message", "") for case in cases for failure in case.iter("failure")]
    if finished.returncode == 0 and cases:
        return "passed"
    if not failures or not all(is_assertion(message) for message in failures):
        return f"no assertion failed: {finished.stdout[-2000:]}{finished.stderr[-2000:]}"
    return "failed"


def run(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=MOST_SECONDS, check=False
    )


def is_assertion(message: str) -> bool:
    return message.startswith(("AssertionError", "assert "))


@pytest.fixture(scope="module")
def verdicts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Path, "Future[str]"]]:
    """The verdict on each patch whose test was selected, two at a time."""
    noticed = [item for item in request.session.items if getattr(item, "originalname", "") == "test_it_is_noticed"]
    patches = [item.callspec.params["patch"] for item in noticed]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield {patch: threads.submit(verdict, patch, tmp_path_factory.mktemp(patch.stem)) for patch in patches}


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
class TestAMutant:
    def test_it_is_noticed(self, verdicts: dict[Path, "Future[str]"], patch: Path) -> None:
        assert verdicts[patch].result() == "failed", headline(patch, "breaks")


class TestTheMutants:
    @pytest.mark.parametrize("verb", ["create", "update", "delete", "read", "list"])
    def test_every_handler_is_broken_by_one(self, verb: str) -> None:
        assert [patch for patch in PATCHES if patch.stem.startswith(f"{verb}-")]

    @pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
    def test_the_test_that_it_names_exists(self, patch: Path) -> None:
        file, case, test = headline(patch, "red").split("::")

        assert f"class {case}:" in (ROOT / file).read_text()
        assert f"def {test}(" in (ROOT / file).read_text()
