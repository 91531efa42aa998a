"""Results of testing one project: values from which the table, the details and JUnit are made."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    PASSED = "passed"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class CaseResult:
    """One test of the suite. `details` is cfn's reason for a skip or the assertion of a failure.

    `invocations` are those of the handler during a failed test: event, payload, log and AWS calls of each.
    """

    name: str
    input_set: str
    outcome: Outcome
    seconds: float
    details: str = ""
    invocations: tuple[dict[str, Any], ...] = ()


class Check(StrEnum):
    """A check of our own beside cfn's tests; the project fails if it does."""

    GENERATED_CODE = "generated code"
    PERMISSIONS = "permissions"


@dataclass(frozen=True)
class Shortfall:
    """A finding of one of our own checks, in one line, with the fix."""

    check: Check
    line: str


@dataclass(frozen=True)
class Stop:
    """Why the suite could not run or finish: one line, and the output that shows it."""

    reason: str
    output: str = ""


@dataclass
class ProjectResult:
    """`stops` say why the suite, or one of its input sets, did not run to its end; `notes` what was done on the user's
    behalf; `diagnosis`, in one line each, what is behind the failures. `python` is the version that ran the handlers.
    """

    name: str
    type_name: str = ""
    python: str = ""
    cases: list[CaseResult] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    diagnosis: list[str] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    shortfalls: list[Shortfall] = field(default_factory=list)
    seconds: float = 0.0
    suite_applies: bool = True

    def count(self, outcome: Outcome) -> int:
        return sum(case.outcome is outcome for case in self.cases)

    @property
    def failures(self) -> list[CaseResult]:
        return [case for case in self.cases if case.outcome is Outcome.FAILED]

    @property
    def passed(self) -> bool:
        """A project passes if nothing failed and something passed, or if it is a module and valid."""
        if self.stops or self.failures or self.shortfalls:
            return False
        return self.count(Outcome.PASSED) > 0 or not self.suite_applies
