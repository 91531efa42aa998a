"""Functions with arguments of a wrong shape, in wrong places, and functions that there are not."""

from typing import Any

import pytest

from cfn_local.engine.template import load
from cfn_local.engine.template.functions import LOGIC, RULE_LOGIC, VALUES
from tests.cfn_local.engine.template.template_stories import document, queue, refusal, template, value

TEXT, LIST, MAP, FUNCTION = "ann", ["ann"], {"A": "ann"}, {"Ref": "Name"}
CONDITION = {"Fn::Equals": [1, 1]}
# Every argument here is wrong for every function that is not named beside it.
ARGUMENTS: list[tuple[Any, set[str]]] = [
    ("", {"Fn::Sub", "Fn::Base64", "Fn::GetAZs", "Fn::ImportValue"}),
    (5, {"Fn::Base64", "Fn::GetAZs", "Fn::ImportValue"}),
    (True, {"Fn::Base64", "Fn::GetAZs", "Fn::ImportValue"}),
    ({}, set()),
    (MAP, set()),
    (FUNCTION, {"Fn::Base64", "Fn::GetAZs", "Fn::ImportValue"}),
    ([], set()),
    ([TEXT], set()),
    ([TEXT, LIST, TEXT, TEXT], set()),
    ([LIST, LIST], {"Fn::Equals", "Fn::EachMemberIn"}),
    ([MAP, MAP], {"Fn::Equals"}),
    (["", ""], {"Fn::Equals"}),
    ([{}, {}, {}], set()),
    ([LIST, LIST, LIST], set()),
    (["", TEXT, TEXT], {"Fn::FindInMap", "Fn::Cidr"}),
    ([CONDITION], {"Fn::Not"}),
    ([CONDITION] * 11, set()),
    ([CONDITION, TEXT], {"Fn::Equals"}),
    ([-1, LIST], {"Fn::Equals"}),
    (["one", LIST], {"Fn::Equals", "Fn::Join"}),
]
OPENINGS = {
    "Ref": "every Ref object must have a single String value.",
    "Condition": "every Condition object must have a single String value",
    "Fn::GetAtt": "every Fn::GetAtt object requires two non-empty parameters, the resource name and the",
    "Fn::Sub": "One or more Fn::Sub intrinsic functions don't specify expected arguments.",
    "Fn::Select": "Fn::Select requires a list argument with two elements: an integer index and a list",
    "Fn::If": "Fn::If requires a list argument with three elements",
}


def place(name: str, argument: Any) -> dict[str, Any]:
    """A template that uses the function where it may stand."""
    if name in RULE_LOGIC:
        return document(Rules={"Rule": {"Assertions": [{"Assert": {name: argument}, "AssertDescription": "x"}]}})
    if name in LOGIC:
        return document(Conditions={"Other": CONDITION, "Tried": {name: argument}})
    return document(Resources={"Queue": queue(Value={name: argument})})


def loading(sections: dict[str, Any]) -> Any:
    return template(**{name: members for name, members in sections.items() if name != "Parameters"})


WRONG = [
    (name, argument)
    for name in sorted(VALUES | LOGIC | RULE_LOGIC)
    for argument, right in ARGUMENTS
    if name not in right
]


class TestAnArgumentOfAWrongShape:
    @pytest.mark.parametrize(("name", "argument"), WRONG)
    def test_is_refused_with_the_shape_that_the_function_takes(self, name: str, argument: Any):
        opening = OPENINGS.get(name, f"every {name} object ")

        assert refusal(loading, place(name, argument)).startswith(f"Template error: {opening}")


