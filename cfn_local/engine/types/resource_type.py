"""The interface of resource types and their resources for the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Protocol, runtime_checkable

from cfn_local.services.signal_mode import SignalMode

Properties = dict[str, Any]


class LiveResource(Protocol):
    """A resource that exists."""

    @property
    def physical_id(self) -> str:
        """The value of Ref."""
        ...

    @property
    def model(self) -> Properties:
        """Its known properties, including read-only ones and the primary identifier."""
        ...

    def attribute(self, name: str) -> Any:
        """The value of Fn::GetAtt. Raises KeyError if the type has no such attribute."""
        ...


@dataclass(frozen=True)
class Desired:
    """The desired properties of a resource, and the stack's tags, which taggable resources get as well."""

    properties: Properties
    stack_tags: Mapping[str, str] = field(default_factory=dict)
    system_tags: Mapping[str, str] = field(default_factory=dict)


class ResourceFailedError(Exception):
    """A failed operation. `live` is the resource that exists nevertheless; without it none does.

    `was_attempted` tells whether the resource's service was called at all.
    """

    def __init__(
        self, reason: str, *, code: str = "", live: LiveResource | None = None, was_attempted: bool = True
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.live = live
        self.was_attempted = was_attempted


@dataclass(frozen=True)
class Operation:
    """One create, update or delete of one resource.

    `initiated` is called as soon as the resource has a physical ID; `cancelled` is set when the operation on the
    stack has failed elsewhere and no further step should be taken. `told` adds an event with a reason. Nothing in the
    template uses attributes that are not needed.
    """

    account_id: str
    region: str
    stack_id: str
    stack_name: str
    logical_id: str
    token: str
    cancelled: Event = field(default_factory=Event)
    initiated: Callable[[LiveResource], None] = lambda _live: None
    signals: SignalMode = SignalMode.USER_DATA
    told: Callable[[str], None] = lambda _reason: None
    attributes_needed: bool = True

    def failure(self, message: str, code: str, live: LiveResource | None = None) -> ResourceFailedError:
        """The error for a handler that failed with this message and handler error code."""
        reason = (
            f'Resource handler returned message: "{message}" (RequestToken: {self.token}, HandlerErrorCode: {code})'
        )
        return ResourceFailedError(reason, code=code, live=live)


class ResourceType(Protocol):
    """A resource type of this local CloudFormation, with its registry schema.

    Every operation raises ResourceFailedError on failure; its code is a handler error code, such as NotFound.
    """

    @property
    def name(self) -> str: ...

    @property
    def schema(self) -> dict[str, Any]: ...

    def unsupported(self, properties: Properties) -> list[str]:
        """The paths of properties that the schema allows but that are not emulated here."""
        ...

    def mark(self, properties: Properties) -> str:
        """What every event of such a resource says of stand-ins; empty if all of it is real."""
        ...

    def create(self, operation: Operation, desired: Desired) -> LiveResource: ...

    def read(self, operation: Operation, model: Properties) -> LiveResource:
        """The resource with the primary identifier of `model`, as it is now. NotFound if there is none."""
        ...

    def update(self, operation: Operation, live: LiveResource, previous: Desired, desired: Desired) -> LiveResource: ...

    def delete(self, operation: Operation, live: LiveResource, last: Desired) -> None: ...

    def list(self, operation: Operation, model: Properties) -> list[Properties]:
        """The resources of the account in the Region, each as a model with at least its primary identifier.

        `model` holds the properties that the type's list handler requires, such as the ID of a parent.
        """
        ...


@runtime_checkable
class WithSnapshots(Protocol):
    """A resource type whose resources may be kept as snapshots, as the policy Snapshot asks."""

    def snapshot(self, operation: Operation, live: LiveResource) -> None: ...
