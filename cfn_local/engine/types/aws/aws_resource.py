"""A resource of AWS's own types, and a stack's request for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.schemas import attributes

Properties = Mapping[str, Any]


@dataclass(frozen=True)
class AwsTypeRequest:
    """A stack's request for one resource. `properties` are resolved; `tags` are the stack's, with its system tags.

    A resource whose attributes are not needed is read when somebody asks for its model, not once it is created.
    """

    account_id: str
    region: str
    stack_name: str = ""
    logical_id: str = ""
    properties: Properties = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    attributes_needed: bool = True


@dataclass
class AwsResource:
    """An existing resource, and the last properties and tags that a stack requested.

    `known` is its model as far as it is known: as its services have it, or as its creation left it.
    """

    physical_id: str
    known: dict[str, Any]
    schema: dict[str, Any]
    properties: Properties = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    read_again: Callable[[], dict[str, Any]] = field(default=dict, compare=False)
    # Reads the model for the first time; None once that has happened.
    first_reading: Callable[[], dict[str, Any]] | None = field(default=None, compare=False)

    @property
    def model(self) -> dict[str, Any]:
        """The model from its services as it was when first needed; what is known, if it cannot be read by then."""
        if self.first_reading is not None:
            with suppress(AwsTypeError):
                self.known = self.first_reading()
            self.first_reading = None
        return self.known

    @property
    def rest(self) -> Callable[[], dict[str, Any]] | None:
        """What reads the model, if it has not been read."""
        return None if self.first_reading is None else lambda: self.model

    def attribute(self, name: str) -> Any:
        """The value of Fn::GetAtt, read again if there was none: other resources may have added it since.

        Raises KeyError if the type has no such property, or it has no value.
        """
        known = {**self.properties, **self.model}
        with suppress(KeyError):
            if found := attributes.attribute(self.schema, known, name):
                return found
        return attributes.attribute(self.schema, {**known, **self.read_again()}, name)
