"""Costs of previous periods, as far as rows are retained. Reports store their totals, to be reused by later ones."""

from collections.abc import Sequence
from typing import NamedTuple

from .window import Window

MOST_WEEKS = 8


class Week(NamedTuple):
    """The totals of one period."""

    window: Window
    cost: float
    wasted: float
    runs: int


def note_of(week: Week) -> str:
    """Format the totals as the row of a report."""
    return f"{week.cost:.4f}|{week.wasted:.4f}|{week.runs}"


def noted(window: Window, row: str) -> Week | None:
    """Parse the totals in the row of a report; None if it has none."""
    if row.count("|") != 2:
        return None
    cost, wasted, runs = row.split("|")
    return Week(window, float(cost), float(wasted), int(runs))


def windows_before(window: Window, retention_days: int) -> Sequence[Window]:
    """Return the periods before the last two whose rows are retained, the latest first."""
    found: list[Window] = []
    one = window.before.before
    while (window.until - one.start).days <= retention_days and len(found) < MOST_WEEKS - 2:
        found.append(one)
        one = one.before
    return found
