"""Assertions about parameters."""

from typing import Any

import pytest

from tests.cfn_local.engine.template.template_stories import refusal, scope, template

# As the CDK writes it into every template.
BOOTSTRAPPED = {
    "CheckBootstrapVersion": {
        "Assertions": [
            {
                "Assert": {"Fn::Not": [{"Fn::Contains": [["1", "2", "3"], {"Ref": "Size"}]}]},
                "AssertDescription": "Version 4 is required.",
            }
        ]
    }
}


class TestARule:
    def test_lets_parameters_pass_that_it_holds_for(self):
        scope(template(Rules=BOOTSTRAPPED), {"Size": "4"}).check()

    def test_stops_others_with_its_description(self):
        message = refusal(scope(template(Rules=BOOTSTRAPPED), {"Size": "3"}).check)

        assert message == "Rule CheckBootstrapVersion failed: Version 4 is required."

    @pytest.mark.parametrize(("name", "refused"), [("ann", True), ("bob", False)])
    def test_counts_only_when_its_condition_holds(self, name: str, refused: bool):
        rule = {
            "RuleCondition": {"Fn::Equals": [{"Ref": "Name"}, "ann"]},
            "Assertions": [{"Assert": {"Fn::Equals": [1, 2]}, "AssertDescription": "never"}],
        }
        asking = scope(template(Rules={"R": rule}), {"Name": name})

        if refused:
            assert refusal(asking.check) == "Rule R failed: never"
        else:
            asking.check()

    @pytest.mark.parametrize(
        ("assertion", "passes"),
        [
            ({"Fn::Contains": [{"Ref": "Names"}, {"Ref": "Name"}]}, True),
            ({"Fn::Contains": [{"Ref": "Names"}, "dan"]}, False),
            ({"Fn::EachMemberEquals": [["ann", "ann"], {"Ref": "Name"}]}, True),
            ({"Fn::EachMemberEquals": [{"Ref": "Names"}, "ann"]}, False),
            ({"Fn::EachMemberIn": [["ann", "cy"], {"Ref": "Names"}]}, True),
            ({"Fn::EachMemberIn": [{"Ref": "Names"}, ["ann", "cy"]]}, False),
            ({"Fn::And": [{"Fn::Equals": [1, 1]}, {"Fn::Or": [{"Fn::Equals": [1, 2]}, {"Fn::Equals": [1, 1]}]}]}, True),
        ],
    )
    def test_asserts_what_its_functions_say(self, assertion: Any, passes: bool):
        rule = {"Assertions": [{"Assert": assertion, "AssertDescription": "no"}]}
        asking = scope(template(Rules={"R": rule}))

        if passes:
            asking.check()
        else:
            assert refusal(asking.check) == "Rule R failed: no"

    @pytest.mark.parametrize("value", [{"Ref": "Topic"}, {"Ref": "Nope"}])
    def test_sees_parameters_only(self, value: Any):
        rule = {"Assertions": [{"Assert": {"Fn::Equals": [value, 1]}, "AssertDescription": "no"}]}

        assert refusal(template, Rules={"R": rule}) == (
            f"Template format error: Unresolved dependencies [{value['Ref']}]. Cannot reference resources in the Rules "
            "block of the template"
        )
