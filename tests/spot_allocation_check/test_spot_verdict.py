"""From findings to a verdict: scope, exemptions, updates, and what cannot be known."""

import pytest
from awscommunity_spot_allocationcheck.observation import Launch, LaunchConfiguration, TemplateVersion, Unanswered
from awscommunity_spot_allocationcheck.settings import Settings
from awscommunity_spot_allocationcheck.verdict import Verdict, judge

from tests.spot_allocation_check.groups import REQUIREMENTS, TEMPLATE, group, reserved, segments, spot

THE_TEMPLATE = TemplateVersion("LaunchTemplateId", TEMPLATE["LaunchTemplateId"], "3")
FROM_TEMPLATE = group(LaunchTemplate=TEMPLATE)
ONE_TYPE, CHEAPEST = spot(["m5.large"]), spot(strategy=None)
ON_DEMAND, SPOT, SILENCE = Launch(False, {}), Launch(True, {}), Unanswered("throttled")


def judged(properties, configuration=None, answers=None, previous=None) -> Verdict:
    return judge(properties, previous or {}, Settings.of(configuration), answers or {})


class TestScopeSpotOnly:
    SPOT_ONLY = {"Scope": "SPOT_ONLY"}

    @pytest.mark.parametrize(
        "distribution",
        [
            {"OnDemandPercentageAboveBaseCapacity": 100},
            {"OnDemandPercentageAboveBaseCapacity": "100"},
            {"OnDemandPercentageAboveBaseCapacity": None},
            {"OnDemandPercentageAboveBaseCapacity": ""},
            {"OnDemandBaseCapacity": 6},
            {"OnDemandBaseCapacity": "7"},
            {"DistributionSegments": segments("on-demand")},
        ],
        ids=str,
    )
    def test_a_policy_that_reaches_no_spot_is_not_applicable(self, distribution):
        verdict = judged(spot(["m5.large"], None, **distribution), self.SPOT_ONLY)
        assert not verdict.is_rejected
        assert verdict.reason == "Not applicable: the group uses no Spot capacity, and Scope is SPOT_ONLY."

    @pytest.mark.parametrize(
        "distribution",
        [
            {"OnDemandPercentageAboveBaseCapacity": 0},
            {"OnDemandPercentageAboveBaseCapacity": "99"},
            {"OnDemandBaseCapacity": 5},
        ],
        ids=str,
    )
    def test_a_policy_that_reaches_spot_is_judged(self, distribution):
        assert judged(spot(["m5.large"], **distribution), self.SPOT_ONLY).is_rejected

    def test_a_group_that_passes_anyway_asks_nothing(self):
        verdict = judged(spot(OnDemandPercentageAboveBaseCapacity="?"), self.SPOT_ONLY)
        assert not verdict.is_rejected
        assert verdict.questions == set()
        assert verdict.reason == ""

    @pytest.mark.parametrize(
        ("source", "question"),
        [
            ({"LaunchTemplate": TEMPLATE}, THE_TEMPLATE),
            (
                {"LaunchTemplate": {"LaunchTemplateName": "web"}},
                TemplateVersion("LaunchTemplateName", "web", "$Default"),
            ),
            (
                {"LaunchTemplate": {"LaunchTemplateId": "lt-1", "Version": 4}},
                TemplateVersion("LaunchTemplateId", "lt-1", "4"),
            ),
            ({"LaunchConfigurationName": "web"}, LaunchConfiguration("web")),
        ],
        ids=str,
    )
    def test_what_a_group_without_a_policy_launches_is_asked(self, source, question):
        assert judged(group(**source), self.SPOT_ONLY).questions == {question}

    def test_a_template_for_spot_is_rejected(self):
        verdict = judged(FROM_TEMPLATE, self.SPOT_ONLY, {THE_TEMPLATE: SPOT})
        assert verdict.is_rejected
        assert verdict.uses_spot is True

    def test_a_template_without_spot_is_not_applicable(self):
        verdict = judged(FROM_TEMPLATE, self.SPOT_ONLY, {THE_TEMPLATE: ON_DEMAND})
        assert not verdict.is_rejected
        assert verdict.reason.startswith("Not applicable")


