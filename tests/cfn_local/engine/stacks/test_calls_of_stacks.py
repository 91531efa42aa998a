"""The calls of AWS's APIs that an operation on a stack makes: no more than it must."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import boto3
import pytest
from jsonschema import validators

from cfn_local.engine.types.aws.local_api import LocalApi
from tests.cfn_local.engine.stacks.stack_stories import REGION, Cloud

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
ALARM = {
    "ComparisonOperator": "GreaterThanThreshold",
    "EvaluationPeriods": 1,
    "Metrics": [{"Id": "m", "Expression": "1"}],
}
KEY = {"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
ONE_OF_EACH: dict[str, Any] = {
    "Alarm": {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": ALARM,
    },
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 7}},
    "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 5}},
    "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST}},
    "Table": {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            **KEY,
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        },
    },
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "News"}},
}
IAM = ["CAPABILITY_IAM"]


Calls = Callable[[], AbstractContextManager[dict[str, int]]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Calls]:
    """The calls within a block, each with its number."""
    made: Counter[str] = Counter()
    call = LocalApi.__call__

    def counted(api: LocalApi, service: str, action: str, /, **parameters: Any) -> dict[str, Any]:
        made[f"{service} {action}"] += 1
        return call(api, service, action, **parameters)

    monkeypatch.setattr(LocalApi, "__call__", counted)

    @contextmanager
    def within() -> Iterator[dict[str, int]]:
        made.clear()
        found: dict[str, int] = {}
        yield found
        found.update(made)

    yield within


class TestAStackOfOneResourceOfEachType:
    def test_is_created_by_the_calls_that_create_and_deleted_by_those_that_delete(
        self, empty_cloud: Cloud, calls: Calls
    ) -> None:
        with calls() as creating:
            name = empty_cloud.create({"Resources": ONE_OF_EACH}, Capabilities=IAM)
        assert creating == {
            "cloudwatch PutMetricAlarm": 1,
            "dynamodb CreateTable": 1,
            "iam CreateRole": 1,
            "logs CreateLogGroup": 1,
            "logs PutRetentionPolicy": 1,
            "sns CreateTopic": 1,
            "sqs CreateQueue": 1,
        }

        with calls() as repeating, pytest.raises(Exception, match="No updates are to be performed"):
            empty_cloud.update(name, {"Resources": ONE_OF_EACH}, Capabilities=IAM)
        assert repeating == {}

        with calls() as deleting:
            empty_cloud.delete(name)
        assert deleting == {
            "cloudwatch DeleteAlarms": 1,
            "dynamodb DeleteTable": 1,
            "iam DeleteRole": 1,
            "logs DeleteLogGroup": 1,
            "s3 DeleteBucket": 1,
            "sns DeleteTopic": 1,
            "sqs DeleteQueue": 1,
        }


QUEUE = {"Type": "AWS::SQS::Queue"}
ARN = {"Fn::GetAtt": ["Failed", "Arn"]}
PAIR = {"Resources": {"Jobs": QUEUE, "Failed": QUEUE}, "Outputs": {"Arn": {"Value": ARN}}}


class TestAResource:
    @pytest.mark.parametrize(
        "value",
        [ARN, {"Fn::Sub": "${Failed.Arn}"}, {"Fn::If": ["Real", ARN, "none"]}],
    )
    def test_is_read_once_it_is_created_if_the_template_uses_an_attribute(
        self, empty_cloud: Cloud, calls: Calls, value: Any
    ) -> None:
        conditions = {"Conditions": {"Real": {"Fn::Equals": ["a", "a"]}}}
        with calls() as made:
            name = empty_cloud.create({**PAIR, **conditions, "Outputs": {"Arn": {"Value": value}}})
        assert made == {"sqs CreateQueue": 2, "sqs GetQueueAttributes": 1, "sqs ListQueueTags": 1}
        queue = empty_cloud.physical_id(name, "Failed").rpartition("/")[2]
        assert empty_cloud.outputs(name) == {"Arn": f"arn:aws:sqs:us-east-1:123456789012:{queue}"}

    def test_is_read_when_an_update_comes_to_use_an_attribute(self, empty_cloud: Cloud, calls: Calls) -> None:
        name = empty_cloud.create({"Resources": PAIR["Resources"]})
        with calls() as made:
            empty_cloud.update(name, PAIR)
        assert made == {"sqs GetQueueAttributes": 1, "sqs ListQueueTags": 1}
        queue = empty_cloud.physical_id(name, "Failed").rpartition("/")[2]
        assert empty_cloud.outputs(name) == {"Arn": f"arn:aws:sqs:us-east-1:123456789012:{queue}"}

    def test_that_the_template_names_is_looked_for_before(self, empty_cloud: Cloud, calls: Calls) -> None:
        with calls() as made:
            empty_cloud.create({"Resources": {"Jobs": {**QUEUE, "Properties": {"QueueName": "jobs"}}}})
        assert made == {"sqs GetQueueUrl": 1, "sqs CreateQueue": 1}

    def test_that_nobody_has_read_is_deleted_though_somebody_else_has_deleted_it(self, empty_cloud: Cloud) -> None:
        name = empty_cloud.create({"Resources": {"Jobs": QUEUE, "Role": ONE_OF_EACH["Role"]}}, Capabilities=IAM)
        boto3.client("sqs", REGION).delete_queue(QueueUrl=empty_cloud.physical_id(name, "Jobs"))
        boto3.client("iam", REGION).delete_role(RoleName=empty_cloud.physical_id(name, "Role"))
        stack_id = empty_cloud.stack_id(name)
        empty_cloud.delete(name)
        assert empty_cloud.status(stack_id) == "DELETE_COMPLETE"

    def test_that_nobody_has_read_shows_how_it_has_drifted(self, empty_cloud: Cloud) -> None:
        name = empty_cloud.create({"Resources": {"Jobs": {**QUEUE, "Properties": {"DelaySeconds": 5}}}})
        boto3.client("sqs", REGION).set_queue_attributes(
            QueueUrl=empty_cloud.physical_id(name, "Jobs"), Attributes={"DelaySeconds": "9"}
        )
        drift = empty_cloud.cloudformation.detect_stack_resource_drift(StackName=name, LogicalResourceId="Jobs")
        differences = drift["StackResourceDrift"]["PropertyDifferences"]
        assert [(one["ExpectedValue"], one["ActualValue"]) for one in differences] == [("5", "9")]


class TestASecondStackOfTheSameTypes:
    def test_is_created_updated_and_checked_without_another_validator(
        self, empty_cloud: Cloud, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = empty_cloud.create(PAIR)
        empty_cloud.update(first, {"Resources": {"Jobs": QUEUE}})
        made: list[Any] = []
        monkeypatch.setattr(validators, "create", lambda **stated: made.append(stated))
        second = empty_cloud.create(PAIR)
        empty_cloud.update(second, {"Resources": {"Jobs": QUEUE}})
        assert made == []
        assert empty_cloud.status(second) == "UPDATE_COMPLETE"
