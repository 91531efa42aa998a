"""The targets of hooks: a resource, a stack, a change set, or a resource behind the Cloud Control API.

Each is a value with everything that a hook may ask about it. The shapes follow the CloudFormation Hooks User Guide;
DIFFERENCES.md lists what it leaves open.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Protocol

Properties = Mapping[str, Any]
Document = Mapping[str, Any]

INVOCATION_POINT = "PRE_PROVISION"


class TargetType(StrEnum):
    """The kinds of targets, as in TargetOperations of a configuration and TargetType of a result."""

    RESOURCE = "RESOURCE"
    STACK = "STACK"
    CHANGE_SET = "CHANGE_SET"
    CLOUD_CONTROL = "CLOUD_CONTROL"


@dataclass(frozen=True)
class StackContext:
    """The stack that an operation belongs to. `role_arn` is its service role, if it has one."""

    stack_id: str
    stack_name: str
    account_id: str
    region: str
    role_arn: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChangedResource:
    """A change of a change set as hooks see it. The contexts are JSON text, None where there is nothing."""

    action: str
    logical_id: str
    type_name: str
    line_number: int | None = None
    before: str | None = None
    after: str | None = None

    def as_document(self) -> Document:
        return {
            "logicalResourceId": self.logical_id,
            "resourceType": self.type_name,
            "lineNumber": self.line_number,
            "action": self.action,
            "beforeContext": self.before,
            "afterContext": self.after,
        }


def context_of(properties: Properties) -> str:
    """The context of a changed resource that has these properties, as handlers get them."""
    return json.dumps({"Properties": properties}, separators=(",", ":"))


class HookTarget(Protocol):
    """What hooks are asked about, before its `operation`: CREATE, UPDATE or DELETE.

    `name` is what the targetNames of a schema and TargetFilters match, `logical_id` the targetLogicalId of a request,
    `identifier` the TargetId of a result. `stack` is None, and `change_set_id` "", behind the Cloud Control API. Hooks
    named in `skipped_hooks` are not asked. Either `model` is the targetModel of a request, or a request links to
    `document`; the other is None.
    """

    @property
    def type(self) -> TargetType: ...
    @property
    def operation(self) -> str: ...
    @property
    def account_id(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def stack(self) -> StackContext | None: ...
    @property
    def change_set_id(self) -> str | None: ...
    @property
    def skipped_hooks(self) -> frozenset[str]: ...
    @property
    def name(self) -> str: ...
    @property
    def logical_id(self) -> str: ...
    @property
    def identifier(self) -> str: ...
    @property
    def model(self) -> Document | None: ...
    @property
    def document(self) -> Document | None: ...


@dataclass(frozen=True, kw_only=True)
class _OfStack:
    stack: StackContext

    @property
    def account_id(self) -> str:
        return self.stack.account_id

    @property
    def region(self) -> str:
        return self.stack.region


@dataclass(frozen=True, kw_only=True)
class _OfResource:
    """Properties are resolved and as handlers see them.

    `properties` are the desired ones, or for a deletion the present ones; `previous_properties` are the present ones in
    an update.
    """

    document: ClassVar[Document | None] = None
    skipped_hooks: ClassVar[frozenset[str]] = frozenset()

    operation: str
    type_name: str
    properties: Properties
    previous_properties: Properties | None = None

    @property
    def name(self) -> str:
        return self.type_name

    @property
    def model(self) -> Document | None:
        previous = self.previous_properties
        return {
            "resourceProperties": self.properties,
            **({} if previous is None else {"previousResourceProperties": previous}),
        }


@dataclass(frozen=True, kw_only=True)
class ResourceTarget(_OfResource, _OfStack):
    """A resource of a stack. One that `is_imported` is asked about as if it were to be created."""

    type: ClassVar = TargetType.RESOURCE
    change_set_id: ClassVar[str | None] = None

    logical_id: str
    physical_id: str | None = None
    is_imported: bool = False

    @property
    def identifier(self) -> str:
        return self.logical_id


@dataclass(frozen=True, kw_only=True)
class CloudControlTarget(_OfResource):
    """A resource behind the Cloud Control API; `request_token` is the HooksRequestToken of the request.

    `resource_name` tells the resource from others of its type, as its identifier does; "" where there is none yet.
    """

    type: ClassVar = TargetType.CLOUD_CONTROL
    stack: ClassVar[StackContext | None] = None
    change_set_id: ClassVar[str | None] = ""

    account_id: str
    region: str
    request_token: str
    resource_name: str = ""

    @property
    def logical_id(self) -> str:
        parts = (self.type_name, self.resource_name, self.operation, self.request_token)
        return "-".join(part for part in parts if part)

    @property
    def identifier(self) -> str:
        return self.request_token


@dataclass(frozen=True, kw_only=True)
class StackTarget(_OfStack):
    """A stack, with the texts of its new and its present template; each is "" where there is none.

    `change_set_id` is that of the change set being executed, and `skipped_hooks` are the names of hooks that have
    answered of it that they need not see the stack.
    """

    type: ClassVar = TargetType.STACK
    name: ClassVar[str] = "STACK"
    model: ClassVar[Document | None] = None

    operation: str
    template: str
    previous_template: str = ""
    change_set_id: str | None = None
    skipped_hooks: frozenset[str] = frozenset()

    @property
    def logical_id(self) -> str:
        return self.stack.stack_name

    @property
    def identifier(self) -> str:
        return self.stack.stack_id

    @property
    def document(self) -> Document | None:
        return {"template": self.template, "previousTemplate": self.previous_template}


@dataclass(frozen=True, kw_only=True)
class ChangeSetTarget(_OfStack):
    """A change set that is being created, with the texts of both templates and all that it would change."""

    type: ClassVar = TargetType.CHANGE_SET
    name: ClassVar[str] = "CHANGE_SET"
    operation: ClassVar[str] = "CREATE"
    skipped_hooks: ClassVar[frozenset[str]] = frozenset()
    model: ClassVar[Document | None] = None

    change_set_id: str
    template: str
    previous_template: str = ""
    changed_resources: Sequence[ChangedResource] = ()

    @property
    def logical_id(self) -> str:
        return self.change_set_id

    @property
    def identifier(self) -> str:
        return self.change_set_id

    @property
    def document(self) -> Document | None:
        return {
            "template": self.template,
            "previousTemplate": self.previous_template,
            "changedResources": [one.as_document() for one in self.changed_resources],
        }
