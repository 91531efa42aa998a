"""The rules, one by one: which groups pass, which fall short, and of what."""

import pytest
from awscommunity_spot_allocationcheck.observation import Launch, SubnetZones, TemplateVersion, Zones
from awscommunity_spot_allocationcheck.settings import Settings
from awscommunity_spot_allocationcheck.verdict import Verdict, judge

from tests.spot_allocation_check.groups import GROUPS, REQUIREMENTS, TEMPLATE, attributes, group, mixed, spot

THE_TEMPLATE = TemplateVersion("LaunchTemplateId", TEMPLATE["LaunchTemplateId"], "3")
NOT_READ = {"ResolveLaunchTemplates": False}


def pinned(*types: str):
    return attributes(AllowedInstanceTypes=list(types))


X86, ARM = pinned("m5.large", "m5a.large", "c5.large"), pinned("m6g.large", "m7g.large", "c7g.large")


def judged(properties, configuration=NOT_READ, answers=None) -> Verdict:
    return judge(properties, {}, Settings.of(configuration), answers or {})


def failed(properties, **configuration) -> list[str]:
    return [finding.rule for finding in judged(properties, {**NOT_READ, **configuration}).failed]


def finding(rule: str, properties, **configuration):
    found = judged(properties, {**NOT_READ, **configuration}).findings
    return next(one for one in found if one.rule == rule)


@pytest.mark.parametrize(("properties", "expected"), GROUPS.values(), ids=GROUPS)
class TestAGroupWithTheDefaultConfiguration:
    def test_falls_short_of_exactly_these_rules(self, properties, expected):
        assert failed(properties) == expected

    def test_is_rejected_if_it_falls_short_of_any(self, properties, expected):
        assert judged(properties).is_rejected == bool(expected)


class TestInstanceTypes:
    @pytest.mark.parametrize(
        ("minimum", "expected"), [(1, []), (2, []), (3, []), (4, ["InstanceTypes"]), ("4", ["InstanceTypes"])]
    )
    def test_as_many_are_wanted_as_configured(self, minimum, expected):
        assert failed(spot(["m5.large", "c5.large", "r5.large"]), MinInstanceTypes=minimum) == expected

    def test_an_open_choice_by_attributes_is_enough_for_any_minimum(self):
        assert failed(spot([attributes()]), MinInstanceTypes=40) == []

    def test_attributes_pinned_to_fewer_than_the_minimum_are_not_enough(self):
        pinned = attributes(AllowedInstanceTypes=["m5.large", "m6i.large"])
        assert failed(spot([pinned]), MinInstanceTypes=3) == ["InstanceTypes"]

    def test_one_of_several_sets_of_attributes_may_be_pinned(self):
        pinned = attributes(AllowedInstanceTypes=["m5.large"])
        assert failed(spot([pinned, attributes()])) == []

    @pytest.mark.parametrize(
        ("overrides", "count"),
        [
            ([X86, ARM], 6),
            ([X86, X86], 3),
            (["m5.large", pinned("m5a.large")], 2),
            (["m5.large", pinned("M5.large")], 1),
            (["m5.large", "c5.large", pinned("m5.large", "r5.large")], 3),
        ],
        ids=["two sets", "one set twice", "a type and a set", "a type that the set has too", "types and a set"],
    )
    def test_types_and_sets_of_attributes_are_added_up(self, overrides, count):
        assert failed(spot(overrides), MinInstanceTypes=count) == []
        assert failed(spot(overrides), MinInstanceTypes=count + 1) == ["InstanceTypes"]

    @pytest.mark.parametrize(
        ("patterns", "count"),
        [(["m5.large*"], 1), (["p4d.*"], 1), (["P4D.*"], 1), (["mac1.*"], 1), (["c4.*"], 5), (["c4.*", "c4.large"], 5),
         (["p4d.*", "p4de.*"], 2)],
        ids=str,
    )  # fmt: skip
    def test_a_wildcard_counts_as_the_types_that_it_matches(self, patterns, count):
        assert failed(spot([pinned(*patterns)]), MinInstanceTypes=count) == []
        assert failed(spot([pinned(*patterns)]), MinInstanceTypes=count + 1) == ["InstanceTypes"]

    def test_a_wildcard_that_matches_no_known_type_may_match_any_number_of_newer_ones(self):
        assert failed(spot([pinned("m99.*")]), MinInstanceTypes=40) == []

    def test_exclusions_leave_the_other_types(self):
        others = [f"{first}*" for first in "abdefghijklmnopqrstuvwxyz"] + [f"c{second}*" for second in "12356789cgr"]
        but_c4 = attributes(ExcludedInstanceTypes=others)
        assert failed(spot([but_c4]), MinInstanceTypes=5) == []
        assert failed(spot([but_c4]), MinInstanceTypes=6) == ["InstanceTypes"]

    def test_the_finding_says_how_many_types_and_attributes_are_in_all(self):
        found = finding("InstanceTypes", spot(["m5.large", pinned("m5.large")]))
        assert found.found == "1 instance type (m5.large) and attributes that leave a choice of 1 type, 1 type in all"

    def test_attributes_may_be_forbidden(self):
        assert failed(spot([attributes()]), AllowAttributeBased=False) == ["InstanceTypes"]

    def test_explicit_types_still_count_where_attributes_are_forbidden(self):
        assert failed(spot(["m5.large", "c5.large", attributes()]), AllowAttributeBased="false") == []

    def test_the_finding_names_the_types_and_how_many_are_missing(self):
        found = finding("InstanceTypes", spot(["m5.large"]), MinInstanceTypes=3)
        assert found.path == "MixedInstancesPolicy.LaunchTemplate.Overrides"
        assert found.found == "1 instance type (m5.large)"
        assert found.wanted == "at least 3 instance types, or attribute-based selection"
        assert found.fix == "Add overrides with 2 more instance types, or use one with InstanceRequirements"

    def test_pinned_attributes_are_told_to_open_up(self):
        found = finding("InstanceTypes", spot([attributes(AllowedInstanceTypes=["m5.large"])]))
        assert found.found == "attributes that leave a choice of 1 type"
        assert found.fix == "Give AllowedInstanceTypes 1 more instance type, or leave it out"


