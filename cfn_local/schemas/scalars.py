"""What JSON Schema's keywords say of strings and numbers."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cfn_local.schemas.check import Check, failed, refused
from cfn_local.schemas.patterns import finder

STRING_KEYWORDS = frozenset({"minLength", "maxLength", "pattern", "format"})
_BOUNDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "exclusiveMaximum": lambda value, bound: value < bound,
    "multipleOf": lambda value, bound: Fraction(value) % Fraction(bound) == 0,
}
NUMBER_KEYWORDS = frozenset(_BOUNDS)
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:?[0-9]{2})"
_FORMATS = {
    "date-time": re.compile(f"{_DATE}T{_TIME}"),
    "date": re.compile(_DATE),
    "time": re.compile(_TIME),
    "email": re.compile(r"[^@\s]+@[^@\s]+"),
}


def of_strings(node: dict[str, Any]) -> Iterator[Check]:
    """The checks of a string."""
    least, most = node.get("minLength", 0), node.get("maxLength")
    if least:
        yield lambda value, at: refused(len(value) >= least, f"{at}: expected minLength: {least}, actual: {len(value)}")
    if most is not None:
        yield lambda value, at: refused(len(value) <= most, f"{at}: expected maxLength: {most}, actual: {len(value)}")
    if "pattern" in node:
        yield _of_pattern(node["pattern"])
    form = _FORMATS.get(node.get("format", ""))
    if form is not None:
        yield lambda value, at: refused(form.fullmatch(value), failed(at, "format"))


def of_numbers(node: dict[str, Any]) -> Iterator[Check]:
    """The checks of a number, given as a Decimal."""
    for keyword, holds in _BOUNDS.items():
        if keyword in node:
            yield _of_bound(Decimal(str(node[keyword])), keyword, holds)


def _of_pattern(pattern: str) -> Check:
    find = finder(pattern)
    if find is None:
        problem = f"the pattern {pattern} of the schema is not a regular expression"
        return lambda _value, at: [f"{at}: {problem}"]
    return lambda value, at: refused(find(value), failed(at, "pattern"))


def _of_bound(bound: Decimal, keyword: str, holds: Callable[[Decimal, Decimal], bool]) -> Check:
    return lambda value, at: refused(holds(value, bound), failed(at, keyword))
