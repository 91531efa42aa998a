"""The schemas of AWS's own types, as the tools of a registry can read them."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from rpdk.core.contract.resource_generator import STRING_FORMATS
from rpdk.core.jsonutils.resolver import resolve_models

from cfn_local.registry import provider_schemas

REGION = "us-east-1"
# `arrayType` and the like are AWS's own; these are not, however they look.
NOT_OF_CFN = {"if", "then", "else", "prefixItems", "dependentRequired", "dependentExcluded"}
NOT_OF_CFN |= {"requiredXor", "requiredOr", "enumCaseInsensitive", "uniqueKeys", "maxUniqueItems"}
MAPS_OF_SCHEMAS = {"properties", "patternProperties", "definitions", "dependencies"}


@cache
def keywords_of_cfn() -> frozenset[str]:
    """Every keyword that cfn's own definition of a schema knows."""
    text = files("rpdk.core").joinpath("data/schema/base.definition.schema.v1.json").read_text()
    known: set[str] = set()

    def collect(node: Any) -> None:
        if isinstance(node, dict):
            known.update(node.get("properties", {}))
            for value in node.values():
                collect(value)
        if isinstance(node, list):
            for value in node:
                collect(value)

    collect(json.loads(text))
    return frozenset(known)


def keywords_and_formats(schema: Any) -> set[tuple[str, str]]:
    """(keyword, "") and ("format", its value) of every schema within `schema`."""
    found: set[tuple[str, str]] = set()
    unread = [schema]
    while unread:
        node = unread.pop()
        if isinstance(node, list):
            unread += node
        if not isinstance(node, dict):
            continue
        for keyword, value in node.items():
            found.add((keyword, str(value) if keyword == "format" else ""))
            if keyword in MAPS_OF_SCHEMAS:
                unread += value.values()
            elif keyword not in ("enum", "const", "default", "examples", "required"):
                unread.append(value)
    return found


class TestEverySchema:
    """All of them, since nobody but cfn-lint promises what they look like."""

    def test_is_taken_by_cfns_resolver_and_holds_no_keyword_or_format_that_cfn_does_not_know(self) -> None:
        names = provider_schemas.type_names(REGION)
        foreign: dict[str, set[tuple[str, str]]] = {}
        for name in names:
            schema = provider_schemas.schema_for_cfn(name, REGION)
            assert schema is not None and schema["typeName"] == name
            resolve_models(schema)
            shapes = {key: schema.get(key, {}) for key in ("properties", "definitions")}
            for keyword, value in keywords_and_formats(shapes):
                known = value in STRING_FORMATS if keyword == "format" else keyword in keywords_of_cfn()
                if not known:
                    foreign.setdefault(name, set()).add((keyword, value))

        assert len(names) > 1800
        assert foreign == {}

    def test_loses_no_property(self) -> None:
        for name in provider_schemas.type_names(REGION):
            whole, cleaned = _bundled(name), provider_schemas.schema(name, REGION)
            assert cleaned is not None
            for key in ("properties", "definitions", "patternProperties"):
                assert cleaned.get(key, {}).keys() == whole.get(key, {}).keys(), name
            for definition, shape in whole.get("definitions", {}).items():
                found = cleaned["definitions"][definition].get("properties", {})
                assert found.keys() == shape.get("properties", {}).keys(), name


def _bundled(name: str) -> dict[str, Any]:
    file = provider_schemas._files(REGION)[name]
    whole: dict[str, Any] = json.loads(
        (provider_schemas.data_folder() / "schemas" / "resources" / f"{file}.json").read_bytes()
    )
    return whole


class TestSchemasThatCfnCannotRead:
    def test_are_these(self) -> None:
        problems = {
            name
            for name in provider_schemas.type_names(REGION)
            if provider_schemas.problem_for_cfn(name, REGION) is not None
        }

        assert problems == {
            "AWS::CloudFormation::CustomResource",
            "AWS::DynamoDB::GlobalTable",
            "AWS::DynamoDB::Table",
            "AWS::QuickSight::Dashboard",
        }

    def test_are_given_with_properties_of_any_shape(self) -> None:
        schema = provider_schemas.schema_for_cfn("AWS::DynamoDB::Table", REGION)

        assert schema is not None
        assert schema["properties"]["KeySchema"] == {"type": "object"}
        assert "definitions" not in schema
        assert schema["primaryIdentifier"] == ["/properties/TableName"]

    def test_say_what_is_wrong_with_them(self) -> None:
        problem = provider_schemas.problem_for_cfn("AWS::DynamoDB::Table", REGION)

        assert problem is not None and problem.startswith("Model name conflict. 'KeySchema' found at")


class TestLeavingOutTheExtrasOfCfnLint:
    def test_leaves_properties_that_are_named_like_keywords(self) -> None:
        shapes = {name: {"type": "string"} for name in sorted(NOT_OF_CFN | {"format", "properties", "enum"})}
        schema = {"properties": shapes, "definitions": shapes, "required": sorted(shapes)}

        assert provider_schemas._without_extras(schema) == schema

    def test_leaves_values_that_look_like_schemas(self) -> None:
        value = {"format": "AWS::EC2::VPC.Id", "requiredXor": ["A"]}
        schema = {"default": value, "enum": [value], "const": value, "examples": [value]}

        assert provider_schemas._without_extras(schema) == schema

    @pytest.mark.parametrize("keyword", sorted(NOT_OF_CFN))
    def test_drops_its_keywords_wherever_a_schema_stands(self, keyword: str) -> None:
        extra = {"type": "object", keyword: {}}
        schema = {"properties": {"A": extra}, "items": extra, "anyOf": [extra], "definitions": {"if": extra}}
        plain = {"type": "object"}

        assert provider_schemas._without_extras(schema) == {
            "properties": {"A": plain},
            "items": plain,
            "anyOf": [plain],
            "definitions": {"if": plain},
        }

    def test_drops_formats_that_cfn_does_not_know_and_keeps_the_others(self) -> None:
        schema = {"properties": {"A": {"format": "AWS::IAM::Role.Arn"}, "B": {"format": "date-time"}}}

        assert provider_schemas._without_extras(schema) == {"properties": {"A": {}, "B": {"format": "date-time"}}}


class TestTypeNames:
    def test_are_found_by_pattern(self) -> None:
        assert provider_schemas.type_names(REGION, "AWS::S3::Bucket*") == ["AWS::S3::Bucket", "AWS::S3::BucketPolicy"]
        assert provider_schemas.type_names(REGION, "AWS::EC2::V?C") == ["AWS::EC2::VPC"]

    def test_of_a_region_that_does_not_exist_are_none(self) -> None:
        assert provider_schemas.type_names("mars-north-1") == []
        assert provider_schemas.schema("AWS::S3::Bucket", "mars-north-1") is None
