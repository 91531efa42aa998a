"""AWS::SecretsManager: the functions of hosted rotations."""

import json
from dataclasses import replace
from typing import Any

import pytest

from cfn_local.engine.template import published_template
from tests.cfn_local.engine.template.template_stories import PSEUDO, refusal
from tests.cfn_local.engine.template.transforms.transform_stories import TOPIC, shown, transformed

OF_2020 = "AWS::SecretsManager-2020-07-23"
OF_2024 = "AWS::SecretsManager-2024-09-16"
TYPES = (
    "MySQLSingleUser, MySQLMultiUser, PostgreSQLSingleUser, PostgreSQLMultiUser, OracleSingleUser, OracleMultiUser, "
    "MariaDBSingleUser, MariaDBMultiUser, SQLServerSingleUser, SQLServerMultiUser, RedshiftSingleUser, "
    "RedshiftMultiUser, MongoDBSingleUser, MongoDBMultiUser"
)


def _schedule(hosted: Any, **attributes: Any) -> dict[str, Any]:
    properties = {"SecretId": "database", "HostedRotationLambda": hosted}
    return {"Type": "AWS::SecretsManager::RotationSchedule", "Properties": properties, **attributes}


def _template(transform: Any = OF_2020, **resources: Any) -> dict[str, Any]:
    return {"Transform": transform, "Resources": {"Topic": TOPIC, **resources}}


class TestAHostedRotation:
    @pytest.mark.parametrize("transform", [OF_2020, OF_2024])
    def test_becomes_a_nested_stack_whose_function_the_schedule_has(self, transform: str) -> None:
        hosted = {
            "RotationType": "PostgreSQLMultiUser",
            "RotationLambdaName": "rotate",
            "SuperuserSecretArn": {"Ref": "Topic"},
            "VpcSubnetIds": {"Fn::Join": [",", ["subnet-1", "subnet-2"]]},
        }
        made = shown(_template(transform, Schedule=_schedule(hosted, DependsOn="Topic")))["Resources"]

        assert made["Schedule"] == {
            "Type": "AWS::SecretsManager::RotationSchedule",
            "Properties": {
                "SecretId": "database",
                "RotationLambdaARN": {"Fn::GetAtt": ["ScheduleHostedRotationLambda", "Outputs.RotationLambdaARN"]},
            },
            "DependsOn": "Topic",
        }
        nested = made["ScheduleHostedRotationLambda"]
        assert nested["Type"] == "AWS::CloudFormation::Stack"
        assert nested["Properties"]["Parameters"] == {
            "endpoint": f"https://secretsmanager.{PSEUDO.region}.{PSEUDO.url_suffix}",
            "functionName": "rotate",
            "superuserSecretArn": {"Ref": "Topic"},
            "vpcSubnetIds": {"Fn::Join": [",", ["subnet-1", "subnet-2"]]},
        }

    @pytest.mark.parametrize(
        ("region", "suffix"),
        [
            ("us-east-1", "amazonaws.com"),
            ("eu-central-1", "amazonaws.com"),
            ("us-gov-west-1", "amazonaws.com"),
            ("cn-north-1", "amazonaws.com.cn"),
        ],
    )
    def test_takes_the_template_of_its_region(self, region: str, suffix: str) -> None:
        pseudo = replace(PSEUDO, region=region, url_suffix=suffix)
        made = shown(_template(Schedule=_schedule({"RotationType": "MySQLSingleUser"})), pseudo=pseudo)
        assert made["Resources"]["ScheduleHostedRotationLambda"]["Properties"] == {
            "Parameters": {"endpoint": f"https://secretsmanager.{region}.{suffix}"},
            "TemplateURL": f"https://secrets-manager-rotation-apps-local.s3.{region}.{suffix}/"
            "SecretsManagerRDSMySQLRotationSingleUser.yaml",
        }

    def test_shares_the_condition_and_the_policies_of_its_schedule(self) -> None:
        shared = {"Condition": "Rotates", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
        schedule = _schedule({"RotationType": "MySQLSingleUser"}, **shared)
        document = {**_template(Schedule=schedule), "Conditions": {"Rotates": {"Fn::Equals": ["a", "a"]}}}
        nested = shown(document)["Resources"]["ScheduleHostedRotationLambda"]
        assert {name: nested[name] for name in shared} == shared

    def test_is_all_that_changes(self) -> None:
        own = {
            "Type": "AWS::SecretsManager::RotationSchedule",
            "Properties": {"SecretId": "database", "RotationLambdaARN": "arn:aws:lambda:us-east-1:1:function:own"},
        }
        assert shown(_template(Schedule=own))["Resources"] == {"Topic": TOPIC, "Schedule": own}


class TestATransformOfHostedRotations:
    @pytest.mark.parametrize(
        ("resources", "reason"),
        [
            (
                {"A": _schedule({"RotationType": "MySQL"}), "B": _schedule({"Runtimes": "python3.12"})},
                f"RotationType of A must be one of {TYPES}. HostedRotationLambda of B has no property Runtimes. "
                f"RotationType of B must be one of {TYPES}.",
            ),
            ({"A": _schedule("MySQLSingleUser")}, "HostedRotationLambda of A must be an object."),
            (
                {"A": _schedule({"RotationType": "MySQLSingleUser"}), "AHostedRotationLambda": TOPIC},
                "The template already has a resource AHostedRotationLambda.",
            ),
        ],
    )
    def test_refuses_what_it_cannot_make(self, resources: dict[str, Any], reason: str) -> None:
        assert refusal(transformed, _template(**resources)) == f"Transform {OF_2020} failed with: {reason}"

    def test_takes_no_parameters(self) -> None:
        transform = {"Name": OF_2024, "Parameters": {"Runtime": "python3.12"}}
        assert refusal(transformed, _template(transform)) == f"Transform {OF_2024} failed with: It takes no parameters."

    def test_stands_only_in_the_transform_section(self) -> None:
        embedded = {"Resources": {"Topic": {**TOPIC, "Fn::Transform": {"Name": OF_2020}}}}
        assert refusal(transformed, embedded) == (
            f"Transform {OF_2020} failed with: It can be declared only in the Transform section of the template."
        )


class TestATemplateOfARotationFunction:
    def test_is_at_the_name_of_its_application(self) -> None:
        bucket = "secrets-manager-rotation-apps-local"
        text = published_template(bucket, "SecretsManagerRedshiftRotationMultiUser.yaml")
        assert text is not None
        assert list(json.loads(text)["Outputs"]) == ["RotationLambdaARN"]
        assert published_template(bucket, "SecretsManagerOtherRotation.yaml") is None
        assert published_template("artifacts", "SecretsManagerRedshiftRotationMultiUser.yaml") is None
