"""Formats of amounts, times and names in a report."""

from datetime import date

STATES = {"SUCCEEDED": "succeeded", "FAILED": "failed", "TIMEOUT": "timed out", "STOPPED": "stopped"}
LONGEST_NAME = 60  # characters of a job's name where the page must stay small; the CSV has all of them


def money(amount: float) -> str:
    """Format an amount, with cents below a thousand."""
    return f"{amount:,.2f}" if abs(amount) < 1000 else f"{amount:,.0f}"


def percent(share: float) -> str:
    """Format a share, never rounding a part to 0 or 100 percent."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def state(code: str) -> str:
    """Return the wording of a run's state, as in `3 timed out`."""
    return STATES.get(code, f"ended as {code}")


def time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h".replace(".0 h", " h")


def change(now: float, before: float) -> str:
    """Format the change of an amount, with its sign."""
    if not before:
        return "new" if now else "as before"
    share = now / before - 1
    if abs(share) < 0.005:
        return "as before"
    return f"{'+' if share > 0 else '-'}{abs(share):,.0%}"


def name(text: str) -> str:
    """Return a job's name on one line, truncated if it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def days(first: date, last: date) -> str:
    """2 to 8 Nov 2026."""
    if first == last:
        return f"{last.day} {last:%b %Y}"
    same_month = (first.year, first.month) == (last.year, last.month)
    beginning = f"{first.day}" if same_month else f"{first.day} {first:%b}"
    if first.year != last.year:
        beginning += f" {first.year}"
    return f"{beginning} to {last.day} {last:%b %Y}"
