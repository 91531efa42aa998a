"""A type of the private registry: its handlers, called by the protocol of CloudFormation.

Shapes, callbacks and error codes after the CloudFormation CLI user guide, "Resource type handler contract", and
"Handler error codes".
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cfn_local import environment
from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties, ResourceFailedError
from cfn_local.protocol.operations import RETRIABLE_CODES, SECONDS_BEFORE_RETRIES
from cfn_local.registry.type_versions import TypeVersion, registry_of
from cfn_local.schemas import attributes, casting, identifiers, validation
from cfn_local.services import clock, emulated_wait

DEFAULT_TIMEOUT_MINUTES = 120
# Time passes even for a handler that wants to be called back at once, or it could do so for ever.
LEAST_SECONDS_BETWEEN_CALLBACKS = 1


@dataclass(frozen=True)
class PrivateResource:
    """A resource by the model that its handlers answered."""

    model: Properties
    schema: dict[str, Any]

    @property
    def physical_id(self) -> str:
        return identifiers.primary_identifier(self.schema, self.model)

    def attribute(self, name: str) -> Any:
        return attributes.attribute(self.schema, self.model, name)

    @property
    def identifier(self) -> Properties:
        """The primary identifier as a model."""
        return identifiers.model_of(self.schema, self.physical_id)


@dataclass(frozen=True)
class PrivateType:
    """The default version of a private resource type."""

    version: TypeVersion
    account_id: str
    region: str

    @property
    def name(self) -> str:
        return self.version.type_name

    @property
    def schema(self) -> dict[str, Any]:
        return self.version.schema

    def unsupported(self, _properties: Properties) -> list[str]:
        return []

    def create(self, operation: Operation, desired: Desired) -> PrivateResource:
        return self._run("CREATE", operation, desired.properties, desired)

    def update(self, operation: Operation, live: LiveResource, previous: Desired, desired: Desired) -> PrivateResource:
        """Both models carry the primary identifier, which the template need not have."""
        assert isinstance(live, PrivateResource)
        before, after = ({**one.properties, **live.identifier} for one in (previous, desired))
        return self._run("UPDATE", operation, after, desired, before, previous, live)

    def delete(self, operation: Operation, live: LiveResource, last: Desired) -> None:
        """A resource that is NotFound counts as deleted."""
        assert isinstance(live, PrivateResource)
        try:
            self._run("DELETE", operation, {**last.properties, **live.identifier}, last, live=live)
        except ResourceFailedError as failure:
            if failure.code != "NotFound":
                raise

    def read(self, operation: Operation, model: Properties) -> PrivateResource:
        """The resource as its READ handler sees it now."""
        asked = PrivateResource(model, self.schema)
        return self._run("READ", operation, asked.identifier, Desired({}), live=asked)

    def list(self, operation: Operation, model: Properties) -> list[Properties]:
        """What the LIST handler answers, page by page."""
        event = self._event("LIST", operation, model, Desired({}), None, None)
        return list(_Exchange(self, "LIST", operation, event, None).pages())

    def _run(
        self,
        action: str,
        operation: Operation,
        model: Properties,
        desired: Desired,
        previous_model: Properties | None = None,
        previous: Desired | None = None,
        live: PrivateResource | None = None,
    ) -> PrivateResource:
        event = self._event(action, operation, model, desired, previous_model, previous)
        return _Exchange(self, action, operation, event, live).run()

    def _event(
        self,
        action: str,
        operation: Operation,
        model: Properties,
        desired: Desired,
        previous_model: Properties | None,
        previous: Desired | None,
    ) -> dict[str, Any]:
        return {
            "action": action,
            "awsAccountId": self.account_id,
            "bearerToken": operation.token,
            "callbackContext": None,
            "nextToken": None,
            "region": self.region,
            "responseEndpoint": None,
            "requestData": {
                "callerCredentials": environment.CALLER_CREDENTIALS,
                "providerCredentials": environment.CALLER_CREDENTIALS,
                "logicalResourceId": operation.logical_id,
                "resourceProperties": casting.as_passed(model),
                "previousResourceProperties": casting.as_passed(previous_model) if previous_model else None,
                "stackTags": dict(desired.stack_tags),
                "previousStackTags": dict(previous.stack_tags) if previous else {},
                "systemTags": dict(desired.system_tags),
                "previousSystemTags": dict(previous.system_tags) if previous else {},
                "typeConfiguration": registry_of(self.account_id, self.region).configuration("RESOURCE", self.name),
            },
            "resourceType": self.name,
            "resourceTypeVersion": self.version.version_id,
            "stackId": operation.stack_id,
        }


@dataclass
class _Exchange:
    """One operation from its first invocation to its end."""

    type: PrivateType
    action: str
    operation: Operation
    event: dict[str, Any]
    live: PrivateResource | None
    has_begun: bool = False

    def run(self) -> PrivateResource:
        ends = clock.now() + timedelta(minutes=self._timeout_minutes())
        retries = iter(SECONDS_BEFORE_RETRIES)
        while True:
            payload = self._invoke()
            if payload["status"] == "SUCCESS":
                return self._succeeded(payload)
            if payload["status"] == "IN_PROGRESS":
                self._wait(self._in_progress(payload), ends)
                continue
            seconds = next(retries, None) if payload["errorCode"] in RETRIABLE_CODES else None
            if seconds is None:
                raise self._failure(payload["message"], payload["errorCode"])
            self._wait(seconds, ends)

    def pages(self) -> Iterator[Properties]:
        while True:
            payload = self._invoke()
            if payload["status"] != "SUCCESS":
                raise self._failure(payload["message"], payload["errorCode"])
            yield from payload.get("resourceModels") or []
            self.event["nextToken"] = payload.get("nextToken")
            if not self.event["nextToken"]:
                return

    def _invoke(self) -> dict[str, Any]:
        """The handler's answer with every member that is looked at; what is no answer counts as InternalFailure."""
        outcome = self.type.version.invoke(self.event)
        payload = outcome.payload
        if outcome.function_error is not None:
            return _broken(payload.get("errorMessage", "") if isinstance(payload, dict) else str(payload))
        if not isinstance(payload, dict) or payload.get("status") not in ("SUCCESS", "FAILED", "IN_PROGRESS"):
            return _broken(
                f"The handler answered {_shortened(payload)}, which has no status that CloudFormation knows."
            )
        return {
            **payload,
            "errorCode": payload.get("errorCode") or ("InternalFailure" if payload["status"] == "FAILED" else ""),
            "message": payload.get("message") or "",
        }

    def _in_progress(self, payload: dict[str, Any]) -> float:
        """Take over what the handler wants to get back, and give the seconds until it wants to be called."""
        delay, model = payload.get("callbackDelaySeconds") or 0, payload.get("resourceModel")
        if self.action in ("READ", "LIST"):
            raise self._failure(f"The {self.action} handler answered IN_PROGRESS; it must answer at once.")
        if not isinstance(delay, int | float) or delay < 0:
            raise self._failure(f"callbackDelaySeconds is {_shortened(delay)}, not a number of seconds.")
        self.has_begun = True
        self.event["callbackContext"] = payload.get("callbackContext")
        if model is not None:
            if not isinstance(model, dict):
                raise self._failure(f"resourceModel is {_shortened(model)}, not an object.")
            self.event["requestData"]["resourceProperties"] = model
            self._take_identifier(model)
        return float(delay)

    def _take_identifier(self, model: Properties) -> None:
        """From the first answer with a primary identifier on, there is something to delete should this fail."""
        if self.action != "CREATE" or self.live is not None:
            return
        if not identifiers.missing_names(self.type.schema, model):
            self.live = PrivateResource(model, self.type.schema)
            self.operation.initiated(self.live)

    def _wait(self, delay: float, ends: Any) -> None:
        seconds = max(delay, LEAST_SECONDS_BETWEEN_CALLBACKS)
        if clock.now() + timedelta(seconds=seconds) > ends:
            minutes = self._timeout_minutes()
            raise self._failure(
                f"Resource timed out waiting for completion: the {self.action} handler may take {minutes} minutes",
                "NotStabilized",
            )
        # Not before there is an identifier: nobody could delete what is being made.
        if self.operation.cancelled.is_set() and (self.live is not None or not self.has_begun):
            raise ResourceFailedError(f"Resource {_PARTICIPLES[self.action]} cancelled", live=self.live)
        emulated_wait.wait(seconds)

    def _timeout_minutes(self) -> int:
        handler = self.type.schema.get("handlers", {}).get(self.action.lower(), {})
        return int(handler.get("timeoutInMinutes", DEFAULT_TIMEOUT_MINUTES))

    def _succeeded(self, payload: dict[str, Any]) -> PrivateResource:
        if self.action == "DELETE":
            assert self.live is not None
            return self.live
        model = payload.get("resourceModel")
        if isinstance(model, dict):
            self._take_identifier(model)  # it exists, whatever else is wrong with the answer
        expected = self.live.physical_id if self.live else None
        problems = validation.problems_of_answer(model, self.type.schema, action=self.action, identifier=expected)
        if problems:
            raise self._failure(f"The {self.action} handler answered SUCCESS with a wrong model: {'; '.join(problems)}")
        assert isinstance(model, dict)
        return PrivateResource(model, self.type.schema)

    def _failure(self, message: str, code: str = "InternalFailure") -> ResourceFailedError:
        return self.operation.failure(message, code, self.live)


_PARTICIPLES = {"CREATE": "creation", "UPDATE": "update", "DELETE": "deletion", "READ": "read"}


def _broken(message: str) -> dict[str, Any]:
    return {"status": "FAILED", "errorCode": "InternalFailure", "message": message or "Internal Failure"}


def _shortened(value: Mapping[str, Any] | Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 100 else f"{text[:100]}..."
