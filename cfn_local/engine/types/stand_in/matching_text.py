"""Text that matches a regular expression of a schema."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from random import Random
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from cfn_local.schemas import patterns

# How often what may be repeated is repeated beyond what it must be, until the text is long enough.
_REPEATS = (1, 0, 2, 4, 8, 12, 20, 36, 64, 128)
# Java takes this dash for itself, Python for a range.
_IN_RANGE = re.compile(r"(\\[wds])-")
_TRIES = 4
# How much of the shortest length may be due to what is not repeated.
_SLACK = 4
_ANY = string.ascii_lowercase + string.digits
_PRINTABLE = string.ascii_lowercase + string.digits + string.ascii_uppercase + "-_ ./:@=+,#"
_CATEGORIES = {
    ops.CATEGORY_DIGIT: string.digits,
    ops.CATEGORY_WORD: string.ascii_lowercase + string.digits + "_",
    ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_NOT_SPACE: _ANY,
    ops.CATEGORY_NOT_WORD: "-",
    ops.CATEGORY_NOT_DIGIT: string.ascii_lowercase,
}


def matching(pattern: str, random: Random, shortest: int = 0, longest: int = 10_000) -> str | None:
    """A text with the pattern, between the lengths; None if none is found, as for what only Java understands."""
    try:
        parsed = _parser.parse(_IN_RANGE.sub(r"\1\\-", pattern))
    except (re.error, RecursionError, OverflowError):
        return None
    for repeats in (*_REPEATS, *range(max(0, shortest - _SLACK), shortest + 1)):
        for _ in range(_TRIES):
            text = "".join(_made(parsed, random, repeats, {})).ljust(shortest, "a")
            if shortest <= len(text) <= longest and patterns.matches(pattern, text):
                return text
    return None


def _made(parsed: Any, random: Random, repeats: int, groups: dict[int, str]) -> Iterator[str]:
    for operation, argument in parsed:
        yield _one(operation, argument, random, repeats, groups)


def _one(operation: Any, argument: Any, random: Random, repeats: int, groups: dict[int, str]) -> str:
    def inner(parsed: Any) -> str:
        return "".join(_made(parsed, random, repeats, groups))

    if operation is ops.LITERAL:
        return chr(argument)
    if operation is ops.NOT_LITERAL:
        return random.choice(_ANY.replace(chr(argument), ""))
    if operation is ops.ANY:
        return random.choice(_ANY)
    if operation is ops.IN:
        return random.choice(_characters(argument))
    if operation is ops.BRANCH:
        # The widest branch: another may be one fixed text, which would be the same for every resource.
        widest = max(branch.getwidth()[1] for branch in argument[1])
        return inner(random.choice([branch for branch in argument[1] if branch.getwidth()[1] == widest]))
    if operation is ops.SUBPATTERN:
        groups[argument[0]] = inner(argument[3])
        return groups[argument[0]]
    if operation is ops.GROUPREF:
        return groups.get(argument, "")
    if operation in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, most, repeated = argument
        return "".join(inner(repeated) for _ in range(min(least + repeats, most)))
    return inner(argument) if operation is ops.ATOMIC_GROUP else ""


def _characters(members: list[tuple[Any, Any]]) -> str:
    found = "".join(one for member in members for one in _member(*member) if not _is_half(one)) or _ANY
    if members[0][0] is not ops.NEGATE:
        return found
    return "".join(one for one in _PRINTABLE if one not in found) or "~"


def _is_half(character: str) -> bool:
    """Whether it is one of the two halves of which Java makes some characters."""
    return "\ud800" <= character <= "\udfff"


def _member(operation: Any, argument: Any) -> str:
    if operation is ops.LITERAL:
        return chr(argument)
    if operation is ops.RANGE:
        first, last = argument
        return "".join(map(chr, range(first, min(last, first + 127) + 1)))
    return _CATEGORIES.get(argument, "") if operation is ops.CATEGORY else ""
