"""Auto Scaling group as the rules see it, from its raw properties."""

from collections.abc import Mapping
from typing import Any

from .instance_types import Types, types_of, union
from .observation import LaunchConfiguration, Question, TemplateVersion
from .properties import entries, mapping, number, text, texts

RESERVATION_PREFERENCES = {"capacity-reservations-only", "capacity-reservations-first"}
RESERVATION_CAPACITY_TYPES = {
    "on-demand-capacity-reservation",
    "capacity-block",
    "interruptible-capacity-reservation",
}
ZONE_LISTS = ("AvailabilityZones", "AvailabilityZoneIds")
LAUNCH_SOURCES = ("LaunchTemplate", "LaunchConfigurationName", "InstanceId")
DEFAULT_ON_DEMAND_PERCENTAGE = 100


class Group:
    """`properties` as proposed by CloudFormation or returned by DescribeAutoScalingGroups.

    `policy` and `distribution` are MixedInstancesPolicy and its InstancesDistribution, empty where there is none;
    `overrides` those of the policy's launch template that are not empty. `instance_types` are the distinct types that
    overrides name, in lower case, and `attributes` the InstanceRequirements of the overrides that name none. `strategy`
    is SpotAllocationStrategy in lower case, "" where there is none.
    """

    def __init__(self, properties: Mapping[str, Any]) -> None:
        self.properties = properties
        self.policy = mapping(properties.get("MixedInstancesPolicy"))
        self.distribution = mapping(self.policy.get("InstancesDistribution"))
        self.overrides = [one for one in entries(mapping(self.policy.get("LaunchTemplate")).get("Overrides")) if one]
        names = [text(one.get("InstanceType")).lower() for one in self.overrides]
        self.instance_types = frozenset(filter(None, names))
        requirements = [
            mapping(one.get("InstanceRequirements")) for one in self.overrides if not one.get("InstanceType")
        ]
        self.attributes = tuple(filter(None, requirements))
        self.strategy = text(self.distribution.get("SpotAllocationStrategy")).lower()

    @property
    def all_types(self) -> Types:
        """Types named by overrides, and types that match their attributes."""
        return union((Types(self.instance_types), self.attribute_types))

    @property
    def attribute_types(self) -> Types:
        """Types that match any set of attributes."""
        return union(map(types_of, self.attributes))

    @property
    def capacity_types(self) -> frozenset[str]:
        """Capacity types that distribution segments target."""
        segments = entries(self.distribution.get("DistributionSegments"))
        return frozenset(word.lower() for one in segments for word in texts(one.get("TargetCapacityTypes")))

    @property
    def subnets(self) -> frozenset[str]:
        return frozenset(texts(self.properties.get("VPCZoneIdentifier")))

    @property
    def named_zones(self) -> int:
        """Number of zones in the properties, by name or ID."""
        return self._zones_in(self.zone_list)

    @property
    def zone_list(self) -> str:
        """The property that names the most zones. AWS takes only one of them."""
        return max(ZONE_LISTS, key=self._zones_in)

    def _zones_in(self, name: str) -> int:
        return len(set(texts(self.properties.get(name))))

    @property
    def launch_sources(self) -> list[str]:
        """Launch properties used without a mixed instances policy."""
        return [name for name in LAUNCH_SOURCES if self.properties.get(name)]

    @property
    def on_demand_strategy(self) -> str:
        return text(self.distribution.get("OnDemandAllocationStrategy")).lower()

    @property
    def has_pool_count(self) -> bool:
        return bool(text(self.distribution.get("SpotInstancePools")))

    @property
    def has_weights(self) -> bool:
        """Whether any override with an instance type has a weight."""
        return any(one.get("InstanceType") and one.get("WeightedCapacity") for one in self.overrides)

    @property
    def launch(self) -> Question | None:
        """Question about what the group launches; None if it has no launch source."""
        if self.policy:
            return _template(mapping(self.policy.get("LaunchTemplate")).get("LaunchTemplateSpecification"))
        if template := _template(self.properties.get("LaunchTemplate")):
            return template
        name = text(self.properties.get("LaunchConfigurationName"))
        return LaunchConfiguration(name) if name else None

    @property
    def reservation_preference(self) -> str:
        """Capacity reservation preference; if absent, "default", which means that of the launch template."""
        specification = mapping(self.properties.get("CapacityReservationSpecification"))
        return text(specification.get("CapacityReservationPreference")).lower() or "default"

    @property
    def targets_reservations(self) -> bool:
        """Whether it targets specific capacity reservations, or has segments of a reservation type."""
        target = mapping(
            mapping(self.properties.get("CapacityReservationSpecification")).get("CapacityReservationTarget")
        )
        names = texts(target.get("CapacityReservationIds")) + texts(target.get("CapacityReservationResourceGroupArns"))
        is_targeted = self.reservation_preference in RESERVATION_PREFERENCES and bool(names)
        return is_targeted or not self.capacity_types.isdisjoint(RESERVATION_CAPACITY_TYPES)

    def has_tag(self, key: str, value: str) -> bool:
        """Return whether it has a tag with this key and value; "" matches any value."""
        tags = entries(self.properties.get("Tags"))
        return any(text(tag.get("Key")) == key and value in ("", text(tag.get("Value"))) for tag in tags)

    def spot_by_policy(self) -> bool | None:
        """Return whether its policy launches Spot Instances; None if the percentage is not a number.

        The percentage defaults to 100, which means no Spot. Segments exclude Spot. An on-demand base of the group's
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


def _template(specification: object) -> TemplateVersion | None:
    given = mapping(specification)
    for key in ("LaunchTemplateId", "LaunchTemplateName"):
        if value := text(given.get(key)):
            return TemplateVersion(key, value, text(given.get("Version")) or "$Default")
    return None
