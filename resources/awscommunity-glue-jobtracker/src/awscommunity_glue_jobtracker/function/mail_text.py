"""The report as plain text: for mail programs without HTML, and for the topic if no mail can be sent."""

import textwrap
from collections.abc import Sequence

from .data_quality import remarks
from .entries import Entry, Section
from .facts import Facts
from .headlines import headlines, summary
from .sections import sections
from .trend import Week
from .wording import days, money

WIDTH = 72
BAR = 20
EMPTY = "No run of any job ended in these days."


def title_of(facts: Facts) -> str:
    return f"Glue jobs, {days(facts.window.start, facts.window.last)}"


def text_of(facts: Facts, most: int = 25) -> str:
    """Return the whole report, which says so if no run ended."""
    lines = [title_of(facts), f"Tracker {facts.tracker}, account {facts.place.account}, {facts.place.region}", ""]
    if told := summary(facts):
        lines += [*textwrap.wrap(told, WIDTH), ""]
    if facts.parts:
        lines += [f"{one.label + ':':<26}{one.figure} ({one.remark})" for one in headlines(facts)]
    else:
        lines.append(EMPTY)
    if len(facts.trend) > 1:
        lines += ["", "COST OF EACH PERIOD", *[_week(week, facts.trend) for week in facts.trend]]
    for section in sections(facts, most):
        lines += ["", *_section(section)]
    lines += ["", "WHAT THESE FIGURES REST ON"]
    for remark in remarks(facts):
        lines += textwrap.wrap(remark, WIDTH)
    return "\n".join(lines) + "\n"


def _week(week: Week, weeks: Sequence[Week]) -> str:
    most = max(one.cost for one in weeks) or 1.0
    bar = "#" * round(week.cost / most * BAR)
    return f"  {week.window.start}  {money(week.cost):>10}  {bar}".rstrip()


def _section(section: Section) -> list[str]:
    lines = [section.title.upper(), *textwrap.wrap(section.note, WIDTH)]
    for entry in section.entries:
        lines += _entry(entry)
    return lines


def _entry(entry: Entry) -> list[str]:
    bar = "#" * round(entry.bar * BAR)
    first = f"  {entry.name}  {entry.amount}  {bar}".rstrip()
    lines = [first]
    for detail in entry.details:
        lines += textwrap.wrap(detail, WIDTH, initial_indent="    ", subsequent_indent="    ")
    return lines
