"""A type of the private registry, whose handlers do the work."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties, ResourceFailedError
from cfn_local.protocol.exchange import Exchange
from cfn_local.protocol.outcome import Ending, OperationOutcome
from cfn_local.protocol.policy import Policy
from cfn_local.protocol.resource_requests import ResourceRequest, ResourceState
from cfn_local.registry.errors import RegistryError
from cfn_local.registry.type_versions import TypeVersion, registry_of
from cfn_local.schemas import attributes, identifiers, validation
from cfn_local.services import emulated_wait

DEFAULT_TIMEOUT_MINUTES = 120
# Time passes even for a handler that asks for an immediate callback, or it could do so forever.
IN_A_STACK = Policy(least_pause_seconds=1, most_callbacks=None)
_MOST_PAGES = 1000


@dataclass(frozen=True)
class PrivateResource:
    """A resource with the model that its handlers returned."""

    model: Properties
    schema: dict[str, Any]

    @property
    def physical_id(self) -> str:
        return identifiers.primary_identifier(self.schema, self.model)

    def attribute(self, name: str) -> Any:
        return attributes.attribute(self.schema, self.model, name)

    @property
    def identifier(self) -> Properties:
        """A model with only the primary identifier."""
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

    def mark(self, _properties: Properties) -> str:
        return ""

    def create(self, operation: Operation, desired: Desired) -> PrivateResource:
        request = self._request("CREATE", operation, _state(desired.properties, desired))
        return self._answered(operation, request, self._run(operation, request), None)

    def read(self, operation: Operation, model: Properties) -> PrivateResource:
        """The resource that `model` identifies, by an additional identifier too, as its READ handler returns it now."""
        part = identifiers.part_of(self.schema, model)
        asked = None if identifiers.missing_names(self.schema, part) else PrivateResource(part, self.schema)
        request = self._request("READ", operation, ResourceState(part))
        return self._answered(operation, request, self._run(operation, request), asked)

    def update(self, operation: Operation, live: LiveResource, previous: Desired, desired: Desired) -> PrivateResource:
        """Update the resource. Both models get the primary identifier, which the template may lack."""
        assert isinstance(live, PrivateResource)
        before, after = (_state({**one.properties, **live.identifier}, one) for one in (previous, desired))
        request = self._request("UPDATE", operation, after, before)
        return self._answered(operation, request, self._run(operation, request), live)

    def delete(self, operation: Operation, live: LiveResource, last: Desired) -> None:
        """Delete the resource; NotFound counts as success."""
        assert isinstance(live, PrivateResource)
        try:
            self.remove(operation, live, last)
        except ResourceFailedError as failure:
            if failure.code != "NotFound":
                raise

    def remove(self, operation: Operation, live: PrivateResource, last: Desired) -> None:
        """Delete the resource, which must exist."""
        request = self._request("DELETE", operation, _state({**last.properties, **live.identifier}, last))
        outcome = self._run(operation, request)
        if not outcome.succeeded:
            raise _failure(operation, request, outcome, live)

    def page(
        self, operation: Operation, model: Properties, next_token: str | None
    ) -> tuple[list[Properties], str | None]:
        """The models that the LIST handler returns for a token of its own, the first if None, and its next token."""
        request = replace(self._request("LIST", operation, ResourceState(model)), next_token=next_token)
        outcome = self._run(operation, request)
        if not outcome.succeeded:
            raise _failure(operation, request, outcome, None)
        return list(outcome.models), outcome.next_token

    def list(self, operation: Operation, model: Properties) -> list[Properties]:
        """The models that the LIST handler returns, page by page, each with at least the primary identifier."""
        found: list[Properties] = []
        next_token: str | None = None
        for _ in range(_MOST_PAGES):
            models, next_token = self.page(operation, model, next_token)
            found += models
            if not next_token:
                return found
        raise operation.failure(f"LIST of {self.name} has more than {_MOST_PAGES} pages", "InternalFailure")

    def _request(
        self, action: str, operation: Operation, desired: ResourceState, previous: ResourceState | None = None
    ) -> ResourceRequest:
        return ResourceRequest(
            action=action,
            type_name=self.name,
            schema=self.schema,
            account_id=self.account_id,
            region=self.region,
            stack_id=operation.stack_id,
            logical_id=operation.logical_id,
            desired=desired,
            previous=previous,
            token=operation.token,
            type_configuration=self._configuration(operation),
            type_version=self.version.version_id,
            credentials=self.version.credentials(self.account_id, self.region),
        )

    def _configuration(self, operation: Operation) -> Mapping[str, Any] | None:
        try:
            return registry_of(self.account_id, self.region).configuration("RESOURCE", self.name)
        except RegistryError as error:
            raise operation.failure(error.message, "InvalidTypeConfiguration") from error

    def _run(self, operation: Operation, request: ResourceRequest) -> OperationOutcome:
        handler = self.schema.get("handlers", {}).get(request.action.lower(), {})
        minutes = int(handler.get("timeoutInMinutes", DEFAULT_TIMEOUT_MINUTES))
        return Exchange(
            request,
            lambda event: self.version.invoke(event).payload,
            replace(IN_A_STACK, timeout_minutes=minutes),
            wait=emulated_wait.wait,
            is_cancelled=operation.cancelled.is_set,
            identified=lambda model: operation.initiated(PrivateResource(model, self.schema)),
        ).run()

    def _answered(
        self, operation: Operation, request: ResourceRequest, outcome: OperationOutcome, live: PrivateResource | None
    ) -> PrivateResource:
        """The resource with its new model. It exists from the first model with a primary identifier on."""
        if outcome.identified is not None:
            live = PrivateResource(outcome.identified, self.schema)
        if not outcome.succeeded:
            raise _failure(operation, request, outcome, live)
        expected = live.physical_id if live else None
        problems = validation.problems_of_answer(outcome.model, self.schema, action=request.action, identifier=expected)
        if problems:
            message = f"The {request.action} handler answered SUCCESS with a wrong model: {'; '.join(problems)}"
            raise operation.failure(message, "InternalFailure", live)
        return PrivateResource(outcome.model, self.schema)


_PARTICIPLES = {"CREATE": "creation", "UPDATE": "update", "DELETE": "deletion", "READ": "read", "LIST": "list"}


def _state(properties: Properties, desired: Desired) -> ResourceState:
    return ResourceState(properties, desired.stack_tags, desired.system_tags)


def _failure(
    operation: Operation, request: ResourceRequest, outcome: OperationOutcome, live: PrivateResource | None
) -> ResourceFailedError:
    if outcome.ending is Ending.CANCELLED:
        return ResourceFailedError(f"Resource {_PARTICIPLES[request.action]} cancelled", live=live)
    return operation.failure(outcome.message, outcome.error_code, live)
