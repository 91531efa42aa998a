"""Sections and their members that are not as a template has them."""

import json
from typing import Any

import pytest

from cfn_local.engine.template import load
from tests.cfn_local.engine.template.template_stories import refusal

TOPIC = {"Type": "AWS::SNS::Topic"}
FINE = {"Resources": {"Topic": TOPIC}}


def resource(**attributes: Any) -> dict[str, Any]:
    return {"Resources": {"Topic": TOPIC | attributes}}


def parameter(**properties: Any) -> dict[str, Any]:
    return FINE | {"Parameters": {"P": {"Type": "String"} | properties}}


def members(section: str, count: int, member: Any) -> dict[str, Any]:
    return FINE | {section: {f"M{number}": member for number in range(count)}}


UNSUPPORTED = "Template format error: the section {} is not supported by the local CloudFormation; {}"
TABLE: list[tuple[dict[str, Any], str]] = [
    ({}, "Template format error: At least one Resources member must be defined."),
    ({"Resources": {}}, "Template format error: At least one Resources member must be defined."),
    ({"Resources": []}, "Template format error: Any Resources member must be an object."),
    (FINE | {"Nope": {}, "Other": 1}, "Invalid template property or properties [Nope, Other]"),
    (
        FINE | {"AWSTemplateFormatVersion": "2010-09-10"},
        "Template format error: unsupported value for AWSTemplateFormatVersion. The only one is 2010-09-09",
    ),
    (FINE | {"Description": ["x"]}, "Template format error: Description must be a string."),
    (FINE | {"Description": "é" * 513}, "Template format error: 'Description' length is greater than 1024"),
    (FINE | {"Hooks": {}}, UNSUPPORTED.format("Hooks", "AWS::CodeDeploy::BlueGreen needs CodeDeploy")),
    (FINE | {"Modules": {}}, UNSUPPORTED.format("Modules", "register the module and use its type")),
    (FINE | {"Fn::Other": {}}, "Invalid template property or properties [Fn::Other]"),
    (FINE | {"Metadata": []}, "Template format error: [/Metadata] Metadata must be a map"),
    ({"Resources": {"my-topic": TOPIC}}, "Template format error: Resource name my-topic is non alphanumeric."),
    ({"Resources": {"": TOPIC}}, "Template format error: Resource name  is non alphanumeric."),
    (
        {"Resources": {"A" * 256: TOPIC}},
        f"Template format error: Resource name {'A' * 256} is longer than 255 characters.",
    ),
    ({"Resources": {"A": "x"}}, "Template format error: Any Resources member must be an object."),
    (
        {"Resources": {"A": {}}},
        "Template format error: [/Resources/A] Every Resources object must contain a Type member.",
    ),
    (
        {"Resources": {"A": {"Type": "Topic"}}},
        "Template format error: [/Resources/A/Type] Every Type must name a resource type.",
    ),
    (
        {"Resources": {"A": {"Type": {"Ref": "P"}}}},
        "Template format error: [/Resources/A/Type] Every Type must name a resource type.",
    ),
    (
        {"Resources": {"A": {"Type": "A::B::MODULE"}}},
        "Template format error: Unrecognized resource types: [A::B::MODULE]",
    ),
    (resource(Tags=[]), "Invalid template resource property 'Tags'"),
    (
        resource(Properties=[]),
        "Template format error: [/Resources/Topic/Properties] Properties must be an object",
    ),
    (resource(Metadata="x"), "Template format error: [/Resources/Topic/Metadata] Metadata must be an object"),
    (
        resource(CreationPolicy="x"),
        "Template format error: [/Resources/Topic/CreationPolicy] CreationPolicy must be an object",
    ),
    (resource(Condition=["x"]), "Template format error: [/Resources/Topic/Condition] Condition must be a string"),
    (
        resource(Condition="Nope"),
        "Template format error: Unresolved condition dependency Nope in the Resources block of the template",
    ),
    (resource(DeletionPolicy="Keep"), "Template format error: Unrecognized DeletionPolicy Keep for resource Topic"),
    (resource(DeletionPolicy=["Retain"]), "Template format error: Every DeletionPolicy member must be a string."),
    (
        resource(DeletionPolicy={"Fn::Sub": "Retain"}),
        "Template error: Cannot use Fn::Sub in DeletionPolicy.",
    ),
    (
        resource(DeletionPolicy={"Ref": "Topic"}),
        "Template format error: Unresolved dependencies [Topic]. Cannot reference resources in the DeletionPolicy "
        "block of the template",
    ),
    (
        resource(UpdateReplacePolicy="RetainExceptOnCreate"),
        "Template format error: Unrecognized UpdateReplacePolicy RetainExceptOnCreate for resource Topic",
    ),
    (resource(DependsOn={"a": 1}), "Template format error: DependsOn must be a string or list of strings."),
    (resource(DependsOn=["A", 1]), "Template format error: Every DependsOn value must be a string."),
    (
        resource(DependsOn=["A", "B"]),
        "Template format error: Unresolved resource dependencies [A, B] in the Resources block of the template",
    ),
    (resource(DependsOn="Topic"), "Circular dependency between resources: [Topic]"),
    (FINE | {"Parameters": {"P": "String"}}, "Template format error: Any Parameters member must be a JSON object."),
    (
        FINE | {"Parameters": {"P": {}}},
        "Template format error: [/Parameters/P] Every Parameters object must contain a Type member.",
    ),
    (
        FINE | {"Parameters": {"P-1": {"Type": "String"}}},
        "Template format error: Parameter name P-1 is non alphanumeric.",
    ),
    (
        FINE | {"Parameters": {"Topic": {"Type": "String"}}},
        "Template error: all resources and parameters must have unique names. Common name(s):[Topic]",
    ),
    (parameter(Type="Strin"), "Template format error: Unrecognized parameter type: Strin"),
    (
        parameter(Type="AWS::SSM::Parameter::Value<Number>"),
        "Template format error: Unrecognized parameter type: AWS::SSM::Parameter::Value<Number>",
    ),
    (parameter(Nope=1), "Template format error: Invalid template parameter property 'Nope'"),
    (parameter(Default=["x"]), "Template format error: Every Default member must be a string."),
    (parameter(Default={"Ref": "AWS::Region"}), "Template format error: Every Default member must be a string."),
    (parameter(Description="x" * 4001), "Template format error: Description must be no longer than 4000 characters."),
    (parameter(AllowedValues="x"), "Template format error: AllowedValues must be a list."),
    (parameter(AllowedValues=[[]]), "Template format error: Every AllowedValues value must be a string."),
    (parameter(MinLength="x"), "Template error: Parameter 'P' MinLength must be a whole number, 0 or more."),
    (parameter(MinLength=2, MaxLength=1), "Template error: Parameter 'P' MinLength must be less than MaxLength."),
    (parameter(MinValue=1), "Template error: Parameter 'P' MinValue must be on a parameter of type Number"),
    (
        parameter(Type="Number", MaxLength=1),
        "Template error: Parameter 'P' MaxLength must be on a parameter of type String",
    ),
    (
        parameter(Type="CommaDelimitedList", MaxLength=1),
        "Template error: Parameter 'P' MaxLength must be on a parameter of type String",
    ),
    (parameter(Type="Number", MinValue="x"), "Template error: Parameter 'P' MinValue must be a number."),
    (
        parameter(AllowedPattern="["),
        "Parameter 'P' AllowedPattern must be a valid regular expression: unclosed character class near index 0.",
    ),
    (
        FINE | {"Mappings": {"M": {}}},
        "Template format error: [/Mappings/M] Every Mappings member must be a map that is not empty",
    ),
    (
        FINE | {"Mappings": {"M": {"a": "b"}}},
        "Template format error: Every Mappings member a must be a map",
    ),
    (
        FINE | {"Mappings": {"M": {"a": {"b": {"c": "d"}}}}},
        "Template format error: Every Mappings attribute must be a String or a List.",
    ),
    (
        FINE | {"Mappings": {"M": {"a": {f"b{number}": 1 for number in range(201)}}}},
        "Template format error: Number of attributes, 201, is greater than maximum allowed, 200, in [/Mappings/M/a]",
    ),
    (
        FINE | {"Outputs": {"O": {}}},
        "Template format error: Every Outputs member must contain a Value object",
    ),
    (
        FINE | {"Outputs": {"O": {"Value": "x", "Nope": 1}}},
        "Template format error: [/Outputs/O] Invalid template output property 'Nope'",
    ),
    (
        FINE | {"Outputs": {"O": {"Value": ["x"]}}},
        "Template format error: [/Outputs/O] The Value field of every Outputs member must evaluate to a String.",
    ),
    (
        FINE | {"Outputs": {"O": {"Value": "x", "Export": {}}}},
        "Template format error: Output O is malformed. The Name field of every Export member must be specified and "
        "consist only of alphanumeric characters, colons, or hyphens.",
    ),
    (
        FINE | {"Outputs": {"O": {"Value": "x", "Condition": "Nope"}}},
        "Template format error: Unresolved condition dependency Nope in the Outputs block of the template",
    ),
    (FINE | {"Outputs": {"O-1": {"Value": "x"}}}, "Template format error: Output name O-1 is non alphanumeric."),
    (
        members("Resources", 501, TOPIC),
        "Template format error: Number of resources, 501, is greater than maximum allowed, 500",
    ),
    (
        members("Parameters", 201, {"Type": "String"}),
        "Template format error: Number of parameters, 201, is greater than maximum allowed, 200",
    ),
    (
        members("Mappings", 201, {"a": {"b": "c"}}),
        "Template format error: Number of mappings, 201, is greater than maximum allowed, 200",
    ),
    (
        members("Outputs", 201, {"Value": "x"}),
        "Template format error: Number of outputs, 201, is greater than maximum allowed, 200",
    ),
    (
        FINE | {"Rules": {"R": {}}},
        "Template format error: [/Rules/R] a rule has Assertions, and may have a RuleCondition",
    ),
    (
        FINE | {"Rules": {"R": {"Assertions": [{}]}}},
        "Template format error: [/Rules/R/Assertions] Assertions must be a list of objects with an Assert and an "
        "AssertDescription",
    ),
]


