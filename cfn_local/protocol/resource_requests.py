"""The requests of CloudFormation to the handlers of a resource type: CREATE, READ, UPDATE, DELETE or LIST."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local import environment, partitions
from cfn_local.protocol.replies import (
    INTERNAL_FAILURE,
    Failed,
    InProgress,
    Model,
    Reply,
    ReplyError,
    Succeeded,
    delay_seconds,
    function_error,
    quoted,
    text,
)
from cfn_local.schemas import casting, identifiers

_ANSWERED_AT_ONCE = ("READ", "LIST")


@dataclass(frozen=True)
class StackReference:
    """The stack of a resource, as events describe it."""

    account_id: str = environment.ACCOUNT_ID
    region: str = environment.REGION
    name: str = "local"
    unique_id: str = str(uuid.UUID(int=0))

    @property
    def stack_id(self) -> str:
        """Return its ARN, in the partition of its Region."""
        return partitions.arn("cloudformation", self.region, self.account_id, f"stack/{self.name}/{self.unique_id}")

    def system_tags(self, logical_id: str) -> dict[str, str]:
        """Return the tags that CloudFormation itself adds to a resource."""
        return {
            "aws:cloudformation:stack-name": self.name,
            "aws:cloudformation:stack-id": self.stack_id,
            "aws:cloudformation:logical-id": logical_id,
        }


@dataclass(frozen=True)
class ResourceState:
    """The properties of a resource, and the tags of its stack."""

    properties: Mapping[str, Any] = field(default_factory=dict)
    stack_tags: Mapping[str, str] = field(default_factory=dict)
    system_tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ResourceRequest:
    """One operation. Only an UPDATE has a previous state. All of its invocations share one token."""

    action: str
    type_name: str
    schema: Mapping[str, Any]
    account_id: str
    region: str
    stack_id: str
    logical_id: str
    desired: ResourceState = field(default_factory=ResourceState)
    previous: ResourceState | None = None
    token: str = field(default_factory=lambda: str(uuid.uuid4()))
    type_configuration: Mapping[str, Any] | None = None
    type_version: str | None = None
    next_token: str | None = None
    credentials: Mapping[str, str] = field(default_factory=lambda: environment.CALLER_CREDENTIALS)

    @property
    def subject(self) -> str:
        return f"{self.action} of {self.type_name}"

    def event(self) -> Model:
        """Return the event of the first invocation. Numbers and booleans are strings, as the service passes them."""
        previous = self.previous or ResourceState()
        return {
            "action": self.action,
            "awsAccountId": self.account_id,
            "bearerToken": self.token,
            "callbackContext": None,
            "nextToken": self.next_token,
            "region": self.region,
            "responseEndpoint": None,
            "requestData": {
                "callerCredentials": self.credentials,
                "providerCredentials": self.credentials,
                "logicalResourceId": self.logical_id,
                "resourceProperties": casting.as_passed(dict(self.desired.properties)),
                "previousResourceProperties": casting.as_passed(dict(previous.properties)) if self.previous else None,
                "stackTags": dict(self.desired.stack_tags),
                "previousStackTags": dict(previous.stack_tags),
                "systemTags": dict(self.desired.system_tags),
                "previousSystemTags": dict(previous.system_tags),
                "typeConfiguration": self.type_configuration,
            },
            "resourceType": self.type_name,
            "resourceTypeVersion": self.type_version,
            "stackId": self.stack_id,
        }

    def called_back(self, event: Model, reply: InProgress) -> Model:
        """Return the event with the handler's callback context, and its model if it returned one."""
        request = event["requestData"]
        if reply.model is not None:
            request = {**request, "resourceProperties": reply.model}
        return {**event, "callbackContext": reply.context, "requestData": request}

    def read(self, payload: Any) -> Reply:
        """Interpret a response; a failure without an error code is an InternalFailure."""
        if error := function_error(payload, "status"):
            return error
        status = payload.get("status") if isinstance(payload, dict) else None
        if status == "SUCCESS":
            models, next_token = payload.get("resourceModels") or [], payload.get("nextToken")
            if not isinstance(models, list):
                raise ReplyError(f"resourceModels is {quoted(models)}, not a list.")
            return Succeeded(text(payload, "message"), payload.get("resourceModel"), tuple(models), next_token)
        if status == "FAILED":
            error_code = text(payload, "errorCode") or INTERNAL_FAILURE
            return Failed(error_code, text(payload, "message"), payload.get("resourceModel"))
        if status == "IN_PROGRESS":
            return self._in_progress(payload)
        raise ReplyError(f"The handler answered {quoted(payload)}, which has no status that CloudFormation knows.")

    def identifies(self, model: Model) -> bool:
        return self.action == "CREATE" and not identifiers.missing_names(dict(self.schema), model)

    def can_stop(self, *, has_begun: bool, is_identified: bool) -> bool:
        """Return False for a CREATE that has begun but returned no identifier: what it makes could not be deleted."""
        return self.action != "CREATE" or is_identified or not has_begun

    def _in_progress(self, payload: Model) -> InProgress:
        if self.action in _ANSWERED_AT_ONCE:
            raise ReplyError(f"The {self.action} handler answered IN_PROGRESS; it must answer at once.")
        model = payload.get("resourceModel")
        if model is not None and not isinstance(model, dict):
            raise ReplyError(f"resourceModel is {quoted(model)}, not an object.")
        return InProgress(payload.get("callbackContext"), delay_seconds(payload), model)
