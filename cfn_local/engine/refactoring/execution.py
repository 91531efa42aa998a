"""Execute a refactor: tag what moves, then change all stacks in one step. On failure all of them are as before.

Recorded: after a failure both stacks are UPDATE_ROLLBACK_COMPLETE. The order of the events is this project's.
"""

import logging
from dataclasses import dataclass, field, replace
from threading import Thread

from cfn_local.engine.deployment import stack_hooks
from cfn_local.engine.deployment.stored_values import resolver
from cfn_local.engine.deployment.update import CANCELLED
from cfn_local.engine.refactoring.placement import RefactorRefusedError
from cfn_local.engine.refactoring.planning import NewSettings, Place, Plan, plan
from cfn_local.engine.stacks.stack import NOT_CHECKED, Stack
from cfn_local.engine.stacks.stack_account import StackAccount
from cfn_local.engine.stacks.stack_refactor import Location, StackRefactor
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import TemplateError, with_secrets
from cfn_local.engine.types.resource_type import Desired, ResourceFailedError
from cfn_local.engine.types.resource_types import UnknownResourceTypeError, type_of_existing
from cfn_local.services import clock, emulated_wait

LOG = logging.getLogger(__name__)


def begin(account: StackAccount, refactor: StackRefactor, wanted: NewSettings) -> None:
    """Start to execute the refactor. The caller holds the lock of the account."""
    refactor.execution_is("EXECUTE_IN_PROGRESS")
    for one, _ in wanted:
        for change_set in one.stack.change_sets.values():
            change_set.is_overtaken()
        one.stack.change_set_id = None
        if one.is_new:
            one.stack.begin("CREATE_STACK", "CREATE_IN_PROGRESS", None)
        else:
            one.stack.begin("UPDATE_STACK", "UPDATE_IN_PROGRESS", None)
    execution = _Execution(account, refactor, wanted)
    Thread(target=execution.run, name=f"refactor {refactor.refactor_id}", daemon=True).start()


