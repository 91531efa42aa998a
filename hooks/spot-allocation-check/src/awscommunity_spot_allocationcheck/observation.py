"""Questions to AWS and their answers, as values. `aws.py` makes the calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class TemplateVersion:
    """A version of a launch template, by its id or its name: `key` is LaunchTemplateId or LaunchTemplateName."""

    key: str
    value: str
    version: str
    action: ClassVar[str] = "ec2:DescribeLaunchTemplateVersions"

    def __str__(self) -> str:
        return f"launch template {self.value} (version {self.version})"


@dataclass(frozen=True)
class LaunchConfiguration:
    name: str
    action: ClassVar[str] = "autoscaling:DescribeLaunchConfigurations"

    def __str__(self) -> str:
        return f"launch configuration {self.name}"


@dataclass(frozen=True)
class SubnetZones:
    subnets: frozenset[str]
    action: ClassVar[str] = "ec2:DescribeSubnets"

    def __str__(self) -> str:
        return f"subnets {', '.join(sorted(self.subnets))}"


@dataclass(frozen=True)
class Launch:
    """What a launch template or configuration launches: Spot or not, by which InstanceRequirements, if any, and whether
    into capacity reservations that it names.
    """

    is_spot: bool
    requirements: Mapping[str, Any]
    targets_reservations: bool = False


@dataclass(frozen=True)
class Zones:
    names: frozenset[str]


@dataclass(frozen=True)
class Unanswered:
    """AWS did not answer; `reason` is a short text for the user."""

    reason: str


Question = TemplateVersion | LaunchConfiguration | SubnetZones
Answer = Launch | Zones | Unanswered
Answers = Mapping[Question, Answer]
