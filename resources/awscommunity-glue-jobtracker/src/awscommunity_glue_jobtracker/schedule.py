"""EventBridge's schedule syntax, checked before anything is created."""

import re

RATE = re.compile(r"rate\((\d+) (minute|hour|day)(s?)\)")
MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
DAYS = "SUN|MON|TUE|WED|THU|FRI|SAT"
FIELDS = (  # name, least, most, other words; EventBridge User Guide, "Cron expressions"
    ("minutes", 0, 59, r"(?!)"),
    ("hours", 0, 23, r"(?!)"),
    ("day of the month", 1, 31, r"\?|L|LW|\d+W"),
    ("month", 1, 12, MONTHS),
    ("day of the week", 1, 7, rf"\?|L|[1-7]L|({DAYS})L|{DAYS}|([1-7]|{DAYS})#[1-5]"),
    ("year", 1970, 2199, r"(?!)"),
)


def complaint(expression: str) -> str:
    """Return the problem with a schedule expression, as the end of a sentence; empty if none."""
    if rate := RATE.fullmatch(expression):
        return _about_rate(int(rate[1]), plural=bool(rate[3]))
    if expression.startswith("cron(") and expression.endswith(")"):
        return _about_cron(expression[len("cron(") : -1].split())
    return "is neither cron(minutes hours day-of-month month day-of-week year) nor rate(value unit)"


def _about_rate(value: int, *, plural: bool) -> str:
    if value < 1:
        return "has a rate that is not positive"
    return "" if plural == (value > 1) else "has a rate whose unit is singular for 1 and plural otherwise"


def _about_cron(fields: list[str]) -> str:
    if len(fields) != len(FIELDS):
        return f"has {len(fields)} fields; a cron expression has 6"
    for field, (name, least, most, words) in zip(fields, FIELDS, strict=True):
        if not all(_is_part(part, least, most, words) for part in field.upper().split(",")):
            return f"has {field} as its {name}"
    if (fields[2] == "?") == (fields[4] == "?"):
        return "must have ? as its day of the month or as its day of the week, and not as both"
    return ""


def _is_part(part: str, least: int, most: int, words: str) -> bool:
    """Return whether a comma-separated part is a word, *, a number or a range, optionally with a step."""
    base, slash, step = part.partition("/")
    if slash and not (step.isdigit() and int(step) > 0):
        return False
    if base == "*" or (not slash and re.fullmatch(words, base)):
        return True
    first, dash, last = base.partition("-")
    ends = [first, last] if dash else [first]
    return all((end.isdigit() and least <= int(end) <= most) or _is_name(end, words) for end in ends)


def _is_name(text: str, words: str) -> bool:
    return text.isalpha() and len(text) == len("JAN") and bool(re.fullmatch(words, text))