@dataclass
class _Execution:
    account: StackAccount
    refactor: StackRefactor
    wanted: NewSettings
    # The resources at their new places, which nobody sees before the end.
    arrived: dict[Location, StackResource] = field(default_factory=dict)
    begun: list[Place] = field(default_factory=list)
    imports: dict[str, frozenset[str]] = field(default_factory=dict)

    def run(self) -> None:
        try:
            self._move_all()
        except (RefactorRefusedError, ResourceFailedError) as error:
            self._roll_back(str(error))
        except Exception as error:
            LOG.exception("refactor %s", self.refactor.refactor_id)
            self._roll_back(f"The local CloudFormation failed inside: {type(error).__name__}: {error}")

    def _move_all(self) -> None:
        with self.account.lock:
            planned = plan(self.refactor, self.wanted)
            for stack_id, resolved in planned.resolved.items():
                self.imports[stack_id] = resolved.stack.imports
                resolved.stack.imports |= frozenset(resolved.scope.imports())
        for one, settings in self.wanted:
            operation, present = ("CREATE", None) if one.is_new else ("UPDATE", one.stack.settings)
            if refusal := stack_hooks.refusal(one.stack, operation, settings, present):
                raise RefactorRefusedError([f"{one.stack.stack_id}: {refusal}"])
        for place in planned.moves:
            self._move(place)
        with self.account.lock:
            if any(one.stack.is_cancelled_by_client for one, _ in self.wanted):
                raise RefactorRefusedError([CANCELLED])
            self._commit(plan(self.refactor, self.wanted))
        self.refactor.execution_is("EXECUTE_COMPLETE")

    def _move(self, place: Place) -> None:
        source, destination = self._stacks(place)
        arriving = StackResource(
            place.deployed.declaration,
            physical_id=place.resource.physical_id,
            deployed=place.deployed,
            has_existed=True,
            mark=place.deployed.mark,
        )
        self.begun.append(place)
        self.arrived[place.destination] = arriving
        source.set_resource_status(place.resource, "EXPORT_IN_PROGRESS")
        destination.set_resource_status(arriving, "IMPORT_IN_PROGRESS")
        try:
            _tag(destination, place, place.destination.logical_id, place.deployed.desired)
        except ResourceFailedError as failure:
            destination.set_resource_status(arriving, "IMPORT_FAILED", failure.reason)
            raise RefactorRefusedError(
                [f"{destination.stack_id}: {place.destination.logical_id}: {failure.reason}"]
            ) from failure
        destination.set_resource_status(arriving, "IMPORT_COMPLETE")
        source.set_resource_status(place.resource, "EXPORT_COMPLETE")

    def _commit(self, planned: Plan) -> None:
        """Change the resources, settings, outputs and imports of all stacks at once."""
        kept: dict[str, dict[str, StackResource]] = {one.stack.stack_id: {} for one, _ in self.wanted}
        for place in planned.places:
            resource = self.arrived[place.destination] if place.is_moved else place.resource
            resource.became(place.deployed)
            kept[place.destination.stack_id][place.destination.logical_id] = resource
        for one, _ in self.wanted:
            stack, resolved = one.stack, planned.resolved[one.stack.stack_id]
            stack.resources = kept[stack.stack_id]
            stack.settings, stack.outputs = resolved.settings, planned.outputs[stack.stack_id]
            stack.imports = frozenset(resolved.scope.imports())
            stack.drift = dict(NOT_CHECKED)
            if not one.is_new:
                stack.updated_at = clock.now()
        for one, _ in self.wanted:
            one.stack.set_status("CREATE_COMPLETE" if one.is_new else "UPDATE_COMPLETE")

    def _roll_back(self, reason: str) -> None:
        """Give the resources the tags that they had, and leave the stacks as they were."""
        self.refactor.execution_is("ROLLBACK_IN_PROGRESS", reason)
        for one, _ in self.wanted:
            one.stack.set_status("ROLLBACK_IN_PROGRESS" if one.is_new else "UPDATE_ROLLBACK_IN_PROGRESS", reason)
        failures = [failure for place in reversed(self.begun) if (failure := self._move_back(place))]
        with self.account.lock:
            for one, _ in self.wanted:
                one.stack.imports = self.imports.get(one.stack.stack_id, one.stack.imports)
        for one, _ in self.wanted:
            one.stack.set_status("ROLLBACK_COMPLETE" if one.is_new else "UPDATE_ROLLBACK_COMPLETE")
        self.refactor.execution_is(
            "ROLLBACK_FAILED" if failures else "ROLLBACK_COMPLETE", " ".join([reason, *failures])
        )

    def _move_back(self, place: Place) -> str | None:
        source, destination = self._stacks(place)
        arriving = self.arrived[place.destination]
        destination.set_resource_status(arriving, "IMPORT_ROLLBACK_IN_PROGRESS")
        source.set_resource_status(place.resource, "EXPORT_ROLLBACK_IN_PROGRESS")
        desired = replace(
            place.deployed.desired,
            system_tags=source.system_tags(place.source.logical_id, place.resource.type_name),
        )
        try:
            _tag(source, place, place.source.logical_id, desired)
        except ResourceFailedError as failure:
            source.set_resource_status(place.resource, "EXPORT_ROLLBACK_FAILED", failure.reason)
            return f"{source.stack_id}: {place.source.logical_id}: {failure.reason}"
        destination.set_resource_status(arriving, "IMPORT_ROLLBACK_COMPLETE")
        source.set_resource_status(place.resource, "EXPORT_ROLLBACK_COMPLETE")
        return None

    def _stacks(self, place: Place) -> tuple[Stack, Stack]:
        return self.account.stacks[place.source.stack_id], self.account.stacks[place.destination.stack_id]


def _tag(stack: Stack, place: Place, logical_id: str, desired: Desired) -> None:
    """Tell the type of a resource the stack and the logical ID that it has from now on. Raises ResourceFailedError."""
    resource = place.resource
    deployed = resource.deployed
    assert deployed is not None
    if not place.tags or dict(deployed.desired.system_tags) == dict(desired.system_tags):
        return
    try:
        its_type = type_of_existing(deployed.live, resource.type_name, stack.account_id, stack.region)
        secrets = resolver(stack.account_id, stack.region)
        told = replace(deployed.desired, properties=with_secrets(deployed.desired.properties, secrets))
    except (TemplateError, UnknownResourceTypeError) as error:
        raise ResourceFailedError(str(error), was_attempted=False) from error
    tagged = replace(deployed.desired, system_tags=desired.system_tags)
    try:
        with emulated_wait.registered():
            live = its_type.update(
                stack.operation_on(logical_id), deployed.live, told, replace(told, system_tags=desired.system_tags)
            )
    except ResourceFailedError as failure:
        if failure.was_attempted:
            resource.is_actually(tagged, failure.live or deployed.live)
        raise
    resource.is_actually(tagged, live)