class TestInstanceTypesOfALaunchTemplate:
    """Absent overrides leave what the launch template says, which only EC2 knows."""

    def test_it_is_asked_for_where_all_else_passes(self):
        verdict = judged(spot(None), {})
        assert verdict.questions == {THE_TEMPLATE}

    def test_it_is_not_asked_for_where_another_rule_rejects_anyway(self):
        verdict = judged(spot(None, "lowest-price"), {})
        assert verdict.is_rejected
        assert verdict.questions == set()

    def test_it_is_not_asked_for_where_attributes_are_forbidden(self):
        verdict = judged(spot(None), {"AllowAttributeBased": False})
        assert [one.rule for one in verdict.failed] == ["InstanceTypes"]
        assert verdict.questions == set()

    def test_its_attributes_are_a_choice(self):
        assert not judged(spot(None), {}, {THE_TEMPLATE: Launch(False, REQUIREMENTS)}).is_rejected

    def test_its_attributes_may_be_pinned_too(self):
        pinned = {**REQUIREMENTS, "AllowedInstanceTypes": ["m5.large"]}
        assert judged(spot(None), {}, {THE_TEMPLATE: Launch(False, pinned)}).is_rejected

    def test_without_attributes_it_launches_one_type(self):
        assert judged(spot(None), {}, {THE_TEMPLATE: Launch(False, {})}).is_rejected

    def test_a_policy_that_names_no_template_has_no_types(self):
        nameless = group(MixedInstancesPolicy={**mixed(None), "LaunchTemplate": {"Overrides": []}})
        assert [one.rule for one in judged(nameless, {}).failed] == ["InstanceTypes"]


class TestSpotAllocationStrategy:
    @pytest.mark.parametrize(
        ("strategy", "expected"),
        [
            ("price-capacity-optimized", []),
            ("capacity-optimized", []),
            ("lowest-price", ["SpotAllocationStrategy"]),
            (None, ["SpotAllocationStrategy"]),
        ],
    )
    def test_any_of_the_allowed_ones_will_do(self, strategy, expected):
        allowed = ["price-capacity-optimized", "capacity-optimized"]
        assert failed(spot(strategy=strategy), AllowedStrategies=allowed) == expected

    def test_where_lowest_price_is_allowed_none_need_be_named(self):
        assert failed(spot(strategy=None), AllowedStrategies=["lowest-price"]) == []

    def test_a_group_without_a_policy_has_none_whatever_is_allowed(self):
        assert "SpotAllocationStrategy" in failed(group(LaunchTemplate=TEMPLATE), AllowedStrategies=["lowest-price"])

    def test_the_finding_says_what_absence_means(self):
        found = finding("SpotAllocationStrategy", spot(strategy=None))
        assert found.path == "MixedInstancesPolicy.InstancesDistribution.SpotAllocationStrategy"
        assert found.found == "absent, which means lowest-price"
        assert found.wanted == "price-capacity-optimized"
        assert found.fix == "Set it to price-capacity-optimized"


