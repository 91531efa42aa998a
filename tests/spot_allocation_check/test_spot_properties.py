"""What holds for every group that AWS's own schema of the type can describe, and for whatever else JSON can."""

import copy
import json
import os
from typing import Any

from awscommunity_spot_allocationcheck.settings import NAMES, Settings
from awscommunity_spot_allocationcheck.verdict import judge
from awscommunity_spot_allocationcheck.wording import message_of, remarks_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spot_allocation_check.documents import SCHEMA, document
from tests.spot_allocation_check.groups import GROUPS

PROFILE = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))
WITHOUT_LOOK_UPS = {"ResolveLaunchTemplates": False}

described_by_aws = st.integers(0, 2**32).map(document)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)
strategies = st.sampled_from(["price-capacity-optimized", "lowest-price", "capacity-optimized", "", "Diversified"])
instance_types = st.sampled_from(["m5.large", "M5.large", "c5.large", "r5.large", "t3.micro", "", " m5.large "])
small = st.integers(-1, 7)
requirements = st.fixed_dictionaries(
    {"VCpuCount": st.fixed_dictionaries({"Min": small})},
    optional={"AllowedInstanceTypes": st.lists(st.sampled_from(["m5.large", "m5.*", "c5.large"]), max_size=3)},
)
overrides = st.lists(
    st.fixed_dictionaries({}, optional={"InstanceType": instance_types, "InstanceRequirements": requirements}),
    max_size=5,
)
distributions = st.fixed_dictionaries(
    {},
    optional={
        "SpotAllocationStrategy": strategies,
        "OnDemandPercentageAboveBaseCapacity": st.sampled_from([0, 50, 100, 100.0, "0", "many"]),
        "OnDemandBaseCapacity": small,
        "SpotMaxPrice": st.sampled_from(["", "0.10", 0.5]),
        "DistributionSegments": st.just([{"TargetCapacityTypes": ["on-demand"]}]),
    },
)
# Groups near the edge of every rule, which the schema alone seldom makes.
groups = st.fixed_dictionaries(
    {"MinSize": small, "MaxSize": small},
    optional={
        "MixedInstancesPolicy": st.fixed_dictionaries(
            {
                "LaunchTemplate": st.fixed_dictionaries(
                    {"LaunchTemplateSpecification": st.just({"LaunchTemplateId": "lt-1", "Version": 1})},
                    optional={"Overrides": overrides},
                )
            },
            optional={"InstancesDistribution": distributions},
        ),
        "LaunchTemplate": st.just({"LaunchTemplateName": "web", "Version": "1"}),
        "LaunchConfigurationName": st.just("web"),
        "VPCZoneIdentifier": st.lists(st.sampled_from(["subnet-a", "subnet-b", "subnet-c"]), max_size=4),
        "AvailabilityZones": st.lists(st.sampled_from(["a", "b", "c"]), max_size=4),
        "CapacityRebalance": st.booleans(),
        "Tags": st.lists(st.fixed_dictionaries({"Key": st.just("spot"), "Value": st.booleans()}), max_size=2),
    },
)
configurations = st.fixed_dictionaries(
    {},
    optional={
        "Scope": st.sampled_from(["ALL", "SPOT_ONLY"]),
        "OnUndetermined": st.sampled_from(["ALLOW", "REJECT"]),
        "MinInstanceTypes": st.integers(1, 4),
        "AllowAttributeBased": st.booleans(),
        "AllowReservationBacked": st.booleans(),
        "MinZones": st.integers(0, 4),
        "MinPools": st.integers(0, 12),
        "RequireCapacityRebalance": st.booleans(),
        "ForbidSpotMaxPrice": st.booleans(),
        "ExemptTagKey": st.just("spot"),
        "OnUpdate": st.sampled_from(["ENFORCE", "ALLOW_UNCHANGED", "ALLOW_NOT_WORSE"]),
        "ResolveLaunchTemplates": st.booleans(),
    },
)


