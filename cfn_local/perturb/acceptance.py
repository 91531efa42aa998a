"""Findings that the project accepts in `accepted-findings.json`: they are counted and do not fail it."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from cfn_local.perturb.finding import Finding
from cfn_local.perturb.result import Choice, Result
from cfn_local.project.accepted import Accepted, outdated_line

CHECK = "perturb"


def accept(result: Result, accepted: Sequence[Accepted], choice: Choice) -> None:
    """Take the accepted findings out of the result; note their number, and those that no longer occur."""
    known = [finding for finding in result.findings if any(_covers(one, finding) for one in accepted)]
    if known:
        result.findings = [finding for finding in result.findings if finding not in known]
        result.notes.append(f"Findings that the project accepts: {len(known)}.")
    if not (choice.only or result.left_out or result.stops):
        unseen = [one for one in accepted if not any(_covers(one, finding) for finding in known)]
        result.notes += [outdated_line(one) for one in unseen]


def _covers(one: Accepted, finding: Finding) -> bool:
    """`finding` of the file is the headline of the report without its number."""
    violation = finding.violation
    return one.finding == f"{violation.oracle}: {violation.sign}" and fnmatchcase(finding.case.name, one.case)
