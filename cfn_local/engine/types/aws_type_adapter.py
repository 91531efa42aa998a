"""Adapter of AWS's own types to the engine's interface of resource types."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cfn_local.engine.types.aws import AwsResource, AwsType, AwsTypeError, AwsTypeRequest
from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties
from cfn_local.schemas import casting, tagging

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class AwsTypeAdapter:
    """Adapts `type`; its errors become failures of operations on stacks."""

    type: AwsType

    @property
    def name(self) -> str:
        return self.type.type_name

    @property
    def schema(self) -> dict[str, Any]:
        return self.type.schema

    def unsupported(self, properties: Properties) -> list[str]:
        return self.type.unsupported(properties)

    def honoured_part(self, properties: Properties) -> Properties:
        """The properties without those that `unsupported` names."""
        return self.type.honoured_part(properties)

    def mark(self, _properties: Properties) -> str:
        return ""

    def create(self, operation: Operation, desired: Desired) -> AwsResource:
        live = _failing(operation, lambda: self.type.create(self._request(operation, desired)))
        operation.initiated(live)
        return live

    def read(self, operation: Operation, model: Properties) -> AwsResource:
        return _failing(operation, lambda: self.type.read(self._request(operation, Desired(model))))

    def update(self, operation: Operation, live: LiveResource, _previous: Desired, desired: Desired) -> AwsResource:
        assert isinstance(live, AwsResource)
        return _failing(operation, lambda: self.type.update(live, self._request(operation, desired)), live)

    def delete(self, operation: Operation, live: LiveResource, _last: Desired) -> None:
        assert isinstance(live, AwsResource)
        _failing(operation, lambda: self.type.delete(live, operation.account_id, operation.region), live)

    def snapshot(self, operation: Operation, live: LiveResource) -> None:
        """Take the snapshot that a policy asks for."""
        assert isinstance(live, AwsResource)
        _failing(operation, lambda: self.type.snapshot(live, self._request(operation, Desired({}))), live)

    def list(self, operation: Operation, model: Properties) -> list[Properties]:
        return _failing(operation, lambda: self.type.list(self._request(operation, Desired(model))))

    def _request(self, operation: Operation, desired: Desired) -> AwsTypeRequest:
        stated = tagging.tags_of(self.schema)
        return AwsTypeRequest(
            account_id=operation.account_id,
            region=operation.region,
            stack_name=operation.stack_name,
            logical_id=operation.logical_id,
            properties=casting.as_declared(desired.properties, self.schema),
            tags={
                **(desired.stack_tags if stated.taggable else {}),
                **(desired.system_tags if stated.system_tags else {}),
            },
            attributes_needed=operation.attributes_needed,
        )


def _failing(operation: Operation, action: Callable[[], Answer], live: LiveResource | None = None) -> Answer:
    """The result of the action. Any exception becomes a failure of the resource, never of the whole stack."""
    try:
        return action()
    except AwsTypeError as error:
        raise operation.failure(str(error), error.error_code, live) from error
    except Exception as error:
        text = f"The local CloudFormation failed inside: {type(error).__name__}: {error}"
        raise operation.failure(text, "InternalFailure", live) from error
