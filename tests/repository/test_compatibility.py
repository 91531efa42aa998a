"""A new version of a type takes nothing away from those who use it: every schema against the one last released."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import schema_changes

ROOT = Path(__file__).resolve().parents[2]
RELEASED = sorted((ROOT / "released").glob("*.json"))
Schema = dict[str, Any]

TYPE: Schema = {
    "typeName": "Example::Store::Box",
    "definitions": {
        "Lid": {"type": "object", "properties": {"Colour": {"type": "string", "enum": ["red", "blue"]}}},
        "Label": {"type": "object", "properties": {"Text": {"type": "string"}}},
    },
    "properties": {
        "Name": {"type": "string", "pattern": "^[a-z]+$", "minLength": 1, "maxLength": 10, "default": "box"},
        "Size": {"type": "integer", "minimum": 1, "maximum": 5},
        "Parts": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "string"}},
        "Labels": {"type": "array", "items": {"$ref": "#/definitions/Label"}},
        "Lid": {"$ref": "#/definitions/Lid"},
        "Arn": {"type": "string"},
    },
    "additionalProperties": False,
    "required": ["Size"],
    "readOnlyProperties": ["/properties/Arn"],
    "createOnlyProperties": ["/properties/Name"],
    "primaryIdentifier": ["/properties/Arn"],
    "tagging": {"taggable": True},
    "handlers": {"create": {}, "list": {}},
}


def changed(path: str, value: Any) -> Schema:
    """The type with `value` at `path`; without what is there, where the value is None."""
    document = copy.deepcopy(TYPE)
    *steps, last = path.split(".")
    place = document
    for step in steps:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


BREAKING = [
    ("typeName", "Example::Store::Case", "The type was called Example::Store::Box."),
    ("properties.Name", None, "Name is gone."),
    ("properties.Arn", None, "Arn is gone."),
    ("definitions.Lid.properties.Colour", None, "Lid.Colour is gone."),
    ("required", ["Size", "Name"], "The type requires Name."),
    ("definitions.Lid.required", ["Colour"], "Lid requires Colour."),
    (
        "createOnlyProperties",
        ["/properties/Name", "/properties/Size"],
        "/properties/Size is new in createOnlyProperties.",
    ),
    ("readOnlyProperties", ["/properties/Arn", "/properties/Size"], "/properties/Size is new in readOnlyProperties."),
    ("writeOnlyProperties", ["/properties/Size"], "/properties/Size is new in writeOnlyProperties."),
    (
        "createOnlyProperties",
        ["/properties/Name", "/properties/Lid/Colour"],
        "/properties/Lid/Colour is new in createOnlyProperties.",
    ),
    ("writeOnlyProperties", ["/properties/Labels/*/Text"], "/properties/Labels/*/Text is new in writeOnlyProperties."),
    ("primaryIdentifier", ["/properties/Name"], "The primary identifier is another."),
    ("handlers.list", None, "The list handler is gone."),
    ("tagging.taggable", False, "The type can no longer be tagged."),
    ("definitions.Lid.properties.Colour.enum", ["red"], "Lid.Colour no longer takes blue."),
    ("properties.Size.enum", [1, 2], "Size no longer takes any other value."),
    ("properties.Size.type", "string", "Size no longer takes integer."),
    ("properties.Name.pattern", "^[a-m]+$", "Name has another pattern."),
    ("properties.Arn.pattern", "^arn:", "Arn has another pattern."),
    ("properties.Name.minLength", 2, "Name has minLength 2, which was 1."),
    ("properties.Name.maxLength", 9, "Name has maxLength 9, which was 10."),
    ("properties.Size.minimum", 2, "Size has minimum 2, which was 1."),
    ("properties.Size.maximum", 4, "Size has maximum 4, which was 5."),
    ("properties.Size.exclusiveMinimum", 0, "Size has exclusiveMinimum 0, which was not there."),
    ("properties.Size.exclusiveMaximum", 9, "Size has exclusiveMaximum 9, which was not there."),
    ("properties.Size.multipleOf", 2, "Size has another multipleOf."),
    ("properties.Parts.minItems", 2, "Parts has minItems 2, which was 1."),
    ("properties.Parts.maxItems", 2, "Parts has maxItems 2, which was 3."),
    ("properties.Parts.items.maxLength", 7, "Parts[] has maxLength 7, which was not there."),
    ("properties.Parts.uniqueItems", True, "Parts refuses what is there twice."),
    ("definitions.Lid.additionalProperties", False, "Lid refuses properties that it does not name."),
    ("properties.Name.default", "case", "Name has another default."),
    ("properties.Name.default", None, "Name has another default."),
    ("oneOf", [{"required": ["Name"]}], "The type has another oneOf."),
    ("dependencies", {"Name": ["Size"]}, "The type has another dependencies."),
]

COMPATIBLE = [
    ("properties.Weight", {"type": "number"}),
    ("definitions.Lid.properties.Hinges", {"type": "integer"}),
    ("required", []),
    ("createOnlyProperties", []),
    ("readOnlyProperties", []),
    ("handlers.update", {}),
    ("definitions.Lid.properties.Colour.enum", ["red", "blue", "green"]),
    ("definitions.Lid.properties.Colour.enum", None),
    ("properties.Size.type", "number"),
    ("properties.Size.type", ["integer", "string"]),
    ("properties.Name.pattern", None),
    ("properties.Name.minLength", 0),
    ("properties.Name.maxLength", 11),
    ("properties.Size.minimum", None),
    ("properties.Size.maximum", 6),
    ("properties.Parts.maxItems", None),
    ("additionalProperties", None),
    ("properties.Name.description", "What it is called."),
]


# Of a property that did not exist before, at each depth.
NEW = [
    ("properties.Weight", "/properties/Weight"),
    ("definitions.Lid.properties.Hinges", "/properties/Lid/Hinges"),
    ("definitions.Label.properties.Size", "/properties/Labels/*/Size"),
]


class TestAChange:
    @pytest.mark.parametrize(("path", "value", "sentence"), BREAKING)
    def test_that_takes_something_away_is_told(self, path: str, value: Any, sentence: str) -> None:
        assert schema_changes.breaking_changes(TYPE, changed(path, value)) == [sentence]

    @pytest.mark.parametrize(("path", "value"), COMPATIBLE)
    def test_that_only_adds_is_not(self, path: str, value: Any) -> None:
        assert schema_changes.breaking_changes(TYPE, changed(path, value)) == []

    @pytest.mark.parametrize("key", ["createOnlyProperties", "readOnlyProperties", "writeOnlyProperties"])
    @pytest.mark.parametrize(("place", "path"), NEW)
    def test_that_adds_a_property_of_any_class_is_not(self, place: str, path: str, key: str) -> None:
        with_it = changed(place, {"type": "string"})
        with_it[key] = [*TYPE.get(key, []), path]

        assert schema_changes.breaking_changes(TYPE, with_it) == []

    def test_of_nothing_is_none(self) -> None:
        assert schema_changes.breaking_changes(TYPE, TYPE) == []

    def test_of_a_definition_that_is_written_out_is_none(self) -> None:
        written_out = changed("properties.Lid", TYPE["definitions"]["Lid"])
        assert schema_changes.breaking_changes(TYPE, written_out) == []

    def test_to_a_module_that_loses_a_resource_is_told(self) -> None:
        module = {"typeName": "A::B::C::MODULE", "resources": {"Queue": "AWS::SQS::Queue"}}
        assert schema_changes.breaking_changes(module, {**module, "resources": {}}) == [
            "The module no longer contains Queue."
        ]

    def test_to_a_module_that_only_limits_a_parameter_is_none(self) -> None:
        module = {"typeName": "A::B::C::MODULE", "properties": {"Size": {"type": "integer", "default": 3}}}
        limited = {**module, "properties": {"Size": {"type": "integer", "default": 3, "minimum": 1, "enum": [1, 3]}}}
        text = {**module, "properties": {"Size": {"type": "string", "default": 3, "pattern": "^[0-9]$"}}}

        assert schema_changes.breaking_changes(module, limited) == []
        assert schema_changes.breaking_changes(module, text) == ["Size no longer takes integer."]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
class TestEveryReleasedType:
    def test_is_still_there_and_takes_all_that_it_took(self, released: Path) -> None:
        current = schema_changes.contracts()[released.name]
        assert schema_changes.breaking_changes(json.loads(released.read_text("utf-8")), current) == []


def test_the_first_types_are_released() -> None:
    assert {path.stem for path in RELEASED} >= {
        "awscommunity-glue-jobtracker",
        "awscommunity-odcr-group",
        "awscommunity-spot-allocationcheck",
    }
