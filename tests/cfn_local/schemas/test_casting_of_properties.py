"""How primitives are written: as strings for handlers, and as a schema declares them."""

from typing import Any

import pytest
from hypothesis import given

from cfn_local.schemas import casting
from cfn_local.schemas.validation import problems
from tests.cfn_local.schemas.property_stories import PROFILE, schemas_with_models


class TestPropertiesAsTheyArePassedToAHandler:
    def test_have_every_primitive_as_a_string(self) -> None:
        properties = {"Size": 8, "On": True, "Off": False, "Share": 1.5, "Whole": 3.0, "Name": "n", "Empty": ""}

        assert casting.as_passed(properties) == {
            "Size": "8",
            "On": "true",
            "Off": "false",
            "Share": "1.5",
            "Whole": "3.0",
            "Name": "n",
            "Empty": "",
        }

    def test_have_them_so_however_deep(self) -> None:
        properties = {"Rules": [{"Port": 80, "Open": [True]}], "None": [], "Nothing": {}}

        assert casting.as_passed(properties) == {
            "Rules": [{"Port": "80", "Open": ["true"]}],
            "None": [],
            "Nothing": {},
        }

    def test_are_others_than_those_given(self) -> None:
        properties = {"Rules": [{"Port": 80}]}

        casting.as_passed(properties)["Rules"][0]["Port"] = "81"

        assert properties == {"Rules": [{"Port": 80}]}

    @PROFILE
    @given(schemas_with_models())
    def test_still_follow_their_schema(self, drawn: Any) -> None:
        schema, model = drawn

        assert problems(casting.as_passed(model), schema) == []


class TestPropertiesAsTheyAreDeclared:
    @pytest.mark.parametrize(
        ("node", "value", "declared"),
        [
            ({"type": "integer"}, "8", 8),
            ({"type": "integer"}, "008", "008"),
            ({"type": "integer"}, "many", "many"),
            ({"type": "number"}, "1.5", 1.5),
            ({"type": "number"}, "8", 8),
            ({"type": "number"}, "1e999", "1e999"),
            ({"type": "boolean"}, "true", True),
            ({"type": "boolean"}, "False", False),
            ({"type": "string"}, 8, "8"),
            ({"type": "string"}, True, "true"),
            ({"type": ["integer", "string"]}, "8", "8"),
            ({"type": ["integer", "number"]}, "8", "8"),
            ({"type": "object"}, "8", "8"),
            ({}, "8", "8"),
            ({"$ref": "#/definitions/Count"}, "8", 8),
            ({"anyOf": [{"type": "integer"}, {"$ref": "#/definitions/Count"}]}, "8", 8),
            ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, "8", "8"),
            ({"type": "array", "items": {"type": "integer"}}, ["1", "x"], [1, "x"]),
            (
                {"type": "object", "properties": {"A": {"type": "boolean"}}},
                {"A": "true", "B": "1"},
                {"A": True, "B": "1"},
            ),
            (
                {"type": "object", "patternProperties": {"^x": {"type": "integer"}}},
                {"x": "1", "y": "1"},
                {"x": 1, "y": "1"},
            ),
            ({"type": "object", "additionalProperties": {"type": "integer"}}, {"x": "1"}, {"x": 1}),
        ],
    )
    def test_have_the_type_of_the_schema_where_it_is_one(self, node: Any, value: Any, declared: Any) -> None:
        schema = {"properties": {"P": node}, "definitions": {"Count": {"type": "integer"}}}

        cast = casting.as_declared({"P": value}, schema)["P"]

        assert repr(cast) == repr(declared)

    @PROFILE
    @given(schemas_with_models())
    def test_are_the_same_whether_given_as_strings_or_not(self, drawn: Any) -> None:
        schema, model = drawn

        assert casting.as_declared(casting.as_passed(model), schema) == casting.as_declared(model, schema)
