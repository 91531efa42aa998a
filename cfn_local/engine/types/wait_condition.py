"""AWS::CloudFormation::WaitCondition: waits for signals at the URL of its handle. Its own Ref is an ARN.

Without a handle it exists at once, and its CreationPolicy waits. Messages are AWS's own where known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties, ResourceFailedError
from cfn_local.registry import provider_schemas
from cfn_local.schemas import attributes
from cfn_local.services import emulated_wait, response_urls
from cfn_local.services.signal_mode import SignalMode, hint

TYPE_NAME = "AWS::CloudFormation::WaitCondition"
GIVEN = "given by the local CloudFormation"


@dataclass(frozen=True)
class WaitCondition:
    """A wait condition that has received its signals."""

    physical_id: str
    model: Properties
    schema: dict[str, Any] = field(repr=False)

    def attribute(self, name: str) -> Any:
        """Data: the data of the signals by their unique IDs, as JSON."""
        return attributes.attribute(self.schema, self.model, name)


@dataclass(frozen=True)
class WaitConditionType:
    """The type in one Region."""

    region: str

    @property
    def name(self) -> str:
        return TYPE_NAME

    @property
    def schema(self) -> dict[str, Any]:
        found = provider_schemas.schema(TYPE_NAME, self.region)
        assert found is not None
        return found

    def unsupported(self, _properties: Properties) -> list[str]:
        return []

    def mark(self, _properties: Properties) -> str:
        return ""

    def create(self, operation: Operation, desired: Desired) -> WaitCondition:
        """Wait until the handle has received as many signals as Count says, at most as long as Timeout says."""
        physical_id = f"{operation.stack_id}/{_handle_of(desired.properties) or operation.logical_id}"
        made = WaitCondition(physical_id, {"Id": physical_id, "Data": "{}"}, self.schema)
        operation.initiated(made)
        if "Handle" not in desired.properties:
            return made
        data = _Waiting(operation, desired.properties).data()
        return WaitCondition(physical_id, {"Id": physical_id, "Data": json.dumps(data)}, self.schema)

    def read(self, operation: Operation, _model: Properties) -> WaitCondition:
        raise operation.failure(f"Resources of the type {TYPE_NAME} cannot be read.", "UnsupportedActionException")

    def update(self, _operation: Operation, live: LiveResource, _previous: Desired, _desired: Desired) -> WaitCondition:
        text = f"Update to resource type {TYPE_NAME} is not supported."
        raise ResourceFailedError(text, live=live, was_attempted=False)

    def delete(self, operation: Operation, live: LiveResource, last: Desired) -> None:
        """Nothing is left of it anywhere."""

    def list(self, operation: Operation, _model: Properties) -> list[Properties]:
        raise operation.failure(f"Resources of the type {TYPE_NAME} cannot be listed.", "UnsupportedActionException")


def _handle_of(properties: Properties) -> str:
    """The logical ID of the handle, which ends the ARN of the wait condition (recorded on 2023-05-18)."""
    name = urlsplit(str(properties.get("Handle", ""))).path.rpartition("/")[2]
    return name.rpartition("-")[0].rpartition("-")[2]


@dataclass(frozen=True)
class _Waiting:
    """A wait condition that waits."""

    operation: Operation
    properties: Properties

    @property
    def count(self) -> int:
        return int(self.properties.get("Count", 1))

    @property
    def url(self) -> str:
        return str(self.properties["Handle"])

    def data(self) -> dict[str, str]:
        """The data of all signals by their unique IDs. Raises ResourceFailedError if they fail or do not arrive."""
        if self.operation.signals is SignalMode.OK:
            self._give()
        emulated_wait.wait(
            float(self.properties.get("Timeout", 0)),
            until=lambda: self._is_over,
            in_real_time=self.operation.signals is SignalMode.WAIT,
        )
        found = _signals(self.url)
        for unique_id, signal in found.items():
            if signal["Status"] != "SUCCESS":
                reason = signal.get("Reason", "")
                raise self._failure(f"WaitCondition received failed message: '{reason}' for uniqueId: {unique_id}")
        if len(found) >= self.count:
            return {unique_id: str(signal.get("Data", "")) for unique_id, signal in found.items()}
        if self.operation.cancelled.is_set():
            raise self._failure("Resource creation cancelled")
        text = f"WaitCondition timed out. Received {len(found)} conditions when expecting {self.count}"
        what = f"a signal for {self.operation.logical_id}"
        raise self._failure(f"{text}.{hint(self.operation.signals, what)}")

    @property
    def _is_over(self) -> bool:
        found = _signals(self.url)
        failed = any(signal["Status"] != "SUCCESS" for signal in found.values())
        return failed or len(found) >= self.count or self.operation.cancelled.is_set()

    def _give(self) -> None:
        missing = self.count - len(_signals(self.url))
        for number in range(missing):
            signal_handle(self.url, f"local-{number + 1}", GIVEN)
        if missing > 0:
            self.operation.told(f"{missing} signal(s) are {GIVEN}: nobody has sent them")

    def _failure(self, reason: str) -> ResourceFailedError:
        return ResourceFailedError(reason)


def signal_handle(url: str, unique_id: str, data: str) -> bool:
    """Send a SUCCESS signal to the URL of a handle. Return False if it is not the URL of one."""
    signal = {"Status": "SUCCESS", "UniqueId": unique_id, "Reason": "", "Data": data}
    return response_urls.put(url, json.dumps(signal).encode())


def _signals(url: str) -> dict[str, Mapping[str, Any]]:
    """The signals by their unique IDs. A body that is not a signal counts for nothing."""
    found: dict[str, Mapping[str, Any]] = {}
    for body in response_urls.received(url):
        try:
            signal = json.loads(body)
        except ValueError:
            continue
        if isinstance(signal, dict) and signal.get("Status") in ("SUCCESS", "FAILURE") and signal.get("UniqueId"):
            found[str(signal["UniqueId"])] = signal
    return found
