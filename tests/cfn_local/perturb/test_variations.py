"""Models that the schema allows and the inputs lack."""

import json
from typing import Any

import jsonschema
import pytest

from cfn_local.perturb.bystander import models_beside
from cfn_local.perturb.variations import Variation, variations

SCHEMA: dict[str, Any] = {
    "typeName": "Example::Thing::One",
    "properties": {
        "Id": {"type": "string"},
        "Name": {"type": "string", "pattern": "^[a-z]{1,8}$"},
        "Size": {"type": "integer", "minimum": 1, "maximum": 64},
        "Colour": {"type": "string", "enum": ["red", "green"]},
        "Loud": {"type": "boolean"},
    },
    "required": ["Name"],
    "additionalProperties": False,
    "primaryIdentifier": ["/properties/Name"],
    "readOnlyProperties": ["/properties/Id"],
}
MODELS = {"inputs_1_create": {"Name": "shelf", "Size": 3, "Colour": "red"}}


def found(count: int = 1000, order: int = 0) -> list[Variation]:
    return variations(SCHEMA, MODELS, count, order)


def models(count: int = 1000) -> list[dict[str, Any]]:
    return [one.of(MODELS) for one in found(count)]


class TestTheModels:
    def test_leave_out_each_property_that_may_be(self) -> None:
        assert {"Name": "shelf", "Colour": "red"} in models()
        assert {"Name": "shelf", "Size": 3} in models()

    @pytest.mark.parametrize(
        "change", [{"Size": 1}, {"Size": 64}, {"Colour": "green"}, {"Loud": True}, {"Loud": False}]
    )
    def test_have_each_value_that_the_schema_names(self, change: dict[str, Any]) -> None:
        assert {**MODELS["inputs_1_create"], **change} in models()

    def test_have_names_that_fit_the_pattern(self) -> None:
        assert len({one["Name"] for one in models()}) > 1

    def test_fit_the_schema_every_one(self) -> None:
        for model in models():
            jsonschema.validate(model, SCHEMA)

    def test_never_have_what_only_the_service_writes(self) -> None:
        assert not any("Id" in model for model in models())

    def test_are_all_different(self) -> None:
        texts = [json.dumps(model, sort_keys=True) for model in models()]

        assert len(set(texts)) == len(texts)

    def test_are_as_many_as_were_asked_for_the_same_for_the_same_order(self) -> None:
        assert [one.of(MODELS) for one in found(5, 3)] == [one.of(MODELS) for one in found(5, 3)]
        assert len(found(5, 3)) == 5
        assert [one.words for one in found(5, 3)] != [one.words for one in found(5, 4)]

    def test_are_told_by_what_is_otherwise(self) -> None:
        assert "inputs_1 without Size" in [one.words for one in found()]
        assert "inputs_1 with Size 64" in [one.words for one in found()]


class TestTheModelOfTheSecondResource:
    def test_has_another_name_that_fits_the_schema(self) -> None:
        assert beside() == [{"Name": "shelz", "Size": 3, "Colour": "red"}]

    def test_differs_in_one_part_of_an_identifier_of_several(self) -> None:
        schema = {"primaryIdentifier": ["/properties/Name", "/properties/Room"]}

        assert beside(schema, Room="hall") == [
            {"Name": "shelz", "Room": "hall", "Size": 3, "Colour": "red"},
            {"Name": "shelf", "Room": "hall-beside", "Size": 3, "Colour": "red"},
        ]

    def test_differs_in_what_may_have_to_be_unique_where_the_service_makes_the_identifier(self) -> None:
        schema = {"primaryIdentifier": ["/properties/Id"], "createOnlyProperties": ["/properties/Room"]}

        assert beside(schema, Room="hall") == [
            {"Name": "shelf", "Room": "hall-beside", "Size": 3, "Colour": "red"},
            {"Name": "shelz", "Room": "hall", "Size": 3, "Colour": "red"},
            {"Name": "shelf", "Room": "hall", "Size": 3, "Colour": "red"},
        ]

    def test_is_none_where_there_can_be_only_one(self) -> None:
        assert beside({"primaryIdentifier": ["/properties/Colour"]}) == []


def beside(changed: dict[str, Any] | None = None, **more: str) -> list[dict[str, Any]]:
    properties = {**SCHEMA["properties"], "Room": {"type": "string"}}
    models = {"inputs_1_create": {**MODELS["inputs_1_create"], **more}}
    return list(models_beside({**SCHEMA, "properties": properties, **(changed or {})}, models, "inputs_1"))
