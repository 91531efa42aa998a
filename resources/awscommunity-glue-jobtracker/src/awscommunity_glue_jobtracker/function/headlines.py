"""The figures that a report begins with, and what changed in a few words."""

from collections.abc import Sequence

from .advice import most_saved
from .entries import Headline
from .facts import Facts
from .movers import Move, moves
from .week import Slice
from .wording import change, count, money, name, percent

NAMED = 2  # jobs in each sentence


def summary(facts: Facts) -> str:
    """Say what changed and which jobs caused it, in three sentences; empty without a previous period."""
    found = moves(facts)
    if not found or not facts.before.runs:
        return ""
    by = facts.now.cost - facts.before.cost
    verb = "rose" if by > 0 else "fell"
    first = f"Cost {verb} by {money(abs(by))} {facts.currency} ({change(facts.now.cost, facts.before.cost)})."
    up, down = [one for one in found if one.by > 0][:NAMED], [one for one in found if one.by < 0][:NAMED]
    return " ".join([first, *_named("Up", up), *_named("Down", down)])


def _named(way: str, some: Sequence[Move]) -> list[str]:
    told = [f"{name(one.job)} {_signed(one.by)}{f' ({one.reasons[0]})' if one.reasons else ''}" for one in some]
    return [f"{way}: {', '.join(told)}."] if told else []


def headlines(facts: Facts) -> list[Headline]:
    """Return the four figures of a report that has runs."""
    now, before = facts.now, facts.before
    succeeded, wasted = now.runs_in("SUCCEEDED"), facts.wasted
    by_design = now.runs - succeeded - wasted.runs
    stopped = f", {count(by_design, 'stream')} stopped" if by_design else ""
    certain = {one.job for one in facts.advice if one.saves and not one.assumes}
    at_most = "at most " if now.is_at_most else ""
    return [
        Headline("Estimated cost", f"{at_most}{money(now.cost)} {facts.currency}", _against(now.cost, before)),
        Headline(
            "Runs",
            f"{now.runs:,}",
            f"{percent(succeeded / now.runs)} succeeded{stopped}" if now.runs else "none has ended",
        ),
        Headline(
            "Spent without success",
            f"{money(wasted.cost)} {facts.currency}",
            f"{count(wasted.runs, 'run')} did not succeed",
        ),
        Headline(
            "Can be saved for certain",
            f"{money(most_saved(facts.advice))} {facts.currency}",
            f"{count(len(certain), 'job')}, see below" if certain else "what hangs on assumptions is below",
        ),
    ]


def _signed(amount: float) -> str:
    return f"{'+' if amount > 0 else '-'}{money(abs(amount))}"


def _against(cost: float, before: Slice) -> str:
    if not before.runs:
        return "nothing to compare with yet"
    return f"{change(cost, before.cost)}, from {money(before.cost)}"
