"""Signals to resources: who sends them here, and waiting for them. Messages are AWS's own where known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Event

from cfn_local.engine.deployment import user_data
from cfn_local.engine.deployment.creation_policies import GROUP, Expected
from cfn_local.engine.stacks.signal import FAILURE, SUCCESS, Signal
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import ResourceDeclaration
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.resource_type import LiveResource, ResourceFailedError
from cfn_local.engine.types.wait_condition import GIVEN, signal_handle
from cfn_local.engine.types.wait_condition import TYPE_NAME as WAIT_CONDITION
from cfn_local.services import emulated_wait
from cfn_local.services.signal_mode import SignalMode, hint

_IN_USER_DATA = f"{GIVEN}: its UserData sends this signal, and does not run here"
_BY_CHOICE = f"{GIVEN}: nobody has sent it"


@dataclass(frozen=True)
class Signalled:
    """A resource that waits for signals in an operation (`verb`: CREATE or UPDATE)."""

    stack: Stack
    resource: StackResource
    verb: str
    cancelled: Event

    def receive(self, signal: Signal) -> None:
        """Record a signal and its event, unless its unique ID has been received before."""
        receive(self.stack, self.resource, signal)

    def wait(self, expected: Expected, instances: Iterable[str], live: LiveResource) -> None:
        """Wait for the signals, some of which the instances send. Raises ResourceFailedError if they are not enough."""
        chosen = self.stack.signal_mode
        if chosen is SignalMode.USER_DATA:
            self._give_those_of_user_data(instances)
        elif chosen is SignalMode.OK:
            self._give_all(expected, instances)
        emulated_wait.wait(
            expected.seconds,
            until=lambda: self._is_over(expected),
            in_real_time=chosen is SignalMode.WAIT,
        )
        if reason := self._problem(expected, chosen):
            raise ResourceFailedError(reason, live=live)

    def _give_those_of_user_data(self, instances: Iterable[str]) -> None:
        sends = user_data.names if self.resource.type_name == WAIT_CONDITION else user_data.signals
        for instance_id in instances:
            if sends(_run_by(self.stack, instance_id), self.resource.logical_id):
                self.receive(Signal(instance_id, SUCCESS, _IN_USER_DATA))

    def _give_all(self, expected: Expected, instances: Iterable[str]) -> None:
        made_up = (f"local-{number + 1}" for number in range(expected.count))
        for unique_id in [*instances, *made_up]:
            if len(self.resource.signals) < expected.count:
                self.receive(Signal(unique_id, SUCCESS, _BY_CHOICE))

    def _is_over(self, expected: Expected) -> bool:
        received = self.resource.signals
        failures = sum(one.status == FAILURE for one in list(received.values()))
        too_many = (expected.count - failures) * 100 < expected.percent * expected.count
        return len(received) >= expected.count or too_many or self.cancelled.is_set()

    def _problem(self, expected: Expected, chosen: SignalMode) -> str | None:
        received = list(self.resource.signals.values())
        successes = sum(one.status == SUCCESS for one in received)
        if successes * 100 >= expected.percent * expected.count:
            return None
        if failed := [one for one in received if one.status == FAILURE]:
            if self.resource.type_name == GROUP:
                return (
                    f"Received {len(failed)} FAILURE signal(s) out of {expected.count}. Unable to satisfy "
                    f"{expected.percent}% MinSuccessfulInstancesPercent requirement"
                )
            return f"Received FAILURE signal with UniqueId {failed[0].unique_id}"
        if self.cancelled.is_set():
            return f"Resource {'creation' if self.verb == 'CREATE' else 'update'} cancelled"
        text = f"Failed to receive {expected.count - len(received)} resource signal(s) within the specified duration"
        return f"{text}.{hint(chosen, f'a signal for {self.resource.logical_id}')}"


def receive(stack: Stack, resource: StackResource, signal: Signal) -> None:
    """Record a signal of a resource, and its event."""
    resource.signals[signal.unique_id] = signal
    by = f" ({signal.given})" if signal.given else ""
    stack.set_resource_status(
        resource, resource.status, f"Received {signal.status} signal with UniqueId {signal.unique_id}{by}"
    )
    emulated_wait.look_again()


def booted(signalled: Signalled, instances: Iterable[str]) -> None:
    """Send what the UserData of new instances would send to wait conditions, if that is the mode."""
    stack = signalled.stack
    if stack.signal_mode is not SignalMode.USER_DATA:
        return
    for instance_id in instances:
        texts = _run_by(stack, instance_id)
        for number, url in enumerate(user_data.wait_handles(texts)):
            unique_id = instance_id if not number else f"{instance_id}-{number + 1}"
            if signal_handle(url, unique_id, GIVEN):
                reason = f"Signals a wait condition with UniqueId {unique_id} ({_IN_USER_DATA})"
                stack.set_resource_status(signalled.resource, signalled.resource.status, reason)
        for waiting in list(stack.resources.values()):
            if _is_waiting(waiting) and user_data.names(texts, waiting.logical_id):
                receive(stack, waiting, Signal(instance_id, SUCCESS, _IN_USER_DATA))


def _run_by(stack: Stack, instance_id: str) -> list[str]:
    """The texts of what an instance would run: its UserData, and what of the stack's metadata that reads."""
    metadata = {name: one.declaration.metadata for name, one in list(stack.resources.items())}
    text = user_data.user_data_of(instance_id, LocalApi(stack.account_id, stack.region))
    return user_data.run_by(text, metadata)


def senders(stack: Stack, declaration: ResourceDeclaration, instances: list[str]) -> list[str]:
    """The instances that can signal a resource: its own or, of a wait condition, all of the stack."""
    return _instances_in(stack) if declaration.type == WAIT_CONDITION else instances


def _instances_in(stack: Stack) -> list[str]:
    api = LocalApi(stack.account_id, stack.region)
    deployed = [one for one in list(stack.resources.values()) if one.deployed]
    return [found for one in deployed for found in user_data.instances_of(one.type_name, one.physical_id, api)]


def _is_waiting(resource: StackResource) -> bool:
    """Whether it is a wait condition that instances can signal by its logical ID."""
    return resource.type_name == WAIT_CONDITION and resource.status == "CREATE_IN_PROGRESS"
