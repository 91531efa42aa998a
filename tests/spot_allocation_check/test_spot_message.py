"""A verdict in words: what a user reads who is shown nothing else."""

import pytest
from awscommunity_spot_allocationcheck.observation import SubnetZones, Unanswered
from awscommunity_spot_allocationcheck.settings import Settings
from awscommunity_spot_allocationcheck.verdict import judge
from awscommunity_spot_allocationcheck.wording import message_of, remarks_of

from tests.spot_allocation_check.groups import TEMPLATE, attributes, group, spot

RULES = [
    "MixedInstancesPolicy",
    "InstanceTypes",
    "SpotAllocationStrategy",
    "AvailabilityZones",
    "SpotCapacityPools",
    "CapacityRebalance",
    "SpotMaxPrice",
]
EVERYTHING = {
    "MinInstanceTypes": 10,
    "MinZones": 4,
    "MinPools": 40,
    "RequireCapacityRebalance": True,
    "ForbidSpotMaxPrice": True,
}
WAYS_OUT = (
    "two ways out are Scope SPOT_ONLY in the hook's configuration, "
    "or such a policy with OnDemandPercentageAboveBaseCapacity 100."
)


def message(properties, configuration=None, answers=None) -> str:
    settings = Settings.of(configuration)
    return message_of(judge(properties, {}, settings, answers or {}), settings)


def remarks(properties, configuration=None, answers=None):
    return list(remarks_of(judge(properties, {}, Settings.of(configuration), answers or {})))


class TestTheMessageOfAPass:
    def test_is_short(self):
        assert message(spot()) == "Passed."

    def test_says_why_the_rules_did_not_apply(self):
        on_demand = spot(OnDemandPercentageAboveBaseCapacity=100)
        expected = "Passed. Not applicable: the group uses no Spot capacity, and Scope is SPOT_ONLY."
        assert message(on_demand, {"Scope": "SPOT_ONLY"}) == expected

    def test_says_which_settings_were_ignored(self):
        assert message(spot(), {"Typo": 1}) == "Passed. There is no setting 'Typo'; it is ignored."

    def test_says_what_could_not_be_read(self):
        subnets = SubnetZones(frozenset({"subnet-0a", "subnet-1b"}))
        said = message(spot(), {"MinZones": 2}, {subnets: Unanswered("denied, ec2:DescribeSubnets must be allowed")})
        assert said.endswith(
            "The subnets subnet-0a, subnet-1b could not be read: denied, ec2:DescribeSubnets must be allowed."
        )

    def test_warns_of_what_aws_will_refuse(self):
        assert message(spot(SpotInstancePools=4)) == (
            "Passed. Warning: MixedInstancesPolicy.InstancesDistribution.SpotInstancePools: given with a strategy "
            "other than lowest-price, which AWS will refuse; wanted: none. Remove it."
        )


