"""AWS::Include: snippets in S3."""

import json
from typing import Any

import pytest

from tests.cfn_local.engine.template.template_stories import refusal
from tests.cfn_local.engine.template.transforms.transform_stories import TOPIC, Account, parameter, shown, transformed

SNIPPETS = {
    "s3://snippets/value.yaml": "Value: from the snippet\nTier: Standard\n",
    "s3://snippets/list.json": '["a", "b"]',
    "s3://snippets/sections.yaml": "Description: snippet\nOutputs: {Two: {Value: two}}\n",
    "s3://snippets/short.yaml": "Value: !Ref Topic\n",
    "s3://snippets/broken.json": "{",
    "s3://snippets/text.yaml": "just words",
}
ACCOUNT = Account(objects=SNIPPETS)


def _include(location: Any) -> dict[str, Any]:
    return {"Name": "AWS::Include", "Parameters": {"Location": location}}


def _beside(location: Any) -> dict[str, Any]:
    properties = {"Type": "String", "Fn::Transform": _include(location)}
    return {
        "Parameters": {"Bucket": {"Type": "String", "Default": "snippets"}},
        "Resources": {"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": properties}},
    }


class TestASnippet:
    def test_is_merged_with_what_stands_beside_it(self) -> None:
        found = shown(_beside({"Fn::Sub": "s3://${Bucket}/value.yaml"}), ACCOUNT)

        assert found["Resources"]["Parameter"]["Properties"] == {
            "Type": "String",
            "Value": "from the snippet",
            "Tier": "Standard",
        }

    def test_is_a_value_if_nothing_stands_beside_it(self) -> None:
        document = {"Resources": {"Parameter": parameter({"Fn::Transform": _include("s3://snippets/list.json")})}}

        assert shown(document, ACCOUNT)["Resources"]["Parameter"]["Properties"]["Value"] == ["a", "b"]

    def test_adds_to_the_sections_of_the_template(self) -> None:
        document = {
            "Transform": _include("s3://snippets/sections.yaml"),
            "Resources": {"Topic": TOPIC},
            "Outputs": {"One": {"Value": "one"}},
        }
        assert shown(document, ACCOUNT) == {
            "Resources": {"Topic": TOPIC},
            "Outputs": {"One": {"Value": "one"}, "Two": {"Value": "two"}},
            "Description": "snippet",
        }


class TestASnippetThatCannotBeRead:
    @pytest.mark.parametrize(
        ("location", "reason"),
        [
            ("s3://elsewhere/value.yaml", "S3 bucket [elsewhere] does not exist."),
            ("value.yaml", "The location parameter is not a valid S3 uri."),
            ("https://snippets/value.yaml", "The location parameter is not a valid S3 uri."),
            ("s3://snippets/short.yaml", "The specified S3 object's content should be valid Yaml/JSON."),
            ("s3://snippets/broken.json", "The specified S3 object's content should be valid Yaml/JSON."),
            ("s3://snippets/text.yaml", "The specified S3 object's content should be valid Yaml/JSON."),
            ("s3://snippets/list.json", "The specified S3 object's content should be valid Yaml/JSON."),
        ],
    )
    def test_fails_the_transform(self, location: str, reason: str) -> None:
        assert refusal(transformed, _beside(location), ACCOUNT) == f"Transform AWS::Include failed with: {reason}"

    def test_fails_without_a_location(self) -> None:
        document = json.loads(json.dumps(_beside("x")).replace('"Location"', '"Place"'))

        assert refusal(transformed, document, ACCOUNT) == (
            "Transform AWS::Include failed with: The location parameter is not a valid S3 uri."
        )
