"""AWS::LanguageExtensions beside loops: what is resolved before any resource exists, and what is left to the stack."""

from typing import Any

import pytest

from cfn_local.engine.template import Scope
from tests.cfn_local.engine.template.template_stories import PSEUDO, Existing, refusal
from tests.cfn_local.engine.template.transforms.transform_stories import (
    TOPIC,
    extended,
    parameter,
    shown,
    transformed,
)

FAILED = "Transform AWS::LanguageExtensions failed with: {}"
SECTIONS: dict[str, Any] = {
    "Parameters": {
        "Name": {"Type": "String", "Default": "ann"},
        "Names": {"Type": "CommaDelimitedList", "Default": "a, b"},
        "Secret": {"Type": "String", "Default": "hush", "NoEcho": True},
    },
    "Mappings": {"Map": {"ann": {"Size": 5, "Zones": ["1", "2"]}}},
    "Conditions": {"IsAnn": {"Fn::Equals": [{"Ref": "Name"}, "ann"]}},
}


def _processed(expression: Any) -> Any:
    found = shown(extended(**SECTIONS, Resources={"P": parameter(expression)}))
    return found["Resources"]["P"]["Properties"]["Value"]


def _refused(expression: Any) -> str:
    return refusal(transformed, extended(**SECTIONS, Resources={"P": parameter(expression)}))


class TestAFunctionOfWhatIsKnown:
    @pytest.mark.parametrize(
        ("expression", "value"),
        [
            ({"Ref": "Name"}, "ann"),
            ({"Ref": "Names"}, ["a", "b"]),
            ({"Ref": "AWS::Region"}, "eu-west-1"),
            ({"Fn::Sub": "${AWS::StackName}-${Name}"}, "shop-ann"),
            ({"Fn::Join": ["-", {"Ref": "Names"}]}, "a-b"),
            ({"Fn::Select": [1, {"Ref": "Names"}]}, "b"),
            ({"Fn::Split": [",", "x,y"]}, ["x", "y"]),
            ({"Fn::Length": {"Ref": "Names"}}, 2),
            ({"Fn::Length": [{"Ref": "Topic"}, "x", "y"]}, 3),
            ({"Fn::Length": {"Fn::FindInMap": ["Map", {"Ref": "Name"}, "Zones"]}}, 2),
            ({"Fn::ToJsonString": {"A": {"Ref": "Names"}, "B": [1, True, "é"]}}, '{"A":["a","b"],"B":[1,true,"é"]}'),
            ({"Fn::FindInMap": ["Map", "ann", "Size"]}, 5),
            ({"Fn::FindInMap": ["Map", "bob", "Size", {"DefaultValue": 7}]}, 7),
            ({"Fn::FindInMap": ["None", "bob", "Size", {"DefaultValue": {"Ref": "Name"}}]}, "ann"),
            ({"Fn::FindInMap": [{"Fn::Join": ["", ["M", "ap"]]}, {"Fn::Sub": "${Name}"}, "Size"]}, 5),
            ({"Fn::FindInMap": ["Map", {"Fn::If": ["IsAnn", "ann", "x"]}, {"Fn::Select": [0, ["Size"]]}]}, 5),
            ({"Ref": {"Fn::Join": ["", ["Na", "me"]]}}, "ann"),
        ],
    )
    def test_is_its_value(self, expression: Any, value: Any) -> None:
        assert _processed(expression) == value

    def test_depends_on_conditions_about_secrets_too(self) -> None:
        conditions = {"IsHushed": {"Fn::Equals": [{"Ref": "Secret"}, "hush"]}}
        value = {"Fn::Length": {"Fn::If": ["IsHushed", [1, 2], []]}}
        found = shown(extended(**{**SECTIONS, "Conditions": conditions}, Resources={"P": parameter(value)}))

        assert found["Resources"]["P"]["Properties"]["Value"] == 2
        assert found["Conditions"] == conditions

    def test_decides_about_the_fate_of_a_resource(self) -> None:
        kept = {**TOPIC, "DeletionPolicy": {"Fn::If": ["IsAnn", {"Fn::Sub": "Retain"}, "Delete"]}}
        found = transformed(extended(**SECTIONS, Resources={"T": kept}))
        scope = Scope(found, {"Name": "ann", "Names": [], "Secret": ""}, PSEUDO)

        assert scope.declaration("T").deletion_policy == "Retain"

    def test_may_stand_in_conditions_and_outputs(self) -> None:
        conditions = {**SECTIONS["Conditions"], "Two": {"Fn::Equals": [{"Fn::Length": {"Ref": "Names"}}, 2]}}
        outputs = {"Count": {"Value": {"Fn::Length": {"Ref": "Names"}}, "Condition": "Two"}}
        found = shown(extended(**{**SECTIONS, "Conditions": conditions}, Outputs=outputs))

        assert found["Conditions"]["Two"] == {"Fn::Equals": [2, 2]}
        assert found["Outputs"]["Count"] == {"Value": 2, "Condition": "Two"}

    def test_names_attributes_and_resources(self) -> None:
        attribute = {"Fn::GetAtt": [{"Fn::Sub": "Topic"}, {"Fn::Join": ["", ["Topic", "Arn"]]}]}

        assert _processed(attribute) == {"Fn::GetAtt": ["Topic", "TopicArn"]}
        assert _processed({"Ref": {"Fn::Sub": "Topic"}}) == {"Ref": "Topic"}

    def test_leaves_a_single_dependency_as_a_text(self) -> None:
        found = shown(extended(Resources={"T": {**TOPIC, "DependsOn": ["Topic"]}}))

        assert found["Resources"]["T"]["DependsOn"] == "Topic"