def in_texts(value: Any) -> Any:
    """The all-strings twin of a document."""
    if isinstance(value, dict):
        return {key: in_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [in_texts(item) for item in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


def outcome(properties: Any, configuration: Any, previous: Any = None) -> tuple[Any, ...]:
    verdict = judge(properties, previous or {}, Settings.of(configuration), {})
    return verdict.is_rejected, verdict.reason, [(one.rule, one.status) for one in verdict.findings]


def is_rejected(properties: Any, configuration: Any) -> bool:
    return judge(properties, {}, Settings.of({**configuration, **WITHOUT_LOOK_UPS}), {}).is_rejected


class TestEveryGroup:
    @PROFILE
    @given(described_by_aws, configurations)
    def test_of_awss_schema_has_a_verdict_in_1024_characters(self, properties, configuration):
        chosen = Settings.of(configuration)
        verdict = judge(properties, {}, chosen, {})
        assert len(message_of(verdict, chosen)) <= 1024
        assert len(list(remarks_of(verdict))) >= 7

    @PROFILE
    @given(described_by_aws, configurations)
    def test_of_awss_schema_is_judged_like_its_all_strings_twin(self, properties, configuration):
        assert outcome(properties, configuration) == outcome(in_texts(properties), in_texts(configuration))

    @PROFILE
    @given(groups, configurations, groups)
    def test_near_the_edge_is_judged_like_its_all_strings_twin(self, properties, configuration, previous):
        told = outcome(properties, configuration, previous)
        assert told == outcome(in_texts(properties), configuration, in_texts(previous))

    @PROFILE
    @given(described_by_aws, configurations, described_by_aws)
    def test_is_left_as_it_was(self, properties, configuration, previous):
        before = copy.deepcopy((properties, previous))
        outcome(properties, configuration, previous)
        assert (properties, previous) == before


class TestWhateverComes:
    @PROFILE
    @given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "Novelty"]), anything), anything)
    def test_in_the_properties_there_is_a_verdict(self, properties, previous):
        chosen = Settings.of({"OnUpdate": "ALLOW_NOT_WORSE", "MinZones": 2, "MinPools": 3, "ExemptTagKey": "spot"})
        verdict = judge(properties, previous if isinstance(previous, dict) else {}, chosen, {})
        assert len(message_of(verdict, chosen)) <= 1024

    @PROFILE
    @given(st.sampled_from(sorted(GROUPS)), st.data())
    def test_in_place_of_any_one_property_there_is_a_verdict(self, name, data):
        properties = copy.deepcopy(GROUPS[name][0])
        places = list(places_in(properties))
        if places:
            holder, key = data.draw(st.sampled_from(places))
            holder[key] = data.draw(anything)
        assert outcome(properties, {"MinZones": 2, "MinPools": 3, "Scope": "SPOT_ONLY"})

    @PROFILE
    @given(st.dictionaries(st.sampled_from([*NAMES, "Typo"]), anything) | anything)
    def test_in_the_configuration_there_are_settings(self, configuration):
        chosen = Settings.of(configuration)
        assert len(message_of(judge({}, {}, chosen, {}), chosen)) <= 1024


class TestMoreOfAGoodThing:
    """Without look-ups, a group that passes still passes with one type or zone more."""

    @PROFILE
    @given(groups, configurations, instance_types)
    def test_a_type_more_never_rejects(self, properties, configuration, instance_type):
        more = copy.deepcopy(properties)
        launch = more.get("MixedInstancesPolicy", {}).get("LaunchTemplate", {})
        launch["Overrides"] = [*launch.get("Overrides", []), {"InstanceType": instance_type}]
        assert is_rejected(properties, configuration) or not is_rejected(more, configuration)

    @PROFILE
    @given(groups, configurations, st.sampled_from(["VPCZoneIdentifier", "AvailabilityZones"]), st.sampled_from("abcd"))
    def test_a_zone_more_never_rejects(self, properties, configuration, name, zone):
        more = {**properties, name: [*properties.get(name, []), zone]}
        assert is_rejected(properties, configuration) or not is_rejected(more, configuration)


def places_in(value: Any) -> Any:
    """Every holder and key in a document."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, key
            yield from places_in(item)
