"""What scripts/generate writes is committed, and current."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = json.loads((ROOT / ".rpdk-config").read_text("utf-8"))["projects"]


@pytest.mark.parametrize("folder", PROJECTS)
def test_generating_changes_nothing(folder, tmp_path):
    copy = tmp_path / Path(folder).name
    shutil.copytree(ROOT / folder, copy, ignore=shutil.ignore_patterns("build", "__pycache__", "rpdk.log*", "*.zip"))
    before = contents(copy)
    command = [sys.executable, ROOT / "scripts/generate", copy]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(copy) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("rpdk.log")
    }
