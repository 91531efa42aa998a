"""What another can do to a thing: by the service's own calls, in a local AWS."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.perturb.inverses import change, deletion
from cfn_local.project.account import Inventory, Key

pytestmark = pytest.mark.contract

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
POLICY = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}})
Clients = Callable[[str], Any]


def make_rule(clients: Clients) -> None:
    events = clients("events")
    events.put_rule(Name="hourly", ScheduleExpression="rate(1 hour)")
    events.put_targets(Rule="hourly", Targets=[{"Id": "1", "Arn": "arn:aws:sqs:us-east-1:123456789012:line"}])


def make_role(clients: Clients) -> None:
    clients("iam").create_role(RoleName="baker", AssumeRolePolicyDocument=TRUST)
    clients("iam").put_role_policy(RoleName="baker", PolicyName="own", PolicyDocument=POLICY)


def make_subscription(clients: Clients) -> None:
    topic = clients("sns").create_topic(Name="news")["TopicArn"]
    clients("sns").subscribe(TopicArn=topic, Protocol="email", Endpoint="baker@example.com")


def make_object(clients: Clients) -> None:
    clients("s3").create_bucket(Bucket="shelf")
    clients("s3").put_object(Bucket="shelf", Key="box", Body=b"bread")


def make_table(clients: Clients) -> None:
    clients("dynamodb").create_table(
        TableName="runs",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


def make_alarm(clients: Clients) -> None:
    clients("cloudwatch").put_metric_alarm(
        AlarmName="late",
        MetricName="Age",
        Namespace="AWS/SQS",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        Statistic="Maximum",
    )


MAKES: dict[str, Callable[[Clients], object]] = {
    "cloudwatch Alarm": make_alarm,
    "dynamodb Table": make_table,
    "events Rule": make_rule,
    "iam Role": make_role,
    "kms Key": lambda clients: clients("kms").create_key(),
    "logs LogGroup": lambda clients: clients("logs").create_log_group(logGroupName="/bread"),
    "s3 FakeBucket": make_object,
    "s3 FakeKey": make_object,
    "sns Subscription": make_subscription,
    "sns Topic": lambda clients: clients("sns").create_topic(Name="news"),
    "sqs Queue": lambda clients: clients("sqs").create_queue(QueueName="line"),
    "ssm Parameter": lambda clients: clients("ssm").put_parameter(Name="/note", Value="bread", Type="String"),
}
CHANGEABLE = [
    *("cloudwatch Alarm", "dynamodb Table", "events Rule", "iam Role", "logs LogGroup", "s3 FakeKey"),
    *("sns Topic", "sqs Queue", "ssm Parameter"),
]


@pytest.fixture
def aws(started: LocalAws) -> LocalAws:
    started.reset()
    return started


def made(aws: LocalAws, kind: str) -> Key:
    """The thing of the kind, once it is made."""
    before = Inventory.of(aws.inventory())
    MAKES[kind](aws.client)
    after = Inventory.of(aws.inventory())
    return next(key for key in after.items if key not in before.items and f"{key[0]} {key[1]}" == kind)


class TestAThingThatAnotherDeletes:
    @pytest.mark.parametrize("kind", MAKES)
    def test_is_gone(self, aws: LocalAws, kind: str) -> None:
        key = made(aws, kind)
        deed = deletion(key)
        assert deed is not None

        deed(aws.client, key[3])

        assert key not in Inventory.of(aws.inventory()).items


class TestAThingThatAnotherChanges:
    @pytest.mark.parametrize("kind", CHANGEABLE)
    def test_is_another(self, aws: LocalAws, kind: str) -> None:
        key = made(aws, kind)
        before = Inventory.of(aws.inventory())
        deed = change(key)
        assert deed is not None

        deed(aws.client, key[3])

        after = Inventory.of(aws.inventory())
        assert key in after.items
        assert after.changed_since(before) or set(after.items) - set(before.items)  # SSM keeps the value as a version


class TestAThingOfAnUnknownKind:
    def test_is_not_tried(self) -> None:
        key = ("sqs", "Wonder", "us-east-1", "a")

        assert (deletion(key), change(key)) == (None, None)

    def test_is_deleted_by_the_action_of_its_name_where_that_takes_one_string(self) -> None:
        assert deletion(("glue", "FakeJob", "us-east-1", "a")) is not None

    def test_is_not_tried_where_that_takes_more(self) -> None:
        assert deletion(("glue", "FakeTable", "us-east-1", "a")) is None
