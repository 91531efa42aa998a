"""Which models of handlers are refused."""

from typing import Any

import pytest
from hypothesis import given

from cfn_local.schemas.validation import problems_of_answer as problems
from tests.cfn_local.schemas.property_stories import PROFILE, schemas_with_models

SCHEMA: dict[str, Any] = {
    "typeName": "Example::Any::Thing",
    "properties": {
        "Arn": {"type": "string"},
        "Name": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 3},
        "Size": {"type": "integer", "minimum": 5},
        "Setup": {"$ref": "#/definitions/Setup"},
        "Secret": {"type": "string"},
    },
    "definitions": {
        "Setup": {
            "type": "object",
            "properties": {"Modes": {"$ref": "#/definitions/Modes"}},
            "additionalProperties": False,
        },
        "Modes": {"type": "array", "items": {"type": "integer"}},
    },
    "required": ["Name", "Secret"],
    "oneOf": [{"required": ["Secret"]}, {"required": ["Other"]}],
    "additionalProperties": False,
    "primaryIdentifier": ["/properties/Arn"],
    "readOnlyProperties": ["/properties/Arn"],
    "writeOnlyProperties": ["/properties/Secret"],
}
ACTIONS = pytest.mark.parametrize("action", ["CREATE", "READ", "UPDATE"])


class TestAModelThatIsAccepted:
    @ACTIONS
    @pytest.mark.parametrize(
        "model",
        [
            {"Arn": "a"},
            {"Arn": "a", "Name": "n", "Size": "7", "Setup": {"Modes": []}},
            {"Arn": "a", "Size": None, "Setup": None},
            {"Arn": "a", "Name": "LONG and WRONG", "Size": 1},
        ],
        ids=["identifier alone", "whole", "with nulls", "beyond what a template may ask for"],
    )
    def test_has_the_identifier_and_properties_of_the_right_types(self, action: str, model: Any) -> None:
        assert problems(model, SCHEMA, action=action, identifier="a") == []

    def test_may_have_any_identifier_when_it_is_created(self) -> None:
        assert problems({"Arn": "b"}, SCHEMA, action="CREATE") == []


class TestAModelThatIsRefused:
    @ACTIONS
    @pytest.mark.parametrize(
        ("model", "problem"),
        [
            ({"Arn": "a", "Foo": 1}, "#: extraneous key [Foo] is not permitted"),
            ({"Arn": "a", "Size": "big"}, "#/Size: expected type: Integer, found: String"),
            ({"Arn": "a", "Setup": {"Foo": 1}}, "#/Setup: extraneous key [Foo] is not permitted"),
            ({"Arn": "a", "Setup": {"Modes": {}}}, "#/Setup/Modes: expected type: JSONArray, found: JSONObject"),
            ({"Arn": "a", "Setup": {"Modes": [1, "x"]}}, "#/Setup/Modes/1: expected type: Integer, found: String"),
            ({"Name": "n"}, "#: required key [Arn] not found, it is part of the primary identifier"),
            ({"Arn": None}, "#: required key [Arn] not found, it is part of the primary identifier"),
            ({"Arn": "b"}, "#: the primary identifier changed from a to b"),
        ],
    )
    def test_tells_why(self, action: str, model: Any, problem: str) -> None:
        assert problems(model, SCHEMA, action=action, identifier="a") == [problem]

    @ACTIONS
    def test_may_be_none_at_all(self, action: str) -> None:
        assert problems(None, SCHEMA, action=action) == [
            f"#: the {action} handler answered SUCCESS without a resourceModel"
        ]

    @pytest.mark.parametrize("garbage", ["text", 3, [], True])
    def test_may_be_no_object(self, garbage: Any) -> None:
        assert "#: expected type: JSONObject, found: " in problems(garbage, SCHEMA, action="READ")[0]


class TestAnAnswerOfDelete:
    @pytest.mark.parametrize("model", [None, {}, {"Foo": 1}])
    def test_has_no_model_to_be_judged(self, model: Any) -> None:
        assert problems(model, SCHEMA, action="DELETE", identifier="a") == []


class TestAnyModel:
    @PROFILE
    @given(schemas_with_models())
    def test_that_a_template_may_state_may_be_answered(self, drawn: Any) -> None:
        schema, model = drawn
        schema = {**schema, "properties": {**schema["properties"], "Id": {"type": "string"}}}

        answer = {**model, "Id": "i"}

        assert problems(answer, {**schema, "primaryIdentifier": ["/properties/Id"]}, action="READ") == []
