"""One resource of a stack, by its logical ID."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cfn_local.engine.stacks.signal import Signal
from cfn_local.engine.template import ResourceDeclaration
from cfn_local.engine.types.resource_type import Desired, LiveResource
from cfn_local.services import clock


@dataclass(frozen=True)
class Deployed:
    """A resource that exists, its last desired state, and the logical IDs that it depends on.

    `mark` is what its events say of stand-ins; empty if all of it is real.
    """

    declaration: ResourceDeclaration
    desired: Desired
    live: LiveResource
    depends_on: frozenset[str] = frozenset()
    mark: str = ""


@dataclass
class StackResource:
    """A resource from its first declaration to its deletion. Operations change it only through its methods.

    `deployed` is None before the resource exists and after its deletion; `physical_id` stays, for the record.
    `attempted` is the desired state of an operation in progress or failed half-way: the resource may have that state
    or the previous one.
    """

    declaration: ResourceDeclaration
    status: str = ""
    status_reason: str | None = None
    physical_id: str = ""
    deployed: Deployed | None = None
    attempted: Desired | None = None
    has_existed: bool = False
    # A creation has failed and left something behind, which the next operation deletes.
    is_half_made: bool = False
    mark: str = ""
    # The signals of the operation in progress, by their unique IDs.
    signals: dict[str, Signal] = field(default_factory=dict)
    changed_at: datetime = field(default_factory=clock.now)
    drift: dict[str, Any] = field(default_factory=lambda: {"StackResourceDriftStatus": "NOT_CHECKED"})

    @property
    def logical_id(self) -> str:
        return self.declaration.logical_id

    @property
    def type_name(self) -> str:
        return self.declaration.type

    @property
    def deletion_policy(self) -> str:
        """The policy when the creation of the resource is rolled back."""
        return self.declaration.deletion_policy or "Delete"

    @property
    def later_deletion_policy(self) -> str:
        """The policy once the creation of the resource has succeeded."""
        is_retained = self.deletion_policy == "RetainExceptOnCreate" and not self.is_half_made
        return "Retain" if is_retained else self.deletion_policy

    def wants(self, desired: Desired, mark: str) -> None:
        """Begin an operation to bring the resource to `desired`, with its mark."""
        self.attempted, self.mark = desired, mark
        self.signals.clear()

    def wants_no_more(self, attempted: Desired | None = None) -> None:
        """Forget an operation that was refused before its type was invoked, but not what was `attempted` before it."""
        self.attempted = attempted
        self.mark = self.deployed.mark if self.deployed else self.mark

    def changed(self, live: LiveResource) -> None:
        """Record the physical resource as an update, which has not ended yet, has changed it."""
        if self.deployed is not None:
            self.deployed = replace(self.deployed, live=live)

    def is_named(self, live: LiveResource) -> None:
        """Record the physical ID, which is known before the operation ends."""
        self.physical_id = live.physical_id

    def became(self, deployed: Deployed) -> None:
        """End an operation that has succeeded."""
        self.deployed, self.declaration, self.attempted = deployed, deployed.declaration, None
        self.has_existed, self.is_half_made = True, False
        self.physical_id, self.mark = deployed.live.physical_id, deployed.mark

    def was_left_as(self, deployed: Deployed) -> None:
        """End a creation that has failed and left something behind."""
        self.deployed, self.physical_id, self.is_half_made = deployed, deployed.live.physical_id, True

    def is_again(self, before: Deployed) -> None:
        """Return to the physical resource and declaration of `before`."""
        self.became(before)

    def is_actually(self, desired: Desired | None, live: LiveResource) -> None:
        """Record the state in which the resource was found behind the back of CloudFormation; None if it is gone."""
        if desired is None:
            self.is_gone()
        elif self.deployed is not None:
            self.deployed = replace(self.deployed, desired=desired, live=live)

    def is_gone(self) -> None:
        """Record that the stack no longer has the physical resource, deleted or retained."""
        self.deployed, self.is_half_made = None, False


def left_behind(deployed: Deployed, attempted: Desired | None = None) -> StackResource:
    """A physical resource that its logical ID no longer needs, to be deleted."""
    return StackResource(
        deployed.declaration,
        physical_id=deployed.live.physical_id,
        deployed=deployed,
        attempted=attempted,
        mark=deployed.mark,
    )
