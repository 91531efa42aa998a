"""Accepted findings of a project: `accepted-findings.json`, a list with a reason and a date for each.

[{"check": "permissions", "finding": "kms:Decrypt", "reason": "granted by the key's policy", "date": "2026-11-28"}]

A finding of `perturb` may be accepted in some cases only: `"case": "inputs_1/DELETE/*"`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cfn_local.project.loading import ProjectError

FILE = "accepted-findings.json"
_MEMBERS = ("check", "finding", "reason", "date")


@dataclass(frozen=True)
class Accepted:
    """A finding of one check that is ignored, in the cases whose names match the pattern `case`."""

    check: str
    finding: str
    reason: str
    day: date
    case: str = "*"


def load(folder: Path, check: str) -> list[Accepted]:
    """Return the findings of `check` that the project accepts. ProjectError if the file is malformed."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ProjectError(f"{FILE} is not JSON: {error}") from error
    if not isinstance(found, list):
        raise ProjectError(f"{FILE} must be a list.")
    return [one for one in map(_accepted, found) if one.check == check]


def outdated(accepted: Iterable[Accepted], findings: Iterable[str]) -> list[str]:
    """Return one line per accepted finding that no longer occurs."""
    known = set(findings)
    return [outdated_line(one) for one in accepted if one.finding not in known]


def outdated_line(one: Accepted) -> str:
    """Return the line for an accepted finding that no longer occurs."""
    in_cases = "" if one.case == "*" else f" in {one.case}"
    return f"{FILE}: {one.finding} is not found any more{in_cases}; take it out."


def _accepted(document: Any) -> Accepted:
    values = [str(document.get(name) or "") for name in _MEMBERS] if isinstance(document, dict) else [""]
    if not all(values):
        raise ProjectError(f"{FILE}: each must have {', '.join(_MEMBERS)}; there is {json.dumps(document)}.")
    check, finding, reason, day = values
    try:
        return Accepted(check, finding, reason, date.fromisoformat(day), str(document.get("case") or "*"))
    except ValueError:
        raise ProjectError(f"{FILE}: the date of {finding} must be like 2026-11-28; it is {day!r}.") from None
