"""A resource type as Cloud Control API has it: private types first, then AWS's own, then allowed stand-ins."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cfn_local.cloud_control import errors
from cfn_local.engine.types.private.private_type import PrivateResource, PrivateType
from cfn_local.engine.types.resource_type import (
    Desired,
    LiveResource,
    Operation,
    Properties,
    ResourceFailedError,
    ResourceType,
)
from cfn_local.engine.types.resource_types import (
    UnknownResourceTypeError,
    honoured,
    is_of_stacks,
    resource_type,
    wanting,
)
from cfn_local.engine.types.stand_in.switch import switch_of
from cfn_local.registry.schemas import provisioning_type
from cfn_local.registry.type_versions import registry_of
from cfn_local.schemas import dialect, identifiers, paths, validation
from cfn_local.services import emulated_wait, pagination

Answer = TypeVar("Answer")
_PAGE_SIZE = 100


class ControlOperation(Operation):
    """An operation on a resource outside of stacks, whose failures are the handler's own words."""

    def failure(self, message: str, code: str, live: LiveResource | None = None) -> ResourceFailedError:
        return ResourceFailedError(message, code=code, live=live)


@dataclass(frozen=True)
class ControlledType:
    """A type of an account in a Region, whose resources no stack needs to have."""

    type: ResourceType

    @property
    def name(self) -> str:
        return self.type.name

    @property
    def schema(self) -> dict[str, Any]:
        return self.type.schema

    def refuse_without(self, action: str) -> None:
        """Raise UnsupportedAction, in recorded words, if the type has no handler for the action."""
        if action.lower() not in self.schema.get("handlers", {}):
            raise errors.UnsupportedAction(f"Resource type {self.name} does not support {action} action")

    def refuse_invalid(self, desired: Properties, present: Properties | None = None) -> None:
        """Raise ValidationError if the properties do not fit the schema, in which each primitive has its own type.

        A patch may leave alone what the local READ of a type of AWS shows of its `present` properties, fit or not.
        """
        shown = {} if present is None or isinstance(self.type, PrivateType) else present
        known = self._problems(shown) if shown else []
        found = [problem for problem in self._problems(desired) if problem not in known]
        if found:
            raise errors.ValidationError(f"Model validation failed ({_lines(found)})")
        lacking = [path for path in self.type.unsupported(desired) if not _is_alike(path, desired, shown)]
        if lacking:
            text = f"The local CloudFormation does not have {', '.join(lacking)} of {self.name}."
            raise errors.InvalidRequest(text)

    def _problems(self, properties: Properties) -> list[str]:
        return validation.problems(properties, self.schema, as_typed=True)

    def identifier_in(self, model: Properties) -> str | None:
        """The primary identifier, if the model holds all of it."""
        if identifiers.missing_names(self.schema, model):
            return None
        return identifiers.primary_identifier(self.schema, model)

    def read(self, operation: Operation, model: Properties) -> LiveResource:
        """The resource that the model identifies, for a caller who waits. Raises the API's error if that fails."""
        return self._awaited(operation, lambda: self.type.read(operation, model))

    def page(
        self, operation: Operation, model: Properties, next_token: str | None
    ) -> tuple[list[Properties], str | None]:
        """A page of the type's resources: a handler's own, with its own token, or one of the local services'."""
        self._refuse_unlistable(model)
        private = self.type
        if isinstance(private, PrivateType):
            models, token = self._awaited(operation, lambda: private.page(operation, model, next_token))
            self._refuse_unidentified(operation, models)
            return models, token
        listed = self._awaited(operation, lambda: self.type.list(operation, model))
        found = [one for one in listed if self.identifier_in(one)]
        try:
            return pagination.page(found, _PAGE_SIZE, next_token)
        except pagination.InvalidTokenError as error:
            raise errors.ValidationError(f"The NextToken '{error}' is not one of ListResources.") from error

    def create(self, operation: Operation, desired: Properties) -> LiveResource:
        return self.type.create(operation, Desired(desired))

    def update(
        self, operation: Operation, live: LiveResource, previous: Properties, desired: Properties
    ) -> LiveResource:
        before, after = honoured(self.type, previous), honoured(self.type, desired)
        return self.type.update(operation, wanting(live, before), Desired(before), Desired(after))

    def delete(self, operation: Operation, model: Properties) -> None:
        """Delete the resource that the model identifies, which must exist. A handler is told nothing else of it."""
        if isinstance(self.type, PrivateType):
            self.type.remove(operation, PrivateResource(model, self.schema), Desired(model))
        else:
            self.type.delete(operation, self.type.read(operation, model), Desired(model))

    def _awaited(self, operation: Operation, action: Callable[[], Answer]) -> Answer:
        try:
            with emulated_wait.working():
                return action()
        except ResourceFailedError as failure:
            raise errors.of_handler(self.name, failure.code, failure.reason, operation.token) from failure

    def _refuse_unidentified(self, operation: Operation, models: list[Properties]) -> None:
        """Raise the API's error if a LIST handler answered with a model that identifies nothing."""
        for model in models:
            try:
                identifiers.primary_identifier(self.schema, model)
            except identifiers.IdentifierError as error:
                text = f"A model in the answer of LIST is incomplete. {error}"
                raise errors.of_handler(self.name, "InternalFailure", text, operation.token) from error

    def _refuse_unlistable(self, model: Properties) -> None:
        """Raise InvalidRequest, in recorded words, if the model lacks what the list handler needs."""
        stated = self.schema["handlers"]["list"].get("handlerSchema", {})
        needed = {name: stated[name] for name in ("required", "oneOf", "anyOf", "allOf") if name in stated}
        found = dialect.problems(model, needed, self.schema, shape_only=False) if needed else []
        if found:
            raise errors.InvalidRequest(
                f"Missing or invalid ResourceModel property in {self.name} list handler request input."
                f"Required property: ({_lines(found)})"
            )


