"""A stack: its template and values, its resources, and its history."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Condition, Event
from typing import Any

from cfn_local.engine.hooks import HookEvent
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.change_set import EXECUTED, ChangeSet
from cfn_local.engine.stacks.drift_detection import DriftDetection
from cfn_local.engine.stacks.failed_check import FailedCheck
from cfn_local.engine.stacks.on_failure import OnFailure
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack_event import ShownProperties, StackEvent
from cfn_local.engine.stacks.stack_operation import UNREQUESTED, StackOperation
from cfn_local.engine.stacks.stack_policy import StackPolicy
from cfn_local.engine.stacks.stack_resource import Deployed, StackResource
from cfn_local.engine.template import Output
from cfn_local.engine.types.custom import secrets_of
from cfn_local.engine.types.resource_type import Operation
from cfn_local.services import clock
from cfn_local.services.signal_mode import SignalMode

NOT_CHECKED = {"StackDriftStatus": "NOT_CHECKED"}
STACK_TYPE = "AWS::CloudFormation::Stack"
# Recorded: DynamoDB on 2025-10-13, SQS by ListQueueTags. Lambda, EC2 and Secrets Manager show them; others are unknown.
_HIDE_SYSTEM_TAGS = frozenset({"AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table", "AWS::SQS::Queue"})


@dataclass
class Rollback:
    """The last stable state of a stack: every resource as it was `before`, and the stack's imports and settings.

    An update is rolled back to it, at once or, where its failure is preserved, at a client's request: until then
    further updates leave it as it is. `replaced` holds the old physical resource for each logical ID that has a new
    one. `abandoned` holds resources that were partly created or given up again, with the policies that may retain
    them. Neither is among the stack's resources.
    """

    before: dict[str, Deployed]
    imports: frozenset[str]
    settings: Settings
    outputs: list[Output]
    # The logical IDs that the new settings keep.
    kept: frozenset[str] = frozenset()
    replaced: dict[str, StackResource] = field(default_factory=dict)
    abandoned: list[tuple[StackResource, str]] = field(default_factory=list)
    # The logical IDs that the last attempt could not put back, and those that the next one skips: `Child.Resource`
    # for those of nested stacks.
    stuck: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()

    def replaces(self, old: StackResource) -> None:
        """Record the old physical resource of a logical ID that has got a new one, which may happen more than once."""
        if old.logical_id in self.replaced:
            self.abandoned.append((old, old.declaration.update_replace_policy or "Delete"))
        else:
            self.replaced[old.logical_id] = old


@dataclass
class Stack:
    """One stack of one account and Region. Only the thread of its operation changes it; any thread reads it."""

    stack_id: str
    name: str
    account_id: str
    region: str
    settings: Settings
    status: str = stack_status.REVIEW_IN_PROGRESS
    status_reason: str | None = None
    # How the operation in progress, or the last one, ends when it fails.
    on_failure: OnFailure = OnFailure.ROLLBACK
    # Whether a rollback deletes what the operation has created even if it has DeletionPolicy Retain.
    retains_except_on_create: bool = False
    deletion_mode: str | None = None
    deployment_mode: str = "STANDARD"
    policy: StackPolicy | None = None
    # The policy that stands in for that of the stack during the update in progress.
    policy_during_update: StackPolicy | None = None
    timeout_minutes: int | None = None
    termination_protection: bool = False
    created_at: datetime = field(default_factory=clock.now)
    updated_at: datetime | None = None
    deleted_at: datetime | None = None
    change_set_id: str | None = None
    resources: dict[str, StackResource] = field(default_factory=dict)
    outputs: list[Output] = field(default_factory=list)
    imports: frozenset[str] = frozenset()
    events: list[StackEvent] = field(default_factory=list)
    change_sets: dict[str, ChangeSet] = field(default_factory=dict)
    drift_detections: dict[str, DriftDetection] = field(default_factory=dict)
    rollback: Rollback | None = None
    # Whether there has been a state to which the stack can be rolled back.
    has_been_stable: bool = False
    # The existing resources that the stack has imported since it was stable, by logical ID.
    taken_over: frozenset[str] = frozenset()
    # Set when nothing more is to be begun, because of a failure or because a client has cancelled the update.
    cancelled: Event = field(default_factory=Event)
    is_cancelled_by_client: bool = False
    client_request_token: str | None = None
    operations: list[StackOperation] = field(default_factory=list)
    drift: dict[str, Any] = field(default_factory=lambda: dict(NOT_CHECKED))
    # The stack that this one is nested in, and the outermost one.
    parent_id: str | None = None
    root_id: str | None = None
    # New nested stacks that have been reviewed, by the logical ID that is to create them.
    reserved: dict[str, "Stack"] = field(default_factory=dict)
    # The settings of an update in progress, which become those of the stack if it succeeds.
    wanted_settings: Settings | None = None
    signal_mode: SignalMode = SignalMode.USER_DATA
    _secrets: frozenset[str] = frozenset()
    _changed: Condition = field(default_factory=Condition)

    @property
    def is_moving(self) -> bool:
        return stack_status.is_moving(self.status)

    @property
    def settings_in_progress(self) -> Settings:
        """The settings that the operation in progress is to bring about."""
        return self.wanted_settings or self.settings

    @property
    def is_being_deleted(self) -> bool:
        return self.status == "DELETE_IN_PROGRESS"

    @property
    def requested_operation(self) -> StackOperation | None:
        """The last operation that a client has requested; what follows to its failure is not."""
        return next((one for one in reversed(self.operations) if one.is_requested), None)

    @property
    def is_preserved(self) -> bool:
        """Whether an operation has failed and left what has succeeded."""
        return self.status in stack_status.PRESERVED

    def begin(self, operation_type: str, status: str, client_request_token: str | None) -> None:
        """Start an operation that a client has requested."""
        self.client_request_token = client_request_token
        self.cancelled, self.is_cancelled_by_client = Event(), False
        self.operations.append(StackOperation(operation_type, clock.now()))
        self.set_status(status, "User Initiated")

    def denial(self, action: str, resource: StackResource) -> str | None:
        """Why the stack policy denies an action of an update on a resource; None if it allows it."""
        policy = self.policy_during_update or self.policy
        return policy.denial(action, resource.logical_id, resource.type_name) if policy else None

    def policy_of_a_creation(self, resource: StackResource) -> str:
        """The policy that decides about a resource when its creation is rolled back."""
        policy = resource.deletion_policy
        return "Delete" if policy == "Retain" and self.retains_except_on_create else policy

    def failed_checks(self, found: Sequence[FailedCheck], reason: str) -> None:
        """Record that the operation in progress ends before anything is provisioned; what follows is set by status."""
        self.operations[-1].failed_checks = tuple(found)
        verb = self.status.removesuffix("_IN_PROGRESS")
        detailed = "VALIDATION_FAILED"
        self._record(self.name, self.stack_id, STACK_TYPE, f"{verb}_FAILED", reason=reason, detailed_status=detailed)

    def forget_waiting_change_sets(self) -> None:
        """Delete change sets not executed. Executed ones outlive even the stack (recorded on 2023-11-22)."""
        self.change_sets = {key: one for key, one in self.change_sets.items() if one.execution_status == EXECUTED}

    def set_status(self, status: str, reason: str | None = None) -> None:
        with self._changed:
            self._follow_operation(status)
            self._record(self.name, self.stack_id, STACK_TYPE, status, reason=reason)
            self.status, self.status_reason = status, reason
            self.has_been_stable = self.has_been_stable or status in stack_status.UPDATABLE
            if not stack_status.is_moving(status):
                self.reserved = {}
            if self.operations and not stack_status.is_moving(status):
                self.operations[-1].ended(self.events[-1].timestamp, succeeded=not status.endswith("_FAILED"))
            self._changed.notify_all()

    def _follow_operation(self, status: str) -> None:
        """End the operation and begin the next one where nobody has requested it."""
        unrequested = UNREQUESTED.get(status)
        if unrequested and self.operations and stack_status.is_moving(self.status):
            current = self.operations[-1]
            if current.type != "CONTINUE_ROLLBACK" or current.ended_at is not None:
                current.ended(clock.now(), succeeded=False)
                self.operations.append(StackOperation(unrequested, clock.now(), is_requested=False))

    def set_resource_status(self, resource: StackResource, status: str, reason: str | None = None) -> None:
        if resource.mark:
            reason = f"{reason} ({resource.mark})" if reason else resource.mark
        resource.status, resource.status_reason, resource.changed_at = status, reason, clock.now()
        self._record(resource.logical_id, resource.physical_id, resource.type_name, status, reason=reason, of=resource)

    def add_hook_event(self, resource: StackResource, status: str, hook: HookEvent) -> None:
        self._record(resource.logical_id, resource.physical_id, resource.type_name, status, of=resource, hook=hook)

    def add_own_hook_event(self, hook: HookEvent) -> None:
        """Add an event of a hook on the stack itself."""
        self._record(self.name, self.stack_id, STACK_TYPE, self.status, hook=hook)

    def wait_until_still(self, seconds: float) -> None:
        """Wait until no operation is in progress, at most this many seconds of real time."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_moving, timeout=seconds)

    def system_tags(self, logical_id: str, type_name: str) -> dict[str, str]:
        """The tags that CloudFormation itself adds to a taggable resource and that its service shows."""
        return {} if type_name in _HIDE_SYSTEM_TAGS else self.own_tags(logical_id)

    def own_tags(self, logical_id: str) -> dict[str, str]:
        """The tags that CloudFormation itself adds to a taggable resource, whether or not its service shows them."""
        return {
            "aws:cloudformation:stack-name": self.name,
            "aws:cloudformation:stack-id": self.stack_id,
            "aws:cloudformation:logical-id": logical_id,
        }

    def operation_on(self, logical_id: str) -> Operation:
        """An operation on one resource, for its type, that nothing cancels."""
        return Operation(self.account_id, self.region, self.stack_id, self.name, logical_id, str(uuid.uuid4()))

    def _record(
        self,
        logical_id: str,
        physical_id: str,
        type_name: str,
        status: str,
        *,
        reason: str | None = None,
        of: StackResource | None = None,
        hook: HookEvent | None = None,
        detailed_status: str | None = None,
    ) -> None:
        desired = of.attempted or (of.deployed.desired if of.deployed else None) if of else None
        in_clean_up = status.startswith("DELETE_") and self.status.endswith("_CLEANUP_IN_PROGRESS")
        shows_properties = desired is not None and hook is None and not in_clean_up
        with self._changed:
            if of and of.deployed:
                self._learn_secrets_of(of.deployed)
            time = self._time_of_next_event()
            self.events.append(
                StackEvent(
                    stack_id=self.stack_id,
                    stack_name=self.name,
                    event_id=_event_id(logical_id, status, time, has_time=not in_clean_up and hook is None)
                    if of
                    else str(uuid.uuid4()),
                    logical_id=logical_id,
                    physical_id=physical_id,
                    type_name=type_name,
                    status=status,
                    timestamp=time,
                    reason=reason,
                    properties=ShownProperties(desired.properties, self._secrets)
                    if desired and shows_properties
                    else None,
                    client_request_token=self.client_request_token,
                    operation_id=self.operations[-1].operation_id if self.operations else None,
                    hook=hook,
                    detailed_status=detailed_status,
                )
            )

    def _time_of_next_event(self) -> datetime:
        """Now, but later than the last event by the millisecond that answers show: clients sort events by time."""
        now = clock.now()
        return max(now, self.events[-1].timestamp + timedelta(milliseconds=1)) if self.events else now

    def _learn_secrets_of(self, deployed: Deployed) -> None:
        """Remember what a custom resource keeps secret by NoEcho: no later event of the stack shows it."""
        if found := secrets_of(deployed.live):
            self._secrets = self._secrets.union(found)


def _event_id(logical_id: str, status: str, time: datetime, *, has_time: bool) -> str:
    """The ID of a resource's event, as recorded from 2023 to 2025. Where it has a time, no other event has the same."""
    if not has_time:
        return f"{logical_id}-{uuid.uuid4()}"
    return f"{logical_id}-{status}-{time.isoformat(timespec='milliseconds').removesuffix('+00:00')}Z"
