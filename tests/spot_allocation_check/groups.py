"""Auto Scaling groups by what is special about them, and the rules that each breaks with the default configuration.

The benchmark judges the same documents, so this module needs nothing but the standard library.
"""

from typing import Any

Properties = dict[str, Any]

TEMPLATE = {"LaunchTemplateId": "lt-0a1b2c3d4e5f60718", "Version": "3"}
REQUIREMENTS = {"VCpuCount": {"Min": 2, "Max": 4}, "MemoryMiB": {"Min": 4096}}
RESERVATIONS = "arn:aws:resource-groups:us-east-1:123456789012:group/odcr-web"


def group(**properties: Any) -> Properties:
    """The least of a group: its size and its subnets."""
    return {"MinSize": "0", "MaxSize": "6", "VPCZoneIdentifier": ["subnet-0a", "subnet-1b"], **properties}


def mixed(
    overrides: Any = ("m5.large", "m5a.large"), strategy: Any = "price-capacity-optimized", **distribution: Any
) -> Properties:
    """A mixed instances policy with Spot only: overrides are types or override objects, None for no overrides."""
    launch: Properties = {"LaunchTemplateSpecification": dict(TEMPLATE)}
    if overrides is not None:
        launch["Overrides"] = [{"InstanceType": one} if isinstance(one, str) else one for one in overrides]
    instances: Properties = {"OnDemandPercentageAboveBaseCapacity": 0, **distribution}
    if strategy is not None:
        instances["SpotAllocationStrategy"] = strategy
    return {"LaunchTemplate": launch, "InstancesDistribution": instances}


def spot(*arguments: Any, **distribution: Any) -> Properties:
    """A group with such a policy."""
    return group(MixedInstancesPolicy=mixed(*arguments, **distribution))


def attributes(**requirements: Any) -> Properties:
    """An override by attributes."""
    return {"InstanceRequirements": {**REQUIREMENTS, **requirements}}


def segments(*capacity_types: str) -> list[Properties]:
    return [{"TargetCapacityTypes": list(capacity_types)}]


def reserved(preference: str, **target: Any) -> Properties:
    specification: Properties = {"CapacityReservationPreference": preference}
    if target:
        specification["CapacityReservationTarget"] = target
    return specification


POLICY, TYPES, STRATEGY = "MixedInstancesPolicy", "InstanceTypes", "SpotAllocationStrategy"
NO_POLICY = [POLICY, TYPES, STRATEGY]

