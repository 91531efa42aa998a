"""The values of parameters: from the request, kept, or by default; and their constraints."""

import json
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cfn_local.engine.template import Template, load, parameter_values
from tests.cfn_local.engine.template.template_stories import refusal


def asking(**parameters: Any) -> Template:
    topic = {"Topic": {"Type": "AWS::SNS::Topic"}}
    return load(json.dumps({"Parameters": parameters, "Resources": topic}))


def one(**properties: Any) -> Template:
    """A template with one parameter P, a String if nothing else is stated."""
    return asking(P={"Type": "String"} | properties)


class TestAValue:
    def test_comes_from_the_request_before_the_default(self):
        template = asking(A={"Type": "String", "Default": "a"}, B={"Type": "String", "Default": "b"})

        assert parameter_values(template, {"B": "given"}) == {"A": "a", "B": "given"}

    def test_is_the_previous_one_only_when_the_request_says_so(self):
        template = asking(A={"Type": "String", "Default": "a"}, B={"Type": "String", "Default": "b"})
        previous = {"A": "old", "B": "old"}

        assert parameter_values(template, {}, previous, use_previous=["B"]) == {"A": "a", "B": "old"}

    def test_that_is_missing_is_asked_for(self):
        template = asking(A={"Type": "String"}, B={"Type": "String"}, C={"Type": "String", "Default": ""})

        assert refusal(parameter_values, template, {}) == "Parameters: [A, B] must have values"

    def test_that_had_no_previous_one_is_asked_for(self):
        template = one(Default="x")

        assert refusal(parameter_values, template, {}, {}, ["P"]) == "Parameters: [P] must have values"

    def test_of_a_parameter_that_is_not_there_is_refused(self):
        message = refusal(parameter_values, one(), {"P": "x", "Q": "y"}, {}, ["R"])

        assert message == "Parameters: [Q, R] do not exist in the template"

    @pytest.mark.parametrize(("default", "text"), [(5, "5"), (1.5, "1.5"), (True, "true"), ("", "")])
    def test_is_a_text_whatever_the_default_is(self, default: Any, text: str):
        assert parameter_values(one(Default=default), {}) == {"P": text}

    def test_has_at_most_4096_bytes(self):
        assert parameter_values(one(), {"P": "é" * 2048}) == {"P": "é" * 2048}
        assert refusal(parameter_values, one(), {"P": "é" * 2049}) == "Parameter 'P' must contain at most 4096 bytes"

    def test_that_is_secret_is_known_as_such(self):
        assert one(NoEcho=True).parameters["P"].no_echo
        assert one(NoEcho="true").parameters["P"].no_echo
        assert not one(NoEcho="false").parameters["P"].no_echo
        assert not one().parameters["P"].no_echo


class TestTypes:
    @pytest.mark.parametrize(
        ("kind", "text", "yielded"),
        [
            ("String", "a, b", "a, b"),
            ("Number", "1.50", "1.50"),
            ("Number", "-3", "-3"),
            ("CommaDelimitedList", "a, b,c ", ["a", "b", "c"]),
            ("CommaDelimitedList", "", [""]),
            ("List<Number>", "80, 443", ["80", "443"]),
            ("AWS::EC2::AvailabilityZone::Name", "eu-west-1a", "eu-west-1a"),
            ("AWS::EC2::KeyPair::KeyName", "mine", "mine"),
            ("List<AWS::EC2::Subnet::Id>", "subnet-1,subnet-2", ["subnet-1", "subnet-2"]),
            ("AWS::SSM::Parameter::Name", "/shop/size", "/shop/size"),
        ],
    )
    def test_yield_texts_and_lists_of_texts(self, kind: str, text: str, yielded: Any):
        assert parameter_values(one(Type=kind), {"P": text}) == {"P": yielded}

    @pytest.mark.parametrize("text", ["", "x", "1x", "0x10", "1_000", "nan", "inf", "--1", "1,2"])
    def test_number_takes_numbers_only(self, text: str):
        assert refusal(parameter_values, one(Type="Number"), {"P": text}) == "Parameter 'P' must be a number."

    @given(number=st.integers() | st.floats(allow_nan=False, allow_infinity=False))
    def test_number_takes_every_number(self, number: float):
        text = json.dumps(number)

        assert parameter_values(one(Type="Number"), {"P": text}) == {"P": text}

    def test_a_list_of_numbers_takes_numbers_only(self):
        assert refusal(parameter_values, one(Type="List<Number>"), {"P": "1,x"}) == "Parameter 'P' must be a number."


