"""The target of a hook, and the events of its invocation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Properties = Mapping[str, Any]

INVOCATION_POINT = "PRE_PROVISION"


@dataclass(frozen=True)
class HookTarget:
    """One resource before one operation: CREATE, UPDATE or DELETE.

    Properties are resolved and as handlers see them. `properties` are the desired ones, or for a deletion the present
    ones; `previous_properties` are the present ones in an update.
    """

    operation: str
    type_name: str
    logical_id: str
    properties: Properties
    previous_properties: Properties | None = None
    physical_id: str | None = None


@dataclass(frozen=True)
class StackContext:
    """The stack that the operation belongs to. `role_arn` is its service role, if it has one."""

    stack_id: str
    stack_name: str
    account_id: str
    region: str
    role_arn: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class HookEvent:
    """The hook's part of a stack event."""

    type_name: str
    status: str
    reason: str
    failure_mode: str
    invocation_id: str

    def as_answer(self) -> dict[str, str]:
        """The members of CloudFormation's StackEvent that only a hook's event has."""
        return {
            "HookType": self.type_name,
            "HookStatus": self.status,
            "HookStatusReason": self.reason,
            "HookInvocationPoint": INVOCATION_POINT,
            "HookInvocationId": self.invocation_id,
            "HookFailureMode": self.failure_mode,
        }
