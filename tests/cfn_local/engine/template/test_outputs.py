"""The outputs of a stack, exports, and imports."""

from typing import Any

import pytest

from cfn_local.engine.template import Output
from tests.cfn_local.engine.template.template_stories import queue, refusal, scope, template


class TestOutputs:
    def test_have_values_descriptions_and_names_of_exports(self):
        loaded = template(
            Outputs={
                "Topic": {"Value": {"Ref": "Topic"}, "Description": "of news"},
                "Size": {"Value": {"Ref": "Size"}, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-size"}}},
            }
        )

        assert scope(loaded).outputs() == [
            Output("Topic", "Topic-id", "of news", None),
            Output("Size", "3", None, "shop-size"),
        ]

    @pytest.mark.parametrize(("value", "text"), [(5, "5"), (True, "true"), (1.5, "1.5")])
    def test_are_texts(self, value: Any, text: str):
        assert scope(template(Outputs={"O": {"Value": value}})).outputs()[0].value == text

    @pytest.mark.parametrize("value", [{"Ref": "Names"}, {"Fn::Split": [",", "a,b"]}, {"Ref": "AWS::NoValue"}])
    def test_that_are_no_texts_are_refused(self, value: Any):
        assert refusal(scope(template(Outputs={"O": {"Value": value}})).check) == (
            "Template format error: The Value field of every Outputs member must evaluate to a String. That of O "
            "does not."
        )

    @pytest.mark.parametrize("name", ["with space", "", {"Ref": "Names"}, {"Fn::Sub": "${AWS::StackName}_x"}])
    def test_with_a_bad_name_of_an_export_are_refused(self, name: Any):
        loaded = template(Outputs={"O": {"Value": "x", "Export": {"Name": name}}})

        assert refusal(scope(loaded).outputs) == (
            "Template format error: Output O is malformed. The Name field of every Export member must be specified and "
            "consist only of alphanumeric characters, colons, or hyphens."
        )

    def test_that_export_under_the_same_name_are_refused(self):
        export = {"Value": "x", "Export": {"Name": {"Fn::Sub": "${Name}-x"}}}
        loaded = template(Outputs={"A": export, "B": {"Value": "y", "Export": {"Name": "ann-x"}}})

        assert refusal(scope(loaded).check) == "Template error: Duplicate Export names. Several outputs export ann-x."


class TestImports:
    def test_are_those_of_what_exists(self):
        def imported(name: Any) -> Any:
            return {"Fn::ImportValue": name}

        loaded = template(
            Conditions={"No": {"Fn::Equals": [1, 2]}},
            Resources={
                "A": queue(Value=[imported("one"), {"B": {"Fn::Join": ["", [imported({"Fn::Sub": "${Name}-two"})]]}}]),
                "B": queue(Value={"Fn::If": ["No", imported("never"), imported("one")]}),
                "C": queue(Value=imported("never")) | {"Condition": "No"},
            },
            Outputs={"O": {"Value": imported("three")}, "P": {"Value": imported("never"), "Condition": "No"}},
        )

        assert scope(loaded).imports() == ["one", "ann-two", "three"]
