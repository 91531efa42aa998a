"""Describes one failed test: its assertion, and the handler's requests, responses, AWS calls and log."""

import json
import re
from typing import Any

from cfn_local.contract.invocations import Invocation
from cfn_local.contract.result import CaseResult

_INSIDE_SITE_PACKAGES = re.compile(r"\S*?/site-packages/")
_TRACEBACK_MARKS = re.compile(r"^[ \t]*[\^~]+[ \t]*\n", re.M)
# Frames of Python's import and of our own worker, each with its line of code.
_FRAMES_OF_NOBODY = re.compile(
    r"^  File \"(?:<frozen [^>]*>|\S*/importlib/__init__\.py|\S*/cfn_local/runtime/worker\.py)\".*\n(?:    .*\n)*", re.M
)
_DURING = "During handling of the above exception, another exception occurred:\n"
_ASKED = ("targetName", "targetModel", "resourceProperties", "previousResourceProperties", "callbackContext")
_MOST_IN_ONE_LINE = 160
_MOST_LINES_OF_LOG = 60
_MOST_LINES_OF_DOCUMENT = 40


class CaseDetails:
    """Describes cases in order; refers back to a log that was already shown."""

    def __init__(self) -> None:
        self._shown: set[str] = set()

    def of(self, case: CaseResult) -> str:
        """Return the assertion that failed and the invocations before it."""
        assertion = _INSIDE_SITE_PACKAGES.sub("", _TRACEBACK_MARKS.sub("", _first_of(case.details.strip()) + "\n"))
        return "\n".join([assertion.rstrip(), *map(self._of_invocation, case.invocations)])

    def _of_invocation(self, invocation: Invocation) -> str:
        event = invocation["Event"]
        action = event.get("action") or event.get("actionInvocationPoint") or "invocation"
        lines = [
            _titled(f"{action} request", _indented(_asked(event))),
            _titled(f"{action} response", _indented(invocation["Payload"])),
            _titled(f"{action} called", ", ".join(invocation["Calls"]) or "nothing"),
        ]
        log = _FRAMES_OF_NOBODY.sub("", _TRACEBACK_MARKS.sub("", invocation["Log"] + "\n")).strip()
        if log:
            lines.append(_titled(f"{action} log", "as above" if log in self._shown else _cut(log)))
        self._shown.add(log)
        return "\n".join(lines)


def _first_of(details: str) -> str:
    """Return the first failure; of failures during cleanup, such as a DELETE, only the assertion."""
    first, _, later = details.partition(_DURING)
    asserted = [line[1:].strip() for line in later.splitlines() if line.startswith("E ")]
    return f"{first.rstrip()}\nand then: {asserted[0]}" if asserted else details


def _asked(event: dict[str, Any]) -> dict[str, Any]:
    """Return the part of the event that varies by test. The type configuration may hold secrets and is omitted."""
    merged = {**event, **(event.get("requestContext") or {}), **(event.get("requestData") or {})}
    asked = {name: merged[name] for name in _ASKED if merged.get(name) is not None}
    if merged.get("typeConfiguration") or merged.get("hookModel"):
        asked["typeConfiguration"] = "(given)"
    return asked


def _titled(title: str, text: str) -> str:
    return f"{title:<32}{text}" if "\n" not in text else "\n".join([title, *(f"    {x}" for x in text.splitlines())])


def _indented(document: Any) -> str:
    line = json.dumps(document, ensure_ascii=False)
    if len(line) <= _MOST_IN_ONE_LINE:
        return line
    lines = json.dumps(document, ensure_ascii=False, indent=2).splitlines()
    more = len(lines) - _MOST_LINES_OF_DOCUMENT
    kept = [f"{one[:_MOST_IN_ONE_LINE]}..." if len(one) > _MOST_IN_ONE_LINE + 3 else one for one in lines]
    return "\n".join(kept if more <= 0 else [*kept[:_MOST_LINES_OF_DOCUMENT], f"({more} lines more)"])


def _cut(log: str) -> str:
    """Keep the end of a long log, where the error is."""
    lines = log.splitlines()
    left_out = len(lines) - _MOST_LINES_OF_LOG
    return log if left_out <= 0 else "\n".join([f"({left_out} lines before)", *lines[left_out:]])
