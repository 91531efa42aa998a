"""The story of one case: a resource's life by CloudFormation's protocol, disturbed, and ended as CloudFormation would.

A failed CREATE that returned an identifier is deleted, a failed UPDATE is rolled back by another, a failed DELETE is
repeated. Between the operations, READ is called. A second resource of the type exists next to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cfn_local.perturb import bystander, disturbances
from cfn_local.perturb.cases import INVOCATION, Case
from cfn_local.perturb.extension import Extension
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.invariants import Known, breaches
from cfn_local.perturb.told import Step, Told
from cfn_local.project.account import Inventory
from cfn_local.protocol.operations import ResourceOperations
from cfn_local.protocol.outcome import OperationOutcome
from cfn_local.protocol.replies import Model
from cfn_local.schemas import identifiers

# Lambda's error for a handler that dies of the perturbation.
_UNHEARD = {"errorType": "Sandbox.Timedout", "errorMessage": "The answer was lost."}


class StoryError(Exception):
    """The story cannot be judged: a step before the perturbation fails, or the local AWS itself does."""


@dataclass(frozen=True)
class _Begun:
    """What is known where the disturbed operation of many cases begins. `models` are those of the inputs by name."""

    models: Mapping[str, Model]
    told: Told
    known: Known


class Story:
    """Runs one case of `extension`, in a fresh account, optionally without a bystander."""

    def __init__(self, extension: Extension, case: Case, *, is_alone: bool = False) -> None:
        self._extension, self._case, self._is_alone = extension, case, is_alone
        self._invoked = 0
        self._lose = 0  # the invocation of the disturbed operation whose response is lost
        self._operations = extension.operations(self._invoke)

    def tell(self) -> Told:
        """Run the story. Raise StoryError if it does not reach the perturbation."""
        act = self._case.act
        desired = self._begin()
        if act.operation == "CREATE":
            told = self.told
            told.perturbed = self._disturbed(lambda: self._operations.create(desired), desired)
            self._take_identifier(told.perturbed)
            told.expected = desired if told.perturbed.outcome.succeeded else None
        else:
            self._operate(desired)
        self._look_back()
        self._close(desired)
        return self.told

    def _begin(self) -> Model:
        """Come to where the disturbed operation begins. Return the model that is, or has been, created."""
        act, at = self._case.act, self._extension.checkpoints.at
        if act.operation == "CREATE":
            self._take(at(self._name, self._furnish))
        else:
            self._take(at(f"{self._name}, created", self._create))
        return self._models[f"{act.input_set}_create"]

    @property
    def _name(self) -> str:
        """The account in which the resource of the input set is created."""
        return f"{self._case.act.input_set}{', alone' if self._is_alone else ''}"

    def _furnish(self) -> "_Begun":
        if self._is_alone:
            set_up, lonely = self._extension.set_up(), ""
        else:
            set_up, lonely = bystander.create(self._extension, self._case.act.input_set)
        return _Begun(set_up.models, Told(self._case, self._inventory(), lonely=lonely, parents=set_up.things), Known())

    def _create(self) -> "_Begun":
        """Create the resource that the disturbed operation is on."""
        input_set = self._case.act.input_set
        self._take(self._extension.checkpoints.at(self._name, self._furnish))
        told, desired = self.told, self._models[f"{input_set}_create"]
        created = self._step("CREATE", lambda: self._operations.create(desired), desired)
        self._take_identifier(created)
        if not created.outcome.succeeded:
            raise StoryError(f"CREATE of {input_set} fails undisturbed: {created.words}")
        if told.identifier is None:
            raise StoryError(f"CREATE of {input_set} tells no primary identifier: nothing can follow it.")
        told.created = self._inventory()
        return _Begun(self._models, told, self._known)

    def _take(self, begun: "_Begun") -> None:
        """Go on from there, whichever case it was made for."""
        told = begun.told
        self.told = replace(told, case=self._case, steps=[*told.steps], met=[*told.met], breaches=[*told.breaches])
        self._models, self._known = begun.models, begun.known

    def _operate(self, desired: Model) -> None:
        """Run the disturbed operation on the existing resource."""
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
            told.expected = None if told.perturbed.outcome.succeeded else desired

    def _update(self, before: Model, after: Model) -> None:
        told = self.told
        told.perturbed = self._disturbed(lambda: self._change(before, after), after)
        if told.perturbed.outcome.succeeded:
            told.expected = after
            return
        then = self._case.then
        for operation in ("UPDATE back", "UPDATE back again"):
            told.rollback = self._step(operation, lambda: self._change(after, before), before)
            if told.rollback.outcome.succeeded or then is None or then.step != operation:
                return

    def _change(self, before: Model, after: Model) -> OperationOutcome:
        identifier = self.told.identifier or {}
        return self._operations.update({**before, **identifier}, {**after, **identifier})

    def _delete(self, desired: Model) -> OperationOutcome:
        return self._operations.delete({**desired, **(self.told.identifier or {})})

    def _look_back(self) -> None:
        """Record what READ returns now, and what exists."""
        told, identifier = self.told, self.told.identifier
        told.during = self._inventory()
        failed_create = self._case.act.operation == "CREATE" and not told.perturbed.outcome.succeeded
        if identifier is not None and not failed_create:
            told.read = self._step("READ", lambda: self._operations.read(identifier))

    def _close(self, desired: Model) -> None:
        """Delete as CloudFormation would, and once more if that fails, as a user would."""
        told, is_of_delete = self.told, self._case.act.operation == "DELETE"
        if told.identifier is not None and not (is_of_delete and told.perturbed.is_done):
            last = told.expected or desired
            for operation in ("DELETE again", "DELETE once more") if is_of_delete else ("DELETE", "DELETE again"):
                told.closing = self._step(operation, lambda: self._delete(last))
                if told.closing.is_done:
                    break
        told.after = self._inventory()

    def _disturbed(self, operate: Callable[[], OperationOutcome], desired: Model | None = None) -> Step:
        case, told, aws = self._case, self.told, self._extension.aws
        if case.kind is FaultKind.EXISTS:
            came_about = self._make_for_another()
        elif case.kind is FaultKind.DELETED_BY_DELETE:
            came_about = int(self._of_another.delete(told.identifier or {}).succeeded)
        else:
            things = told.parents if case.kind is FaultKind.PARENT_DELETED else told.made
            came_about = disturbances.interfere(case, aws, self._extension.client, things)
            if case.kind is FaultKind.PARENT_DELETED:
                told.before = told.before.as_in(self._inventory())
        self._invoked, self._lose = 0, case.occurrence if case.call == INVOCATION else 0
        is_perturbed = case.kind is not FaultKind.NONE
        step = self._step(case.act.operation, operate, desired, is_perturbed=is_perturbed)
        told.invocations = self._invoked
        if case.call == INVOCATION:
            came_about = int(self._invoked >= self._lose)
        if is_perturbed and not disturbances.is_of_a_call(case):
            told.met.insert(0, came_about)
        self._lose = 0
        return step

    def _make_for_another(self) -> int:
        """Have another stack make the same resource before. Return how many it made."""
        desired = self._models[f"{self._case.act.input_set}_create"]
        made = self._of_another.create(desired)
        self.told.before = self._inventory()
        return int(made.succeeded)

    @property
    def _of_another(self) -> ResourceOperations:
        """Operations that the story does not tell, as another stack would have them."""
        return self._extension.operations(logical_id="Another")

    def _step(
        self,
        operation: str,
        operate: Callable[[], OperationOutcome],
        desired: Model | None = None,
        *,
        is_perturbed: bool = False,
    ) -> Step:
        """Run one operation, which leads to `desired` if it succeeds, with the case's faults."""
        aws, told = self._extension.aws, self.told
        aws.put_faults(*disturbances.faults(self._case, operation, is_perturbed=is_perturbed))
        outcome = operate()
        came = aws.put_faults()
        if came.unserved and not outcome.succeeded:
            raise StoryError(
                f"The local AWS lacks {', '.join(came.unserved)}, or failed in it: no fault of the handlers."
            )
        told.met += came.met
        step = Step(
            operation,
            outcome,
            calls=came.calls,
            is_perturbed=is_perturbed or bool(came.met),
            repeats=came.repeats,
        )
        told.steps.append(step)
        self._check_invariants(step, desired)
        return step

    def _check_invariants(self, step: Step, desired: Model | None) -> None:
        if step.operation in ("READ", "LIST") or not self._extension.invariants:
            return
        if step.operation == "CREATE":
            self._take_identifier(step)
        self._known = self._known.after(step, self.told.identifier, desired)
        self.told.breaches += breaches(self._extension.invariants, self._extension.client, self._known, step)

    def _invoke(self, event: Model) -> Model:
        self._invoked += 1
        payload = self._extension.invoke(event)
        return _UNHEARD if self._lose and self._invoked == self._lose else payload

    def _take_identifier(self, created: Step) -> None:
        model, schema = created.outcome.identified, self._extension.schema
        if model is not None:
            self.told.identifier = identifiers.model_of(schema, identifiers.primary_identifier(schema, model))

    def _inventory(self) -> Inventory:
        return Inventory.of(self._extension.aws.inventory())
