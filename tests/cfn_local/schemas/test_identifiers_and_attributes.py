"""The identifiers of a resource, and the attributes that Fn::GetAtt returns."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.schemas import attributes, identifiers
from cfn_local.schemas.identifiers import IdentifierError
from tests.cfn_local.schemas.property_stories import PROFILE, TEXTS

SIMPLE: dict[str, Any] = {
    "typeName": "Example::Any::Thing",
    "properties": {
        "Arn": {"type": "string"},
        "Name": {"type": "string"},
        "Size": {"type": "integer"},
        "Endpoint": {"$ref": "#/definitions/Endpoint"},
        "Parts": {"type": "array", "items": {"properties": {"Id": {}}}},
        "Setup": {"properties": {"Version": {}, "Mode": {}}},
    },
    "definitions": {"Endpoint": {"type": "object", "properties": {"Address": {"type": "string"}}}},
    "readOnlyProperties": [
        "/properties/Arn",
        "/properties/Endpoint",
        "/properties/Parts/*/Id",
        "/properties/Setup/Version",
    ],
    "primaryIdentifier": ["/properties/Arn"],
    "additionalIdentifiers": [["/properties/Name", "/properties/Size"]],
}
COMPOUND: dict[str, Any] = {
    "typeName": "Example::Any::Part",
    "properties": {"Name": {"type": "string"}, "Setup": {"properties": {"Number": {"type": "integer"}}}},
    "primaryIdentifier": ["/properties/Name", "/properties/Setup/Number"],
}


class TestThePrimaryIdentifier:
    def test_is_the_value_of_its_property(self) -> None:
        assert identifiers.primary_identifier(SIMPLE, {"Arn": "arn:a|b", "Name": "n"}) == "arn:a|b"

    def test_is_joined_of_its_properties_however_deep(self) -> None:
        assert identifiers.primary_identifier(COMPOUND, {"Name": "n", "Setup": {"Number": 7}}) == "n|7"

    @pytest.mark.parametrize("model", [{}, {"Name": "n"}, {"Name": "n", "Setup": {"Number": None}}, {"Setup": []}])
    def test_cannot_be_told_of_a_model_that_lacks_a_part(self, model: Any) -> None:
        with pytest.raises(IdentifierError, match=r"Example::Any::Part lacks its primary identifier: .*Setup/Number"):
            identifiers.primary_identifier(COMPOUND, model)

    def test_gives_a_model_with_nothing_else(self) -> None:
        assert identifiers.model_of(COMPOUND, "n|7") == {"Name": "n", "Setup": {"Number": 7}}
        assert identifiers.model_of(SIMPLE, "arn:a|b") == {"Arn": "arn:a|b"}

    @pytest.mark.parametrize("identifier", ["n", "n|7|8", ""])
    def test_has_as_many_parts_as_the_type_says(self, identifier: str) -> None:
        with pytest.raises(IdentifierError, match=r"not valid for Example::Any::Part: it is Name\|Setup/Number"):
            identifiers.model_of(COMPOUND, identifier)

    @PROFILE
    @given(TEXTS, st.integers())
    def test_leads_to_the_model_and_back(self, name: str, number: int) -> None:
        model = {"Name": name, "Setup": {"Number": number}}

        assert identifiers.model_of(COMPOUND, identifiers.primary_identifier(COMPOUND, model)) == model


class TestTheIdentifierOfAResourceToImport:
    def test_may_be_the_primary_or_an_additional_one(self) -> None:
        assert identifiers.names(SIMPLE) == [["Arn"], ["Name", "Size"]]
        assert identifiers.problems({"Arn": "a"}, SIMPLE) == []
        assert identifiers.problems({"Size": "1", "Name": "n"}, SIMPLE) == []

    @pytest.mark.parametrize(
        ("given_identifier", "named"), [({}, ""), ({"Name": "n"}, "Name"), ({"Arn": "a", "Name": "n"}, "Arn, Name")]
    )
    def test_is_refused_with_what_would_be_right(self, given_identifier: dict[str, str], named: str) -> None:
        assert identifiers.problems(given_identifier, SIMPLE) == [
            f"ResourceIdentifier [{named}] does not identify a Example::Any::Thing: give Arn or Name, Size"
        ]

    def test_must_not_be_empty(self) -> None:
        assert identifiers.problems({"Arn": ""}, SIMPLE) == [
            "ResourceIdentifier Arn must have a value that is a string"
        ]


class TestAttributes:
    def test_are_the_read_only_properties_and_what_is_in_them(self) -> None:
        asked = ["Arn", "Endpoint", "Endpoint.Address", "Setup.Version"]
        others = ["Name", "Setup", "Setup.Mode", "Parts", "Parts.Id", "Endpoint.Port", "Nothing", ""]

        assert [name for name in [*asked, *others] if attributes.is_attribute(SIMPLE, name)] == asked
        assert attributes.attribute_names(SIMPLE) == ["Arn", "Endpoint", "Setup.Version"]

    def test_have_the_value_of_the_model(self) -> None:
        model = {"Endpoint": {"Address": "a"}, "Size": 3, "Arn": None}

        assert attributes.attribute(SIMPLE, model, "Endpoint.Address") == "a"
        assert attributes.attribute(SIMPLE, model, "Endpoint") == {"Address": "a"}
        assert attributes.attribute(SIMPLE, model, "Size") == 3

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("Nothing", "Example::Any::Thing has no attribute Nothing"),
            ("Endpoint.Port", "Example::Any::Thing has no attribute Endpoint.Port"),
            ("Arn", "Attribute 'Arn' does not exist"),
            ("Name", "Attribute 'Name' does not exist"),
        ],
    )
    def test_are_refused_where_there_is_no_such_property_or_value(self, name: str, message: str) -> None:
        with pytest.raises(KeyError) as caught:
            attributes.attribute(SIMPLE, {"Arn": None}, name)

        assert caught.value.args == (message,)
