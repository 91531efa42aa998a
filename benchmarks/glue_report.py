"""The aggregation of the Glue report beside pandas, and its reading of DynamoDB beside reading whole items.

pandas is not part of this repository:

    python3 -m venv .cache/pandas && .cache/pandas/bin/pip install pandas==3.0.1

PANDAS_PYTHON names another interpreter that has it. Each way of aggregating runs in a fresh process of it, and starts
from the same file of rows; its time is that of the whole process. Reading is measured in processor time, with the
network left out: the pages that DynamoDB would answer are in memory.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.pairs import measure, table

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "awscommunity-glue-jobtracker" / "src"
PYTHON = Path(os.environ.get("PANDAS_PYTHON", ROOT / ".cache" / "pandas" / "bin" / "python"))
AGGREGATING = ("pandas, row by row", "pandas, vectorised", "the report")
READING = ("whole items, boto3 resource", "whole items, boto3 client", "the report")
ROUNDS = {10_000: 3, 100_000: 3, 1_000_000: 1}
READ_ROWS, READ_ROUNDS = 100_000, 5
JOBS = 200
NOBODY = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}  # requests are signed, though not sent
SIZES = ("G.1X|10|10", "G.2X|5|10", "R.2X|4|8", "|0|0.0625", "G.16X|4|64", "G.025X|8|2")


def main() -> str:
    parts = [_reading()]
    if PYTHON.is_file():
        parts += [_aggregating(rows, rounds) for rows, rounds in ROUNDS.items()]
    else:
        parts.append(f"Aggregation is skipped: there is no {PYTHON}.\n{__doc__}")
    return "\n\n".join(parts)


def _aggregating(rows: int, rounds: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows"
        file.write_text("\n".join(_rows(rows)) + "\n")
        answers: dict[str, list[dict[str, Any]]] = {way: [] for way in AGGREGATING}
        ways = {
            way: partial(_run, answers[way], PYTHON, "glue_report_aggregation.py", way, str(file))
            for way in AGGREGATING
        }
        seconds = measure(ways, rounds)
    _agree([told[0]["Jobs"] for told in answers.values()])
    lines = ["| way | peak memory, MB |", "|---|---:|"]
    lines += [f"| {way} | {max(one['PeakMegabytes'] for one in told):.0f} |" for way, told in answers.items()]
    return table(f"{rows:,} runs of {JOBS} jobs aggregated", seconds) + "\n\n" + "\n".join(lines)


def _reading() -> str:
    """Measure processor time only: time spent waiting for DynamoDB does not matter here."""
    answers: dict[str, list[dict[str, Any]]] = {way: [] for way in READING}
    python = Path(sys.executable)
    ways = {way: partial(_run, answers[way], python, "glue_report_reading.py", way, str(READ_ROWS)) for way in READING}
    measure(ways, READ_ROUNDS)
    seconds = {way: [one["ProcessorSeconds"] for one in told[1:]] for way, told in answers.items()}
    if len({one["Rows"] for told in answers.values() for one in told}) != 1:
        sys.exit("bench: the ways have not read the same number of rows")
    per_row = statistics.median(seconds["the report"]) / READ_ROWS * 1e6
    return table(f"{READ_ROWS:,} rows read from DynamoDB", seconds) + f"\n\nThe report: {per_row:.1f} µs per row."


def _run(answers: list[dict[str, Any]], python: Path, program: str, way: str, *arguments: str) -> None:
    command = [str(python), str(Path(__file__).with_name(program)), way, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **NOBODY}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"bench: {way}: {done.stderr}")
    answers.append(json.loads(done.stdout))


def _agree(results: Sequence[dict[str, list[float]]]) -> None:
    """Assert that all ways count the same runs and the same cost."""
    first, *others = results
    for other in others:
        if first.keys() != other.keys():
            sys.exit("bench: the ways disagree on the jobs")
        for job, (runs, cost) in first.items():
            if runs != other[job][0] or abs(cost - other[job][1]) > 1e-6 * max(1, cost):
                sys.exit(f"bench: the ways disagree on {job}: {runs}, {cost} and {other[job]}")


def _rows(number: int) -> Iterator[str]:
    """Generate runs of a busy account: most succeed, a third is autoscaled, durations vary."""
    chance = random.Random(7)
    for _ in range(number):
        job = chance.randrange(JOBS)
        seconds = int(chance.expovariate(1 / 900))
        used = f"{chance.random() * seconds * 8:.1f}" if job % 3 == 0 else ""
        state = chance.choices(["SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED"], [93, 4, 2, 1])[0]
        execution_class = "FLEX" if job % 7 == 0 else "STANDARD"
        version = ("1.0", "3.0", "4.0", "5.0", "6.0")[job % 5]
        attempt = int(chance.random() < 0.05)
        size = f"{SIZES[job % 6]}|{execution_class}|{version}"
        yield f"{seconds}|{used}|{state}|{attempt}|{size}|480|||job-with-a-name-{job}"


if __name__ == "__main__":
    print(main())