class TestAFunctionInAWrongPlace:
    @pytest.mark.parametrize("name", sorted(LOGIC - {"Condition"}))
    def test_logic_stands_in_conditions_only(self, name: str):
        assert refusal(value, {name: [CONDITION, CONDITION]}) == f"Template error: {name} cannot be partially collapsed"

    @pytest.mark.parametrize("name", ["Fn::Base64", "Fn::Cidr", "Fn::GetAZs", "Fn::If", "Fn::ImportValue"])
    def test_conditions_take_few_functions(self, name: str):
        conditions = {"Tried": {"Fn::Equals": [{name: "x"}, "x"]}}

        assert refusal(template, Conditions=conditions) == f"Template error: Cannot use {name} in Conditions."

    @pytest.mark.parametrize(
        "expression",
        [{"Ref": "Topic"}, {"Fn::GetAtt": "Topic.Arn"}, {"Fn::Sub": "${Topic}"}, {"Fn::Sub": "${Topic.Arn}"}],
    )
    def test_conditions_cannot_reference_resources(self, expression: Any):
        conditions = {"Tried": {"Fn::Equals": [expression, "x"]}}

        assert refusal(template, Conditions=conditions) == (
            "Template format error: Unresolved dependencies [Topic]. Cannot reference resources in the Conditions "
            "block of the template"
        )

    @pytest.mark.parametrize("condition", ["text", True, [], {"Ref": "Name"}, {"Fn::Equals": [1, 1], "Other": 1}])
    def test_a_condition_is_a_boolean_operation(self, condition: Any):
        message = refusal(template, Conditions={"Tried": condition})

        assert message == (
            "Template format error: Conditions can only be boolean operations on parameters and other conditions"
        )

    def test_a_function_stands_alone_in_its_object(self):
        assert refusal(value, {"Fn::Sub": "x", "A": 1, "B": 2}) == (
            "Template format error: Fn::Sub must stand alone in its object; beside it are A, B"
        )


class TestAFunctionThatIsNotThere:
    def test_is_refused_with_those_that_are(self):
        assert refusal(value, {"Fn::Nope": 1}) == (
            "Template format error: Encountered unsupported function: Fn::Nope Supported functions are: [Fn::Base64, "
            "Fn::Cidr, Fn::FindInMap, Fn::GetAZs, Fn::GetAtt, Fn::If, Fn::ImportValue, Fn::Join, Fn::Select, "
            "Fn::Split, Fn::Sub, Ref]"
        )

    @pytest.mark.parametrize("name", ["Fn::Length", "Fn::ToJsonString", "Fn::ForEach::Loop"])
    def test_is_refused_by_name_when_a_transform_would_bring_it(self, name: str):
        assert refusal(value, {name: {}}) == (
            f"Template format error: {name} needs the transform AWS::LanguageExtensions: add it to the template's "
            "Transform section"
        )

    @pytest.mark.parametrize("name", ["Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll"])
    def test_is_refused_by_name_when_the_local_cloudformation_lacks_it(self, name: str):
        assert refusal(value, {name: "x"}) == (
            f"Template format error: {name} is not supported by the local CloudFormation"
        )


class TestNamesThatStandForNothing:
    @pytest.mark.parametrize(
        ("expression", "message"),
        [
            (
                [{"Ref": "B"}, {"Ref": "A"}, {"Ref": "B"}, {"Ref": "AWS::Nope"}],
                "Template format error: Unresolved resource dependencies [B, A, AWS::Nope] in the Resources block of "
                "the template",
            ),
            ({"Fn::GetAtt": "A.B"}, "Template error: instance of Fn::GetAtt references undefined resource A"),
            (
                {"Fn::GetAtt": ["Name", "B"]},
                "Template error: instance of Fn::GetAtt references undefined resource Name",
            ),
            ({"Fn::If": ["A", 1, 2]}, "Template error: unresolved condition dependency A in Fn::If"),
        ],
    )
    def test_are_refused(self, expression: Any, message: str):
        assert refusal(value, expression) == message

    def test_are_refused_in_conditions(self):
        conditions = {"Tried": {"Fn::And": [{"Condition": "Nope"}, CONDITION]}}

        assert refusal(template, Conditions=conditions) == (
            "Template error: unresolved condition dependency Nope in Condition"
        )

    def test_are_refused_in_outputs(self):
        assert refusal(template, Outputs={"Url": {"Value": {"Ref": "Nope"}}}) == (
            "Template format error: Unresolved resource dependencies [Nope] in the Outputs block of the template"
        )


def test_yaml_short_forms_are_judged_as_the_functions_that_they_are():
    assert refusal(load, "Resources: {A: {Type: 'A::B::C', Properties: {B: !Join [1]}}}").startswith(
        "Template error: every Fn::Join object requires two parameters"
    )
