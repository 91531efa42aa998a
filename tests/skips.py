"""The last line of a run in a CI system: what was skipped there, and why."""

from collections import Counter
from collections.abc import Iterable


def skips_in_words(reasons: Iterable[str]) -> str:
    """`3 tests skipped: 2 Python 3.7 is not on this machine; 1 no pip.`; empty if none was."""
    counts = Counter(reason.removeprefix("Skipped: ") for reason in reasons)
    if not counts:
        return ""
    tests = "1 test" if counts.total() == 1 else f"{counts.total()} tests"
    return f"{tests} skipped: {'; '.join(f'{number} {reason}' for reason, number in sorted(counts.items()))}."
