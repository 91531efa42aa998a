"""All data of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .advice import Advice
from .place import Place
from .reconciliation import Ongoing, Reconciled
from .tally import Breached, Longest
from .trend import Week
from .week import Part, Slice, is_unsuccessful, whole
from .window import Window


@dataclass(frozen=True)
class Facts:
    """The parts of the window and of the one before it, and what was derived from them."""

    tracker: str
    place: Place
    window: Window
    parts: Sequence[Part]
    before_parts: Sequence[Part]
    advice: Sequence[Advice]
    reconciled: Reconciled | None  # None if the function's role may not look at the jobs
    prices: str  # where they come from, as sentences
    currency: str = "USD"
    longest: Sequence[Longest] = ()
    breached: Sequence[Breached] = ()
    trend: Sequence[Week] = ()  # this window and those before, the oldest first
    owner_tag: str = ""

    @cached_property
    def now(self) -> Slice:
        return whole(self.parts)

    @cached_property
    def before(self) -> Slice:
        return whole(self.before_parts)

    @cached_property
    def wasted(self) -> Slice:
        return self.now.only(is_unsuccessful)

    @property
    def ongoing(self) -> Sequence[Ongoing]:
        return self.reconciled.ongoing if self.reconciled else ()
