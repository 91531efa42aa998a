"""What a request for a type's configuration leads to: steps, documents with references, and typed values."""

from typing import Any

import pytest
from awscommunity_cloudformation_resourcetypeconfig.observation import ConfiguredType, Held
from awscommunity_cloudformation_resourcetypeconfig.plan import Standing, plan_change, plan_removal, standing
from awscommunity_cloudformation_resourcetypeconfig.references import complaints, told_apart, written
from awscommunity_cloudformation_resourcetypeconfig.steps import SetConfiguration
from awscommunity_cloudformation_resourcetypeconfig.typed_values import as_declared

REFERENCE = "secretsmanager:prod/api:SecretString:key"


def held(**document: Any) -> Held:
    return Held("arn", "Example::Configured::Thing", "type-arn", "default", document)


class TestACreation:
    def test_may_set_what_is_not_set(self) -> None:
        assert standing(None, {"A": 1}, has_begun=False) is Standing.FREE
        assert standing(None, {"A": 1}, has_begun=True) is Standing.FREE

    def test_takes_over_nothing_that_was_there_when_it_began(self) -> None:
        assert standing(held(A=1), {"A": 1}, has_begun=False) is Standing.FOREIGN
        assert standing(held(A=2), {"A": 1}, has_begun=True) is Standing.FOREIGN

    def test_knows_what_its_own_earlier_invocation_has_set(self) -> None:
        assert standing(held(A=1), {"A": 1}, has_begun=True) is Standing.OURS


class TestAChange:
    def test_sets_only_what_differs(self) -> None:
        assert plan_change(held(A=1), {"A": 2}) == [SetConfiguration({"A": 2})]
        assert plan_change(held(A=1), {"A": 1}) == []
        assert plan_change(None, {"A": 1}) == [SetConfiguration({"A": 1})]

    def test_to_nothing_is_an_empty_document(self) -> None:
        assert plan_removal() == [SetConfiguration({})]


class TestReferences:
    @pytest.mark.parametrize(
        ("document", "references", "whole"),
        [
            ({}, {"/Key": REFERENCE}, {"Key": f"{{{{resolve:{REFERENCE}}}}}"}),
            ({"A": {"B": 1}}, {"/A/C/D": "ssm:p:1"}, {"A": {"B": 1, "C": {"D": "{{resolve:ssm:p:1}}"}}}),
            ({"A": {}}, {}, {"A": {}}),
            ({}, {"/a~1b/c~0d": "ssm:p"}, {"a/b": {"c~d": "{{resolve:ssm:p}}"}}),
        ],
    )
    def test_are_written_at_their_places_and_told_apart_again(
        self, document: dict[str, Any], references: dict[str, str], whole: dict[str, Any]
    ) -> None:
        assert complaints(document, references) == []
        assert written(document, references) == whole
        assert told_apart(whole) == (document, references)

    def test_leave_the_document_of_the_request_as_it_is(self) -> None:
        document: dict[str, Any] = {"A": {"B": 1}}
        written(document, {"/A/C": "ssm:p"})
        assert document == {"A": {"B": 1}}

    def test_inside_of_other_text_or_of_a_list_stay_in_the_document(self) -> None:
        whole = {"Header": "Bearer {{resolve:ssm:p}}", "All": ["{{resolve:ssm:p}}"]}
        assert told_apart(whole) == (whole, {})

    @pytest.mark.parametrize(
        ("document", "references"),
        [
            ({"Key": "open"}, {"/Key": REFERENCE}),
            ({"Key": "open"}, {"/Key/Inner": REFERENCE}),
            ({"Keys": ["open"]}, {"/Keys/0": REFERENCE}),
        ],
    )
    def test_take_no_place_that_is_filled(self, document: dict[str, Any], references: dict[str, str]) -> None:
        (place,) = references
        assert complaints(document, references) == [f"DynamicReferences has places that are filled otherwise: {place}."]

    def test_stand_in_no_place_of_another(self) -> None:
        assert complaints({}, {"/A": "ssm:p", "/A/B": "ssm:q"}) == [
            "DynamicReferences has places that are filled otherwise: /A/B."
        ]

    def test_do_not_belong_in_the_document(self) -> None:
        assert complaints({"A": ["x {{resolve:ssm:p}}"]}, {}) == [
            "Configuration has a dynamic reference: state it in DynamicReferences, which are never resolved."
        ]


class TestValues:
    SCHEMA: dict[str, Any] = {
        "definitions": {"Limits": {"properties": {"Most": {"type": "integer"}, "Share": {"type": "number"}}}},
        "properties": {
            "Limits": {"$ref": "#/definitions/Limits"},
            "On": {"type": "boolean"},
            "Ports": {"type": "array", "items": {"type": "integer"}},
            "Zip": {"type": "string"},
        },
    }

    def test_are_numbers_and_booleans_where_the_types_schema_says_so(self) -> None:
        given = {"Limits": {"Most": "3", "Share": "0.5"}, "On": "true", "Ports": ["80", "443"], "Zip": "01234"}
        assert as_declared(given, self.SCHEMA, self.SCHEMA) == {
            "Limits": {"Most": 3, "Share": 0.5},
            "On": True,
            "Ports": [80, 443],
            "Zip": "01234",
        }

    @pytest.mark.parametrize("text", ["3.5", "true", "many", "[1]", "null"])
    def test_that_are_something_else_are_left_to_the_schema(self, text: str) -> None:
        assert as_declared({"Limits": {"Most": text}}, self.SCHEMA, self.SCHEMA) == {"Limits": {"Most": text}}

    def test_of_unknown_properties_stay_as_they_are(self) -> None:
        assert as_declared({"Other": "3", "Deep": {"A": "1"}}, self.SCHEMA, self.SCHEMA) == {
            "Other": "3",
            "Deep": {"A": "1"},
        }


@pytest.mark.parametrize(
    ("partition", "region"),
    [("aws", "us-east-1"), ("aws", "eu-central-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")],
)
def test_a_configuration_has_its_arn_before_it_is_set(partition: str, region: str) -> None:
    arn = f"arn:{partition}:cloudformation:{region}:123456789012:type/resource/Example-Configured-Thing/00000002"
    assert ConfiguredType(arn, "Example::Configured::Thing", None).configuration_arn("default") == (
        f"arn:{partition}:cloudformation:{region}:123456789012:"
        "type-configuration/resource/Example-Configured-Thing/default"
    )
