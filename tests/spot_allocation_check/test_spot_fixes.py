"""Every fix that the hook prints leads to a group that passes, and that AWS takes."""

import os
from typing import Any

import pytest
from awscommunity_spot_allocationcheck.observation import Answer, Launch, Question, SubnetZones, Zones
from awscommunity_spot_allocationcheck.settings import Settings
from awscommunity_spot_allocationcheck.verdict import Verdict, judge
from awscommunity_spot_allocationcheck.wording import remarks_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spot_allocation_check.api_rules import STRATEGIES, refusals
from tests.spot_allocation_check.groups import TEMPLATE, attributes, group, mixed, spot
from tests.spot_allocation_check.remedies import World, alternatives, applied

PROFILE = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))
REJECTING = {"RejectWhatAwsRefuses": True}

strategies = st.sampled_from(sorted(STRATEGIES))
names = st.sampled_from(["m5.large", "M5.large", "c5.large", "r5.large", "t3.micro"])
requirements = st.fixed_dictionaries(
    {"VCpuCount": st.just({"Min": 2}), "MemoryMiB": st.just({"Min": 4096})},
    optional={
        "AllowedInstanceTypes": st.lists(
            st.sampled_from(["m5.large", "m5.large*", "c5.large"]), min_size=1, max_size=2
        ),
        "ExcludedInstanceTypes": st.sampled_from([["t*"], ["*"]]),
    },
)
override = st.fixed_dictionaries({"InstanceType": names}, optional={"WeightedCapacity": st.just("1")}) | (
    st.fixed_dictionaries({"InstanceRequirements": requirements}, optional={"InstanceType": names})
)
policies = st.fixed_dictionaries(
    {
        "LaunchTemplate": st.fixed_dictionaries(
            {"LaunchTemplateSpecification": st.just(TEMPLATE)}, optional={"Overrides": st.lists(override, max_size=6)}
        )
    },
    optional={
        "InstancesDistribution": st.fixed_dictionaries(
            {},
            optional={
                "SpotAllocationStrategy": strategies | st.just("diversified"),
                "OnDemandAllocationStrategy": st.sampled_from(["prioritized", "lowest-price"]),
                "OnDemandPercentageAboveBaseCapacity": st.sampled_from([0, "50", 100]),
                "SpotInstancePools": st.sampled_from([2, "3"]),
                "SpotMaxPrice": st.just("0.10"),
            },
        )
    },
)
zones = st.sampled_from(
    [
        {"VPCZoneIdentifier": ["subnet-a"]},
        {"VPCZoneIdentifier": ["subnet-a", "subnet-b"]},
        {"AvailabilityZones": ["us-east-1a"]},
        {"AvailabilityZones": ["us-east-1a"], "AvailabilityZoneIds": ["use1-az1", "use1-az2"]},
    ]
)
sources = st.fixed_dictionaries(
    {}, optional={"LaunchTemplate": st.just(TEMPLATE), "LaunchConfigurationName": st.just("web")}
)
groups = st.builds(
    lambda zones, sources, policy, rebalance: {
        "MinSize": "0",
        "MaxSize": "6",
        **zones,
        **sources,
        **rebalance,
        **({"MixedInstancesPolicy": policy} if policy else {}),
    },
    zones,
    sources,
    st.none() | policies,
    st.sampled_from([{}, {"CapacityRebalance": False}]),
)
templates = st.fixed_dictionaries(
    {},
    optional={
        "InstanceMarketOptions": st.just({"MarketType": "spot"}),
        "InstanceRequirements": requirements.filter(lambda one: len(one) < 4),  # EC2 refuses both lists
    },
)
configurations = st.fixed_dictionaries(
    {},
    optional={
        "MinInstanceTypes": st.integers(1, 5),
        "AllowedStrategies": st.lists(strategies, min_size=1, max_size=2, unique=True),
        "AllowAttributeBased": st.booleans(),
        "MinZones": st.integers(0, 4),
        "MinPools": st.integers(0, 12),
        "RequireCapacityRebalance": st.booleans(),
        "ForbidSpotMaxPrice": st.booleans(),
        "RejectWhatAwsRefuses": st.booleans(),
    },
)


