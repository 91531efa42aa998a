"""Scheduled rules fire on the emulated clock, at their own time."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws, LocalAwsError

# Notes the event, and the time at which a change set in the local AWS says that it was made.
CODE = """
import json
import boto3
def handler(event, context):
    cloudformation = boto3.client("cloudformation")
    made = cloudformation.create_change_set(
        StackName="clock", ChangeSetName="clock", ChangeSetType="CREATE",
        TemplateBody='{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}',
    )
    now = cloudformation.describe_change_set(ChangeSetName=made["Id"])["CreationTime"].isoformat()
    cloudformation.delete_stack(StackName="clock")
    body = json.dumps({"event": event, "now": now})
    queue = boto3.client("sqs").get_queue_url(QueueName="noted")["QueueUrl"]
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody=body)
"""
QUEUE = "arn:aws:sqs:us-east-1:123456789012:"
FIVE_MINUTES, DAY = 300, 86_400


@pytest.fixture
def events(aws: LocalAws) -> Any:
    return aws.client("events")


@pytest.fixture
def noted(aws: LocalAws) -> Callable[[], list[dict[str, Any]]]:
    """What the function has noted since this was asked last, oldest first."""
    sqs = aws.client("sqs")
    url = sqs.create_queue(QueueName="noted")["QueueUrl"]

    def read() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                found.append(json.loads(message["Body"]))
        return found

    return read


@pytest.fixture
def function(aws: LocalAws) -> str:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("code.py", CODE)
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = aws.client("iam").create_role(RoleName="any", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    made = aws.client("lambda").create_function(
        FunctionName="function",
        Runtime="python3.12",
        Role=role,
        Handler="code.handler",
        Code={"ZipFile": archive.getvalue()},
        Timeout=30,
    )
    return str(made["FunctionArn"])


def _schedule(events: Any, expression: str, arn: str, **target: Any) -> str:
    rule = events.put_rule(Name="rule", ScheduleExpression=expression)["RuleArn"]
    events.put_targets(Rule="rule", Targets=[{"Id": "only", "Arn": arn, **target}])
    return str(rule)


def _received(aws: LocalAws, url: str) -> list[dict[str, Any]]:
    """The events that are in the queue, as soon as there is one."""
    waited = aws.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=20)
    return [json.loads(message["Body"]) for message in waited["Messages"]]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class TestARuleAtARate:
    def test_fires_each_time_while_the_clock_is_advanced(
        self, aws: LocalAws, events: Any, function: str, noted: Callable[[], list[dict[str, Any]]]
    ) -> None:
        made, rule = datetime.now(UTC).replace(microsecond=0), _schedule(events, "rate(5 minutes)", function)
        aws.advance_clock(FIVE_MINUTES - 60)
        assert noted() == []

        aws.advance_clock(60 + 2 * FIVE_MINUTES)

        told = noted()
        event = told[0]["event"]
        assert {name: event[name] for name in event.keys() - {"id", "time"}} == {
            "version": "0",
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "123456789012",
            "region": "us-east-1",
            "resources": [rule],
            "detail": {},
        }
        times = [_time(one["event"]["time"]) for one in told]
        assert [after - before for before, after in pairwise(times)] == 2 * [timedelta(minutes=5)]
        assert timedelta(minutes=5) <= times[0] - made < timedelta(minutes=6)
        # What the function does happens at the time of its event, and not when the clock has arrived.
        assert all(
            timedelta() <= _time(one["now"]) - time < timedelta(minutes=1)
            for one, time in zip(told, times, strict=True)
        )

    def test_fires_no_more_once_it_is_disabled_and_does_not_make_up_for_it_later(
        self, aws: LocalAws, events: Any, function: str, noted: Callable[[], list[dict[str, Any]]]
    ) -> None:
        _schedule(events, "rate(5 minutes)", function, Input='{"constant": true}')
        events.disable_rule(Name="rule")
        aws.advance_clock(DAY)
        events.enable_rule(Name="rule")
        aws.advance_clock(FIVE_MINUTES + 1)

        assert [one["event"] for one in noted()] == [{"constant": True}]

    def test_is_not_fired_more_than_500_times_at_once(self, aws: LocalAws, events: Any) -> None:
        events.put_rule(Name="rule", ScheduleExpression="rate(1 minute)")
        with pytest.raises(
            LocalAwsError, match=r"would fire more than 500 times, rule most often\. Advance the clock by"
        ):
            aws.advance_clock(502 * 60)

        assert [aws.advance_clock(300 * 60), aws.advance_clock(200 * 60)] == [300, 200]


class TestARuleWithACronExpression:
    def test_fires_at_its_time_of_the_week(
        self, aws: LocalAws, events: Any, function: str, noted: Callable[[], list[dict[str, Any]]]
    ) -> None:
        _schedule(events, "cron(0 8 ? * MON *)", function)
        aws.advance_clock(14 * DAY)

        times = [_time(one["event"]["time"]) for one in noted()]
        assert [f"{time:%a %H:%M:%S}" for time in times] == ["Mon 08:00:00", "Mon 08:00:00"]
        assert times[1] - times[0] == timedelta(days=7)


class TestAHandlerThatAsksToBeCalledBackLater:
    @pytest.fixture
    def queue(self, aws: LocalAws, events: Any, tmp_path: Path) -> str:
        """The URL of the queue of a rule that fires every minute, beside such a handler."""
        (tmp_path / "echo.py").write_text("def handler(event, context):\n    return event\n")
        aws.put_function("echo", entry_point="echo.handler", search_path=[str(tmp_path)], interpreter=sys.executable)
        url: str = aws.client("sqs").create_queue(QueueName="queue")["QueueUrl"]
        _schedule(events, "rate(1 minute)", QUEUE + "queue")
        return url

    def test_lets_rules_fire_before_it_is(self, aws: LocalAws, queue: str) -> None:
        aws.invoke("echo", {"status": "IN_PROGRESS", "callbackDelaySeconds": 120})

        assert len(_received(aws, queue)) == 2

    def test_lets_them_fire_once_where_that_would_be_more_than_500_times(self, aws: LocalAws, queue: str) -> None:
        before = datetime.now(UTC)
        aws.invoke("echo", {"status": "IN_PROGRESS", "callbackDelaySeconds": 10 * DAY})

        (event,) = _received(aws, queue)
        assert _time(event["time"]) - before > timedelta(days=10) - timedelta(minutes=1)


class TestTheClock:
    def test_lets_rules_fire_when_it_passes_by_itself(self, aws: LocalAws, events: Any) -> None:
        sqs = aws.client("sqs")
        url = sqs.create_queue(QueueName="queue")["QueueUrl"]
        _schedule(events, "rate(1 minute)", QUEUE + "queue")
        aws.advance_clock(59)

        assert [event["detail-type"] for event in _received(aws, url)] == ["Scheduled Event"]

    def test_lets_rules_fire_beside_one_that_is_due_after_centuries(self, aws: LocalAws, events: Any) -> None:
        events.put_rule(Name="far", ScheduleExpression="rate(999999 days)")
        url = aws.client("sqs").create_queue(QueueName="queue")["QueueUrl"]
        _schedule(events, "rate(1 minute)", QUEUE + "queue")
        aws.advance_clock(59)

        assert len(_received(aws, url)) == 1

    def test_goes_on_where_the_target_of_a_rule_is_gone(self, aws: LocalAws, events: Any) -> None:
        _schedule(events, "rate(5 minutes)", QUEUE + "none")

        assert [aws.advance_clock(FIVE_MINUTES), aws.advance_clock(FIVE_MINUTES)] == [1, 1]

    def test_refuses_to_go_back(self, aws: LocalAws) -> None:
        with pytest.raises(LocalAwsError, match="the clock only moves forward"):
            aws.advance_clock(-1)
