"""The causes behind findings: each is told once, the worst first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Finding, Oracle, Violation

# What is lost for ever, what is stuck for ever, what is not true, and what is only told badly.
_WORST_FIRST = (
    Oracle.ORPHAN,
    Oracle.LEAK,
    Oracle.FOREIGN,
    Oracle.STUCK,
    Oracle.LIE,
    Oracle.NOT_IDEMPOTENT,
    Oracle.INVARIANT,
    Oracle.WRONG_CODE,
)


@dataclass(frozen=True)
class Cause:
    """One defect. `findings` are its stories, the clearest first; `consequences` what else is wrong in just those."""

    findings: Sequence[Finding]
    consequences: Sequence[Violation] = ()

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def _rank(self) -> tuple[int, bool, int, str]:
        first = self.first
        return (
            _WORST_FIRST.index(first.violation.oracle),
            not _is_undisturbed(first),
            -len(self.findings),
            first.case.name,
        )


def causes_of(findings: Iterable[Finding]) -> list[Cause]:
    """Group the findings by what is wrong, and put what only follows from something worse under that."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_what_is_wrong(finding), []).append(finding)
    causes: list[Cause] = []
    for cause in sorted((Cause(sorted(group, key=_clarity)) for group in groups.values()), key=lambda one: one._rank):
        worse = next((other for other in causes if _follows(cause, other)), None)
        if worse is None:
            causes.append(cause)
        else:
            causes[causes.index(worse)] = Cause(worse.findings, [*worse.consequences, cause.first.violation])
    return causes


def _what_is_wrong(finding: Finding) -> tuple[str, ...]:
    """The calls of an operation share a cause; so do all operations in which an error of AWS gets one wrong code."""
    violation, operation = finding.violation, finding.case.act.operation
    is_everywhere = violation.oracle is Oracle.WRONG_CODE or _is_undisturbed(finding)
    return (violation.oracle, violation.sign, "" if is_everywhere else operation)


def _is_undisturbed(finding: Finding) -> bool:
    return finding.case.kind is FaultKind.NONE and finding.case.then is None


def _clarity(finding: Finding) -> tuple[bool, bool, int]:
    return finding.case.then is not None, not _is_undisturbed(finding), len(finding.story)


def _follows(cause: Cause, worse: Cause) -> bool:
    """Return whether the one is seen only in stories of the other. A wrong code has a cause of its own."""
    if cause.first.violation.oracle is Oracle.WRONG_CODE:
        return False
    stories = {finding.case for finding in worse.findings}
    return all(finding.case in stories for finding in cause.findings)
