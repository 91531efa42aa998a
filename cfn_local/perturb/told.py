"""The record of a story: its steps, what CloudFormation knew, and what the account contained."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cfn_local.perturb.cases import Case
from cfn_local.project.account import Inventory, Key, counted
from cfn_local.protocol.outcome import Ending, OperationOutcome
from cfn_local.protocol.replies import Model

# The tags of the stack in which every story takes place.
STACK_TAGS = {"tested-by": "cfn-local perturb"}


@dataclass(frozen=True)
class Step:
    """One operation of the story. `calls` are its distinct AWS calls.

    `repeats` maps the indices of calls that repeat an earlier request to the index of that.
    """

    operation: str
    outcome: OperationOutcome
    calls: tuple[str, ...] = ()
    is_perturbed: bool = False
    repeats: tuple[tuple[int, int], ...] = ()

    @property
    def is_stuck(self) -> bool:
        """Return whether it did not end."""
        return self.outcome.ending is Ending.TIMED_OUT

    @property
    def answer(self) -> str:
        """`FAILED, InternalFailure "..."` and the like"""
        if self.is_stuck:
            return self.outcome.message
        message = f'"{self.outcome.message}"' if self.outcome.message else ""
        said = " ".join(filter(None, (self.outcome.error_code, message)))
        return f"{self.outcome.status}, {said}" if said else self.outcome.status

    @property
    def words(self) -> str:
        """`CREATE (disturbed): FAILED, InternalFailure` and the like"""
        note = " (disturbed)" if self.is_perturbed and not self.is_stuck else ""
        return f"{self.operation}{note}: {self.answer}"

    @property
    def is_done(self) -> bool:
        """Return whether a DELETE has left nothing, according to its response."""
        return self.outcome.succeeded or self.outcome.error_code == "NotFound"


@dataclass(frozen=True)
class Breach:
    """One of the project's own invariants that did not hold after a step."""

    invariant: str
    operation: str
    message: str


@dataclass
class Told:
    """What happened. `expected` is what READ should return after the operation, None if nothing should be left.

    `identifier` is None while CloudFormation knows none. `created` is what existed before the disturbed operation, if
    that is not CREATE. `perturbed` is the disturbed operation, `read` the READ after it and after its rollback,
    `closing` the last DELETE. `met` counts the requests that met each perturbation.
    """

    case: Case
    before: Inventory
    steps: list[Step] = field(default_factory=list)
    met: list[int] = field(default_factory=list)
    identifier: Model | None = None
    expected: Model | None = None
    created: Inventory | None = None
    perturbed: Step = field(init=False)
    during: Inventory | None = None
    rollback: Step | None = None
    read: Step | None = None
    closing: Step | None = None
    after: Inventory = field(init=False)
    invocations: int = 0
    breaches: list[Breach] = field(default_factory=list)
    # What the set-up has made.
    parents: Sequence[Key] = ()
    # Why there is no second resource of the type next to it.
    lonely: str = ""

    @property
    def made(self) -> list[Key]:
        """Return what the CREATE before the disturbed operation made, in order as far as that is known."""
        if self.created is None:
            return []
        new = set(self.created.added_to(self.before))
        return [key for key in self.created.items if key in new]

    @property
    def is_met(self) -> bool:
        """Return whether every perturbation of the case took effect."""
        return bool(self.met) and all(self.met)


def made_by(told: Told) -> Counter[str]:
    """Return how many of each service and type existed after the operation that did not exist before."""
    return counted(told.during.added_to(told.before)) if told.during else Counter()
