"""The Spot hook beside Control Tower's CT.AUTOSCALING.PR.6 under cfn-guard: verdicts, and time for the same documents.

The rule comes from the package cdklabs.cdk-validator-cfnguard, and cfn-guard too unless PATH has one. The hook runs
with its default configuration, without look-ups. The two can be compared in instance types only: the rule looks at
nothing else.
"""

import json
import os
import runpy
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.pairs import measure, table
from cfn_local.runtime import cfn_guard

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "hooks" / "spot-allocation-check" / "src"
GROUPS = ROOT / "tests" / "spot_allocation_check" / "groups.py"
TARGET = "AWS::AutoScaling::AutoScalingGroup"
COPIES, ROUNDS = 20, 5
PASSED_AND_FAILED = (0, 19)  # exit statuses of a successful cfn-guard run


def main() -> str:
    try:
        guard, rules = cfn_guard.binary(), cfn_guard.control_tower_rules()
    except cfn_guard.GuardError as error:
        return f"Skipped: {error}"
    rule = rules / "ec2autoscaling" / "ct-autoscaling-pr-6.guard"
    groups = runpy.run_path(str(GROUPS))["GROUPS"]
    with tempfile.TemporaryDirectory() as folder:
        once, often = Path(folder) / "once", Path(folder) / "often"
        names = _write(groups, once, 1)
        count = len(_write(groups, often, COPIES))
        verdicts = _verdicts(names, _run_guard(guard, rule, once), _run_hook(once)["Rejected"])
        guarded: list[dict[str, str]] = []
        told: list[dict[str, Any]] = []
        ways = {
            "cfn-guard, one process": lambda: guarded.append(_run_guard(guard, rule, often)),
            "the hook, one Python process": lambda: told.append(_run_hook(often)),
        }
        seconds = measure(ways, ROUNDS)
    return "\n\n".join(
        [verdicts, table(f"{count} documents in one batch", seconds), _per_document(seconds, told, count)]
    )


def _write(groups: dict[str, Any], folder: Path, copies: int) -> dict[str, str]:
    """Write each group as a hook document, `copies` times. Return group names by file name."""
    folder.mkdir()
    names = {}
    for copy in range(copies):
        for number, (name, (properties, _)) in enumerate(groups.items()):
            file = folder / f"{copy:02}-{number:03}.json"
            file.write_text(json.dumps({TARGET: {"resourceProperties": properties}}))
            names[file.name] = name
    return names


def _run_guard(guard: str, rule: Path, folder: Path) -> dict[str, str]:
    """Return PASS, FAIL or SKIP for each file."""
    command = [guard, "validate", "-r", str(rule), "-d", str(folder)]
    command += ["--structured", "-o", "json", "--show-summary", "none"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in PASSED_AND_FAILED:
        sys.exit(f"cfn-guard: {done.stderr}")
    return {Path(report["name"]).name: report["status"] for report in json.loads(done.stdout)}


def _run_hook(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.spot_hook_batch", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _verdicts(names: dict[str, str], guard: dict[str, str], rejected: list[str]) -> str:
    lines = ["| group | CT.AUTOSCALING.PR.6 | the hook |", "|---|---|---|"]
    lines += [
        f"| {name} | {guard[file]} | {'rejects' if file in rejected else 'passes'} |" for file, name in names.items()
    ]
    let_through = sum(guard[file] != "FAIL" for file in rejected)
    stopped = sum(guard[file] == "FAIL" for file in names if file not in rejected)
    summary = f"Of {len(rejected)} groups that the hook rejects, the rule lets {let_through} through; "
    return "\n".join(
        [*lines, "", f"{summary}of {len(names) - len(rejected)} that it passes, the rule stops {stopped}."]
    )


def _per_document(seconds: dict[str, list[float]], told: list[dict[str, Any]], count: int) -> str:
    lines = ["| time per document | median µs |", "|---|---:|"]
    lines += [f"| {name} | {statistics.median(taken) / count * 1e6:.0f} |" for name, taken in seconds.items()]
    for label, name in (("the verdict alone", "SecondsToJudge"), ("message and annotations", "SecondsToTell")):
        lines.append(f"| the hook: {label} | {statistics.median(one[name] for one in told) / count * 1e6:.0f} |")
    return "\n".join(lines)
