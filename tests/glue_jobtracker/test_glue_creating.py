"""Creating a tracker: what is there then, and what happens when AWS is late or something is there already."""

import json

import pytest

from tests.aws_calls import Call, Refusal, refusal, succeeded
from tests.glue_jobtracker.invocations import ALERTS, ALERTS_AND_REPORT, CloudFormation
from tests.glue_jobtracker.surroundings import inventory
from tests.watched_handlers import client

NAMED = {**ALERTS_AND_REPORT, "TrackerName": "nightly"}
NAME = "glue-job-tracker-nightly"
ROLE = f"{NAME}-us-east-1"
UNKNOWN_ROLE = "The role defined for the function cannot be assumed by Lambda."
POWERLESS_ROLE = "The provided execution role does not have permissions to call SendMessage on SQS"


class TestATracker:
    def test_consists_of_these_parts_and_no_others(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)

        assert inventory() == {
            f"table {NAME}",
            f"role {ROLE}",
            f"topic arn:aws:sns:us-east-1:123456789012:{NAME}",
            "subscription data@example.com",
            f"queue https://sqs.us-east-1.amazonaws.com/123456789012/{NAME}",
            f"log group /aws/lambda/{NAME}",
            f"rule {NAME}-runs",
            f"rule {NAME}-report",
            f"function {NAME}",
            f"alarm {NAME}",
        }

    def test_is_called_after_its_stack_and_itself_when_no_name_is_given(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(ALERTS)

        assert created["TrackerName"].startswith("shop-Tracker-")
        assert len(created["TrackerName"]) <= 30

    def test_answers_with_its_name_before_anything_is_made(self, cloudformation: CloudFormation) -> None:
        answer = cloudformation.invoke("CREATE", NAMED)

        assert (answer["status"], answer["resourceModel"]["TrackerName"]) == ("IN_PROGRESS", "nightly")
        assert inventory() == set()

    def test_knows_runs_by_the_day_on_which_they_ended(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)
        table = client("dynamodb").describe_table(TableName=NAME)["Table"]

        assert table["KeySchema"] == [
            {"AttributeName": "day", "KeyType": "HASH"},
            {"AttributeName": "run", "KeyType": "RANGE"},
        ]
        assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
        ttl = client("dynamodb").describe_time_to_live(TableName=NAME)["TimeToLiveDescription"]
        assert ttl == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}

    def test_listens_to_the_final_states_of_all_jobs(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)
        rule = client("events").describe_rule(Name=f"{NAME}-runs")

        assert json.loads(rule["EventPattern"]) == {
            "source": ["aws.glue"],
            "detail-type": ["Glue Job State Change"],
            "detail": {"state": ["SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"]},
        }
        assert rule["State"] == "ENABLED"

    def test_listens_to_some_jobs_when_they_are_named(self, cloudformation: CloudFormation) -> None:
        cloudformation.create({**NAMED, "JobNames": ["nightly load"]})
        rule = client("events").describe_rule(Name=f"{NAME}-runs")

        assert json.loads(rule["EventPattern"])["detail"]["jobName"] == ["nightly load"]

    def test_listens_to_all_jobs_whose_names_match_a_wildcard(self, cloudformation: CloudFormation) -> None:
        cloudformation.create({**NAMED, "JobNames": ["prod-*", "nightly load"]})
        rule = client("events").describe_rule(Name=f"{NAME}-runs")

        assert json.loads(rule["EventPattern"])["detail"]["jobName"] == [{"wildcard": "prod-*"}, "nightly load"]

    @pytest.mark.parametrize(("rule", "input_"), [("runs", None), ("report", '{"action": "report"}')])
    def test_loses_nothing_between_rule_and_function(
        self, cloudformation: CloudFormation, rule: str, input_: str | None
    ) -> None:
        cloudformation.create(NAMED)
        (target,) = client("events").list_targets_by_rule(Rule=f"{NAME}-{rule}")["Targets"]

        assert target.get("Input") == input_
        assert target["Arn"] == f"arn:aws:lambda:us-east-1:123456789012:function:{NAME}"
        assert target["DeadLetterConfig"] == {"Arn": f"arn:aws:sqs:us-east-1:123456789012:{NAME}"}
        assert target["RetryPolicy"] == {"MaximumRetryAttempts": 185, "MaximumEventAgeInSeconds": 86400}

    def test_has_a_function_whose_failures_lie_in_the_queue(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)
        shown = client("lambda").get_function_configuration(FunctionName=NAME)

        assert shown["DeadLetterConfig"] == {"TargetArn": f"arn:aws:sqs:us-east-1:123456789012:{NAME}"}
        assert (shown["Runtime"], shown["Handler"]) == ("python3.13", "function.handler.handler")
        assert (shown["Timeout"], shown["MemorySize"]) == (900, 256)

    def test_can_be_invoked_by_its_own_rules_alone(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)
        (statement,) = json.loads(client("lambda").get_policy(FunctionName=NAME)["Policy"])["Statement"]

        assert statement["Principal"] == {"Service": "events.amazonaws.com"}
        arn = f"arn:aws:events:us-east-1:123456789012:rule/{NAME}-*"
        assert statement["Condition"] == {"ArnLike": {"AWS:SourceArn": arn}}

    def test_has_a_queue_that_its_own_rules_alone_write_to(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)
        url = client("sqs").get_queue_url(QueueName=NAME)["QueueUrl"]
        shown = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]
        (statement,) = json.loads(shown["Policy"])["Statement"]

        assert (statement["Principal"], statement["Action"]) == (
            {"Service": "events.amazonaws.com"},
            "sqs:SendMessage",
        )
        arn = f"arn:aws:events:us-east-1:123456789012:rule/{NAME}-*"
        assert statement.get("Condition") == {"ArnLike": {"aws:SourceArn": arn}}

    def test_has_an_alarm_on_its_queue_that_goes_where_alerts_go(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        (alarm,) = client("cloudwatch").describe_alarms()["MetricAlarms"]

        assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/SQS", "ApproximateNumberOfMessagesVisible")
        assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": NAME}]
        assert (alarm["Threshold"], alarm["AlarmActions"]) == (0.0, [created["TopicArn"]])

    def test_has_a_role_under_our_path_that_lambda_alone_assumes(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)
        role = client("iam").get_role(RoleName=ROLE)["Role"]

        assert role["Path"] == "/awscommunity/glue-job-tracker/"
        assert role["AssumeRolePolicyDocument"]["Statement"] == [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ]


class TestTheTags:
    def test_of_the_resource_and_its_stack_are_on_every_part(self, cloudformation: CloudFormation) -> None:
        own = [{"Key": "team", "Value": "data"}]
        created = cloudformation.create({**NAMED, "Tags": own}, stack_tags={"stage": "prod", "team": "ops"})

        for part, tags in tags_of_parts().items():
            ours = {key: value for key, value in tags.items() if not key.startswith("awscommunity:glue-job-tracker:")}
            expected = {"team": "data", "stage": "prod", "awscommunity:glue-job-tracker": "nightly"}
            assert (part, ours) == (part, expected)
        assert created["Tags"] == own
        assert cloudformation.read(created)["Tags"] == own


def tags_of_parts() -> dict[str, dict[str, str]]:
    """The tags of all parts of the tracker."""
    account = "us-east-1:123456789012"
    rules = {rule: f"arn:aws:events:{account}:rule/{NAME}-{rule}" for rule in ("runs", "report")}
    listed = {
        "table": client("dynamodb").list_tags_of_resource(ResourceArn=f"arn:aws:dynamodb:{account}:table/{NAME}"),
        "topic": client("sns").list_tags_for_resource(ResourceArn=f"arn:aws:sns:{account}:{NAME}"),
        "role": client("iam").list_role_tags(RoleName=ROLE),
        "alarm": client("cloudwatch").list_tags_for_resource(ResourceARN=f"arn:aws:cloudwatch:{account}:alarm:{NAME}"),
        **{rule: client("events").list_tags_for_resource(ResourceARN=arn) for rule, arn in rules.items()},
    }
    url = client("sqs").get_queue_url(QueueName=NAME)["QueueUrl"]
    group = f"arn:aws:logs:{account}:log-group:/aws/lambda/{NAME}"
    return {
        **{part: {tag["Key"]: tag["Value"] for tag in answer["Tags"]} for part, answer in listed.items()},
        "queue": client("sqs").list_queue_tags(QueueUrl=url)["Tags"],
        "log group": client("logs").list_tags_for_resource(resourceArn=group)["tags"],
        "function": client("lambda").get_function(FunctionName=NAME)["Tags"],
    }


class TestWhatIsThereAlready:
    def test_a_tracker_of_that_name_stays_as_it_is(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        answer = cloudformation.run("CREATE", {**NAMED, "AlertEmails": ["thief@example.com"]})

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "AlreadyExists")
        assert "resourceModel" not in answer  # or CloudFormation would delete the other tracker
        assert cloudformation.read(created) == created

    def test_a_rule_of_that_name_is_not_taken_over(self, cloudformation: CloudFormation) -> None:
        client("events").put_rule(Name=f"{NAME}-report", ScheduleExpression="rate(1 day)")
        answer = cloudformation.run("CREATE", NAMED)

        assert answer["errorCode"] == "AlreadyExists"
        assert inventory() == {f"rule {NAME}-report"}

    def test_a_table_made_in_the_meantime_is_left_alone(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.invoke("CREATE", NAMED, token="other")
        created = cloudformation.create(NAMED)
        answer = cloudformation.invoke("CREATE", first["resourceModel"], first["callbackContext"], token="other")

        assert answer["errorCode"] == "AlreadyExists"
        assert cloudformation.read(created) == created

    @pytest.mark.parametrize("part", ["role", "function", "log group", "topic", "queue"])
    def test_any_other_part_of_that_name_stays_and_all_else_goes(
        self, cloudformation: CloudFormation, part: str
    ) -> None:
        FOREIGN[part]()
        before = inventory()
        answer = cloudformation.run("CREATE", NAMED)

        assert (answer["status"], answer["errorCode"]) == (
            "FAILED",
            "InvalidRequest" if part == "topic" else "AlreadyExists",
        )
        assert inventory() == before

    def test_the_same_request_again_finds_what_it_has_made(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.invoke("CREATE", NAMED)
        second = cloudformation.invoke("CREATE", first["resourceModel"], first["callbackContext"])
        again = cloudformation.invoke("CREATE", NAMED)

        assert [answer["status"] for answer in (first, second, again)] == ["IN_PROGRESS"] * 3


def _role() -> None:
    client("iam").create_role(RoleName=ROLE, AssumeRolePolicyDocument="{}")


def _function() -> None:
    arn = client("iam").create_role(RoleName="theirs", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    code = {"ZipFile": b"theirs"}
    client("lambda").create_function(FunctionName=NAME, Role=arn, Code=code, Runtime="python3.13", Handler="a.b")


FOREIGN = {
    "role": _role,
    "function": _function,
    "log group": lambda: client("logs").create_log_group(logGroupName=f"/aws/lambda/{NAME}"),
    "topic": lambda: client("sns").create_topic(Name=NAME),
    "queue": lambda: client("sqs").create_queue(QueueName=NAME, Attributes={"DelaySeconds": "5"}),
}


class TestAnAwsThatIsLate:
    @pytest.mark.parametrize(
        ("operation", "code", "message"),
        [
            ("CreateFunction", "InvalidParameterValueException", UNKNOWN_ROLE),
            ("CreateFunction", "InvalidParameterValueException", POWERLESS_ROLE),
            ("UpdateTimeToLive", "ResourceInUseException", "Table is being created"),
            ("PutRolePolicy", "NoSuchEntity", "The role cannot be found"),
            ("CreateQueue", "AWS.SimpleQueueService.QueueDeletedRecently", "wait 60 seconds"),
            ("AddPermission", "ResourceConflictException", "The function is currently in the following state: Pending"),
        ],
    )
    def test_is_asked_again_later(
        self, cloudformation: CloudFormation, operation: str, code: str, message: str
    ) -> None:
        thrice = iter([refusal(code, message)] * 3)
        cloudformation.before = lambda call: next(thrice, None) if call.operation == operation else None

        assert cloudformation.create(NAMED)["Deviations"] == []
        delays = [event["callbackDelaySeconds"] for event in cloudformation.events if event["status"] == "IN_PROGRESS"]
        assert delays == [0, *[10] * (len(delays) - 1)]
        assert cloudformation.operations().count(operation) == 4

    def test_a_function_that_is_pending_is_waited_for(self, cloudformation: CloudFormation) -> None:
        states = iter(["Pending", "Pending"])
        cloudformation.before = lambda call: (
            shown_as(next(states, None), call) if call.operation == "GetFunctionConfiguration" else None
        )

        assert cloudformation.create(NAMED)["Deviations"] == []
        assert cloudformation.operations().count("GetFunctionConfiguration") == 3

    def test_a_function_that_fails_is_quoted_and_everything_goes(self, cloudformation: CloudFormation) -> None:
        cloudformation.before = lambda call: shown_as("Failed", call)
        answer = cloudformation.run("CREATE", NAMED)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "GeneralServiceException")
        assert "failed: no such key" in answer["message"]
        assert inventory() == set()

    def test_a_role_that_never_becomes_known_ends_in_not_stabilized(self, cloudformation: CloudFormation) -> None:
        never = refusal("InvalidParameterValueException", UNKNOWN_ROLE)
        cloudformation.before = lambda call: never if call.operation == "CreateFunction" else None
        answer = cloudformation.run("CREATE", NAMED)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "NotStabilized")
        assert "cannot be assumed by Lambda" in answer["message"]
        assert inventory() == set()

    def test_any_other_bad_parameter_ends_it_at_once(self, cloudformation: CloudFormation) -> None:
        bad = refusal("InvalidParameterValueException", "Unknown runtime")
        cloudformation.before = lambda call: bad if call.operation == "CreateFunction" else None
        answer = cloudformation.run("CREATE", NAMED)

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "InvalidRequest")
        assert cloudformation.operations().count("CreateFunction") == 1


def shown_as(state: str | None, call: Call) -> Refusal | None:
    """The answer of Lambda that the function is in this state."""
    if call.operation != "GetFunctionConfiguration" or state is None:
        return None
    http, _ = refusal("none", status=200)
    return http, {"State": state, "StateReason": "no such key", "ResponseMetadata": {"HTTPStatusCode": 200}}


class TestAListOfTrackers:
    def test_has_all_of_them_and_no_foreign_rule(self, cloudformation: CloudFormation) -> None:
        cloudformation.create(NAMED)
        cloudformation.create({**ALERTS, "TrackerName": "hourly"})
        client("events").put_rule(Name="glue-job-tracker-fake-runs", ScheduleExpression="rate(1 day)")
        answer = succeeded(cloudformation.run("LIST", {}))

        assert sorted(model["TrackerName"] for model in answer["resourceModels"]) == ["hourly", "nightly"]
