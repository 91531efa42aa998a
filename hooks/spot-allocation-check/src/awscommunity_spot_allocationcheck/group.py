"""An Auto Scaling group as the rules see it, from its raw properties."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

from .lookups import LaunchConfiguration, Question, TemplateVersion
from .properties import entries, mapping, number, text, texts

RESERVATION_PREFERENCES = {"capacity-reservations-only", "capacity-reservations-first"}
RESERVATION_CAPACITY_TYPES = {
    "on-demand-capacity-reservation",
    "capacity-block",
    "interruptible-capacity-reservation",
}
LAUNCH_SOURCES = ("LaunchTemplate", "LaunchConfigurationName", "InstanceId")
DEFAULT_ON_DEMAND_PERCENTAGE = 100


@dataclass(frozen=True, eq=False)
class Group:
    """`properties` as CloudFormation proposes them, or as DescribeAutoScalingGroups answers them."""

    properties: Mapping[str, Any]

    @cached_property
    def policy(self) -> Mapping[str, Any]:
        """MixedInstancesPolicy; empty where there is none."""
        return mapping(self.properties.get("MixedInstancesPolicy"))

    @cached_property
    def distribution(self) -> Mapping[str, Any]:
        """InstancesDistribution; empty where there is none."""
        return mapping(self.policy.get("InstancesDistribution"))

    @cached_property
    def overrides(self) -> list[Mapping[str, Any]]:
        """The overrides of the policy's launch template that are not empty."""
        return [one for one in entries(mapping(self.policy.get("LaunchTemplate")).get("Overrides")) if one]

    @cached_property
    def instance_types(self) -> frozenset[str]:
        """The distinct instance types that overrides name, in lower case."""
        return frozenset(name for one in self.overrides if (name := text(one.get("InstanceType")).lower()))

    @cached_property
    def attribute_choices(self) -> tuple[float, ...]:
        """How many instance types each attribute-based override may choose from at most."""
        requirements = (mapping(one.get("InstanceRequirements")) for one in self.overrides)
        return tuple(choices_of(one) for one in requirements if one)

    @cached_property
    def strategy(self) -> str:
        """SpotAllocationStrategy in lower case, "" where there is none."""
        return text(self.distribution.get("SpotAllocationStrategy")).lower()

    @cached_property
    def capacity_types(self) -> frozenset[str]:
        """The capacity types that distribution segments target."""
        segments = entries(self.distribution.get("DistributionSegments"))
        return frozenset(word.lower() for one in segments for word in texts(one.get("TargetCapacityTypes")))

    @cached_property
    def subnets(self) -> frozenset[str]:
        return frozenset(texts(self.properties.get("VPCZoneIdentifier")))

    @cached_property
    def named_zones(self) -> int:
        """How many zones the properties name, by name or by id."""
        ways = (self.properties.get("AvailabilityZones"), self.properties.get("AvailabilityZoneIds"))
        return max(len(set(texts(way))) for way in ways)

    @cached_property
    def launch_source(self) -> str:
        """The property that the group launches from where it has no policy, "" if there is none."""
        return next((name for name in LAUNCH_SOURCES if self.properties.get(name)), "")

    @cached_property
    def launch(self) -> Question | None:
        """What to ask for what the group launches; None where nothing names it."""
        if self.policy:
            return _template(mapping(self.policy.get("LaunchTemplate")).get("LaunchTemplateSpecification"))
        if template := _template(self.properties.get("LaunchTemplate")):
            return template
        name = text(self.properties.get("LaunchConfigurationName"))
        return LaunchConfiguration(name) if name else None

    @cached_property
    def targets_reservations(self) -> bool:
        """Whether it prefers capacity reservations and names some, or has segments of a reservation type."""
        specification = mapping(self.properties.get("CapacityReservationSpecification"))
        preference = text(specification.get("CapacityReservationPreference")).lower()
        target = mapping(specification.get("CapacityReservationTarget"))
        names = texts(target.get("CapacityReservationIds")) + texts(target.get("CapacityReservationResourceGroupArns"))
        is_targeted = preference in RESERVATION_PREFERENCES and bool(names)
        return is_targeted or not self.capacity_types.isdisjoint(RESERVATION_CAPACITY_TYPES)

    def has_tag(self, key: str, value: str) -> bool:
        """Whether it has a tag with this key, and this value unless that is ""."""
        tags = entries(self.properties.get("Tags"))
        return any(text(tag.get("Key")) == key and value in ("", text(tag.get("Value"))) for tag in tags)

    def spot_by_policy(self) -> bool | None:
        """Whether its policy launches Spot Instances; None where the percentage is no number.

        The percentage defaults to 100, which is no Spot. Segments exclude Spot. An on-demand base of the group's
        maximum size or more leaves nothing for Spot.
        """
        if self.capacity_types:
            return False
        base = number(self.distribution.get("OnDemandBaseCapacity")) or 0
        maximum = number(self.properties.get("MaxSize"))
        if maximum is not None and base >= maximum > 0:
            return False
        given = text(self.distribution.get("OnDemandPercentageAboveBaseCapacity"))
        percentage = number(given or DEFAULT_ON_DEMAND_PERCENTAGE)
        return None if percentage is None else percentage < 100


def choices_of(requirements: Mapping[str, Any]) -> float:
    """How many instance types InstanceRequirements leave to choose from at most: no end unless a list pins them."""
    allowed = {name.lower() for name in texts(requirements.get("AllowedInstanceTypes"))}
    return len(allowed) if allowed and not any("*" in name for name in allowed) else inf


def _template(specification: object) -> TemplateVersion | None:
    given = mapping(specification)
    for key in ("LaunchTemplateId", "LaunchTemplateName"):
        if value := text(given.get(key)):
            return TemplateVersion(key, value, text(given.get("Version")) or "$Default")
    return None
