"""Reports made of rows, without AWS."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from awscommunity_glue_jobtracker.function.advice import advice_on
from awscommunity_glue_jobtracker.function.definitions import Definition
from awscommunity_glue_jobtracker.function.facts import Facts
from awscommunity_glue_jobtracker.function.place import Place
from awscommunity_glue_jobtracker.function.rates import BUILT_IN
from awscommunity_glue_jobtracker.function.reconciliation import Reconciled
from awscommunity_glue_jobtracker.function.tally import Tally
from awscommunity_glue_jobtracker.function.week import NO_DEFINITIONS, priced
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


def facts(
    rows: Iterable[str] = (),
    before: Iterable[str] = (),
    place: Place = HERE,
    tracker: str = "week",
    definitions: Mapping[str, Definition] = NO_DEFINITIONS,
    **more: Any,
) -> Facts:
    window = Window(date(2026, 11, 23), 7)
    now, then = Tally(window), Tally(window.before)
    now.add(rows, then)
    then.add(before)
    parts, parts_before = (priced(tally, BUILT_IN, definitions) for tally in (now, then))
    advice = advice_on(parts, definitions, BUILT_IN)
    told = {"longest": now.longest, "reconciled": RECONCILED, **more}
    return Facts(tracker, place, window, parts, parts_before, advice, prices="Prices: made up.", **told)
