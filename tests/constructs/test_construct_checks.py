"""What the schema of a type refuses, refused when the app is synthesised, with the property and the fix."""

import re
from typing import Any

import aws_cdk as cdk
import pytest
from awscommunity_cdk.ec2_spotautoscaling_module import CfnSpotAutoScalingModule
from awscommunity_cdk.glue_jobtracker import CfnJobTracker, ExemptTag, Pricing, Report, Thresholds
from awscommunity_cdk.odcr_group import CfnGroup
from awscommunity_cdk.schema_check import SchemaCheck
from awscommunity_cdk.schema_resource import SchemaResource

from tests.constructs.violations import VIOLATIONS, Violation

GROUP: dict[str, Any] = {
    "instance_type": "m5.large",
    "minimum_instance_count": 6,
    "availability_zones": ["us-east-1a", "us-east-1b"],
}
TRACKER: dict[str, Any] = {"alert_emails": ["team@example.com"]}
REPORT: dict[str, Any] = {"sender": "from@example.com", "recipients": ["to@example.com"]}


def group(**given: Any) -> CfnGroup:
    return CfnGroup(cdk.Stack(), "Group", **{**GROUP, **given})


def tracker(**given: Any) -> CfnJobTracker:
    return CfnJobTracker(cdk.Stack(), "Tracker", **{**TRACKER, **given})


def complaints(construct: SchemaResource) -> list[str]:
    return SchemaCheck(construct, construct.SCHEMA_FILE).validate()


class TestASentence:
    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"instance_type": None}, "instance_type is missing; give it."),
            ({"minimum_instance_count": 0}, "minimum_instance_count is 0; give 1 or more."),
            ({"minimum_instance_count": 19001}, "minimum_instance_count is 19001; give 19000 or less."),
            ({"minimum_instance_count": 1.5}, "minimum_instance_count is 1.5; give a whole number."),
            ({"minimum_instance_count": True}, "minimum_instance_count is True; give a whole number."),
            ({"tenancy": "host"}, "tenancy is 'host'; give one of 'default', 'dedicated'."),
            ({"ebs_optimized": "true"}, "ebs_optimized is 'true'; give True or False."),
            ({"name": "n" * 129}, "name has 129 characters; give at most 128."),
            ({"availability_zones": []}, "availability_zones has 0 items; give at least 1."),
            ({"availability_zones": "us-east-1a"}, "availability_zones is 'us-east-1a'; give a list."),
            (
                {"instance_type": "M5"},
                r"instance_type is 'M5'; give text that matches ^[a-z0-9][a-z0-9-]*\.[a-z0-9-]+$. "
                "The instance type to reserve, for example r6i.4xlarge.",
            ),
            (
                {"subnet_ids": ["subnet-12345678"]},
                "Give exactly one of availability_zones or availability_zone_ids or subnet_ids.",
            ),
            (
                {"availability_zones": None},
                "Give exactly one of availability_zones or availability_zone_ids or subnet_ids.",
            ),
        ],
    )
    def test_names_the_property_as_the_app_does_and_says_what_to_give(self, given: Any, sentence: str) -> None:
        assert complaints(group(**given)) == [sentence]

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"thresholds": Thresholds(cost=0)}, "thresholds.cost is 0; give more than 0."),
            ({"pricing": Pricing(flex_glue6=-1)}, "pricing.flex_glue6 is -1; give 0 or more."),
            ({"report": Report(**{**REPORT, "period_days": 36})}, "report.period_days is 36; give 35 or less."),
            ({"exempt_tag": ExemptTag(key="")}, "exempt_tag.key has 0 characters; give at least 1."),
            ({"exempt_tag": "remediate"}, "exempt_tag is 'remediate'; give an object."),
            (
                {"alert_states": ["FAILED", "LOST"]},
                "alert_states[1] is 'LOST'; give one of 'FAILED', 'TIMEOUT', 'STOPPED', 'ERROR', 'EXPIRED'.",
            ),
            ({"job_names": ["orders", 7]}, "job_names[1] is 7; give a string."),
        ],
    )
    def test_leads_to_the_place_within_a_nested_type(self, given: Any, sentence: str) -> None:
        assert complaints(tracker(**given)) == [sentence]

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"max_size": -1}, "max_size is -1; give 0 or more."),
            (
                {"on_demand_percentage_above_base_capacity": 101},
                "on_demand_percentage_above_base_capacity is 101; give 100 or less.",
            ),
            (
                {"cpu_manufacturers": ["intel", "acme"]},
                "cpu_manufacturers[1] is 'acme'; give one of 'intel', 'amd', 'amazon-web-services', 'apple'.",
            ),
            (
                {"subnet_ids": ["subnet-12345678", "sg-12345678"]},
                "subnet_ids[1] is 'sg-12345678'; give text that matches ^subnet-([a-f0-9]{8}|[a-f0-9]{17})$.",
            ),
        ],
    )
    def test_is_told_of_a_module_by_the_constraints_of_its_parameters(self, given: Any, sentence: str) -> None:
        module = {"subnet_ids": ["subnet-12345678"], "security_group_ids": ["sg-12345678"], "max_size": 3}
        assert complaints(CfnSpotAutoScalingModule(cdk.Stack(), "Fleet", **{**module, **given})) == [sentence]

    def test_is_told_for_each_thing_that_is_wrong(self) -> None:
        assert complaints(group(minimum_instance_count=0, failure_tolerance=20, tenancy="host")) == [
            "failure_tolerance is 20; give 19 or less.",
            "minimum_instance_count is 0; give 1 or more.",
            "tenancy is 'host'; give one of 'default', 'dedicated'.",
        ]