class TestValuesInTheParameterStore:
    STORE = {"/shop/size": "large", "/shop/names": "ann, bob"}

    @pytest.mark.parametrize(
        ("kind", "name", "yielded"),
        [
            ("AWS::SSM::Parameter::Value<String>", "/shop/size", "large"),
            ("AWS::SSM::Parameter::Value<CommaDelimitedList>", "/shop/names", ["ann", "bob"]),
            ("AWS::SSM::Parameter::Value<List<String>>", "/shop/names", ["ann", "bob"]),
            ("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "/shop/size", "large"),
        ],
    )
    def test_are_looked_up(self, kind: str, name: str, yielded: Any):
        assert parameter_values(one(Type=kind), {"P": name}, lookup=self.STORE.get) == {"P": yielded}

    def test_that_are_not_there_are_refused(self):
        template = one(Type="AWS::SSM::Parameter::Value<String>")

        assert refusal(parameter_values, template, {"P": "/nope"}, lookup=self.STORE.get) == (
            "Parameters: [P] must have values"
        )


class TestConstraints:
    @pytest.mark.parametrize(
        ("properties", "text", "problem"),
        [
            ({"AllowedValues": ["a", "b"]}, "c", "must be one of AllowedValues"),
            ({"AllowedValues": ["a", "b"], "Type": "CommaDelimitedList"}, "a,c", "must be one of AllowedValues"),
            ({"AllowedValues": [1, True]}, "2", "must be one of AllowedValues"),
            ({"AllowedPattern": "[a-z]+"}, "abC", "must match pattern [a-z]+"),
            ({"AllowedPattern": "[a-z]+"}, "abc\n", "must match pattern [a-z]+"),
            ({"AllowedPattern": "[a-z]+", "Type": "CommaDelimitedList"}, "a,B", "must match pattern [a-z]+"),
            ({"MinLength": 2}, "a", "must contain at least 2 characters"),
            ({"MinLength": "2"}, "", "must contain at least 2 characters"),
            ({"MaxLength": 2}, "abc", "must contain at most 2 characters"),
            ({"MinValue": 2, "Type": "Number"}, "1.9", "must be a number not less than 2"),
            ({"MaxValue": 2.5, "Type": "Number"}, "2.6", "must be a number not greater than 2.5"),
            ({"MaxValue": 2, "Type": "List<Number>"}, "1,3", "must be a number not greater than 2"),
        ],
    )
    def test_are_enforced_on_values_and_defaults(self, properties: dict[str, Any], text: str, problem: str):
        assert refusal(parameter_values, one(**properties), {"P": text}) == f"Parameter 'P' {problem}"
        assert refusal(parameter_values, one(**properties, Default=text), {}) == f"Parameter 'P' {problem}"

    def test_are_told_in_the_words_of_the_template(self):
        template = one(MinLength=2, ConstraintDescription="must be a name.")

        assert refusal(parameter_values, template, {"P": "a"}) == (
            "Parameter P failed to satisfy constraint: must be a name."
        )

    @given(text=st.text(max_size=8), least=st.integers(0, 6), most=st.integers(0, 6))
    def test_of_length_hold_for_exactly_the_texts_in_between(self, text: str, least: int, most: int):
        assume(least <= most)
        template = one(MinLength=least, MaxLength=most)

        if least <= len(text) <= most:
            assert parameter_values(template, {"P": text}) == {"P": text}
        else:
            refusal(parameter_values, template, {"P": text})

    @given(number=st.integers(-20, 20), least=st.integers(-9, 9), most=st.integers(-9, 9))
    def test_of_value_hold_for_exactly_the_numbers_in_between(self, number: int, least: int, most: int):
        assume(least <= most)
        template = one(Type="Number", MinValue=least, MaxValue=most)

        if least <= number <= most:
            assert parameter_values(template, {"P": str(number)}) == {"P": str(number)}
        else:
            refusal(parameter_values, template, {"P": str(number)})

    @given(text=st.text("abC1\n", max_size=4))
    def test_of_pattern_hold_for_the_whole_text(self, text: str):
        template = one(AllowedPattern="[a-z]*1?")

        if re.fullmatch("[a-z]*1?", text):
            assert parameter_values(template, {"P": text}) == {"P": text}
        else:
            refusal(parameter_values, template, {"P": text})
