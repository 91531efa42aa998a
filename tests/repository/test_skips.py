"""Skipped tests are counted with their reasons in the last line of a run in a CI system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.skips import skips_in_words

ROOT = Path(__file__).parents[2]
SKIPPING = "import pytest\n\n@pytest.mark.parametrize('n', [1, 2])\ndef test_it(n):\n    pytest.skip('no Python 3.7')\n"


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ([], ""),
        (["Skipped: no pip"], "1 test skipped: 1 no pip."),
        (["Skipped: no pip", "Skipped: no bread", "no pip"], "3 tests skipped: 1 no bread; 2 no pip."),
    ],
)
def test_they_are_counted_by_reason(reasons: list[str], expected: str) -> None:
    assert skips_in_words(reasons) == expected


@pytest.mark.parametrize(("ci", "is_told"), [("true", True), ("", False)])
def test_they_are_told_last_where_ci_is_true(tmp_path: Path, ci: str, is_told: bool) -> None:
    (tmp_path / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_skipping.py").write_text(SKIPPING)
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", tmp_path],
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert (ended.stdout.splitlines()[-1] == "2 tests skipped: 2 no Python 3.7.") == is_told
