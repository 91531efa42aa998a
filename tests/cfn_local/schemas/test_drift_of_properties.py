"""Where a resource has drifted from its template."""

from typing import Any

import pytest
from hypothesis import given

from cfn_local.schemas import casting
from cfn_local.schemas.drift import PropertyDifference, differences
from tests.cfn_local.schemas.property_stories import PROFILE, schemas_with_models

SCHEMA = {
    "properties": {
        "Size": {"type": "integer"},
        "Open": {"type": "boolean"},
        "Secret": {"type": "string"},
        "Setup": {"type": "object", "properties": {"Mode": {}, "Key": {}, "Id": {}}},
        "Steps": {"type": "array", "items": {"type": "string"}},
        "Zones": {"type": "array", "insertionOrder": False, "items": {"type": "string"}},
        "Tags": {"type": "array", "insertionOrder": False, "items": {"properties": {"Key": {}, "Value": {}, "Id": {}}}},
    },
    "readOnlyProperties": ["/properties/Setup/Id", "/properties/Tags/*/Id"],
    "writeOnlyProperties": ["/properties/Secret", "/properties/Setup/Key"],
}


def of(expected: dict[str, Any], actual: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    found = differences(expected, actual, SCHEMA)
    return [(one.path, one.expected_value, one.actual_value, one.type) for one in found]


class TestAResourceInSync:
    @pytest.mark.parametrize(
        ("expected", "actual"),
        [
            ({}, {"Size": 3}),
            ({"Size": "3", "Open": "true"}, {"Size": 3, "Open": True}),
            ({"Setup": {"Mode": "a"}}, {"Setup": {"Mode": "a", "Other": 1}}),
            ({"Secret": "s", "Setup": {"Key": "k", "Mode": "a"}}, {"Setup": {"Mode": "a", "Id": "i"}}),
            ({"Zones": ["a", "b"]}, {"Zones": ["b", "a"]}),
            (
                {"Tags": [{"Key": "a", "Value": 1}, {"Key": "b"}]},
                {"Tags": [{"Key": "b", "Id": 1}, {"Key": "a", "Value": "1", "Id": 2}]},
            ),
        ],
    )
    def test_has_no_differences(self, expected: Any, actual: Any) -> None:
        assert of(expected, actual) == []


class TestAResourceThatDrifted:
    @pytest.mark.parametrize(
        ("expected", "actual", "found"),
        [
            ({"Size": 3}, {"Size": 4}, ("/Size", "3", "4", "NOT_EQUAL")),
            ({"Open": True}, {"Open": False}, ("/Open", "true", "false", "NOT_EQUAL")),
            ({"Size": 3}, {}, ("/Size", "3", "null", "REMOVE")),
            ({"Size": 3}, {"Size": None}, ("/Size", "3", "null", "REMOVE")),
            ({"Setup": {"Mode": "a"}}, {"Setup": {"Mode": "b"}}, ("/Setup/Mode", "a", "b", "NOT_EQUAL")),
            ({"Setup": {"Mode": "a"}}, {}, ("/Setup", '{"Mode":"a"}', "null", "REMOVE")),
            ({"Setup": {"Mode": "a"}}, {"Setup": "x"}, ("/Setup", '{"Mode":"a"}', "x", "NOT_EQUAL")),
            ({"Steps": ["a", "b"]}, {"Steps": ["a"]}, ("/Steps/1", "b", "null", "REMOVE")),
            ({"Steps": ["a"]}, {"Steps": ["a", "b"]}, ("/Steps/1", "null", "b", "ADD")),
            ({"Steps": ["a"]}, {"Steps": ["b"]}, ("/Steps/0", "a", "b", "NOT_EQUAL")),
            ({"Zones": ["a", "b"]}, {"Zones": ["b", "c"]}, ("/Zones/0", "a", "c", "NOT_EQUAL")),
            ({"Zones": ["a", "b"]}, {"Zones": ["b"]}, ("/Zones/0", "a", "null", "REMOVE")),
            ({"Zones": ["b"]}, {"Zones": ["a", "b"]}, ("/Zones/0", "null", "a", "ADD")),
            (
                {"Tags": []},
                {"Tags": [{"Key": "a", "Value": "b", "Id": 1}]},
                ("/Tags/0", "null", '{"Key":"a","Value":"b"}', "ADD"),
            ),
            (
                {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]},
                {"Tags": [{"Key": "b", "Value": "3"}, {"Key": "a", "Value": "1"}]},
                ("/Tags/1/Value", "2", "3", "NOT_EQUAL"),
            ),
        ],
    )
    def test_tells_where_and_how(self, expected: Any, actual: Any, found: tuple[str, str, str, str]) -> None:
        assert of(expected, actual) == [found]

    def test_tells_every_difference(self) -> None:
        expected, actual = {"Steps": ["a", "b"], "Size": 1}, {"Steps": ["b", "a", "c"], "Size": 2}

        assert differences(expected, actual, SCHEMA) == [
            PropertyDifference("/Steps/0", "a", "b", "NOT_EQUAL"),
            PropertyDifference("/Steps/1", "b", "a", "NOT_EQUAL"),
            PropertyDifference("/Steps/2", "null", "c", "ADD"),
            PropertyDifference("/Size", "1", "2", "NOT_EQUAL"),
        ]


class TestAnObjectOfWriteOnlyProperties:
    def test_is_not_missed_where_a_read_tells_nothing_of_it(self) -> None:
        code = {"type": "object", "properties": {"Text": {"type": "string"}}}
        schema = {"properties": {"Code": code}, "writeOnlyProperties": ["/properties/Code/Text"]}

        assert differences({"Code": {"Text": "pass"}}, {}, schema) == []


class TestAnyModel:
    @PROFILE
    @given(schemas_with_models())
    def test_has_not_drifted_from_itself(self, drawn: Any) -> None:
        schema, model = drawn

        assert differences(casting.as_passed(model), model, schema) == []
