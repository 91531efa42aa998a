"""The stacks of one account and Region, kept on moto's CloudFormation backend so that a reset of moto clears them."""

import uuid
from dataclasses import dataclass, field
from threading import RLock

from moto.cloudformation.models import cloudformation_backends

from cfn_local import partitions
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_refactor import StackRefactor


@dataclass
class StackAccount:
    """Stacks by ID, including deleted ones, and stack refactors, both in order of creation."""

    account_id: str
    region: str
    stacks: dict[str, Stack] = field(default_factory=dict)
    refactors: dict[str, StackRefactor] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def find(self, name_or_id: str) -> Stack | None:
        """The stack with this ID, even if deleted, or with this name, unless deleted."""
        by_id = self.stacks.get(name_or_id)
        return by_id or next((stack for stack in self.existing() if stack.name == name_or_id), None)

    def every(self) -> list[Stack]:
        """A snapshot of the stacks, safe while others are added."""
        return list(self.stacks.values())

    def existing(self) -> list[Stack]:
        return [stack for stack in self.every() if stack.status != "DELETE_COMPLETE"]

    def with_change_set(self, change_set_id: str) -> Stack | None:
        """The stack that keeps the change set with this ID."""
        return next((stack for stack in self.every() if change_set_id in stack.change_sets), None)

    def with_drift_detection(self, detection_id: str) -> Stack | None:
        """The stack that keeps the drift detection with this ID."""
        return next((stack for stack in self.every() if detection_id in stack.drift_detections), None)

    def is_protected(self, stack: Stack) -> bool:
        """Whether the stack cannot be deleted by a client. Nested stacks have the protection of their root."""
        return self.stacks.get(stack.root_id or "", stack).termination_protection

    def new_stack_id(self, name: str) -> str:
        return partitions.arn("cloudformation", self.region, self.account_id, f"stack/{name}/{uuid.uuid4()}")

    def exports(self) -> dict[str, tuple[str, Stack]]:
        """The value and the stack of every export of the account and Region, by name."""
        return {
            output.export_name: (output.value, stack)
            for stack in self.existing()
            for output in stack.outputs
            if output.export_name and not stack.is_being_deleted
        }

    def exported(self, name: str) -> str | None:
        """The value of an export; None if no stack exports it."""
        found = self.exports().get(name)
        return found[0] if found else None

    def importers(self, export_name: str) -> list[Stack]:
        return [stack for stack in self.existing() if export_name in stack.imports]


_making = RLock()


def stack_account(account_id: str, region: str) -> StackAccount:
    """The stacks of an account in a Region."""
    backend = cloudformation_backends[account_id][region]
    with _making:
        account: StackAccount = backend.__dict__.setdefault("stack_account", StackAccount(account_id, region))
    return account