class TestTheMessageOfARejection:
    def test_for_what_aws_refuses_alone_shows_no_way_out(self):
        said = message(
            spot(SpotInstancePools=4, OnDemandPercentageAboveBaseCapacity=100), {"RejectWhatAwsRefuses": True}
        )
        assert said == (
            "Rejected: 1 of 4 rules failed. MixedInstancesPolicy.InstancesDistribution.SpotInstancePools: given with a "
            "strategy other than lowest-price, which AWS will refuse; wanted: none. Remove it."
        )

    def test_warns_of_what_aws_would_refuse_besides(self):
        said = message(spot(["m5.large"], SpotInstancePools=4))
        assert said.startswith("Rejected: 1 of 3 rules failed. MixedInstancesPolicy.LaunchTemplate.Overrides: ")
        assert said.endswith("which AWS will refuse; wanted: none. Remove it.")

    def test_starts_with_the_verdict_and_ends_with_the_fix(self):
        assert message(spot(["m5.large"])) == (
            "Rejected: 1 of 3 rules failed. MixedInstancesPolicy.LaunchTemplate.Overrides: 1 instance type (m5.large); "
            "wanted: at least 2 instance types, or attribute-based selection. "
            "Add overrides with 1 more instance type, or use one with InstanceRequirements."
        )

    def test_says_which_settings_were_ignored_and_still_ends_with_the_fix(self):
        said = message(spot(strategy=None), {"Typo": 1})
        assert said.startswith("Rejected: 1 of 3 rules failed. There is no setting 'Typo'; it is ignored.")
        assert said.endswith("Set it to price-capacity-optimized.")

    def test_ends_with_two_ways_out_for_a_group_without_spot(self):
        on_demand = spot(["m5.large"], OnDemandPercentageAboveBaseCapacity=100)
        assert message(on_demand).endswith(f"It uses no Spot: {WAYS_OUT}")

    def test_ends_with_two_ways_out_where_spot_was_not_looked_for(self):
        assert message(group(LaunchTemplate=TEMPLATE)).endswith(f"If it uses no Spot: {WAYS_OUT}")

    def test_shows_no_way_out_to_a_group_with_spot(self):
        assert "ways out" not in message(spot(["m5.large"]))

    def test_holds_at_most_1024_characters_and_says_what_is_left_out(self):
        said = message(group(LaunchTemplate=TEMPLATE), {**EVERYTHING, **{f"Unknown{n}": n for n in range(50)}})
        assert len(said) <= 1024
        assert said.startswith("Rejected: 6 of 7 rules failed. There is no setting 'Unknown0'; it is ignored.")
        assert " more in the annotations.)" in said
        assert said.endswith(WAYS_OUT)

    @pytest.mark.parametrize("size", [10, 1_000, 100_000])
    def test_holds_at_most_1024_characters_whatever_the_group_says(self, size):
        said = message(spot(["m" * size], "s" * size, SpotMaxPrice="9" * size), EVERYTHING)
        assert len(said) <= 1024
        assert "MixedInstancesPolicy.LaunchTemplate.Overrides: 1 instance type (mmmm" in said

    def test_says_what_to_do_where_only_a_look_up_is_missing(self):
        said = message(spot(None), {"OnUndetermined": "REJECT", "ResolveLaunchTemplates": True})
        assert said.startswith("Rejected. Undetermined: it cannot be known whether the group is diversified")
        assert said.endswith("Add overrides with 2 instance types, or use one with InstanceRequirements.")


class TestTheAnnotations:
    @pytest.mark.parametrize("properties", [spot(), spot(["m5.large"]), group(), {}])
    def test_are_one_for_each_rule(self, properties):
        assert [remark.rule for remark in remarks(properties)] == RULES

    def test_tell_what_passed_and_what_is_off(self):
        assert [remark.status for remark in remarks(spot())] == ["PASSED"] * 3 + ["SKIPPED"] * 4

    def test_hold_every_finding_with_its_remedy_and_a_link(self):
        failed = [remark for remark in remarks({}, EVERYTHING) if remark.status == "FAILED"]
        assert [remark.rule for remark in failed] == RULES[:6]
        assert all(remark.remediation and remark.link.startswith("https://docs.aws.amazon.com/") for remark in failed)

    def test_say_the_same_as_the_message(self):
        (failed,) = [remark for remark in remarks(spot(strategy=None)) if remark.status == "FAILED"]
        assert failed.message == (
            "MixedInstancesPolicy.InstancesDistribution.SpotAllocationStrategy: absent, which means lowest-price; "
            "wanted: price-capacity-optimized."
        )
        assert failed.remediation == (
            "MixedInstancesPolicy.InstancesDistribution.SpotAllocationStrategy: Set it to price-capacity-optimized."
        )

    def test_say_which_setting_switches_a_rule_off(self):
        assert remarks(spot())[3].message == "Switched off by MinZones."

    def test_claim_no_failure_where_the_group_passes(self):
        undetermined = remarks(group(InstanceId="i-0a"), {"Scope": "SPOT_ONLY"})
        assert {remark.status for remark in undetermined} == {"SKIPPED"}

    def test_say_what_was_not_read(self):
        types = remarks(spot(None, "lowest-price"))[1]
        assert types.status == "SKIPPED"
        assert types.message.startswith("Not settled, since the launch template lt-0a1b2c3d4e5f60718 (version 3) was")

    def test_fit_the_limits_of_the_service_for_the_largest_group(self):
        largest = spot([f"m{n}.large" for n in range(500)] + [attributes()], "s" * 9_999)
        assert max(len(remark.message + remark.remediation) for remark in remarks(largest, EVERYTHING)) < 1024
