"""The check of a template that is wrong in several ways: every problem at once, with its place and what would help."""

import pytest

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template
from tests.cfn_local.engine.stacks.test_checking_templates import checked, told

FUNCTION = {"Code": {"ZipFile": "pass"}, "Handler": "index.handler"}


def helped(properties: dict[str, object], type_name: str = "AWS::SQS::Queue") -> list[tuple[str, str]]:
    """The problems of the properties of a resource, each with what would help."""
    report = checked(template(One={"Type": type_name, "Properties": properties}))
    return [(one.name, one.remedy) for one in report.obstacles]


class TestAReferenceToNothing:
    def test_is_told_with_its_place_beside_all_that_is_wrong_with_properties(self, cloud: Cloud) -> None:
        body = template(
            Queue={"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 901}, "DependsOn": ["Topic", "Nobody"]},
            Topic={"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::Sub": "${Stage}-a"}}},
        )
        body["Outputs"] = {"Url": {"Value": {"Fn::GetAtt": ["Quue", "QueueUrl"]}}}
        report = checked(body)

        start, end = "Template format error: Unresolved resource dependencies", "block of the template, at"
        assert [(one.name, one.logical_ids, one.remedy) for one in report.obstacles] == [
            (
                f"{start} [Nobody] in the Resources {end} DependsOn",
                ("Queue",),
                "Add a parameter or resource Nobody, or take the reference away.",
            ),
            (
                f"{start} [Stage] in the Resources {end} Properties/TopicName",
                ("Topic",),
                "Add a parameter or resource Stage, or take the reference away.",
            ),
            (
                "Template error: instance of Fn::GetAtt references undefined resource Quue, at Value",
                ("Url",),
                "Is it Queue?",
            ),
            ("#/DelaySeconds: failed validation constraint for keyword [maximum]", ("Queue",), "It is at most 900."),
        ]

    def test_hides_no_type_that_is_missing(self, cloud: Cloud) -> None:
        body = template(One={"Type": "AWS::Braket::SpendingLimit", "DependsOn": "Nobody"})
        kinds = [kind for kind, _, _ in told(checked(body))]
        assert kinds == ["invalid template", "missing type", "invalid properties", "invalid properties"]

    def test_whose_name_no_resource_can_have_is_told_in_the_words_of_aws(self, cloud: Cloud) -> None:
        body = template(One={"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "AWS::Stack"}}})
        message = "Template format error: Unresolved resource dependencies [AWS::Stack] in the Resources block of the "
        message += "template"
        assert told(checked(body)) == [("invalid template", message, ())]


class TestAnAttributeThatNoResourceHas:
    def test_is_told_with_the_resource_that_asks_for_it_and_those_there_are(self, cloud: Cloud) -> None:
        body = template(
            Queue={"Type": "AWS::SQS::Queue"},
            Topic={"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::GetAtt": ["Queue", "Uri"]}}},
        )
        body["Outputs"] = {"Name": {"Value": {"Fn::Sub": "${Topic.Arn}"}}}
        assert [(one.name, one.logical_ids, one.remedy) for one in checked(body).obstacles] == [
            (
                "[/Outputs/Name/Value/Fn::GetAtt] Resource type AWS::SNS::Topic does not support attribute {Arn}.",
                ("Topic",),
                "AWS::SNS::Topic has TopicArn.",
            ),
            (
                "Template error: resource Queue does not support attribute type Uri in Fn::GetAtt",
                ("Topic",),
                "AWS::SQS::Queue has QueueUrl, Arn.",
            ),
        ]


class TestAPropertyThatASchemaRefuses:
    @pytest.mark.parametrize(
        ("type_name", "properties", "message", "remedy"),
        [
            (
                "AWS::SQS::Queue",
                {"DelaySecond": 1},
                "#: extraneous key [DelaySecond] is not permitted",
                "Is it DelaySeconds?",
            ),
            (
                "AWS::Lambda::Function",
                {**FUNCTION, "Role": "arn:aws:iam::123456789012:role/r", "MemorySize": 1},
                "#/MemorySize: failed validation constraint for keyword [minimum]",
                "It is at least 128.",
            ),
            (
                "AWS::Lambda::Function",
                {**FUNCTION, "Role": "arn:aws:iam::123456789012:role/r", "PackageType": "Zop"},
                "#/PackageType: failed validation constraint for keyword [enum]",
                "It is one of Image, Zip.",
            ),
            (
                "AWS::Lambda::Function",
                {**FUNCTION, "Role": "arn:aws:iam::123456789012:role/r", "Runtime": "python9"},
                "#/Runtime: failed validation constraint for keyword [enum]",
                "Is it python3.9 or python3.8 or python3.7?",
            ),
            (
                "AWS::IAM::Role",
                {"AssumeRolePolicyDocument": {}, "Description": "x" * 1001},
                "#/Description: expected maxLength: 1000, actual: 1001",
                "",
            ),
        ],
    )
    def test_is_told_with_what_it_allows(
        self, cloud: Cloud, type_name: str, properties: dict[str, object], message: str, remedy: str
    ) -> None:
        assert helped(properties, type_name) == [(message, remedy)]
