"""AWS::Serverless-2016-10-31, as AWS's own package translates it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.cfn_local.engine.template.template_stories import PSEUDO, refusal
from tests.cfn_local.engine.template.transforms.transform_stories import SERVERLESS, Account, shown, transformed

FUNCTION = {"Handler": "index.handler", "Runtime": "python3.12", "InlineCode": "def handler(event, context): ..."}
FAILED = f"Transform {SERVERLESS} failed with: {{}}"
INVALID = FAILED.format("Invalid Serverless Application Specification document. Number of errors found: {}. {}")


def _application(**sections: Any) -> dict[str, Any]:
    return {"Transform": SERVERLESS, **sections}


def _function(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Serverless::Function", "Properties": {**FUNCTION, **properties}}


class TestAnApplication:
    def test_becomes_resources_of_cloudformation(self) -> None:
        document = _application(
            Globals={"Function": {"Timeout": 7, "Environment": {"Variables": {"STAGE": {"Ref": "Stage"}}}}},
            Parameters={"Stage": {"Type": "String", "Default": "test"}},
            Resources={
                "Function": _function(
                    Policies=[{"SQSPollerPolicy": {"QueueName": {"Fn::GetAtt": ["Queue", "QueueName"]}}}],
                    Events={
                        "Hourly": {"Type": "Schedule", "Properties": {"Schedule": "rate(1 hour)"}},
                        "Jobs": {"Type": "SQS", "Properties": {"Queue": {"Fn::GetAtt": ["Queue", "Arn"]}}},
                    },
                ),
                "Queue": {"Type": "AWS::SQS::Queue"},
            },
        )
        resources = shown(document)["Resources"]

        assert {name: one["Type"] for name, one in resources.items()} == {
            "Queue": "AWS::SQS::Queue",
            "Function": "AWS::Lambda::Function",
            "FunctionRole": "AWS::IAM::Role",
            "FunctionHourly": "AWS::Events::Rule",
            "FunctionHourlyPermission": "AWS::Lambda::Permission",
            "FunctionJobs": "AWS::Lambda::EventSourceMapping",
        }
        assert resources["Function"]["Properties"]["Timeout"] == 7
        assert resources["Function"]["Properties"]["Environment"] == {"Variables": {"STAGE": {"Ref": "Stage"}}}

    @pytest.mark.parametrize(
        ("region", "partition"),
        [
            ("us-east-1", "aws"),
            ("eu-central-1", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("cn-north-1", "aws-cn"),
        ],
    )
    def test_names_managed_policies_of_the_partition(self, region: str, partition: str) -> None:
        account = Account(policies={"AmazonSQSFullAccess": f"arn:{partition}:iam::aws:policy/AmazonSQSFullAccess"})
        document = _application(Resources={"Function": _function(Policies="AmazonSQSFullAccess")})
        found = shown(document, account, pseudo=replace(PSEUDO, region=region, partition=partition))

        assert found["Resources"]["FunctionRole"]["Properties"]["ManagedPolicyArns"] == [
            f"arn:{partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            f"arn:{partition}:iam::aws:policy/AmazonSQSFullAccess",
        ]

    def test_knows_the_values_of_the_parameters(self) -> None:
        document = _application(
            Parameters={"Days": {"Type": "CommaDelimitedList", "Default": "1"}, "Name": {"Type": "String"}},
            Resources={
                "Function": _function(AutoPublishAlias={"Ref": "Name"}, Layers=[{"Ref": "Layer"}]),
                "Layer": {
                    "Type": "AWS::Serverless::LayerVersion",
                    "Properties": {"LayerName": {"Ref": "Name"}, "ContentUri": "s3://code/layer.zip"},
                },
            },
        )
        resources = shown(document, given={"Name": "live"})["Resources"]

        assert resources["FunctionAliaslive"]["Properties"]["Name"] == "live"
        (layer,) = (one for one in resources.values() if one["Type"] == "AWS::Lambda::LayerVersion")
        assert layer["Properties"]["Content"] == {"S3Bucket": "code", "S3Key": "layer.zip"}

    def test_may_use_loops_if_their_transform_comes_first(self) -> None:
        document = {
            "Transform": ["AWS::LanguageExtensions", SERVERLESS],
            "Resources": {"Fn::ForEach::Functions": ["Id", ["A", "B"], {"Of${Id}": _function()}]},
        }
        assert [
            name for name, one in shown(document)["Resources"].items() if one["Type"] == "AWS::Lambda::Function"
        ] == [
            "OfA",
            "OfB",
        ]

    def test_is_translated_for_one_region_at_a_time(self) -> None:
        document = _application(Resources={"Function": _function(Policies="Mine")})
        first = shown(document, pseudo=replace(PSEUDO, region="cn-north-1"))
        second = shown(document, pseudo=replace(PSEUDO, region="us-east-1"))

        assert [one["Resources"]["FunctionRole"]["Properties"]["ManagedPolicyArns"][0] for one in (first, second)] == [
            "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        ]


class TestAnApplicationThatIsInvalid:
    def test_has_its_code_on_this_machine(self) -> None:
        code = {name: value for name, value in FUNCTION.items() if name != "InlineCode"}
        function = {"Type": "AWS::Serverless::Function", "Properties": {**code, "CodeUri": "./src"}}

        assert refusal(transformed, _application(Resources={"F": function})) == INVALID.format(
            1,
            "Resource with id [F] is invalid. 'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with "
            "optional versionId query parameter.",
        )

    def test_is_told_all_that_is_wrong(self) -> None:
        resources = {"A": {"Type": "AWS::Serverless::Function", "Properties": {}}, "B": _function(Events=5)}
        message = refusal(transformed, _application(Resources=resources))

        assert message.startswith(INVALID.format(2, "Resource with id [A] is invalid. "))
        assert "Resource with id [B] is invalid. " in message

    def test_has_no_resources(self) -> None:
        assert refusal(transformed, _application(Resources={})) == INVALID.format(
            1, "Structure of the SAM template is invalid. 'Resources' section is required"
        )

    def test_is_in_the_application_repository(self) -> None:
        location = {"ApplicationId": "arn:aws:serverlessrepo:us-east-1:1:applications/a", "SemanticVersion": "1.0.0"}
        application = {"Type": "AWS::Serverless::Application", "Properties": {"Location": location}}

        assert refusal(transformed, _application(Resources={"One": application, "Two": application})) == FAILED.format(
            "The local CloudFormation does not have the AWS Serverless Application Repository, which One, Two of type "
            "AWS::Serverless::Application needs."
        )

    def test_makes_the_package_itself_fail(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise KeyError("unexpected")

        monkeypatch.setattr("samtranslator.translator.translator.Translator.translate", fail)

        assert refusal(transformed, _application(Resources={"F": _function()})) == (
            f"Received malformed response from transform {SERVERLESS}"
        )

    def test_may_be_a_nested_template_of_ones_own(self) -> None:
        properties = {"Location": "https://templates.s3.amazonaws.com/one.yaml"}
        application = {"Type": "AWS::Serverless::Application", "Properties": properties}

        assert shown(_application(Resources={"One": application}))["Resources"]["One"]["Type"] == (
            "AWS::CloudFormation::Stack"
        )
