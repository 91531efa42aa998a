"""Information in the cfn CLI's output."""

import re

_DOWNSTREAM = re.compile(r"=== Caught downstream error ===\n(.+)")
_IGNORED_OVERRIDES = re.compile(r"Override file invalid: (.+)")


def is_crash(output: str) -> bool:
    return "=== Unhandled exception ===" in output


def reason(output: str) -> str:
    """Return the most informative line: after the banner of a downstream error, else the last."""
    downstream = _DOWNSTREAM.search(output)
    if downstream:
        return downstream[1]
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "it printed nothing"


def traceback(log: str) -> str:
    """Return the last traceback in cfn's log file, up to the exception."""
    _, banner, text = log.rpartition("Traceback (most recent call last):\n")
    lines = text.splitlines()
    end = next((number for number, line in enumerate(lines) if line and not line.startswith(" ")), len(lines))
    return "\n".join([banner.strip(), *lines[: end + 1]])


def ignored_overrides(output: str) -> str | None:
    """Return why cfn ignored overrides.json, which it only warns about."""
    found = _IGNORED_OVERRIDES.search(output)
    return found[1] if found else None
