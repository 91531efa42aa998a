"""The example program: a bad group, the reason, the corrected group."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.contract
class TestTheStory:
    def test_shows_a_bad_group_the_reason_and_the_corrected_group(self):
        program = ROOT / "examples" / "spot_hook_verdicts.py"
        done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        told = [line.strip() for line in done.stdout.splitlines() if line]
        bad = told.index("A group that its launch template puts on Spot (Scope SPOT_ONLY)")
        corrected = told.index("The same group, corrected (Scope SPOT_ONLY)")
        assert told[bad + 1] == "FAILED NonCompliant"
        assert told[bad + 2].startswith("Rejected: 3 of 3 rules failed. MixedInstancesPolicy: absent")
        assert told[corrected + 1 : corrected + 3] == ["SUCCESS", "Passed."]