def answers_of(world: World, questions: frozenset[Question]) -> dict[Question, Answer]:
    """Each subnet is in a zone of its own."""
    market = world.template.get("InstanceMarketOptions")
    launch = Launch(bool(market), world.template.get("InstanceRequirements", {}))
    return {one: Zones(one.subnets) if isinstance(one, SubnetZones) else launch for one in questions}


def judged(world: World, configuration: dict[str, Any]) -> Verdict:
    chosen = Settings.of(configuration)
    questions = judge(world.group, {}, chosen, {}).questions
    return judge(world.group, {}, chosen, answers_of(world, questions))


def corrections(world: World, configuration: dict[str, Any]) -> list[World]:
    """The group as it is after the fixes, once for each way to choose among them."""
    remarks = remarks_of(judged(world, configuration))
    printed = list(dict.fromkeys(one.remediation for one in remarks if one.remediation))
    return [applied(world, changes) for changes in alternatives(printed)]


class TestEveryFix:
    @settings(PROFILE, max_examples=PROFILE.max_examples // 2)  # each has several alternatives
    @given(groups, templates, configurations)
    def test_leads_to_a_group_that_passes_and_that_aws_takes(self, properties, template, configuration):
        world = World(properties, template)
        before = judged(world, configuration)
        for corrected in corrections(world, configuration):
            after = judged(corrected, configuration)
            assert not after.failed, (corrected, after.failed)
            assert not after.warned, (corrected, after.warned)
            if before.is_rejected and configuration.get("RejectWhatAwsRefuses"):
                assert refusals(corrected.group, corrected.template) == []

    @PROFILE
    @given(groups, templates, configurations)
    def test_is_there_for_whatever_aws_refuses(self, properties, template, configuration):
        """A group that the hook, told to reject what AWS refuses, passes is one that AWS takes."""
        verdict = judged(World(properties, template), {**configuration, **REJECTING})
        if not verdict.is_rejected:
            assert refusals(properties, template) == []


class TestAFixThatAwsWouldRefuse:
    def fix(self, properties, rule, **configuration):
        verdict = judge(properties, {}, Settings.of({"ResolveLaunchTemplates": False, **configuration}), {})
        return next(one.fix for one in verdict.findings if one.rule == rule)

    @pytest.mark.parametrize("strategy", ["lowest-price", None])
    def test_another_strategy_goes_without_the_number_of_pools(self, strategy):
        fix = self.fix(spot(strategy=strategy, SpotInstancePools=4), "SpotAllocationStrategy")
        assert fix == "Set it to price-capacity-optimized, and remove SpotInstancePools"

    def test_attributes_are_not_offered_to_a_prioritized_group(self):
        fix = self.fix(spot(["m5.large"], OnDemandAllocationStrategy="prioritized"), "InstanceTypes")
        assert fix == "Add overrides with 1 more instance type"

    def test_attributes_are_not_offered_to_a_group_with_weights(self):
        weighted = spot([{"InstanceType": "m5.large", "WeightedCapacity": 2}])
        assert self.fix(weighted, "InstanceTypes") == (
            "Add overrides with 1 more instance type, each with a WeightedCapacity"
        )

    def test_attributes_get_a_strategy_that_takes_them(self):
        allowed = ["capacity-optimized-prioritized", "capacity-optimized"]
        by_attributes = self.fix(spot([attributes()]), "SpotAllocationStrategy", AllowedStrategies=allowed)
        by_types = self.fix(spot(), "SpotAllocationStrategy", AllowedStrategies=allowed)
        assert by_attributes == "Set it to capacity-optimized"
        assert by_types == "Set it to capacity-optimized-prioritized"

    def test_where_no_strategy_takes_attributes_types_take_their_place(self):
        allowed = ["capacity-optimized-prioritized"]
        fix = self.fix(spot([attributes()]), "SpotAllocationStrategy", AllowedStrategies=allowed)
        assert fix == (
            "Set it to capacity-optimized-prioritized, and name 2 instance types in overrides, "
            "in place of InstanceRequirements"
        )

    def test_more_types_than_aws_takes_are_a_case_for_attributes(self):
        assert self.fix(spot(), "InstanceTypes", MinInstanceTypes=41) == "Use one with InstanceRequirements"

    def test_all_that_the_group_launches_from_gives_way_to_a_policy(self):
        fix = self.fix(group(LaunchTemplate=TEMPLATE, LaunchConfigurationName="web"), "MixedInstancesPolicy")
        assert fix.endswith(", in place of LaunchTemplate and LaunchConfigurationName")


class TestWhatAwsRefuses:
    REFUSED = pytest.mark.parametrize(
        ("rule", "properties"),
        [
            ("RefusedSpotInstancePools", spot(SpotInstancePools=4)),
            ("RefusedOnDemandAllocationStrategy", spot([attributes()], OnDemandAllocationStrategy="prioritized")),
            ("RefusedLaunchSources", {**spot(), "LaunchTemplate": TEMPLATE}),
            ("RefusedTypesAndAttributes", spot(["m5.large", "c5.large", {"InstanceType": "r5.large", **attributes()}])),
            (
                "RefusedAllowedAndExcluded",
                spot([attributes(AllowedInstanceTypes=["m5.*"], ExcludedInstanceTypes=["m5.metal"])]),
            ),
            ("RefusedWeights", spot(["m5.large", {"InstanceType": "c5.large", "WeightedCapacity": 2}])),
            ("RefusedTooMany", spot([attributes()] * 5)),
            ("RefusedTooMany", spot([f"m5.{n}xlarge" for n in range(41)])),
            (
                "RefusedZoneLists",
                {**spot(), "AvailabilityZones": ["us-east-1a"], "AvailabilityZoneIds": ["use1-az1"]},
            ),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )

    @REFUSED
    def test_passes_with_a_warning(self, rule, properties):
        verdict = judge(properties, {}, Settings(), {})
        assert not verdict.is_rejected
        assert [one.rule for one in verdict.warned] == [rule]

    @REFUSED
    def test_is_rejected_if_so_configured(self, rule, properties):
        verdict = judge(properties, {}, Settings.of(REJECTING), {})
        assert verdict.is_rejected
        assert [one.rule for one in verdict.failed] == [rule]

    @REFUSED
    @pytest.mark.parametrize("configuration", [{}, REJECTING], ids=["warned", "rejected"])
    def test_is_none_that_the_group_has_already(self, rule, properties, configuration):
        verdict = judge({**properties, "MaxSize": 9}, properties, Settings.of(configuration), {})
        assert (verdict.is_rejected, verdict.warned) == (False, [])

    def test_is_not_looked_for_where_the_hook_has_no_say(self):
        exempt = spot(SpotInstancePools=4, OnDemandPercentageAboveBaseCapacity=100)
        verdict = judge(exempt, {}, Settings.of({"Scope": "SPOT_ONLY", **REJECTING}), {})
        assert (verdict.is_rejected, verdict.warned) == (False, [])

    def test_pools_go_with_lowest_price(self):
        allowed = Settings.of({"AllowedStrategies": ["lowest-price"]})
        assert judge(spot(strategy="lowest-price", SpotInstancePools=4), {}, allowed, {}).warned == []


class TestALaunchTemplateThatAwsRefuses:
    def test_is_one_for_spot_and_is_asked_for_only_if_that_is_rejected(self):
        world = World(spot(), {"InstanceMarketOptions": {"MarketType": "spot"}})
        assert judge(world.group, {}, Settings(), {}).questions == set()
        assert [one.rule for one in judged(world, REJECTING).failed] == ["RefusedSpotLaunchTemplate"]

    def test_is_one_whose_attributes_are_not_repeated_when_the_group_is_created(self):
        world = World(group(MixedInstancesPolicy=mixed(None)), {"InstanceRequirements": {"VCpuCount": {"Min": 2}}})
        questions = judge(world.group, {}, Settings(), {}).questions
        answers = answers_of(world, questions)
        created = judge(world.group, {}, Settings(), answers)
        updated = judge(world.group, spot(), Settings(), answers)
        assert [one.rule for one in created.warned] == ["RefusedTemplateAttributes"]
        assert updated.warned == []
