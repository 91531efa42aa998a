"""A stack refactor: resources that go to other stacks or logical IDs and stay what they are."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Condition

from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.template import Template

IN_PROGRESS = frozenset({"EXECUTE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"})


@dataclass(frozen=True)
class Location:
    """The place of a resource."""

    stack_id: str
    logical_id: str


@dataclass(frozen=True)
class Move:
    """A resource that moves; `tags` are the system tags that it then has, if it can have any.

    It `is_detected` where no mapping of the request names it.
    """

    source: Location
    destination: Location
    physical_id: str
    is_detected: bool
    tags: Mapping[str, str]


@dataclass(frozen=True)
class StackDefinition:
    """The template that a stack is to have. A new stack stays in review until the refactor is executed."""

    stack: Stack
    template: Template
    is_new: bool


@dataclass
class StackRefactor:
    """A refactor from its request to its execution. It changes only through its methods."""

    definitions: tuple[StackDefinition, ...]
    # From the place of a resource to the one that it is to have.
    mappings: tuple[tuple[Location, Location], ...]
    description: str | None = None
    refactor_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    status: str = "CREATE_IN_PROGRESS"
    status_reason: str | None = None
    execution_status: str = "UNAVAILABLE"
    execution_status_reason: str | None = None
    moves: tuple[Move, ...] = ()
    _operations: Mapping[str, int] = field(default_factory=dict)
    _changed: Condition = field(default_factory=Condition)

    def __post_init__(self) -> None:
        self._operations = {one.stack.stack_id: len(one.stack.operations) for one in self.definitions}

    @property
    def is_still(self) -> bool:
        return self.status != "CREATE_IN_PROGRESS" and self.execution_status not in IN_PROGRESS

    def was_created(self, moves: tuple[Move, ...]) -> None:
        with self._changed:
            self.moves = moves
            self.status, self.execution_status = "CREATE_COMPLETE", "AVAILABLE"
            self._changed.notify_all()

    def was_refused(self, reason: str) -> None:
        with self._changed:
            self.status, self.status_reason = "CREATE_FAILED", reason
            self._changed.notify_all()

    def execution_is(self, status: str, reason: str | None = None) -> None:
        with self._changed:
            self.execution_status, self.execution_status_reason = status, reason
            self._changed.notify_all()

    def find_whether_overtaken(self) -> None:
        """Make the refactor OBSOLETE if one of its stacks has changed since it was asked for."""
        if self.status == "CREATE_IN_PROGRESS" or self.execution_status not in ("AVAILABLE", "UNAVAILABLE"):
            return
        for one in self.definitions:
            is_deleted = one.stack.status == "DELETE_COMPLETE"
            if is_deleted or len(one.stack.operations) != self._operations[one.stack.stack_id]:
                what = "deleted" if is_deleted else "updated"  # recorded of an update
                self.execution_is("OBSOLETE", f"{one.stack.stack_id}: Stack was {what}.")
                return

    def wait_until_still(self, seconds: float) -> None:
        """Wait until nothing is in progress, at most this many seconds of real time."""
        with self._changed:
            self._changed.wait_for(lambda: self.is_still, timeout=seconds)
