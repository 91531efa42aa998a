"""Which transforms a template has, and in which order they run."""

import json
from typing import Any

import pytest

from cfn_local.engine.template import load, load_unprocessed
from tests.cfn_local.engine.template.template_stories import refusal
from tests.cfn_local.engine.template.transforms.transform_stories import (
    TOPIC,
    Account,
    parameter,
    returning,
    shown,
    transformed,
)

PLAIN = {"Resources": {"Topic": TOPIC}}


def _prefixed(fragment: Any, params: dict[str, Any]) -> Any:
    """What stands for a text `<mark>` gets a word before it."""
    return json.loads(json.dumps(fragment).replace("<mark>", f"{params['Word']} <mark>"))


class TestTransforms:
    def test_run_from_the_inside_out_and_then_the_section_from_first_to_last(self) -> None:
        def use(word: str) -> dict[str, Any]:
            return {"Name": "Prefix", "Parameters": {"Word": word}}

        properties = {"Type": "String", "Value": {"Fn::Transform": use("1"), "Text": "<mark>"}}
        inner = {"Fn::Transform": [use("2"), use("3")], **properties}
        document = {
            "Transform": [use("4"), use("5")],
            "Resources": {"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": inner}},
        }
        found = shown(document, Account(macros={"Prefix": returning(_prefixed)}))

        assert found["Resources"]["Parameter"]["Properties"]["Value"] == {"Text": "1 2 3 4 5 <mark>"}

    def test_are_not_part_of_the_processed_template(self) -> None:
        found = transformed({"Transform": "Same", **PLAIN}, Account(macros={"Same": returning(lambda it, _: it)}))

        assert json.loads(found.processed_body) == PLAIN
        assert (found.transforms, found.unprocessed) == (("Same",), None)

    def test_at_the_root_get_the_whole_template(self) -> None:
        account = Account(macros={"Whole": returning(PLAIN)})

        assert shown({"Fn::Transform": "Whole", "Description": "d"}, account) == PLAIN
        assert account.requests[0]["fragment"] == {"Description": "d"}

    def test_get_attributes_as_lists_however_they_are_written(self) -> None:
        account = Account(macros={"Same": returning(lambda it, _: it)})
        transformed(
            "Transform: Same\nResources:\n  A:\n    Type: AWS::SNS::Topic\nOutputs:\n  B: {Value: !GetAtt A.B.C}",
            account,
        )

        assert account.requests[0]["fragment"]["Outputs"]["B"]["Value"] == {"Fn::GetAtt": ["A", "B.C"]}

    def test_get_dynamic_references_as_text(self) -> None:
        account = Account(macros={"Same": returning(lambda it, _: it)})
        document = {"Transform": "Same", "Resources": {"P": parameter("{{resolve:ssm:name}}")}}

        assert shown(document, account)["Resources"] == document["Resources"]

    def test_are_known_by_name_before_they_run(self) -> None:
        document = {
            "Transform": ["One", {"Name": "Two"}],
            "Description": "before",
            "Parameters": {"Name": {"Type": "String"}},
            "Resources": {"Fn::Transform": "Three", "Fn::ForEach::Loop": [], "A": {"Fn::Transform": {"Name": "One"}}},
        }
        template = load_unprocessed(json.dumps(document))

        assert template.transforms == ("One", "Two", "Three")
        assert (template.description, [*template.parameters], dict(template.resources)) == ("before", ["Name"], {})
        assert template.unprocessed == document


class TestATransformThatCannotBe:
    @pytest.mark.parametrize(
        ("transform", "message"),
        [
            ({"Name": {"Ref": "Name"}}, "Key Name of transform definition must be a string."),
            ({"Parameters": {}}, "Key Name of transform definition must be a string."),
            ([], "Template format error: [/Transform] Transform must name at least one transform"),
            (5, "Template format error: a transform must be a name, or an object with Name and Parameters."),
            (
                {"Name": "A", "Parameters": [], "More": 1},
                "Template format error: the transform A must be an object with Name, and with Parameters that are an "
                "object.",
            ),
            (
                ["AWS::CodeDeployBlueGreen", "AWS::Include", "AWS::CodeStar"],
                "The local CloudFormation does not have the transform AWS::CodeDeployBlueGreen, AWS::CodeStar.",
            ),
        ],
    )
    def test_is_refused_before_anything_runs(self, transform: Any, message: str) -> None:
        assert refusal(load_unprocessed, json.dumps({"Transform": transform, **PLAIN})) == message

    def test_makes_something_that_is_no_template(self) -> None:
        account = Account(macros={"Text": returning("no template")})

        assert refusal(transformed, {"Transform": "Text", **PLAIN}, account) == (
            "Template format error: unsupported structure."
        )

    @pytest.mark.parametrize(
        ("made", "message"),
        [
            ({"Resources": {}}, "Template format error: At least one Resources member must be defined."),
            ({"Resources": {"A": None}}, "[/Resources/A] 'null' values are not allowed in templates"),
            (
                {"Resources": {"A": TOPIC}, "Transform": "Again"},
                "Invalid template property or properties [Transform]",
            ),
            ({"Resources": {"A": {"Fn::Transform": "Again"}}},
             "Template format error: [/Resources/A] Every Resources object must contain a Type member."),
            ({"Resources": {"A": {**TOPIC, "Metadata": {"Text": "x" * 1_000_000}}}},
             "Template may not exceed 1000000 bytes in size."),
        ],
    )  # fmt: skip
    def test_makes_a_template_that_is_invalid(self, made: Any, message: str) -> None:
        account = Account(macros={"Made": returning(made)})

        assert refusal(transformed, {"Transform": "Made", **PLAIN}, account) == message

    def test_gets_a_parameter_that_is_not_known_yet(self) -> None:
        document = {"Transform": {"Name": "Same", "Parameters": {"Input": {"Ref": "Topic"}}}, **PLAIN}

        assert refusal(transformed, document, Account(macros={"Same": returning(PLAIN)})) == (
            "The value of parameter Input under transform Same must resolve to a string, number, boolean or a list of "
            "any of these."
        )

    @pytest.mark.parametrize("name", ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"])
    def test_stands_where_only_macros_may(self, name: str) -> None:
        document = {"Resources": {"Topic": {**TOPIC, "Properties": {"Fn::Transform": {"Name": name}}}}}

        assert refusal(transformed, document) == (
            f"Transform {name} failed with: It can be declared only in the Transform section of the template."
        )

    def test_is_refused_where_no_stack_is_in_sight(self) -> None:
        assert refusal(load, json.dumps({"Transform": ["One", "Two"], **PLAIN})) == (
            "The template uses One, Two, and transforms run only when a stack or change set is created or updated"
        )
