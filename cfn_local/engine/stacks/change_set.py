"""A change set of a stack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cfn_local.engine.stacks.failed_check import FailedCheck
from cfn_local.engine.stacks.settings import Settings
from cfn_local.services import clock

# A ResourceChange of the API.
Change = dict[str, Any]
EXECUTED = "EXECUTE_COMPLETE"


@dataclass(frozen=True)
class Changes:
    """The ResourceChanges in DescribeChangeSet's answer; `warning` is the StatusReason when values are included."""

    without_values: list[Change] = field(default_factory=list)
    with_values: list[Change] = field(default_factory=list)
    warning: str | None = None


@dataclass
class ChangeSet:
    """The changes that `settings` would make to the stack that keeps the change set.

    `type` is CREATE, UPDATE or IMPORT. `imports` has the primary identifier of each existing resource that the stack
    would take over, by logical ID.
    """

    change_set_id: str
    name: str
    type: str
    settings: Settings
    description: str | None = None
    on_stack_failure: str | None = None
    client_token: str | None = None
    deployment_config: Mapping[str, Any] = field(default_factory=dict)
    includes_nested_stacks: bool = False
    imports: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    # How each resource was found, where the change set is drift-aware.
    observed: Mapping[str, Any] | None = None
    status: str = "CREATE_COMPLETE"
    status_reason: str | None = None
    execution_status: str = "AVAILABLE"
    changes: Changes = Changes()
    failed_checks: tuple[FailedCheck, ...] = ()
    # The change sets of nested stacks, by logical ID.
    children: dict[str, "ChangeSet"] = field(default_factory=dict)
    # Of a nested stack, the change sets of its parent and its root.
    parent_id: str | None = None
    root_id: str | None = None
    created_at: datetime = field(default_factory=clock.now)
    # The names of the hooks that have asked not to see the stack when the change set is executed.
    skipped_hooks: frozenset[str] = frozenset()

    @property
    def is_spent(self) -> bool:
        """Whether it is executed or failed, so that its name is free again. The AWS CLI names change sets by the second
        and leaves failed ones behind, and here several fit into a second.
        """
        return self.execution_status == EXECUTED or self.status == "FAILED"

    def is_being_created(self) -> None:
        self.status, self.execution_status = "CREATE_IN_PROGRESS", "UNAVAILABLE"

    def was_created(self, skipped_hooks: frozenset[str]) -> None:
        self.status, self.execution_status, self.skipped_hooks = "CREATE_COMPLETE", "AVAILABLE", skipped_hooks

    def failed(self, reason: str) -> None:
        self.status, self.execution_status, self.status_reason = "FAILED", "UNAVAILABLE", reason

    def was_executed(self) -> None:
        self.execution_status = EXECUTED

    def is_overtaken(self) -> None:
        """Whether the stack has changed by other means, so that the changes found no longer hold."""
        if self.execution_status == "AVAILABLE":
            self.execution_status = "OBSOLETE"
