"""One defect reported by the oracles."""

from dataclasses import dataclass
from enum import StrEnum

from cfn_local.perturb.cases import Case
from cfn_local.perturb.told import Step


class Oracle(StrEnum):
    """The kind of defect, in a word. `meaning` explains it in a sentence."""

    LEAK = "leak"
    ORPHAN = "orphan"
    LIE = "lie"
    STUCK = "stuck"
    NOT_IDEMPOTENT = "not idempotent"
    WRONG_CODE = "wrong code"
    FOREIGN = "foreign"
    INVARIANT = "invariant"

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    Oracle.LEAK: "after the delete that CloudFormation issues, something is left",
    Oracle.ORPHAN: "made before CloudFormation was told an identifier, and left when the operation failed",
    Oracle.LIE: "the answer says one thing, READ or the account another",
    Oracle.STUCK: "no end, or no way out",
    Oracle.NOT_IDEMPOTENT: "the same request, sent again, fails or has a second effect",
    Oracle.WRONG_CODE: "the error code has CloudFormation do the wrong thing, or tells the user nothing",
    Oracle.INVARIANT: "what the project itself promises does not hold",
    Oracle.FOREIGN: "something that the resource did not make is changed or gone",
}


@dataclass(frozen=True)
class Violation:
    """One oracle's statement about a story. `sign` is a short form that is equal for equal causes."""

    oracle: Oracle
    sign: str
    expected: str
    happened: str


@dataclass(frozen=True)
class Finding:
    """A violation found in a case, and the steps of its story."""

    case: Case
    violation: Violation
    story: tuple[Step, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps as text."""
        return tuple(step.words for step in self.story)
