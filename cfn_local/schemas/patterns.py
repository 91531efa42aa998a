"""The regular expressions of schemas, which are Java's: their classes are ASCII, except for the Unicode ones."""

import re
from collections.abc import Callable
from functools import lru_cache

import regex  # type: ignore[import-untyped]

# Java's form of characters beyond the first 65,536: pairs of surrogates.
_BEYOND_THE_BASIC_PLANE = (r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF")


@lru_cache(maxsize=4096)
def finder(pattern: str) -> Callable[[str], bool] | None:
    """Return a function that searches a string for `pattern`; None if it is not a regular expression."""
    try:
        found = re.compile(pattern, re.ASCII).search
    except re.error:
        try:
            found = regex.compile(pattern.replace(*_BEYOND_THE_BASIC_PLANE), regex.V1).search
        except regex.error:
            return None
    return lambda string: found(string) is not None


def matches(pattern: str, string: str) -> bool:
    """Return whether `pattern` is found in `string`; never for an invalid regular expression."""
    find = finder(pattern)
    return find is not None and find(string)
