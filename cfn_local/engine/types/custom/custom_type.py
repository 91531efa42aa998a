"""A type of custom resources: every operation is a request to a provider, which answers at a URL.

"Custom resources" in the CloudFormation user guide. Messages are AWS's own where known.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cfn_local.engine.template import TemplateError
from cfn_local.engine.types.aws.physical_names import generated_name
from cfn_local.engine.types.custom.provider import BUCKET, ProviderError, send
from cfn_local.engine.types.custom.response import Response, ResponseError, response_of
from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties, ResourceFailedError
from cfn_local.schemas import casting
from cfn_local.services import emulated_wait, response_urls

_OF_AWS = "AWS::CloudFormation::CustomResource"
_DEFAULT_TIMEOUT_SECONDS = 3600
_NO_RESPONSE = (
    "CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [{}]. "
    "If you are using the Python cfn-response module, you may need to update your Lambda function code so that "
    "CloudFormation can attach the updated version."
)
_CANCELLED = {"Create": "Resource creation cancelled", "Update": "Resource update cancelled"}


def is_custom(type_name: str) -> bool:
    """Whether the type is one of custom resources."""
    return type_name == _OF_AWS or type_name.startswith("Custom::")


@dataclass(frozen=True)
class CustomResource:
    """A custom resource as its provider last described it. `where` names it in messages."""

    physical_id: str
    properties: Properties = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    no_echo: bool = False
    where: str = ""

    @property
    def model(self) -> Properties:
        return self.properties

    def attribute(self, name: str) -> Any:
        """A member of Data. Fn::GetAtt does not return properties of a custom resource."""
        if name not in self.data:
            raise TemplateError(
                f"CustomResource attribute error: Vendor response doesn't contain {name} attribute in object "
                f"{self.where}"
            )
        return self.data[name]


@dataclass(frozen=True)
class CustomType:
    """Custom resources of the type `name`; any property is allowed."""

    name: str

    @property
    def schema(self) -> dict[str, Any]:
        return _schema(self.name)

    def unsupported(self, _properties: Properties) -> list[str]:
        return []

    def mark(self, _properties: Properties) -> str:
        return ""

    def create(self, operation: Operation, desired: Desired) -> CustomResource:
        """Ask the provider to create it. After a failure it gets a request to delete it, as on AWS."""
        found = self._asked(_Request("Create", operation, desired))
        operation.initiated(found)
        return found

    def read(self, operation: Operation, _model: Properties) -> CustomResource:
        raise operation.failure(f"Resources of the type {self.name} cannot be read.", "UnsupportedActionException")

    def update(self, operation: Operation, live: LiveResource, previous: Desired, desired: Desired) -> CustomResource:
        """Ask the provider to update it; one with another physical ID replaces it."""
        assert isinstance(live, CustomResource)
        if previous.properties.get("ServiceToken") != desired.properties.get("ServiceToken"):
            raise ResourceFailedError("Modifying service token is not allowed.", live=live, was_attempted=False)
        return self._asked(_Request("Update", operation, desired, live, previous))

    def delete(self, operation: Operation, live: LiveResource, last: Desired) -> None:
        assert isinstance(live, CustomResource)
        self._asked(_Request("Delete", operation, last, live))

    def list(self, operation: Operation, _model: Properties) -> list[Properties]:
        raise operation.failure(f"Resources of the type {self.name} cannot be listed.", "UnsupportedActionException")

    def _asked(self, request: _Request) -> CustomResource:
        """The resource after a request that the provider has fulfilled."""
        operation, live = request.operation, request.live
        key = f"{operation.stack_id}|{operation.logical_id}|{request.request_id}"
        url = response_urls.open_url(f"{BUCKET}-{operation.region.replace('-', '')}", operation.region, key)
        try:
            where_to_look = send(request.properties["ServiceToken"], request.event(self.name, url), operation)
            # Without a response from here on, the emulated clock passes the time-out at once.
            emulated_wait.wait(request.timeout_seconds, until=lambda: request.is_over(url))
            bodies = response_urls.received(url)
        except ProviderError as error:
            raise ResourceFailedError(str(error), live=live, was_attempted=live is not None) from error
        finally:
            response_urls.close(url)
        if not bodies:
            raise ResourceFailedError(request.reason_without_response(where_to_look), live=request.left())
        return self._answered(request, bodies[0], key)

    def _answered(self, request: _Request, body: bytes, key: str) -> CustomResource:
        try:
            response = response_of(body, request.identity)
        except ResponseError as error:
            raise ResourceFailedError(str(error), live=request.left()) from error
        if not response.succeeded:
            text = f"Received response status [FAILED] from custom resource. Message returned: {response.reason}"
            raise ResourceFailedError(f"{text} (RequestId: {request.request_id})", live=request.left(response))
        return CustomResource(response.physical_id, request.properties, response.data, response.no_echo, key)


@dataclass(frozen=True)
class _Request:
    """A request to the provider of a resource: Create, Update or Delete. `live` is the resource that exists."""

    kind: str
    operation: Operation
    desired: Desired
    live: CustomResource | None = None
    previous: Desired | None = None
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def properties(self) -> Properties:
        return self.desired.properties

    @property
    def timeout_seconds(self) -> int:
        return int(self.properties.get("ServiceTimeout", _DEFAULT_TIMEOUT_SECONDS))

    @property
    def identity(self) -> dict[str, str]:
        """The members that a response must repeat."""
        return {
            "StackId": self.operation.stack_id,
            "RequestId": self.request_id,
            "LogicalResourceId": self.operation.logical_id,
        }

    def event(self, type_name: str, url: str) -> dict[str, Any]:
        """The request as the provider gets it, with all primitives as text."""
        old = {"OldResourceProperties": casting.as_passed(self.previous.properties)} if self.previous else {}
        return {
            "RequestType": self.kind,
            "ServiceToken": self.properties["ServiceToken"],
            "ResponseURL": url,
            **self.identity,
            **({"PhysicalResourceId": self.live.physical_id} if self.live else {}),
            "ResourceType": type_name,
            "ResourceProperties": casting.as_passed(self.properties),
            **old,
        }

    def is_over(self, url: str) -> bool:
        return bool(response_urls.received(url)) or self._is_cancelled

    def reason_without_response(self, where_to_look: str) -> str:
        if self._is_cancelled:
            return _CANCELLED[self.kind]
        return _NO_RESPONSE.format(self.request_id) + where_to_look

    def left(self, response: Response | None = None) -> CustomResource:
        """The resource that may exist after a failure; a new one gets an ID of CloudFormation's own, if need be."""
        if self.live is not None:
            return self.live
        own = response.physical_id if response else ""
        operation = self.operation
        name = own or generated_name(operation.stack_name, operation.logical_id, 255, "{stack}-{id}-{random}")
        return CustomResource(name, self.properties)

    @property
    def _is_cancelled(self) -> bool:
        return self.kind in _CANCELLED and self.operation.cancelled.is_set()


@cache
def _schema(type_name: str) -> dict[str, Any]:
    """The schema. It has no handlers, so that drift is not checked, and nothing needs a replacement."""
    return {
        "typeName": type_name,
        "properties": {
            "ServiceToken": {"type": "string", "minLength": 1},
            "ServiceTimeout": {"type": "integer", "minimum": 1, "maximum": 3600},
            "Id": {"type": "string"},
        },
        "patternProperties": {".*": {}},
        "additionalProperties": False,
        "required": ["ServiceToken"],
        "readOnlyProperties": [],
        "primaryIdentifier": ["/properties/Id"],
        "tagging": {"taggable": False},
    }