class TestAFunctionOfResources:
    @pytest.mark.parametrize(
        "expression",
        [
            {"Ref": "Topic"},
            {"Ref": "AWS::NoValue"},
            {"Ref": "Secret"},
            {"Fn::Sub": "${Topic} of ${Name}"},
            {"Fn::If": ["IsAnn", {"Ref": "Topic"}, "x"]},
            {"Fn::GetAZs": ""},
        ],
    )
    def test_is_left_as_it_is(self, expression: Any) -> None:
        assert _processed(expression) == expression

    def test_is_resolved_inside(self) -> None:
        assert _processed({"Fn::Join": ["-", [{"Ref": "Name"}, {"Ref": "Topic"}]]}) == {
            "Fn::Join": ["-", ["ann", {"Ref": "Topic"}]]
        }
        assert _processed({"Fn::FindInMap": ["Map", "bob", "Size", {"DefaultValue": {"Ref": "Topic"}}]}) == {
            "Ref": "Topic"
        }

    def test_becomes_json_once_the_resource_exists(self) -> None:
        value = {"Arn": {"Fn::GetAtt": "Topic.TopicArn"}, "Names": {"Ref": "Names"}, "Not": {"Ref": "AWS::NoValue"}}
        found = transformed(extended(**SECTIONS, Resources={"P": parameter({"Fn::ToJsonString": value})}))
        scope = Scope(found, {"Name": "ann", "Names": ["a"], "Secret": ""}, PSEUDO, Existing())

        assert scope.dependencies()["P"] == {"Topic"}
        assert scope.properties("P")["Value"] == '{"Arn":"Topic\'s TopicArn","Names":["a","b"]}'


class TestAFunctionThatCannotBeResolved:
    @pytest.mark.parametrize(
        ("expression", "reason"),
        [
            (
                {"Fn::Length": {"Fn::GetAtt": ["Topic", "TopicArn"]}},
                "The Fn::Length value could not be resolved for properties",
            ),
            ({"Fn::Length": "text"}, "Fn::Length layout is incorrect"),
            ({"Fn::ToJsonString": "text"}, "Fn::ToJsonString layout is incorrect"),
            ({"Fn::FindInMap": ["Map", {"Ref": "Topic"}, "X"]}, "An argument of Fn::FindInMap could not be resolved"),
            ({"Fn::FindInMap": ["Map", "bob", "Size"]}, "Unable to get mapping for Map::bob::Size"),
            ({"Fn::FindInMap": ["Map", "bob", "Size", "7"]}, "Fn::FindInMap layout is incorrect"),
            ({"Fn::FindInMap": "Map"}, "Fn::FindInMap layout is incorrect"),
            ({"Fn::Select": [5, {"Ref": "Names"}]},
             "Fn::Select requires a list argument with two elements: an integer index and a list"),
            ({"Fn::GetAtt": ["Topic"]}, "Fn::GetAtt layout is incorrect"),
        ],
    )  # fmt: skip
    def test_fails_the_transform(self, expression: Any, reason: str) -> None:
        assert _refused(expression) == FAILED.format(reason)

    def test_has_sub_refused_in_the_words_for_any_template(self) -> None:
        assert _refused({"Fn::Sub": "${Na-me}"}) == (
            "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, "
            "periods, and colons"
        )

    def test_has_conditions_that_are_circular(self) -> None:
        conditions = {"A": {"Fn::Not": [{"Condition": "B"}]}, "B": {"Fn::Not": [{"Condition": "A"}]}}
        document = extended(
            Conditions=conditions, Resources={"P": parameter({"Fn::Length": {"Fn::If": ["A", [], []]}})}
        )

        assert refusal(transformed, document) == FAILED.format(
            "Found circular condition dependency between conditions: [A]"
        )

    def test_takes_no_parameters(self) -> None:
        document = {**extended(), "Transform": {"Name": "AWS::LanguageExtensions", "Parameters": {"A": "b"}}}

        assert refusal(transformed, document) == FAILED.format("The transform takes no parameters.")
