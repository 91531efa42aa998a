"""Compares ways of doing the same thing: run in turn, so that other load on the machine affects all alike."""

import statistics
import sys
from collections.abc import Callable, Mapping
from time import perf_counter


def measure(ways: Mapping[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each way per round, after an uncounted warm-up round."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            print(f"bench: round {number} of {rounds}: {name}", file=sys.stderr, flush=True)
            started = perf_counter()
            way()
            if number:
                seconds[name].append(perf_counter() - started)
    return seconds


def table(title: str, seconds: Mapping[str, list[float]]) -> str:
    """Format medians, and the median of each round's ratio to the last way."""
    *_, last = seconds.values()
    lines = [title, "", "| way | median s | min s | max s | times the last |", "|---|---:|---:|---:|---:|"]
    for name, taken in seconds.items():
        ratio = statistics.median(mine / yours for mine, yours in zip(taken, last, strict=True))
        median = statistics.median(taken)
        lines.append(f"| {name} | {median:.2f} | {min(taken):.2f} | {max(taken):.2f} | {ratio:.2f} |")
    return "\n".join(lines)
