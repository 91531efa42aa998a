"""A resource of AWS's own types, and a stack's request for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cfn_local.schemas import attributes

Properties = Mapping[str, Any]


@dataclass(frozen=True)
class AwsTypeRequest:
    """A stack's request for one resource. `properties` are resolved; `tags` are the stack's, with its system tags."""

    account_id: str
    region: str
    stack_name: str = ""
    logical_id: str = ""
    properties: Properties = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AwsResource:
    """An existing resource: its model from its services, and the last properties and tags that a stack requested."""

    physical_id: str
    model: dict[str, Any]
    schema: dict[str, Any]
    properties: Properties = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    read_again: Callable[[], dict[str, Any]] = field(default=dict, compare=False)

    def attribute(self, name: str) -> Any:
        """The value of Fn::GetAtt, read again if there was none: other resources may have added it since.

        Raises KeyError if the type has no such property, or it has no value.
        """
        known = {**self.properties, **self.model}
        with suppress(KeyError):
            if found := attributes.attribute(self.schema, known, name):
                return found
        return attributes.attribute(self.schema, {**known, **self.read_again()}, name)
