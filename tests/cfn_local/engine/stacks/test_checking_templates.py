"""The check of a template: all that stands in its way at once, before anything is created."""

import json
from typing import Any

import boto3

from cfn_local.engine.checking.report import Report
from cfn_local.engine.checking.template_check import TemplateCheck
from tests.cfn_local.engine.stacks.conftest import CREDENTIALS
from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, REGION, Cloud, template

IMAGES = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"


def checked(body: dict[str, Any], **given: str) -> Report:
    return TemplateCheck(json.dumps(body), given, ACCOUNT, REGION, "web").report()


def told(report: Report) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind.value, one.name, one.logical_ids) for one in report.obstacles]


class TestWhatStandsInTheWay:
    def test_is_told_all_at_once(self, cloud: Cloud) -> None:
        box = {"SpendingLimit": "1", "DeviceArn": {"Fn::ImportValue": "device"}}
        body = template(
            One={"Type": "AWS::Braket::SpendingLimit", "Properties": box},
            Two={"Type": "AWS::S3::Bucket", "Properties": {"MetricsConfigurations": [{"Id": "a"}]}},
            Three={"Type": "Example::No::Such"},
            Four={"Type": "AWS::SQS::Queue", "Properties": {"Colour": "red"}},
            Five={"Type": "AWS::Braket::SpendingLimit", "Properties": {"SpendingLimit": "1", "DeviceArn": "x"}},
        )
        assert told(checked(body)) == [
            ("missing export", "device", ()),
            ("missing type", "AWS::Braket::SpendingLimit", ("One", "Five")),
            ("unknown type", "Example::No::Such", ("Three",)),
            ("missing property", "MetricsConfigurations of AWS::S3::Bucket", ("Two",)),
            ("invalid properties", "#: extraneous key [Colour] is not permitted", ("Four",)),
        ]

    def test_names_what_would_help(self, cloud: Cloud) -> None:
        body = template(
            One={"Type": "AWS::Braket::SpendingLimit", "Properties": {"SpendingLimit": "1", "DeviceArn": "x"}},
            Two={"Type": "AWS::CloudFormation::WaitCondition"},
        )
        helps = {one.name: (one.can_be_stood_in_for, bool(one.remedy)) for one in checked(body).obstacles}
        assert helps["AWS::Braket::SpendingLimit"] == (True, True)
        assert helps.get("AWS::CloudFormation::WaitCondition", (False, False)) == (False, False)

    def test_is_not_behind_a_condition_that_is_false(self, cloud: Cloud) -> None:
        conditions = {"Conditions": {"Never": {"Fn::Equals": ["a", "b"]}}}
        missing = {"Type": "AWS::Braket::SpendingLimit", "Condition": "Never"}
        assert told(checked({**conditions, **template(One=missing, Two={"Type": "AWS::SQS::Queue"})})) == []

    def test_is_a_transform_that_only_aws_has(self, cloud: Cloud) -> None:
        body = {"Transform": "AWS::CodeDeployBlueGreen", **template(Two={"Type": "AWS::SQS::Queue"})}
        message = "The local CloudFormation does not have the transform AWS::CodeDeployBlueGreen."
        assert told(checked(body)) == [("invalid template", message, ())]

    def test_is_looked_for_in_what_a_transform_makes(self, cloud: Cloud) -> None:
        loop = {"Fn::ForEach::Boxes": ["Name", ["A", "B"], {"Box${Name}": {"Type": "AWS::Braket::SpendingLimit"}}]}
        report = checked({"Transform": "AWS::LanguageExtensions", "Resources": loop})
        assert ("missing type", "AWS::Braket::SpendingLimit", ("BoxA", "BoxB")) in told(report)

    def test_is_a_nested_template_that_is_a_file_of_this_machine(self, cloud: Cloud) -> None:
        nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "./network.yaml"}}
        (obstacle,) = checked(template(Network=nested)).obstacles
        assert (obstacle.name, obstacle.logical_ids) == ("TemplateURL is no URL: ./network.yaml", ("Network",))
        assert "aws cloudformation package" in obstacle.remedy

    def test_is_a_macro_that_nobody_has_deployed(self, cloud: Cloud) -> None:
        (obstacle,) = checked({"Transform": ["Nobody"], **template(Two={"Type": "AWS::SQS::Queue"})}).obstacles
        assert obstacle.name == "No transform named 123456789012::Nobody found."
        assert obstacle.remedy.startswith("Deploy the stack with its AWS::CloudFormation::Macro first")

    def test_creates_nothing(self, cloud: Cloud) -> None:
        assert (
            told(checked(template(Bucket={"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "not-made"}}))) == []
        )
        assert "not-made" not in [one["Name"] for one in cloud.s3.list_buckets()["Buckets"]]
        assert "web" not in [one.name for one in cloud.account.every()]


class TestParameters:
    def test_are_looked_up_in_parameter_store(self, cloud: Cloud) -> None:
        boto3.client("ssm", REGION, **CREDENTIALS).put_parameter(Name="/delay", Value="many", Type="String")
        body = {
            "Parameters": {"Delay": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/delay"}},
            **template(Queue={"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": {"Ref": "Delay"}}}),
        }
        report = checked(body)
        assert report.assumed == ()
        assert told(report) == [
            ("invalid properties", "#/DelaySeconds: expected type: Integer, found: String", ("Queue",))
        ]

    def test_without_a_value_get_one_that_their_declaration_allows(self, cloud: Cloud) -> None:
        parameters = {
            "Size": {"Type": "Number", "MinValue": 5},
            "Zone": {"Type": "AWS::EC2::AvailabilityZone::Name"},
            "Stage": {"Type": "String", "AllowedValues": ["dev", "prod"]},
            "Code": {"Type": "String", "AllowedPattern": "[A-Z]{3}-[0-9]+"},
            "Image": {"Type": IMAGES, "Default": "/no/such/image"},
            "Kept": {"Type": "String", "Default": "kept"},
        }
        report = checked({"Parameters": parameters, **template(Queue={"Type": "AWS::SQS::Queue"})})
        assert report.obstacles == ()
        assert report.assumed == ("Size", "Zone", "Stage", "Code", "/no/such/image")

    def test_that_were_made_up_are_named_as_a_cause(self, cloud: Cloud) -> None:
        mapped = {"Fn::FindInMap": ["Sizes", {"Ref": "Stage"}, "Size"]}
        body = {
            "Parameters": {"Stage": {"Type": "String"}},
            "Mappings": {"Sizes": {"prod": {"Size": 3}}},
            **template(Queue={"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": mapped}}),
        }
        (obstacle,) = checked(body).obstacles
        assert obstacle.kind.value == "invalid template"
        assert obstacle.remedy == "Values were made up: state them with --parameters NAME=VALUE."
        assert checked(body, Stage="prod").obstacles == ()

    def test_that_the_template_does_not_have_are_named(self, cloud: Cloud) -> None:
        assert checked(template(Queue={"Type": "AWS::SQS::Queue"}), Nope="1").unknown == ("Nope",)