class TestAMalformedTemplate:
    @pytest.mark.parametrize(("sections", "message"), TABLE, ids=[message[:80] for _, message in TABLE])
    def test_is_refused_with_what_is_wrong(self, sections: dict[str, Any], message: str):
        assert refusal(load, json.dumps(sections)) == message


class TestATemplateAtItsLimits:
    @pytest.mark.parametrize(
        ("section", "count", "member"),
        [
            ("Resources", 500, TOPIC),
            ("Parameters", 200, {"Type": "String"}),
            ("Mappings", 200, {"a": {"b": "c"}}),
            ("Outputs", 200, {"Value": "x"}),
        ],
    )
    def test_is_loaded(self, section: str, count: int, member: Any):
        loaded = load(json.dumps(members(section, count, member)))

        assert len(getattr(loaded, section.lower())) == count


class TestAWellFormedTemplate:
    def test_tells_what_it_declares(self):
        loaded = load(
            json.dumps(
                {
                    "AWSTemplateFormatVersion": "2010-09-09",
                    "Description": "A shop",
                    "Metadata": {"Owner": "me"},
                    "Conditions": {"Yes": {"Fn::Equals": [1, 1]}},
                    "Resources": {
                        "Topic": TOPIC,
                        "Queue": {
                            "Type": "AWS::SQS::Queue",
                            "Description": "of orders",
                            "Condition": "Yes",
                            "DependsOn": "Topic",
                            "DeletionPolicy": "RetainExceptOnCreate",
                            "UpdateReplacePolicy": "Snapshot",
                            "Metadata": {"Note": 1},
                            "CreationPolicy": {"A": 1},
                            "UpdatePolicy": {"B": 2},
                            "Properties": {"Delay": 5},
                        },
                    },
                }
            )
        )
        queue = loaded.resources["Queue"]

        assert (loaded.description, loaded.metadata) == ("A shop", {"Owner": "me"})
        assert list(loaded.resources) == ["Topic", "Queue"]
        assert (queue.logical_id, queue.type, queue.properties) == ("Queue", "AWS::SQS::Queue", {"Delay": 5})
        assert (queue.condition, queue.depends_on, queue.module) == ("Yes", ("Topic",), None)
        assert (queue.deletion_policy, queue.update_replace_policy) == ("RetainExceptOnCreate", "Snapshot")
        assert (queue.metadata, queue.creation_policy, queue.update_policy) == ({"Note": 1}, {"A": 1}, {"B": 2})

    def test_without_modules_is_processed_already(self):
        body = json.dumps(FINE)

        assert load(body).processed_body == load(body).body == body
