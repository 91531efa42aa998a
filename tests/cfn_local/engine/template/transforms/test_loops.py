"""Fn::ForEach: what is repeated, and where the identifier of a loop is replaced."""

import json
from typing import Any

import pytest

from cfn_local.engine.template import load
from tests.cfn_local.engine.template.template_stories import refusal
from tests.cfn_local.engine.template.transforms.transform_stories import (
    TOPIC,
    extended,
    parameter,
    shown,
    transformed,
)

FAILED = "Transform AWS::LanguageExtensions failed with: {}"
NAMES = {"Names": {"Type": "CommaDelimitedList", "Default": "a, b"}}


def _resources(loops: dict[str, Any], **sections: Any) -> dict[str, Any]:
    found: dict[str, Any] = shown(extended(Resources=loops, **sections))["Resources"]
    del found["Topic"]
    return found


def _loop(collection: Any, fragment: Any, name: str = "Fn::ForEach::Loop", identifier: str = "Id") -> dict[str, Any]:
    return {name: [identifier, collection, fragment]}


class TestALoop:
    def test_repeats_its_fragment_for_each_element(self) -> None:
        fragment = {"P${Id}": parameter({"Ref": "Id"}), "Q${Id}": TOPIC}

        assert _resources(_loop(["a", "b"], fragment)) == {
            "Pa": parameter("a"),
            "Qa": TOPIC,
            "Pb": parameter("b"),
            "Qb": TOPIC,
        }

    def test_replaces_its_identifier_in_keys_in_the_text_of_sub_and_by_ref_only(self) -> None:
        properties = {
            "Ref": {"Ref": "Id"},
            "Sub": {"Fn::Sub": "${Id} of ${AWS::StackName}"},
            "SubMap": {"Fn::Sub": ["${Id} ${Other}", {"Other": {"Ref": "Id"}}]},
            "Own": {"Fn::Sub": ["${Id}", {"Id": "own"}]},
            "Literal": {"Fn::Sub": "${!Id} &{Id}"},
            "Plain": "${Id} &{Id}",
            "Inner": {"Key${Id}": 1},
        }
        found = _resources(_loop(["x"], {"P${Id}": {**TOPIC, "Properties": properties}}))

        assert found["Px"]["Properties"] == {
            "Ref": "x",
            "Sub": "x of shop",
            "SubMap": "x x",
            "Own": "own",
            "Literal": "${Id} &{Id}",
            "Plain": "${Id} &{Id}",
            "Inner": {"Key${Id}": 1},
        }

    def test_leaves_special_characters_out_of_keys_with_an_ampersand(self) -> None:
        assert _resources(_loop(["10.0.0.1/16"], {"P&{Id}": parameter({"Ref": "Id"})})) == {
            "P1000116": parameter("10.0.0.1/16")
        }

    def test_may_stand_in_a_loop_whose_identifier_it_knows(self) -> None:
        inner = _loop(
            [{"Ref": "Id"}, "z"], {"P${Id}${Of}": parameter({"Fn::Sub": "${Id}-${Of}"})}, "Fn::ForEach::In", "Of"
        )

        assert _resources(_loop(["a", "b"], inner)) == {
            "Paa": parameter("a-a"),
            "Paz": parameter("a-z"),
            "Pbb": parameter("b-b"),
            "Pbz": parameter("b-z"),
        }

    def test_may_stand_among_properties_in_conditions_and_in_outputs(self) -> None:
        document = extended(
            Parameters=NAMES,
            Conditions=_loop(["a", "b"], {"Is${Id}": {"Fn::Equals": [{"Ref": "Id"}, "a"]}}, "Fn::ForEach::Conditions"),
            Resources={"T": {**TOPIC, "Properties": _loop(["x", "y"], {"Name${Id}": {"Ref": "Id"}})}},
            Outputs=_loop({"Ref": "Names"}, {"O${Id}": {"Value": {"Ref": "Id"}}}, "Fn::ForEach::Outputs"),
        )
        found = shown(document)

        assert found["Conditions"] == {"Isa": {"Fn::Equals": ["a", "a"]}, "Isb": {"Fn::Equals": ["b", "a"]}}
        assert found["Resources"]["T"]["Properties"] == {"Namex": "x", "Namey": "y"}
        assert found["Outputs"] == {"Oa": {"Value": "a"}, "Ob": {"Value": "b"}}

    def test_names_the_condition_of_a_copy_by_a_function(self) -> None:
        found = _resources(
            _loop(["a"], {"P${Id}": {**TOPIC, "Condition": {"Fn::Sub": "Is${Id}"}}}),
            Conditions={"Isa": {"Fn::Equals": [1, 1]}},
        )
        assert found["Pa"]["Condition"] == "Isa"

    @pytest.mark.parametrize(
        ("collection", "elements"),
        [
            ([], []),
            (["a", 1], ["a", "1"]),
            ({"Ref": "Names"}, ["a", "b"]),
            ({"Fn::Split": ["-", "x-y"]}, ["x", "y"]),
            ({"Fn::FindInMap": ["Map", "Zones", "All"]}, ["1", "2"]),
            ({"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "All", {"DefaultValue": ["other"]}]}, ["other"]),
            ({"Fn::If": ["Yes", ["then"], ["else"]]}, ["then"]),
        ],
    )
    def test_takes_any_collection_that_is_known(self, collection: Any, elements: list[str]) -> None:
        found = _resources(
            _loop(collection, {"P${Id}": TOPIC}),
            Parameters=NAMES,
            Mappings={"Map": {"Zones": {"All": ["1", "2"]}}},
            Conditions={"Yes": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}},
        )
        assert [*found] == [f"P{element}" for element in elements]


class TestALoopThatCannotBe:
    @pytest.mark.parametrize(
        ("loop", "reason"),
        [
            ({"Fn::ForEach::L": ["Id", ["a"]]}, "Fn::ForEach layout is incorrect"),
            ({"Fn::ForEach::L": [["Id"], ["a"], {}]}, "Fn::ForEach layout is incorrect"),
            (_loop("a", {}), "Fn::ForEach layout is incorrect"),
            (_loop(["a"], []), "Fn::ForEach layout is incorrect"),
            (_loop(["a"], {}, name="Fn::ForEach"), "Fn::ForEach layout is incorrect"),
            (
                _loop({"Fn::GetAtt": ["Topic", "TopicArn"]}, {}),
                "Could not find a collection or could not be resolved for Fn::ForEach",
            ),
            (
                _loop([{"Ref": "Topic"}], {}),
                "Could not find a collection or could not be resolved for Fn::ForEach",
            ),
            (_loop(["a", "b"], {"P": TOPIC}), "Duplicate key 'P' when merging keys to parent object in Fn::ForEach"),
            (
                _loop(["opic"], {"T${Id}": TOPIC}),
                "Duplicate key 'Topic' when merging keys to parent object in Fn::ForEach",
            ),
            (
                {**_loop(["a"], {"A${Id}": TOPIC}), "B": {**TOPIC, "Properties": _loop(["b"], {})}},
                "The loop name in Fn::ForEach::Loop must be unique within the template",
            ),
            (_loop({"Fn::If": ["No", [], []]}, {}), "unresolved condition dependency No in Fn::If"),
        ],
    )  # fmt: skip
    def test_fails_the_transform(self, loop: dict[str, Any], reason: str) -> None:
        assert refusal(transformed, extended(Resources=loop)) == FAILED.format(reason)

    def test_has_its_identifier_within_the_name_of_a_variable(self) -> None:
        loop = _loop(["a"], {"P${Id}": parameter({"Fn::Sub": "${Name${Id}}"})})

        assert refusal(transformed, extended(Resources=loop)) == (
            "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, "
            "periods, and colons"
        )

    def test_makes_outputs_whose_keys_have_special_characters(self) -> None:
        document = extended(Outputs=_loop(["a-b"], {"O${Id}": {"Value": "x"}}))

        assert refusal(transformed, document) == FAILED.format("OutputKey 'Oa-b' should be alphanumeric")

    @pytest.mark.parametrize("section", ["Mappings", "Metadata", "Parameters", "Rules"])
    def test_stands_in_another_section(self, section: str) -> None:
        loops = _loop(["a"], {"M${Id}": {"Type": "String"}})
        if section == "Parameters":
            document = "Template format error: Parameter name Fn::ForEach::Loop is non alphanumeric."
        else:
            document = FAILED.format(f"Fn::ForEach::Loop is not supported in the {section} section")

        assert refusal(transformed, extended(**{section: loops})) == document

    def test_would_go_on_for_hours(self) -> None:
        loops: Any = {"P${A}x${B}x${C}x${D}x${E}": TOPIC}
        for name in "ABCDE":
            loops = _loop([str(number) for number in range(100)], loops, f"Fn::ForEach::{name}", name)

        assert refusal(transformed, extended(Resources=loops)) == FAILED.format(
            "Fn::ForEach repeats more than 10000 times"
        )

    def test_needs_the_transform(self) -> None:
        assert refusal(load, json.dumps({"Resources": _loop(["a"], {"A${Id}": TOPIC})})) == (
            "Template format error: [/Resources/Fn::ForEach::Loop] resource definition is malformed"
        )