class TestMixedInstancesPolicy:
    @pytest.mark.parametrize(
        ("source", "fix"),
        [
            ({"LaunchTemplate": TEMPLATE}, ", in place of LaunchTemplate"),
            ({"LaunchConfigurationName": "web"}, ", in place of LaunchConfigurationName"),
            ({"InstanceId": "i-0a"}, ", in place of InstanceId"),
            ({}, ""),
        ],
    )
    def test_the_fix_says_what_it_takes_the_place_of(self, source, fix):
        found = finding("MixedInstancesPolicy", group(**source))
        assert found.fix == (
            "Name a launch template without InstanceMarketOptions in "
            "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification" + fix
        )


class TestAvailabilityZones:
    @pytest.mark.parametrize(
        ("zones", "expected"),
        [
            ({"VPCZoneIdentifier": ["subnet-0a", "subnet-1b", "subnet-2c"]}, []),
            ({"VPCZoneIdentifier": "subnet-0a, subnet-1b ,subnet-2c"}, []),
            ({"VPCZoneIdentifier": ["subnet-0a,subnet-1b,subnet-2c"]}, []),
            ({"VPCZoneIdentifier": ["subnet-0a", "subnet-0a", "subnet-1b"]}, ["AvailabilityZones"]),
            ({"VPCZoneIdentifier": [], "AvailabilityZones": ["a", "b", "c"]}, []),
            ({"VPCZoneIdentifier": None, "AvailabilityZoneIds": ["use1-az1", "use1-az2", "use1-az3"]}, []),
            ({"VPCZoneIdentifier": None, "AvailabilityZones": ["a", "b", "b"]}, ["AvailabilityZones"]),
            ({"VPCZoneIdentifier": None}, ["AvailabilityZones"]),
        ],
    )
    def test_zones_or_subnets_are_counted_once_each(self, zones, expected):
        assert failed({**spot(), **zones}, MinZones=3) == expected

    def test_subnets_are_looked_up_where_they_may_share_a_zone(self):
        verdict = judged(spot(), {"MinZones": 2})
        assert verdict.questions == {SubnetZones(frozenset({"subnet-0a", "subnet-1b"}))}

    def test_subnets_in_one_zone_are_one_zone(self):
        answers = {SubnetZones(frozenset({"subnet-0a", "subnet-1b"})): Zones(frozenset({"us-east-1a"}))}
        verdict = judged(spot(), {"MinZones": 2}, answers)
        assert [(one.rule, one.found) for one in verdict.failed] == [("AvailabilityZones", "1 zone")]

    def test_too_few_subnets_need_no_look(self):
        verdict = judged(spot(), {"MinZones": 3})
        assert verdict.is_rejected
        assert verdict.questions == set()


class TestSpotCapacityPools:
    @pytest.mark.parametrize(("pools", "expected"), [(4, []), (5, ["SpotCapacityPools"])])
    def test_they_are_types_times_zones(self, pools, expected):
        assert failed(spot(), MinPools=pools) == expected

    def test_an_open_choice_in_one_zone_is_enough(self):
        assert failed({**spot([attributes()]), "VPCZoneIdentifier": ["subnet-0a"]}, MinPools=30) == []

    def test_without_a_zone_there_is_none(self):
        assert failed({**spot([attributes()]), "VPCZoneIdentifier": []}, MinPools=1) == ["SpotCapacityPools"]


class TestCapacityRebalance:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [(True, []), ("true", []), ("True", []), (False, ["CapacityRebalance"]), ("false", ["CapacityRebalance"]),
         (None, ["CapacityRebalance"]), ("", ["CapacityRebalance"])],
    )  # fmt: skip
    def test_must_be_true_where_required(self, value, expected):
        assert failed({**spot(), "CapacityRebalance": value}, RequireCapacityRebalance=True) == expected


class TestSpotMaxPrice:
    @pytest.mark.parametrize(
        ("price", "expected"), [("0.10", ["SpotMaxPrice"]), (0.1, ["SpotMaxPrice"]), ("", []), (None, [])]
    )
    def test_must_be_absent_or_cleared_where_forbidden(self, price, expected):
        assert failed(spot(SpotMaxPrice=price), ForbidSpotMaxPrice=True) == expected


class TestTheRulesThatAreOff:
    def test_are_skipped_and_say_which_setting_switches_them(self):
        off = [one for one in judged(spot()).findings if one.status.value == "SKIPPED"]
        assert [(one.rule, one.found) for one in off] == [
            ("AvailabilityZones", "Switched off by MinZones"),
            ("SpotCapacityPools", "Switched off by MinPools"),
            ("CapacityRebalance", "Switched off by RequireCapacityRebalance"),
            ("SpotMaxPrice", "Switched off by ForbidSpotMaxPrice"),
        ]
