"""A resource of AWS's own types, and a stack's request for one."""

from __future__ import annotations

from collections.abc import Mapping
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

    def attribute(self, name: str) -> Any:
        """The value of Fn::GetAtt. Raises KeyError if the type has no such property, or it has no value."""
        return attributes.attribute(self.schema, {**self.properties, **self.model}, name)
