"""Scripts that need the virtual environment find it by themselves."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.base_exec_prefix) / "bin" / "python3"


@pytest.mark.parametrize("name", ["package", "submit", "remove", "release"])
def test_a_script_runs_where_nothing_leads_to_the_virtual_environment(name: str) -> None:
    done = subprocess.run(
        [PYTHON, ROOT / "scripts" / name, "--help"],
        env={"PATH": str(PYTHON.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: scripts/{name} ")
