"""The example program: a week of jobs, its alerts and its report."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.contract
class TestTheStory:
    def test_a_week_of_jobs_is_alerted_about_and_reported(self, tmp_path: Path) -> None:
        program = ROOT / "examples" / "glue_weekly_report.py"
        done = subprocess.run([sys.executable, program, tmp_path], capture_output=True, text=True, check=False)

        assert done.returncode == 0, done.stdout + done.stderr
        told = [line.strip() for line in done.stdout.splitlines()]
        assert "14 x Glue job backfill-2019 succeeded, over its limit of workers" in told
        assert not [line for line in told if "sandbox-experiments" in line]
        assert 'Monday: {"report": "2026-11-23", "outcome": "mailed", "runs": 273}' in told
        assert {file.name for file in tmp_path.iterdir()} == {"report.html", "report.txt", "report.csv"}
