"""The form in which a report says things, for HTML and text alike: headlines, and sections of entries."""

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
    """A line of a section: who, how much, some lines on it, and how long its bar is between 0 and 1."""

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
    """An entry for each slice, with its share of the whole cost as a bar; the cheapest together if there are many."""
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
