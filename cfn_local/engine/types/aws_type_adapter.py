"""A type of AWS's own, as the engine sees every resource type."""

from dataclasses import dataclass
from typing import Any

from cfn_local.engine.types.aws import AwsResource, AwsType, AwsTypeError, AwsTypeRequest
from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties
from cfn_local.schemas import casting


@dataclass(frozen=True)
class AwsTypeAdapter:
    """`type` with its registry schema."""

    type: AwsType
    schema: dict[str, Any]

    @property
    def name(self) -> str:
        return self.type.type_name

    def unsupported(self, properties: Properties) -> list[str]:
        return self.type.unsupported(properties)

    def create(self, operation: Operation, desired: Desired) -> AwsResource:
        try:
            live = self.type.create(self._request(operation, desired))
        except AwsTypeError as error:
            raise operation.failure(str(error), error.error_code) from error
        operation.initiated(live)
        return live

    def read(self, operation: Operation, _model: Properties) -> AwsResource:
        raise operation.failure(f"{self.name} cannot be read here", "InvalidRequest")

    def list(self, operation: Operation, _model: Properties) -> list[Properties]:
        raise operation.failure(f"{self.name} cannot be listed here", "InvalidRequest")

    def update(self, operation: Operation, live: LiveResource, _previous: Desired, desired: Desired) -> AwsResource:
        assert isinstance(live, AwsResource)
        try:
            return self.type.update(live, self._request(operation, desired))
        except AwsTypeError as error:
            raise operation.failure(str(error), error.error_code, live) from error

    def delete(self, operation: Operation, live: LiveResource, _last: Desired) -> None:
        assert isinstance(live, AwsResource)
        try:
            self.type.delete(live, operation.account_id, operation.region)
        except AwsTypeError as error:
            raise operation.failure(str(error), error.error_code, live) from error

    def _request(self, operation: Operation, desired: Desired) -> AwsTypeRequest:
        return AwsTypeRequest(
            account_id=operation.account_id,
            region=operation.region,
            stack_id=operation.stack_id,
            stack_name=operation.stack_name,
            logical_id=operation.logical_id,
            properties=casting.as_declared(desired.properties, self.schema),
            tags={**desired.stack_tags, **desired.system_tags},
        )
