"""What is made of values that are known only when a resource exists."""

import copy
from typing import Any

import pytest

from cfn_local.engine.template import UNKNOWN, NothingKnown, is_unknown
from tests.cfn_local.engine.template.template_stories import queue, scope, template, value

TOPIC, ARN = {"Ref": "Topic"}, {"Fn::GetAtt": "Topic.Arn"}
NOTHING = NothingKnown()


class TestAFunctionOfWhatIsNotKnown:
    @pytest.mark.parametrize(
        "expression",
        [
            TOPIC,
            ARN,
            {"Fn::Sub": "x-${Topic}"},
            {"Fn::Sub": "x-${Topic.Arn}"},
            {"Fn::Sub": ["${X}", {"X": TOPIC}]},
            {"Fn::Join": ["", ["x", TOPIC]]},
            {"Fn::Join": ["", ARN]},
            {"Fn::Split": [":", ARN]},
            {"Fn::Select": [5, {"Fn::Split": [":", ARN]}]},
            {"Fn::Select": [1, ["x", TOPIC]]},
            {"Fn::Select": [ARN, ["x"]]},
            {"Fn::Base64": TOPIC},
            {"Fn::GetAZs": TOPIC},
            {"Fn::Cidr": [ARN, 1, 8]},
            {"Fn::If": ["Yes", TOPIC, "x"]},
        ],
    )
    def test_is_not_known(self, expression: Any):
        assert value(expression, NOTHING, Conditions={"Yes": {"Fn::Equals": [1, 1]}}) is UNKNOWN

    @pytest.mark.parametrize(
        ("expression", "yielded"),
        [
            ({"Fn::Select": [0, ["x", TOPIC]]}, "x"),
            ({"Fn::If": ["Yes", "x", TOPIC]}, "x"),
            ({"Fn::Sub": ["${!Topic}", {"X": TOPIC}]}, "${Topic}"),
            ({"A": [1, TOPIC], "B": 2}, {"A": [1, UNKNOWN], "B": 2}),
        ],
    )
    def test_is_known_where_it_does_not_need_it(self, expression: Any, yielded: Any):
        assert value(expression, NOTHING, Conditions={"Yes": {"Fn::Equals": [1, 1]}}) == yielded

    def test_is_not_known_in_outputs_either(self):
        loaded = template(Outputs={"O": {"Value": TOPIC}}, Resources={"Queue": queue()})

        assert scope(loaded, resources=NOTHING).outputs()[0].value is UNKNOWN


class TestTheUnknownValue:
    def test_stays_itself_in_copies(self):
        assert copy.deepcopy({"A": [UNKNOWN]})["A"][0] is UNKNOWN
        assert copy.copy(UNKNOWN) is UNKNOWN

    @pytest.mark.parametrize(
        ("tried", "unknown"),
        [(UNKNOWN, True), ([1, {"A": [UNKNOWN]}], True), ([1, {"A": ["UNKNOWN", None]}], False), ({}, False)],
    )
    def test_is_found_in_other_values(self, tried: Any, unknown: bool):
        assert is_unknown(tried) == unknown
