"""Loading AWS's resource types when a stack uses them, beside loading all of them at the start.

Each way is a process of its own that has imported the engine; measured is the time from there until the type of a queue
can create one: with the module of this type alone, as it is, and with the modules of all types.
"""

import statistics
import subprocess
import sys

from cfn_local.engine.types import aws
from cfn_local.environment import REGION

ROUNDS = 7
QUEUE = "AWS::SQS::Queue"
PROGRAM = """
import sys, time
from cfn_local.engine.types import aws
started = time.perf_counter()
for name in sys.argv[1:]:
    aws.find(name, "{region}").properties
print(time.perf_counter() - started)
"""
USED, ALL = "as it is: types load when used", "all types at the start"


def main() -> str:
    names = aws.supported_type_names(REGION)
    ways = {USED: [QUEUE], ALL: [*names, QUEUE]}
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(ROUNDS + 1):
        for way, types in ways.items():
            print(f"bench: round {number} of {ROUNDS}: {way}", file=sys.stderr, flush=True)
            taken = _seconds(types)
            if number:
                seconds[way].append(taken)
    title = f"The first type of a stack, of {len(names)}, {ROUNDS} rounds"
    lines = [title, "", "| way | median ms | min ms | max ms |", "|---|---:|---:|---:|"]
    for way, taken_times in seconds.items():
        numbers = (statistics.median(taken_times), min(taken_times), max(taken_times))
        lines.append(f"| {way} | {' | '.join(f'{1000 * number:.0f}' for number in numbers)} |")
    return "\n".join(lines)


def _seconds(types: list[str]) -> float:
    command = [sys.executable, "-c", PROGRAM.format(region=REGION), *types]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