class TestAPurchaseOptionThatCannotBeKnown:
    UNKNOWABLE = pytest.mark.parametrize(
        ("properties", "answers", "configuration"),
        [
            (FROM_TEMPLATE, {THE_TEMPLATE: SILENCE}, {}),
            (FROM_TEMPLATE, {}, {"ResolveLaunchTemplates": False}),
            (group(InstanceId="i-0a"), {}, {}),
            (spot(["m5.large"], OnDemandPercentageAboveBaseCapacity="many"), {}, {}),
        ],
        ids=["silence", "not read", "an instance", "no number"],
    )

    @UNKNOWABLE
    def test_is_allowed_by_default(self, properties, answers, configuration):
        verdict = judged(properties, {"Scope": "SPOT_ONLY", **configuration}, answers)
        assert not verdict.is_rejected
        assert verdict.reason == (
            "Undetermined: it cannot be known whether the group uses Spot capacity, and OnUndetermined is ALLOW."
        )

    @UNKNOWABLE
    def test_is_rejected_if_so_configured(self, properties, answers, configuration):
        configuration = {"Scope": "SPOT_ONLY", "OnUndetermined": "REJECT", **configuration}
        assert judged(properties, configuration, answers).is_rejected

    @UNKNOWABLE
    def test_does_not_matter_where_every_group_is_judged(self, properties, answers, configuration):
        assert judged(properties, {"Scope": "ALL", **configuration}, answers).is_rejected

    def test_says_what_could_not_be_read_and_why(self):
        verdict = judged(FROM_TEMPLATE, {"Scope": "SPOT_ONLY"}, {THE_TEMPLATE: SILENCE})
        assert verdict.notes == ("The launch template lt-0a1b2c3d4e5f60718 (version 3) could not be read: throttled.",)


class TestATemplateThatCannotBeRead:
    """Where the overrides are absent and every other rule passes."""

    def test_does_not_block(self):
        verdict = judged(spot(None), {}, {THE_TEMPLATE: SILENCE})
        assert not verdict.is_rejected
        assert verdict.reason.startswith("Undetermined: it cannot be known whether the group is diversified")

    def test_blocks_if_so_configured(self):
        assert judged(spot(None), {"OnUndetermined": "REJECT"}, {THE_TEMPLATE: SILENCE}).is_rejected


class TestExemptions:
    RESERVED = group(
        LaunchTemplate=TEMPLATE,
        CapacityReservationSpecification=reserved("capacity-reservations-only", CapacityReservationIds="cr-1"),
    )

    def test_reservations_exempt(self):
        assert judged(self.RESERVED).reason == "Exempt: the group targets capacity reservations."

    @pytest.mark.parametrize("value", [False, "false"])
    def test_reservations_do_not_exempt_if_switched_off(self, value):
        assert judged(self.RESERVED, {"AllowReservationBacked": value}).is_rejected

    @pytest.mark.parametrize(
        ("distribution", "is_exempt"),
        [
            ({"OnDemandPercentageAboveBaseCapacity": 0}, False),
            ({"OnDemandPercentageAboveBaseCapacity": "50", "OnDemandBaseCapacity": 2}, False),
            ({"OnDemandPercentageAboveBaseCapacity": 100}, True),
            ({"OnDemandPercentageAboveBaseCapacity": None}, True),
            ({"OnDemandBaseCapacity": 6}, True),
            ({"OnDemandPercentageAboveBaseCapacity": "many"}, True),
        ],
        ids=str,
    )
    def test_reservations_do_not_exempt_a_policy_that_reaches_spot(self, distribution, is_exempt):
        wanted = {"CapacityReservationSpecification": self.RESERVED["CapacityReservationSpecification"]}
        verdict = judged({**spot(["m5.large"], "lowest-price", **distribution), **wanted})
        assert (verdict.is_rejected, verdict.reason.startswith("Exempt")) == (not is_exempt, is_exempt)

    def test_reservations_do_not_exempt_a_template_for_spot(self):
        assert judged(self.RESERVED).questions == {THE_TEMPLATE}
        assert judged(self.RESERVED, answers={THE_TEMPLATE: SPOT}).is_rejected
        assert not judged(self.RESERVED, answers={THE_TEMPLATE: SILENCE}).is_rejected

    @pytest.mark.parametrize(
        ("tag", "configuration", "is_rejected"),
        [
            ({"Key": "spot", "Value": "no"}, {"ExemptTagKey": "spot"}, False),
            ({"Key": "spot", "Value": "no"}, {"ExemptTagKey": "spot", "ExemptTagValue": "no"}, False),
            ({"Key": "spot", "Value": True}, {"ExemptTagKey": "spot", "ExemptTagValue": "true"}, False),
            ({"Key": "spot", "Value": "yes"}, {"ExemptTagKey": "spot", "ExemptTagValue": "no"}, True),
            ({"Key": "Spot", "Value": "no"}, {"ExemptTagKey": "spot"}, True),
            ({"Key": "spot", "Value": "no"}, {"ExemptTagValue": "no"}, True),
            ({"Key": "", "Value": ""}, {}, True),
        ],
    )
    def test_a_tag_exempts_by_key_and_value(self, tag, configuration, is_rejected):
        tags = [{"Key": "team", "Value": "web", "PropagateAtLaunch": "true"}, tag]
        assert judged({**ONE_TYPE, "Tags": tags}, configuration).is_rejected is is_rejected

    def test_no_rule_applies_to_an_exempt_group(self):
        assert {one.status.value for one in judged(self.RESERVED).findings} == {"SKIPPED"}


