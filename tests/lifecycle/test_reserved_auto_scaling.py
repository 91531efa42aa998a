"""The example program: the article's experiments with an Auto Scaling group on reserved capacity."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def steps() -> dict[str, list[tuple[int, ...]]]:
    """By heading, in the order of zones: reserved, in use, not reserved."""
    program = ROOT / "examples" / "reserved_auto_scaling.py"
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told: dict[str, list[tuple[int, ...]]] = {}
    for line in filter(None, done.stdout.splitlines()):
        if not line.startswith("  "):
            told[line] = []
        elif line.startswith("  us-east-1"):
            told[next(reversed(told))].append(tuple(int(number) for number in line.split()[1:]))
    return told


@pytest.mark.contract
class TestTheArticlesExperiments:
    def test_are_told_step_by_step(self, steps) -> None:
        assert steps == {
            "Six instances over three zones": [(3, 2, 0)] * 3,
            "Twelve: nine reserved, three not": [(3, 3, 1)] * 3,
            "Six again": [(3, 2, 0)] * 3,
            "A matching instance outside the group takes no place": [(3, 2, 1), (3, 2, 0), (3, 2, 0)],
            "Seven, and us-east-1c is left: six reserved, one not": [(3, 3, 1), (3, 3, 0), (3, 0, 0)],
            "us-east-1a is lost, and others have taken all that is not reserved": [(3, 0, 0), (3, 3, 0), (3, 3, 0)],
            "Six instances over three zones, without reservations": [(0, 0, 2)] * 3,
            "The same loss without reservations": [(0, 0, 0), (0, 0, 2), (0, 0, 2)],
            "While a zone is lost: 6 of 6 run with the reservations, 4 of 6 without them.": [],
        }
