"""The wildcards of hooks: `*` for any characters, `?` for a single one."""

import re
from functools import cache


def matches(pattern: str, name: str) -> bool:
    """Whether `pattern` matches the whole `name`, case-sensitively."""
    return _compiled(pattern).fullmatch(name) is not None


def matches_arn(pattern: str, arn: str) -> bool:
    """Whether each section of the ARN matches that of `pattern`; a wildcard does not cross sections."""
    sections = list(zip(_sections(pattern), _sections(arn), strict=False))
    return len(_sections(pattern)) == len(_sections(arn)) and all(matches(*section) for section in sections)


def _sections(arn: str) -> list[str]:
    return arn.split(":", 5)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)
