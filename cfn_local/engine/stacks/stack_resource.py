"""One resource of a stack, by its logical ID."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cfn_local.engine.template import ResourceDeclaration
from cfn_local.engine.types.resource_type import Desired, LiveResource
from cfn_local.services import clock


@dataclass(frozen=True)
class Deployed:
    """A resource that exists, what it was last told to be, and the logical IDs that it depends on."""

    declaration: ResourceDeclaration
    desired: Desired
    live: LiveResource
    depends_on: frozenset[str] = frozenset()


@dataclass
class StackResource:
    """`deployed` is None before the resource exists and after it is gone; `physical_id` stays, for the record.

    `attempted` is what an operation wants that is under way or has failed half-way: the truth may be that, or what
    was before.
    """

    declaration: ResourceDeclaration
    status: str = ""
    status_reason: str | None = None
    physical_id: str = ""
    deployed: Deployed | None = None
    attempted: Desired | None = None
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
        """Of a resource whose creation is undone."""
        return self.declaration.deletion_policy or "Delete"

    @property
    def later_deletion_policy(self) -> str:
        """Of a resource whose creation has succeeded."""
        return "Retain" if self.deletion_policy == "RetainExceptOnCreate" else self.deletion_policy


def left_behind(deployed: Deployed) -> StackResource:
    """A physical resource that its logical ID has no use for any more, as something to delete."""
    return StackResource(deployed.declaration, physical_id=deployed.live.physical_id, deployed=deployed)