@pytest.mark.parametrize("violation", VIOLATIONS, ids=str)
class TestEveryConstraintOfTheSchemas:
    def test_is_held_and_named_with_its_limit(self, violation: Violation) -> None:
        found = complaints(violation.broken())
        assert [one for one in found if one.startswith(violation.place) and violation.limit in one], found

    def test_is_met_by_what_lies_on_its_limit(self, violation: Violation) -> None:
        if violation.least is not None:
            assert complaints(violation.kept()) == []


def test_every_keyword_of_the_schemas_is_violated_above() -> None:
    assert {violation.keyword for violation in VIOLATIONS} == {
        "additionalProperties",
        "enum",
        "exclusiveMinimum",
        "maxItems",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "pattern",
        "required",
        "type",
    }


class TestSynthesis:
    def test_fails_with_the_path_of_the_construct(self) -> None:
        app = cdk.App()
        CfnGroup(cdk.Stack(app, "Capacity"), "Group", **{**GROUP, "minimum_instance_count": 0})
        with pytest.raises(
            RuntimeError, match=re.escape("[Capacity/Group] minimum_instance_count is 0; give 1 or more.")
        ):
            app.synth()

    def test_judges_tags_that_the_app_adds(self) -> None:
        app = cdk.App()
        CfnGroup(cdk.Stack(app, "Capacity"), "Group", **GROUP)
        cdk.Tags.of(app).add("awscommunity:odcr:token", "mine")
        expected = "[Capacity/Group] tags[0].Key is 'awscommunity:odcr:token'; give text that matches"
        with pytest.raises(RuntimeError, match=re.escape(expected)):
            app.synth()


class TestTokens:
    def test_are_let_through_wherever_they_are(self) -> None:
        stack = cdk.Stack()
        number = cdk.CfnParameter(stack, "Number", type="Number").value_as_number
        text = cdk.CfnParameter(stack, "Text")
        texts = cdk.CfnParameter(stack, "Texts", type="CommaDelimitedList").value_as_list
        constructs = [
            CfnGroup(stack, "A", instance_type=text.value_as_string, minimum_instance_count=number, subnet_ids=texts),
            CfnGroup(stack, "B", **{**GROUP, "availability_zones": [text.value_as_string], "tenancy": text.value}),
            CfnJobTracker(stack, "C", alert_emails=texts, report=text.value, thresholds=Thresholds(workers=number)),
            CfnJobTracker(stack, "D", **TRACKER, alert_topic_arn=f"arn:aws:sns:{stack.region}:{stack.account}:x"),
        ]
        assert [complaints(one) for one in constructs] == [[], [], [], []]

    def test_do_not_hide_what_stands_beside_them(self) -> None:
        stack = cdk.Stack()
        zones = [cdk.CfnParameter(stack, "Zone").value_as_string, "US EAST"]
        found = complaints(CfnGroup(stack, "Group", **{**GROUP, "availability_zones": zones}))
        assert [one.split(";")[0] for one in found] == ["availability_zones[1] is 'US EAST'"]
