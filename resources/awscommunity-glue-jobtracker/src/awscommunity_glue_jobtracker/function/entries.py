"""The structure of a report, for both HTML and text: headlines, and sections of entries."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from .facts import Facts
from .week import Slice
from .wording import count, money, name

PLAIN, WORSE, BETTER = "plain", "worse", "better"  # what a bar says


class Headline(NamedTuple):
    label: str
    figure: str
    remark: str


class Entry(NamedTuple):
    """A line of a section: a name, an amount, details, and a bar length between 0 and 1."""

    name: str
    amount: str
    details: tuple[str, ...] = ()
    bar: float = 0.0
    tone: str = PLAIN
    link: str = ""


class Section(NamedTuple):
    title: str
    note: str
    entries: Sequence[Entry]


def costs(
    facts: Facts,
    slices: Sequence[Slice],
    most: int,
    detail: Callable[[Slice], str],
    tone: str = PLAIN,
    linked: bool = True,
) -> list[Entry]:
    """Return an entry per slice, its cost share as a bar; the cheapest are merged if there are many."""
    whole = facts.now.cost

    def share(cost: float) -> float:
        return cost / whole if whole else 0.0

    def entries() -> Iterator[Entry]:
        for one in slices[:most]:
            link = facts.place.link(one.name) if linked else ""
            yield Entry(name(one.name), money(one.cost), tuple(detail(one).split("\n")), share(one.cost), tone, link)
        if rest := slices[most:]:
            cost, runs = sum(one.cost for one in rest), sum(one.runs for one in rest)
            yield Entry(f"{len(rest):,} others", money(cost), (count(runs, "run"),), share(cost), tone)

    return list(entries())