def _is_alike(place: str, one: Properties, other: Properties) -> bool:
    """Whether what is at a place, such as `Rules[0].Filter` or `Mode=Fast`, is the same in both."""
    names = tuple(re.sub(r"\[\d+\]", ".*", place.partition("=")[0]).split("."))
    found = [[value for _, value in paths.values(model, names)] for model in (one, other)]
    return found[0] == found[1]


def controlled_type(type_name: str, account_id: str, region: str, version_id: str | None = None) -> ControlledType:
    """The type, or this version of a private one. Raises TypeNotFound or UnsupportedAction if there is none."""
    found = ControlledType(_type(type_name, account_id, region, version_id))
    if is_of_stacks(type_name) or provisioning_type(found.schema) == "NON_PROVISIONABLE":
        raise errors.UnsupportedAction(f"The resource {type_name} is not yet supported via Cloud Control API")
    return found


def _type(type_name: str, account_id: str, region: str, version_id: str | None) -> ResourceType:
    if version_id is not None:
        registered = registry_of(account_id, region).find("RESOURCE", type_name)
        version = registered.version(version_id) if registered else None
        if version is None or version.is_deprecated:
            raise errors.TypeNotFound(f"The type '{type_name}' with the version '{version_id}' cannot be found.")
        return PrivateType(version, account_id, region)
    try:
        return resource_type(type_name, account_id, region, switch_of(None))
    except UnknownResourceTypeError as error:
        if error.is_of_aws:
            raise errors.UnsupportedAction(
                f"The local CloudFormation does not have the resource type {type_name}. With "
                f"`cfn-local up --stand-ins={type_name}` (or exec), a stand-in takes its place."
            ) from error
        raise errors.TypeNotFound(f"The type '{type_name}' cannot be found.") from error


def _lines(found: list[str]) -> str:
    return "\n".join(found)
