"""Reports made of rows, without AWS."""

from collections.abc import Iterable
from datetime import date

from awscommunity_glue_jobtracker.function.advice import advice_on
from awscommunity_glue_jobtracker.function.facts import Facts
from awscommunity_glue_jobtracker.function.place import Place
from awscommunity_glue_jobtracker.function.rates import BUILT_IN
from awscommunity_glue_jobtracker.function.reconciliation import Reconciled
from awscommunity_glue_jobtracker.function.tally import Tally
from awscommunity_glue_jobtracker.function.week import priced
from awscommunity_glue_jobtracker.function.window import Window

HERE = Place("aws", "us-east-1", "123456789012")
RECONCILED = Reconciled(1, 1)


def row(
    job: str = "orders",
    seconds: int = 3600,
    state: str = "SUCCEEDED",
    *,
    attempt: int = 0,
    size: str = "G.1X|10|10|STANDARD|6.0",
    breaches: str = "",
    marks: str = "",
) -> str:
    """An hour of ten G.1X on Glue 6.0, 3.08, if nothing else is said."""
    return f"{seconds}||{state}|{attempt}|{size}|60|{breaches}|{marks}|{job}"


def facts(rows: Iterable[str] = (), before: Iterable[str] = (), place: Place = HERE, tracker: str = "week") -> Facts:
    tallies = Tally(), Tally()
    for tally, some in zip(tallies, (rows, before), strict=True):
        tally.add(some)
    parts, parts_before = (priced(tally, BUILT_IN) for tally in tallies)
    window = Window(date(2026, 11, 23), 7)
    advice = advice_on(parts, {}, BUILT_IN)
    return Facts(tracker, place, window, parts, parts_before, advice, RECONCILED, "Prices: made up.")
