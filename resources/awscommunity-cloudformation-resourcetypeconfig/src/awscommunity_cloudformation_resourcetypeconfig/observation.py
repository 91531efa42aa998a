"""What CloudFormation holds, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """The place of a configuration: the ARN that it has, or the type by name or ARN and an alias."""

    arn: str | None = None
    type_name: str | None = None
    type_arn: str | None = None
    alias: str = "default"

    def __str__(self) -> str:
        return self.arn or f"{self.type_arn or self.type_name} {self.alias}"


@dataclass(frozen=True)
class ConfiguredType:
    """A resource type with the schema of its configuration; None without one. `arn` may end in a version."""

    arn: str
    type_name: str
    schema: Mapping[str, Any] | None

    def configuration_arn(self, alias: str) -> str:
        """Return the ARN that a configuration of the type has."""
        _, partition, _, region, account, _ = self.arn.split(":", 5)
        name = self.type_name.replace("::", "-")
        return f"arn:{partition}:cloudformation:{region}:{account}:type-configuration/resource/{name}/{alias}"


@dataclass(frozen=True)
class Held:
    """A configuration that is set. `document` has dynamic references as they were written."""

    arn: str
    type_name: str
    type_arn: str
    alias: str
    document: Document
