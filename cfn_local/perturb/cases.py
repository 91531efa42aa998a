"""The cases: each perturbation of each AWS call of each operation, and the name that repeats exactly that one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cfn_local.perturb.kinds import Kind, kinds_for

# In place of a call: the n-th invocation of the handler.
INVOCATION = "invocation"


@dataclass(frozen=True)
class Act:
    """One operation on a resource that was made of an input set. `target` is the file that an UPDATE goes to."""

    input_set: str
    operation: str
    target: str = ""

    @property
    def name(self) -> str:
        return f"{self.input_set}/{self.operation}" + (f":{self.target}" if self.target else "")

    @property
    def words(self) -> str:
        """`UPDATE of inputs_1 to inputs_1_update`"""
        return f"{self.operation} of {self.input_set}" + (f" to {self.target}" if self.target else "")


@dataclass(frozen=True)
class Case:
    """One perturbation at the `occurrence`th (from 1) `call` of an act; none for the act as it is without."""

    act: Act
    call: str = ""
    occurrence: int = 0
    kind: Kind = Kind.NONE

    @property
    def name(self) -> str:
        """What `--only` takes: `inputs_1/UPDATE:inputs_1_update/ssm:PutParameter#1/throttled`."""
        if self.kind is Kind.NONE:
            return f"{self.act.name}/{self.kind}"
        return f"{self.act.name}/{self.call}#{self.occurrence}/{self.kind}"

    @property
    def words(self) -> str:
        """`CREATE of inputs_1, in which the second ssm:PutParameter is throttled`"""
        if self.kind is Kind.NONE:
            return f"{self.act.words}, undisturbed"
        return f"{self.act.words}, in which {self.call} number {self.occurrence} {self.kind.words}"


@dataclass(frozen=True)
class Course:
    """What an act does when nothing goes wrong: its AWS calls in order, and how often its handler is invoked."""

    act: Act
    calls: Sequence[str]
    invocations: int
    made: Counter[str] = field(default_factory=Counter)  # resources after it, by service and type


def cases_of(course: Course) -> Iterator[Case]:
    """Every perturbation of every call, singly, in the order of the calls; then those of the invocations."""
    seen: Counter[str] = Counter()
    for call in course.calls:
        seen[call] += 1
        for kind in kinds_for(call):
            yield Case(course.act, call, seen[call], kind)
    for invocation in range(1, course.invocations + 1):
        yield Case(course.act, INVOCATION, invocation, Kind.UNHEARD)
