"""The cases: each perturbation of each operation, with a name that reproduces exactly that case."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cfn_local.perturb import conditions
from cfn_local.perturb.fault_kinds import FaultKind, fault_kinds_for, is_look

# Used instead of a call: the n-th invocation of the handler, the conditions of the account, what CREATE has made.
INVOCATION, CONDITIONS, EVERYTHING = "invocation", "conditions", "everything"
# Joins the second perturbation of a sequence to the first.
THEN = "+"


@dataclass(frozen=True)
class Act:
    """One operation on a resource created from an input set. `target` is the input file that an UPDATE applies."""

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
class Second:
    """A second perturbation: at the `occurrence`th `call` of a `step` of the story, as that is named."""

    step: str
    call: str
    occurrence: int
    kind: FaultKind

    @property
    def name(self) -> str:
        """`UPDATE-back/ssm:PutParameter#1/throttled`"""
        return f"{self.step.replace(' ', '-')}/{self.call}#{self.occurrence}/{self.kind}"


@dataclass(frozen=True)
class Case:
    """One perturbation at the `occurrence`th (from 1) `call` of an act, optionally a second; none for the undisturbed
    act.

    `call` is `service:Action`, INVOCATION, CONDITIONS, or the `service.Type` of something that CREATE has made.
    """

    act: Act
    call: str = ""
    occurrence: int = 0
    kind: FaultKind = FaultKind.NONE
    then: Second | None = None

    @property
    def name(self) -> str:
        """Return the name for `--only`: `inputs_1/UPDATE:inputs_1_update/ssm:PutParameter#1/throttled`."""
        if self.kind is FaultKind.NONE:
            return f"{self.act.name}/{self.kind}"
        first = f"{self.act.name}/{self.call}#{self.occurrence}/{self.kind}"
        return f"{first}{THEN}{self.then.name}" if self.then else first

    @property
    def kinds(self) -> tuple[FaultKind, ...]:
        """Return the name of the perturbation, and of the second if there is one."""
        return (self.kind, self.then.kind) if self.then else (self.kind,)

    @property
    def words(self) -> str:
        """Describe it: `CREATE of inputs_1, in which ssm:PutParameter number 2 is throttled ...`"""
        if self.kind is FaultKind.NONE:
            return f"{self.act.words}, undisturbed"
        if self.call in (CONDITIONS, EVERYTHING):
            first = f"{self.act.words}, in which {self.call} {self.kind.words}"
        else:
            first = f"{self.act.words}, in which {self.call} number {self.occurrence} {self.kind.words}"
        then = self.then
        return f"{first}; in {then.step}, {then.call} number {then.occurrence} {then.kind.words}" if then else first


@dataclass(frozen=True)
class Course:
    """What an undisturbed act does: its AWS calls in order, and the number of handler invocations.

    `repeats` maps the indices of calls that repeat an earlier request to the index of that. `changeable` and
    `deletable` count, by `service.Type`, what CREATE has made and others can change or delete, and `parents` what the
    set-up has made and others can delete. `is_named` says that the user chooses the identifier, so that what a CREATE
    is to make may be there already.
    """

    act: Act
    calls: Sequence[str]
    invocations: int
    repeats: Sequence[tuple[int, int]] = ()
    changeable: Sequence[tuple[str, int]] = ()
    deletable: Sequence[tuple[str, int]] = ()
    parents: Sequence[tuple[str, int]] = ()
    is_named: bool = False


def cases_of(course: Course) -> Iterator[Case]:
    """Return every perturbation of every call, one at a time, in the order of the calls; then all others."""
    act, seen, repeats = course.act, Counter[str](), dict(course.repeats)
    for index, call in enumerate(course.calls):
        seen[call] += 1
        for kind in fault_kinds_for(call):
            yield Case(act, call, seen[call], kind)
        if is_look(call) and not all(map(is_look, course.calls[repeats.get(index, index) : index])):
            yield Case(act, call, seen[call], FaultKind.STALE)
    for invocation in range(1, course.invocations + 1):
        yield Case(act, INVOCATION, invocation, FaultKind.UNHEARD)
    for kind in conditions.kinds_among(course.calls):
        yield Case(act, CONDITIONS, 1, kind)
    if act.operation == "CREATE" and course.is_named:
        yield Case(act, EVERYTHING, 1, FaultKind.EXISTS)
    others = (
        (FaultKind.CHANGED, course.changeable),
        (FaultKind.DELETED, course.deletable),
        (FaultKind.PARENT_DELETED, course.parents),
    )
    for kind, things in others:
        for thing, number in things:
            yield Case(act, thing, number, kind)
    if act.operation in ("READ", "UPDATE", "DELETE"):
        yield Case(act, EVERYTHING, 1, FaultKind.DELETED_BY_DELETE)
    if len(course.deletable) > 1:
        yield Case(act, EVERYTHING, 1, FaultKind.DELETED)
