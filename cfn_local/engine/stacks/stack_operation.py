"""The operations on a stack, each with an ID, after `OperationEvent` in the CloudFormation API reference."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from cfn_local.engine.stacks.failed_check import FailedCheck

# The statuses with which an operation begins that nobody has requested, and its type.
UNREQUESTED = {"ROLLBACK_IN_PROGRESS": "ROLLBACK", "UPDATE_ROLLBACK_IN_PROGRESS": "ROLLBACK"}


@dataclass
class StackOperation:
    """One operation: CREATE_STACK, UPDATE_STACK, DELETE_STACK, CONTINUE_ROLLBACK or ROLLBACK.

    A rollback that follows a failure is an operation of its own (recorded in September 2026).
    """

    type: str
    started_at: datetime
    operation_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    ended_at: datetime | None = None
    status: str = "IN_PROGRESS"
    is_requested: bool = True
    # The checks before deployment that have failed.
    failed_checks: tuple[FailedCheck, ...] = ()

    def ended(self, at: datetime, succeeded: bool) -> None:
        self.ended_at, self.status = at, "SUCCEEDED" if succeeded else "FAILED"
