"""The story of one case: a resource's life by CloudFormation's protocol, disturbed once, and ended as it would end it.

A failed CREATE that gave an identifier is deleted, a failed UPDATE is rolled back by another, a failed DELETE is asked
for again. Between the operations READ is asked what there is.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cfn_local.engine.properties import casting, identifiers
from cfn_local.perturb.account import Inventory, counted
from cfn_local.perturb.cases import INVOCATION, Case
from cfn_local.perturb.extension import FUNCTION, Extension
from cfn_local.perturb.kinds import Kind, fault_document
from cfn_local.runtime.operations import Answer, Model, StuckError

# A handler that dies of the perturbation answers as Lambda tells it.
_UNHEARD = {"errorType": "Sandbox.Timedout", "errorMessage": "The answer was lost."}


class StoryError(Exception):
    """The story cannot be told: what comes before the perturbation fails. The message says how."""


@dataclass(frozen=True)
class Step:
    """One operation of the story. `calls` are the AWS calls that it made; `stuck` says that it came to no end."""

    operation: str
    answer: Answer
    calls: tuple[str, ...] = ()
    stuck: bool = False
    is_perturbed: bool = False

    @property
    def words(self) -> str:
        """`CREATE: FAILED, InternalFailure` and the like"""
        if self.stuck:
            return f"{self.operation}: {self.answer.message}"
        said = " ".join(filter(None, (self.answer.error_code, f'"{self.answer.message}"' * bool(self.answer.message))))
        note = " (disturbed)" if self.is_perturbed else ""
        return f"{self.operation}{note}: {self.answer.status}" + (f", {said}" if said else "")


@dataclass
class Told:
    """What happened. `expected` is what READ should show after the operation, None where nothing should be left.

    `identifier` is None as long as CloudFormation knows none. `perturbed` is the disturbed operation, `read` the READ
    after it and after its rollback, `closing` the last DELETE.
    """

    case: Case
    before: Inventory
    steps: list[Step] = field(default_factory=list)
    met: int = 0
    identifier: Model | None = None
    expected: Model | None = None
    perturbed: Step = field(init=False)
    during: Inventory | None = None
    rollback: Step | None = None
    read: Step | None = None
    closing: Step | None = None
    after: Inventory = field(init=False)
    invocations: int = 0


class Story:
    """Tells one case of `extension`, in a fresh account."""

    def __init__(self, extension: Extension, case: Case) -> None:
        self._extension, self._case = extension, case
        self._models = extension.fresh_account()
        self._invoked = 0
        self._lose = 0  # the invocation of the disturbed operation whose answer is lost
        self._operations = extension.operations(self._invoke)
        self.told = Told(case, self._inventory())

    def tell(self) -> Told:
        """Live it through. StoryError where it does not get to the perturbation."""
        told, act = self.told, self._case.act
        desired = self._models[f"{act.input_set}_create"]
        if act.operation == "CREATE":
            told.perturbed = self._disturbed(lambda: self._operations.create(casting.as_passed(desired)))
            self._take_identifier(told.perturbed)
            told.expected = desired if told.perturbed.answer.succeeded else None
        else:
            created = self._step("CREATE", lambda: self._operations.create(casting.as_passed(desired)))
            self._take_identifier(created)
            if not created.answer.succeeded or told.identifier is None:
                raise StoryError(f"CREATE of {act.input_set} fails undisturbed: {created.words}")
            self._operate(desired)
        self._look_back()
        self._close(desired)
        return told

    def _operate(self, desired: Model) -> None:
        """The disturbed operation on the resource that is there."""
        told, act = self.told, self._case.act
        assert told.identifier is not None
        identifier, told.expected = told.identifier, desired
        if act.operation == "UPDATE":
            self._update(desired, self._models[act.target])
        elif act.operation == "READ":
            told.perturbed = self._disturbed(lambda: self._operations.read(identifier))
        elif act.operation == "LIST":
            told.perturbed = self._disturbed(lambda: self._operations.list(model=identifier))
        else:
            told.perturbed = self._disturbed(lambda: self._delete(desired))
            told.expected = None if told.perturbed.answer.succeeded else desired

    def _update(self, before: Model, after: Model) -> None:
        told = self.told
        told.perturbed = self._disturbed(lambda: self._change(before, after))
        if told.perturbed.answer.succeeded:
            told.expected = after
        else:
            told.rollback = self._step("UPDATE back", lambda: self._change(after, before))

    def _change(self, before: Model, after: Model) -> Answer:
        identifier = self.told.identifier or {}
        previous, desired = ({**casting.as_passed(one), **identifier} for one in (before, after))
        return self._operations.update(previous, desired)

    def _delete(self, desired: Model) -> Answer:
        return self._operations.delete({**casting.as_passed(desired), **(self.told.identifier or {})})

    def _look_back(self) -> None:
        """What READ shows now, and what there is."""
        told, identifier = self.told, self.told.identifier
        told.during = self._inventory()
        failed_create = self._case.act.operation == "CREATE" and not told.perturbed.answer.succeeded
        if identifier is not None and not failed_create:
            told.read = self._step("READ", lambda: self._operations.read(identifier))

    def _close(self, desired: Model) -> None:
        """The delete that CloudFormation would issue, and once more where that fails, as a user would have it."""
        told = self.told
        if told.identifier is not None and not self._is_deleted():
            last = told.expected or desired
            for operation in ("DELETE", "DELETE again"):
                told.closing = self._step(operation, lambda: self._delete(last))
                if told.closing.answer.succeeded or told.closing.answer.error_code == "NotFound":
                    break
        told.after = self._inventory()

    def _is_deleted(self) -> bool:
        answer = self.told.perturbed.answer
        return self._case.act.operation == "DELETE" and (answer.succeeded or answer.error_code == "NotFound")

    def _disturbed(self, operate: Callable[[], Answer]) -> Step:
        case = self._case
        if case.kind is Kind.UNHEARD:
            self._invoked, self._lose = 0, case.occurrence
        elif case.kind is not Kind.NONE:
            self._extension.aws.put_fault(fault_document(case.kind, case.call, case.occurrence))
        self._invoked = 0
        step = self._step(case.act.operation, operate, is_perturbed=case.kind is not Kind.NONE)
        self.told.invocations = self._invoked
        if case.call == INVOCATION:
            self.told.met = int(self._invoked >= self._lose)
        elif case.kind is not Kind.NONE:
            self.told.met = self._extension.aws.put_fault({})
        self._lose = 0
        return step

    def _step(self, operation: str, operate: Callable[[], Answer], *, is_perturbed: bool = False) -> Step:
        calls_before = len(self._calls())
        try:
            answer, stuck = operate(), False
        except StuckError as error:
            answer, stuck = Answer("FAILED", None, error_code="NotStabilized", message=str(error)), True
            answer = Answer(**{**vars(answer), "payloads": error.payloads})
        step = Step(operation, answer, tuple(self._calls()[calls_before:]), stuck, is_perturbed)
        self.told.steps.append(step)
        return step

    def _invoke(self, event: Model) -> Model:
        self._invoked += 1
        payload = self._extension.invoke(event)
        return _UNHEARD if self._lose and self._invoked == self._lose else payload

    def _calls(self) -> list[str]:
        """The AWS calls of all invocations in this account so far."""
        invocations = self._extension.aws.describe()["Invocations"]
        return [call for one in invocations if one["Function"] == FUNCTION for call in one["Calls"]]

    def _take_identifier(self, created: Step) -> None:
        """From the first answer that has the primary identifier on, CloudFormation knows what to delete."""
        for payload in created.answer.payloads:
            model: Any = payload.get("resourceModel")
            is_known = payload.get("status") in ("IN_PROGRESS", "SUCCESS") and isinstance(model, dict)
            if is_known and payload is not _UNHEARD and not identifiers.missing_names(self._extension.schema, model):
                identifier = identifiers.primary_identifier(self._extension.schema, model)
                self.told.identifier = identifiers.model_of(self._extension.schema, identifier)
                return

    def _inventory(self) -> Inventory:
        return Inventory.of(self._extension.aws.inventory())


def made_by(told: Told) -> Counter[str]:
    """How many of each service and type there were after the operation that were not before."""
    return counted(told.during.added_to(told.before)) if told.during else Counter()
