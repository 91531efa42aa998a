"""Stack events: one for each change of a stack's or resource's status, and for each hook."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cfn_local.engine.hooks import HookEvent
from cfn_local.engine.types.custom import masked
from cfn_local.engine.types.resource_type import Properties


@dataclass(frozen=True)
class ShownProperties:
    """The desired properties of a resource, and the secrets of the stack's custom resources when the event happened."""

    properties: Properties
    secrets: frozenset[str]

    def as_json(self) -> str:
        """The properties as an answer shows them."""
        shown = masked(self.properties, self.secrets) if self.secrets else self.properties
        return json.dumps(shown, default=str)


@dataclass(frozen=True)
class StackEvent:
    """A StackEvent of CloudFormation; `hook` holds the members that only a hook's event has."""

    stack_id: str
    stack_name: str
    event_id: str
    logical_id: str
    physical_id: str
    type_name: str
    status: str
    timestamp: datetime
    reason: str | None = None
    properties: ShownProperties | None = None
    client_request_token: str | None = None
    hook: HookEvent | None = None
    operation_id: str | None = None
    detailed_status: str | None = None

    def as_answer(self) -> dict[str, Any]:
        return {
            "StackId": self.stack_id,
            "EventId": self.event_id,
            "StackName": self.stack_name,
            "LogicalResourceId": self.logical_id,
            "PhysicalResourceId": self.physical_id,
            "ResourceType": self.type_name,
            "Timestamp": self.timestamp,
            "ResourceStatus": self.status,
            "ResourceStatusReason": self.reason,
            "ResourceProperties": self.properties.as_json() if self.properties else None,
            "ClientRequestToken": self.client_request_token,
            "OperationId": self.operation_id,
            "DetailedStatus": self.detailed_status,
            **(self.hook.as_answer() if self.hook else {}),
        }