class TestReservationsOfTheLaunchTemplate:
    """Under Scope ALL, where a group without a policy falls short of every rule."""

    NAMES_THEM = Launch(False, {}, targets_reservations=True)
    ON_DEMAND_POLICY = spot(["m5.large"], OnDemandPercentageAboveBaseCapacity=100)

    @pytest.mark.parametrize("properties", [FROM_TEMPLATE, ON_DEMAND_POLICY], ids=["no policy", "a policy"])
    def test_are_asked_for_and_exempt(self, properties):
        assert judged(properties).questions == {THE_TEMPLATE}
        verdict = judged(properties, answers={THE_TEMPLATE: self.NAMES_THEM})
        assert verdict.reason == "Exempt: the group targets capacity reservations."
        assert not verdict.is_rejected

    @pytest.mark.parametrize("properties", [FROM_TEMPLATE, ON_DEMAND_POLICY], ids=["no policy", "a policy"])
    def test_that_are_not_there_exempt_nothing(self, properties):
        assert judged(properties, answers={THE_TEMPLATE: ON_DEMAND}).is_rejected

    def test_that_cannot_be_read_exempt_nothing_and_that_is_told(self):
        verdict = judged(FROM_TEMPLATE, answers={THE_TEMPLATE: SILENCE})
        assert verdict.is_rejected
        assert verdict.notes == ("The launch template lt-0a1b2c3d4e5f60718 (version 3) could not be read: throttled.",)

    @pytest.mark.parametrize(
        ("preference", "is_exempt"), [("default", True), ("none", False), ("capacity-reservations-first", False)]
    )
    def test_count_where_the_group_leaves_it_to_the_template(self, preference, is_exempt):
        properties = {**FROM_TEMPLATE, "CapacityReservationSpecification": reserved(preference)}
        assert judged(properties).questions == ({THE_TEMPLATE} if is_exempt else set())
        assert judged(properties, answers={THE_TEMPLATE: self.NAMES_THEM}).is_rejected is not is_exempt

    @pytest.mark.parametrize(
        ("properties", "configuration"),
        [
            (FROM_TEMPLATE, {"AllowReservationBacked": False}),
            (FROM_TEMPLATE, {"ResolveLaunchTemplates": False}),
            (ONE_TYPE, {}),
            (group(LaunchConfigurationName="web"), {}),
        ],
        ids=["not allowed", "not read", "Spot by policy", "a launch configuration"],
    )
    def test_are_not_asked_for_where_they_cannot_exempt(self, properties, configuration):
        assert judged(properties, configuration).questions == set()

    def test_do_not_exempt_spot(self):
        assert judged(FROM_TEMPLATE, answers={THE_TEMPLATE: Launch(True, {}, True)}).is_rejected


