"""The figures that a report begins with."""

from .advice import most_saved
from .entries import Headline
from .facts import Facts
from .week import Slice
from .wording import change, count, money, percent


def headlines(facts: Facts) -> list[Headline]:
    """The four figures of a report that has runs."""
    now, before = facts.now, facts.before
    succeeded = now.runs_in("SUCCEEDED")
    wasted = facts.wasted
    return [
        Headline("Estimated cost", f"{money(now.cost)} {facts.currency}", _against(now.cost, before)),
        Headline("Runs", f"{now.runs:,}", f"{percent(succeeded / now.runs)} succeeded"),
        Headline(
            "Spent without success",
            f"{money(wasted.cost)} {facts.currency}",
            f"{count(wasted.runs, 'run')} did not succeed",
        ),
        Headline(
            "Could be saved",
            f"{money(most_saved(facts.advice))} {facts.currency}",
            f"{count(len({one.job for one in facts.advice if one.saves}), 'job')}, see below",
        ),
    ]


def _against(cost: float, before: Slice) -> str:
    if not before.runs:
        return "nothing to compare with yet"
    return f"{change(cost, before.cost)}, from {money(before.cost)}"