GROUPS: dict[str, tuple[Properties, list[str]]] = {
    # What passes.
    "two instance types and the strategy": (spot(), []),
    "a type named twice and another": (spot(["m5.large", "m5.large", "m6i.large"]), []),
    "attributes that leave every type": (spot([attributes()]), []),
    "attributes with a wildcard": (spot([attributes(AllowedInstanceTypes=["m5.*"])]), []),
    "attributes pinned to one type each": (
        spot([attributes(AllowedInstanceTypes=["m5.large"]), attributes(AllowedInstanceTypes=["m6g.large"])]),
        [],
    ),
    "attributes with two allowed types": (spot([attributes(AllowedInstanceTypes=["m5.large", "m6i.large"])]), []),
    "attributes that exclude types": (spot([attributes(ExcludedInstanceTypes=["t*"])]), []),
    "attributes and an empty list of allowed types": (spot([attributes(AllowedInstanceTypes=[])]), []),
    "a strategy in capitals": (spot(strategy="Price-Capacity-Optimized"), []),
    "overrides with weights as integers": (
        spot(
            [{"InstanceType": "m5.large", "WeightedCapacity": 1}, {"InstanceType": "m5.xlarge", "WeightedCapacity": 2}]
        ),
        [],
    ),
    "overrides with templates and images of their own": (
        spot(
            [
                {"InstanceType": "m5.large", "LaunchTemplateSpecification": TEMPLATE},
                {"InstanceType": "m6g.large", "ImageId": "ami-0a1b2c3d"},
            ]
        ),
        [],
    ),
    "the policy, all on demand": (spot(OnDemandPercentageAboveBaseCapacity=100), []),
    "the policy, without a percentage": (
        group(
            MixedInstancesPolicy={
                **mixed(),
                "InstancesDistribution": {"SpotAllocationStrategy": "price-capacity-optimized"},
            }
        ),
        [],
    ),
    "sizes as integers and booleans as text": (
        {**spot(OnDemandBaseCapacity="1"), "MinSize": 1, "MaxSize": 10, "CapacityRebalance": "true"},
        [],
    ),
    "subnets as one text with commas": ({**spot(), "VPCZoneIdentifier": "subnet-0a,subnet-1b"}, []),
    "properties that the schema does not know yet": ({**spot(), "Novelty": {"On": True}}, []),
    "a policy and a launch template beside it": ({**spot(), "LaunchTemplate": TEMPLATE}, []),
    # What falls short of one rule.
    "no strategy": (spot(strategy=None), [STRATEGY]),
    "an empty strategy": (spot(strategy=""), [STRATEGY]),
    "lowest-price": (spot(strategy="lowest-price", SpotInstancePools=4), [STRATEGY]),
    "capacity-optimized": (spot(strategy="capacity-optimized"), [STRATEGY]),
    "capacity-optimized-prioritized": (spot(strategy="capacity-optimized-prioritized"), [STRATEGY]),
    "diversified, which only fleets know": (spot(strategy="diversified"), [STRATEGY]),
    "priceCapacityOptimized, as Spot Fleet spells it": (spot(strategy="priceCapacityOptimized"), [STRATEGY]),
    "one instance type": (spot(["m5.large"]), [TYPES]),
    "one instance type twice": (spot(["m5.large", "m5.large"]), [TYPES]),
    "one instance type in two spellings": (spot(["m5.large", "M5.LARGE "]), [TYPES]),
    "one instance type and an empty one": (spot(["m5.large", ""]), [TYPES]),
    "no overrides": (spot(None), [TYPES]),
    "an empty list of overrides": (spot([]), [TYPES]),
    "overrides without types": (spot([{"WeightedCapacity": "1"}, {"LaunchTemplateSpecification": TEMPLATE}]), [TYPES]),
    "attributes pinned to one type": (spot([attributes(AllowedInstanceTypes=["m5.large"])]), [TYPES]),
    "attributes pinned to one type twice": (spot([attributes(AllowedInstanceTypes=["m5.large", "M5.large"])]), [TYPES]),
    "attributes with a wildcard for one type": (spot([attributes(AllowedInstanceTypes=["m5.large*"])]), [TYPES]),
    "attributes pinned to one type as text": (spot([attributes(AllowedInstanceTypes="m5.large")]), [TYPES]),
    "attributes that are empty": (spot([{"InstanceRequirements": {}}]), [TYPES]),
    # What falls short of several.
    "one type and no strategy": (spot(["m5.large"], None), [TYPES, STRATEGY]),
    "a policy without a distribution": (
        group(MixedInstancesPolicy={"LaunchTemplate": {"LaunchTemplateSpecification": TEMPLATE}}),
        [TYPES, STRATEGY],
    ),
    "a launch template": (group(LaunchTemplate=TEMPLATE), NO_POLICY),
    "a launch configuration": (group(LaunchConfigurationName="web"), NO_POLICY),
    "an instance to copy": (group(InstanceId="i-0a1b2c3d"), NO_POLICY),
    "an empty policy": (group(MixedInstancesPolicy={}, LaunchTemplate=TEMPLATE), NO_POLICY),
    "a policy that is no object": (group(MixedInstancesPolicy="yes"), NO_POLICY),
    "nothing at all": ({}, NO_POLICY),
    # Capacity reservations.
    "reservations only, by id": (
        group(
            LaunchTemplate=TEMPLATE,
            CapacityReservationSpecification=reserved("capacity-reservations-only", CapacityReservationIds=["cr-1"]),
        ),
        [],
    ),
    "reservations first, by group": (
        group(
            LaunchTemplate=TEMPLATE,
            CapacityReservationSpecification=reserved(
                "capacity-reservations-first", CapacityReservationResourceGroupArns=[RESERVATIONS]
            ),
        ),
        [],
    ),
    "reservations first, but none named": (
        group(LaunchTemplate=TEMPLATE, CapacityReservationSpecification=reserved("capacity-reservations-first")),
        NO_POLICY,
    ),
    "reservations named, but preference none": (
        group(
            LaunchTemplate=TEMPLATE,
            CapacityReservationSpecification=reserved("none", CapacityReservationIds=["cr-1"]),
        ),
        NO_POLICY,
    ),
    "a segment of reservations": (
        spot(["m5.large"], None, DistributionSegments=segments("on-demand-capacity-reservation", "on-demand")),
        [],
    ),
    "a segment of capacity blocks": (spot(["p5.48xlarge"], None, DistributionSegments=segments("capacity-block")), []),
    "a segment of interruptible reservations": (
        spot(["m5.large"], None, DistributionSegments=segments("interruptible-capacity-reservation")),
        [],
    ),
    "a segment on demand": (
        spot(["m5.large"], None, DistributionSegments=segments("on-demand")),
        [TYPES, STRATEGY],
    ),
}