class TestAnUpdate:
    def test_is_judged_like_a_create_by_default(self):
        assert judged(ONE_TYPE, previous=ONE_TYPE).is_rejected

    @pytest.mark.parametrize(
        ("before", "after", "unchanged", "not_worse"),
        [
            (ONE_TYPE, {**ONE_TYPE, "MaxSize": "9"}, "pass", "pass"),
            (ONE_TYPE, spot(["M5.large"]), "pass", "pass"),
            (ONE_TYPE, spot(["c5.large"]), "reject", "pass"),
            (spot(["m5.large", "c5.large"]), ONE_TYPE, "reject", "reject"),
            (FROM_TEMPLATE, group(LaunchTemplate={**TEMPLATE, "Version": "4"}), "pass", "pass"),
            (FROM_TEMPLATE, ONE_TYPE, "reject", "pass"),
            (ONE_TYPE, FROM_TEMPLATE, "reject", "reject"),
            (CHEAPEST, spot(strategy="lowest-price"), "reject", "pass"),
            (CHEAPEST, spot(strategy="capacity-optimized"), "reject", "pass"),
            (spot(strategy="capacity-optimized"), CHEAPEST, "reject", "reject"),
            (ONE_TYPE, spot(["m5.large"], None), "reject", "reject"),
            ({}, ONE_TYPE, "reject", "reject"),
        ],
        ids=[
            "another size",
            "another spelling",
            "another single type",
            "one type less",
            "another version of the template",
            "a policy with one type at last",
            "the policy is gone",
            "the default in words",
            "a better strategy",
            "a worse strategy",
            "a second shortcoming",
            "no properties before",
        ],
    )
    def test_may_keep_what_was_there_before(self, before, after, unchanged, not_worse):
        def outcome(mode):
            return "reject" if judged(after, {"OnUpdate": mode}, previous=before).is_rejected else "pass"

        assert outcome("ALLOW_UNCHANGED") == unchanged
        assert outcome("ALLOW_NOT_WORSE") == not_worse

    def test_may_not_begin_to_use_spot_where_only_spot_is_judged(self):
        configuration = {"Scope": "SPOT_ONLY", "OnUpdate": "ALLOW_NOT_WORSE"}
        before = spot(["m5.large"], OnDemandPercentageAboveBaseCapacity=100)
        assert judged(ONE_TYPE, configuration, previous=before).is_rejected

    def test_may_not_outlive_its_exemption(self):
        configuration = {"ExemptTagKey": "spot", "OnUpdate": "ALLOW_UNCHANGED"}
        before = {**ONE_TYPE, "Tags": [{"Key": "spot", "Value": "no"}]}
        assert judged(ONE_TYPE, configuration, previous=before).is_rejected

    def test_asks_what_the_group_launched_before(self):
        configuration = {"Scope": "SPOT_ONLY", "OnUpdate": "ALLOW_UNCHANGED"}
        after = group(LaunchTemplate={**TEMPLATE, "Version": "4"})
        new_version = TemplateVersion("LaunchTemplateId", TEMPLATE["LaunchTemplateId"], "4")
        assert judged(after, configuration, previous=FROM_TEMPLATE).questions == {THE_TEMPLATE, new_version}
        assert not judged(after, configuration, {THE_TEMPLATE: SPOT, new_version: SPOT}, FROM_TEMPLATE).is_rejected
        assert judged(after, configuration, {THE_TEMPLATE: ON_DEMAND, new_version: SPOT}, FROM_TEMPLATE).is_rejected

    def test_a_shortcoming_that_stays_is_no_failure_any_more(self):
        verdict = judged(ONE_TYPE, {"OnUpdate": "ALLOW_UNCHANGED"}, previous=ONE_TYPE)
        types = next(one for one in verdict.findings if one.rule == "InstanceTypes")
        assert types.status.value == "SKIPPED"
        assert types.wanted.endswith("but it was so before this update")


class TestLookUps:
    def test_are_not_made_where_they_are_switched_off(self):
        configuration = {"ResolveLaunchTemplates": False, "MinZones": 2, "MinPools": 2}
        assert judged(spot(), configuration).questions == set()
        assert judged(spot(None), configuration).questions == set()

    def test_attributes_of_the_template_pass_what_was_open(self):
        verdict = judged(spot(None), {}, {THE_TEMPLATE: Launch(False, REQUIREMENTS)})
        assert (verdict.is_rejected, verdict.reason, verdict.questions) == (False, "", set())
