"""The report as HTML that e-mail programs show properly: tables, inline styles, bars made of cells, no scripts.

One column, since most of it is read on phones. Everything that comes from outside is escaped.
"""

import re
from collections.abc import Sequence
from html import escape

from .data_quality import remarks
from .entries import BETTER, PLAIN, WORSE, Entry, Headline, Section
from .facts import Facts
from .headlines import headlines, summary
from .mail_text import EMPTY, title_of
from .sections import sections
from .trend import Week
from .wording import money

LARGEST = 100_000  # bytes: Gmail cuts a mail at about 102 kB
ENTRIES = (25, 12, 6, 3, 1)  # tried in turn until the page is small enough
LONGEST_LINK = 300
INK, GREY, LINE, BACK, ACCENT, TRACK = "#16191f", "#5f6b7a", "#e4e7eb", "#f2f4f7", "#0b6bcb", "#e8eef5"
BREAKS = "word-break:break-word;overflow-wrap:anywhere"  # IDs of runs are wider than a phone
CHART_HEIGHT, PAST = 56, "#9db8d6"
TONES = {PLAIN: ACCENT, WORSE: "#c2410c", BETTER: "#2e7d4f"}
SMALL = f"font-size:13px;line-height:18px;color:{GREY}"
UNIT = re.compile(r"(?<=\d) (?=(?:s|min|h)(?!\w))")
FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
TABLE = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'


def html_of(facts: Facts) -> str:
    """Return the whole page, under 100 kB, with fewer entries if needed."""
    pages = (_page(facts, most) for most in ENTRIES)
    return next((page for page in pages if len(page.encode()) < LARGEST), _page(facts, ENTRIES[-1]))


def _page(facts: Facts, most: int) -> str:
    where = f"Tracker {escape(facts.tracker)} &middot; account {facts.place.account} &middot; {facts.place.region}"
    body = [
        f'<h1 style="margin:0;font-size:24px;line-height:30px;color:{INK}">{escape(title_of(facts))}</h1>',
        f'<p style="margin:4px 0 20px;font-size:14px;line-height:20px;color:{GREY}">{where}</p>',
        _summary(summary(facts)) if facts.parts else "",
        _headlines(headlines(facts)) if facts.parts else _paragraph(EMPTY),
        _trend(facts.trend, facts.currency) if len(facts.trend) > 1 else "",
        *[_section(section) for section in sections(facts, most)],
        _heading("What these figures rest on"),
        *[_paragraph(remark) for remark in remarks(facts)],
    ]
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light"><title>{escape(title_of(facts))}</title></head>'
        f'<body style="margin:0;padding:0;background:{BACK};{FONT}">'
        f'{TABLE} style="background:{BACK}"><tr><td align="center" style="padding:16px 8px">'
        f'{TABLE} style="max-width:680px;background:#ffffff;border:1px solid {LINE};border-radius:8px">'
        f'<tr><td style="padding:24px 20px;{FONT}">{"".join(body)}</td></tr></table></td></tr></table></body></html>'
    )


def _headlines(all_four: list[Headline]) -> str:
    pairs = [all_four[start : start + 2] for start in range(0, len(all_four), 2)]
    lines = "".join(f"<tr>{''.join(_headline(one) for one in pair)}</tr>" for pair in pairs)
    return f'{TABLE} style="table-layout:fixed;border-top:1px solid {LINE}">{lines}</table>'


def _summary(text: str) -> str:
    style = f"margin:0 0 18px;font-size:16px;line-height:23px;color:{INK}"
    return f'<p style="{style}">{escape(text)}</p>' if text else ""


def _trend(weeks: Sequence[Week], currency: str) -> str:
    """Return a small chart: a column of cells per period, with unsuccessful spending at its foot."""
    most = max(week.cost for week in weeks) or 1.0
    width = 100 // len(weeks)
    columns = "".join(_column(week, most, width, week is weeks[-1]) for week in weeks)
    title = f"Cost of each period in {currency}, as far as runs are retained"
    return (
        f'{TABLE} style="table-layout:fixed;margin-top:16px"><tr>{columns}</tr></table>'
        f'<div style="{SMALL};padding-top:4px">{escape(title)}; orange is what did not succeed.</div>'
    )


def _column(week: Week, most: float, width: int, is_now: bool) -> str:
    full = max(2, round(week.cost / most * CHART_HEIGHT))
    bad = min(full, round(week.wasted / most * CHART_HEIGHT))
    bars = "".join(
        f'<div style="height:{height}px;background:{color};font-size:0;line-height:0">&nbsp;</div>'
        for height, color in ((full - bad, ACCENT if is_now else PAST), (bad, TONES[WORSE]))
        if height
    )
    weight = "600" if is_now else "400"
    return (
        f'<td width="{width}%" valign="bottom" align="center" style="padding:0 3px">'
        f'<div style="{SMALL};font-weight:{weight};color:{INK}">{money(week.cost)}</div>{bars}'
        f'<div style="{SMALL};font-weight:{weight}">{week.window.start.day} {week.window.start:%b}</div></td>'
    )


def _headline(one: Headline) -> str:
    return (
        f'<td width="50%" valign="top" style="padding:14px 8px 12px 0;border-bottom:1px solid {LINE}">'
        f'<div style="{SMALL}">{escape(one.label)}</div>'
        f'<div style="font-size:22px;line-height:30px;font-weight:600;color:{INK}">{escape(one.figure)}</div>'
        f'<div style="{SMALL}">{escape(one.remark)}</div></td>'
    )


def _section(section: Section) -> str:
    note = _paragraph(section.note) if section.note else ""
    return _heading(section.title) + note + "".join(_entry(entry) for entry in section.entries)


def _heading(text: str) -> str:
    return f'<h2 style="margin:32px 0 6px;font-size:17px;line-height:24px;color:{INK}">{escape(text)}</h2>'


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 8px;font-size:13px;line-height:19px;color:{GREY}">{escape(text)}</p>'


def _entry(entry: Entry) -> str:
    name = escape(entry.name)
    if entry.link and len(entry.link) <= LONGEST_LINK:
        name = f'<a href="{escape(entry.link)}" style="color:{ACCENT};text-decoration:none">{name}</a>'
    details = "".join(
        f'<div style="{SMALL};padding-top:2px;{BREAKS}">{_unbroken(escape(detail))}</div>' for detail in entry.details
    )
    cell = f"font-size:15px;line-height:20px;color:{INK}"
    return (
        f'{TABLE} style="border-bottom:1px solid {LINE}"><tr>'
        f'<td valign="top" style="padding:9px 12px 2px 0;{cell};word-break:break-word">{name}</td>'
        f'<td valign="top" align="right" style="padding:9px 0 2px;{cell};font-weight:600;white-space:nowrap">'
        f"{escape(entry.amount)}</td></tr>"
        f'<tr><td colspan="2" style="padding:0 0 9px">{details}{_bar(entry.bar, TONES[entry.tone])}</td></tr></table>'
    )


def _unbroken(text: str) -> str:
    """Keep a number and its unit on one line."""
    return UNIT.sub("&nbsp;", text)


def _bar(share: float, color: str) -> str:
    """Return a table of two cells; empty for a zero share."""
    full = min(100, round(share * 100))
    if not full:
        return ""
    cell = 'height="6" style="height:6px;font-size:0;line-height:0;background:'
    rest = f'<td {cell}{TRACK}">&nbsp;</td>' if full < 100 else ""
    cells = f'<td width="{full}%" {cell}{color}">&nbsp;</td>{rest}'
    return f'{TABLE} style="margin-top:6px;table-layout:fixed"><tr>{cells}</tr></table>'
