"""Requests that cannot be fulfilled, and what is said about them. Nothing is ever made."""

from typing import Any

import pytest

from tests.glue_jobtracker.invocations import ALERTS_AND_REPORT, CloudFormation
from tests.glue_jobtracker.surroundings import inventory, role_arn

REPORT = ALERTS_AND_REPORT["Report"]
ARN = "arn:aws:sns:{}:123456789012:{}"


def report(**changes: Any) -> dict[str, Any]:
    return {"Report": {**REPORT, **changes}}  # type: ignore[dict-item]


def schedule(expression: str, wrong: str) -> tuple[dict[str, Any], str]:
    return report(ScheduleExpression=expression), f"Report.ScheduleExpression {expression} {wrong}."


# What is changed in a request for alerts and a report, and what is said about it.
BAD_INPUT = {
    "a topic and addresses": (
        {"AlertTopicArn": ARN.format("us-east-1", "mine")},
        "AlertTopicArn and AlertEmails are both given; subscribe the addresses to your topic, or leave it out.",
    ),
    "a topic elsewhere": (
        {"AlertTopicArn": ARN.format("eu-west-1", "mine"), "AlertEmails": None},
        "AlertTopicArn is in eu-west-1; alerts go to topics of us-east-1 only.",
    ),
    "a topic that is called as its own would be": (
        {"AlertTopicArn": ARN.format("us-east-1", "glue-job-tracker-t"), "AlertEmails": None, "TrackerName": "t"},
        "AlertTopicArn is arn:aws:sns:us-east-1:123456789012:glue-job-tracker-t, "
        "which is what the tracker's own topic would be called.",
    ),
    "no address": (
        {"AlertEmails": ["data at example.com"]},
        "AlertEmails has data at example.com, which is no e-mail address.",
    ),
    "two addresses in one": (
        {"AlertEmails": ["a@example.com,b@example.com"]},
        "AlertEmails has a@example.com,b@example.com, which is no e-mail address.",
    ),
    "an address twice": (
        {"AlertEmails": ["a@example.com", "a@example.com"]},
        "AlertEmails lists a@example.com more than once.",
    ),
    "a state twice": ({"AlertStates": ["FAILED", "FAILED"]}, "AlertStates lists FAILED more than once."),
    "no workers": ({"Thresholds": {"Workers": 0}}, "Thresholds.Workers is 0; it must be greater than 0."),
    "no minutes": (
        {"Thresholds": {"DurationMinutes": -1}},
        "Thresholds.DurationMinutes is -1; it must be greater than 0.",
    ),
    "more minutes than a run takes": (
        {"Thresholds": {"DurationMinutes": 10081}},
        "Thresholds.DurationMinutes is 10081; no run takes more than 10080.",
    ),
    "no cost": ({"Thresholds": {"Cost": 0}}, "Thresholds.Cost is 0.0; it must be greater than 0."),
    "no sender": (
        {"Report": {"Recipients": ["boss@example.com"]}},
        "Report.Sender is missing, since Recipients is given; a mail has a sender and recipients.",
    ),
    "no recipients": (
        report(Recipients=[]),
        "Report.Recipients is missing, since Sender is given; a mail has a sender and recipients.",
    ),
    "a report that goes nowhere": (
        {"Report": {"PeriodDays": 7}},
        "Report goes nowhere; give Sender and Recipients for a mail, Bucket for its figures, or all three.",
    ),
    "a prefix without a bucket": (
        report(Prefix="glue/"),
        "Report.Prefix is given without Bucket; it begins the keys of objects there.",
    ),
    "two wildcards in a row": (
        {"JobNames": ["prod-**"]},
        "JobNames has prod-**; EventBridge takes no two * in a row. One * stands for any characters.",
    ),
    "a backslash beside a wildcard": (
        {"JobNames": ["a\\b*"]},
        "JobNames has a\\b*; beside a *, a backslash must be written as two.",
    ),
    "a sender with a name": (
        report(Sender="Glue <glue@example.com>"),
        "Report.Sender has Glue <glue@example.com>, which is no e-mail address.",
    ),
    "a recipient without a domain": (
        report(Recipients=["boss@localhost"]),
        "Report.Recipients has boss@localhost, which is no e-mail address.",
    ),
    "a recipient twice": (
        report(Recipients=["a@example.com", "a@example.com"]),
        "Report.Recipients lists a@example.com more than once.",
    ),
    "a schedule in words": schedule(
        "every monday", "is neither cron(minutes hours day-of-month month day-of-week year) nor rate(value unit)"
    ),
    "a schedule of Unix": schedule("cron(0 8 * * 1)", "has 5 fields; a cron expression has 6"),
    "a schedule with both days": schedule(
        "cron(0 8 * * MON *)",
        "must have ? as its day of the month or as its day of the week, and not as both",
    ),
    "a schedule at 25 o'clock": schedule("cron(0 25 ? * MON *)", "has 25 as its hours"),
    "a schedule on no day": schedule("cron(0 8 ? * MOO *)", "has MOO as its day of the week"),
    "a rate of nothing": schedule("rate(0 days)", "has a rate that is not positive"),
    "a rate with bad grammar": schedule("rate(1 days)", "has a rate whose unit is singular for 1 and plural otherwise"),
    "a price below nothing": ({"Pricing": {"Flex": -0.1}}, "Pricing.Flex is -0.1; a price is not below 0."),
    "too short a memory": (
        {"RunRetentionDays": 14},
        "RunRetentionDays is 14; a report of 7 days, compared with as many before, needs at least 15.",
    ),
    "a retention that is not offered": (
        {"LogRetentionInDays": 8},
        "LogRetentionInDays is 8; CloudWatch Logs offers 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 "
        "2192 2557 2922 3288 3653.",
    ),
    "a boundary for a role that is not made": (
        {
            "FunctionRoleArn": "arn:aws:iam::123456789012:role/mine",
            "PermissionsBoundary": "arn:aws:iam::123456789012:policy/bound",
        },
        "PermissionsBoundary is for a role that is made here; with FunctionRoleArn, none is.",
    ),
    "a role of another account": (
        {"FunctionRoleArn": "arn:aws:iam::210987654321:role/theirs"},
        "FunctionRoleArn is of account 210987654321; a function takes a role of its own, 123456789012.",
    ),
    "a role that is not there": (
        {"FunctionRoleArn": "arn:aws:iam::123456789012:role/nobody"},
        "FunctionRoleArn is arn:aws:iam::123456789012:role/nobody; there is no such role.",
    ),
    "a key of another Region": (
        {"KmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/1"},
        "KmsKeyArn is a key of eu-west-1; the tracker needs one of us-east-1.",
    ),
    "a tag key of ours": (
        {"Tags": [{"Key": "awscommunity:glue-job-tracker:x", "Value": "1"}]},
        "Tags has the reserved key awscommunity:glue-job-tracker:x; "
        "keys must begin with neither aws: nor awscommunity:glue-job-tracker.",
    ),
    "a tag key twice": (
        {"Tags": [{"Key": "team", "Value": "a"}, {"Key": "team", "Value": "b"}]},
        "Tags has the key team more than once.",
    ),
    "more tags than a table has room for": (
        {"Tags": [{"Key": str(number), "Value": ""} for number in range(47)]},
        "With those of the stack and awscommunity:glue-job-tracker* the table would have 51 tags; it can have 50.",
    ),
}


@pytest.mark.parametrize(("change", "said"), BAD_INPUT.values(), ids=BAD_INPUT)
class TestARequestThatCannotBeFulfilled:
    def test_is_refused_with_a_reason_and_leaves_nothing(
        self, cloudformation: CloudFormation, change: dict[str, Any], said: str
    ) -> None:
        request = {name: value for name, value in {**ALERTS_AND_REPORT, **change}.items() if value is not None}
        answer = cloudformation.run("CREATE", request)

        assert (answer["status"], answer["errorCode"], answer["message"]) == ("FAILED", "InvalidRequest", said)
        assert "resourceModel" not in answer
        assert inventory() == set()


class TestSettingsThatAreTooLarge:
    def test_for_the_environment_of_the_function_are_refused(self, cloudformation: CloudFormation) -> None:
        recipients = [f"{number:0>60}@{'d' * 40}.example.com" for number in range(40)]
        answer = cloudformation.run("CREATE", {**ALERTS_AND_REPORT, **report(Recipients=recipients)})

        assert answer["errorCode"] == "InvalidRequest"
        assert answer["message"].startswith("The function's settings take 5")
        assert answer["message"].endswith(" Give fewer Report.Recipients or JobNames.")
        assert inventory() == set()

    def test_and_job_names_that_are_too_long_for_a_rule(self, cloudformation: CloudFormation) -> None:
        names = [f"{number:0>250}" for number in range(8)]
        answer = cloudformation.run("CREATE", {"JobNames": names})

        assert answer["message"] == (
            "JobNames makes an event pattern of 2199 characters; EventBridge takes 2048. "
            "Give fewer names, or none to watch all jobs."
        )
        assert inventory() == set()


class TestARoleThatDoesNotTrustLambda:
    def test_is_refused(self, cloudformation: CloudFormation) -> None:
        arn = role_arn("glue", "glue.amazonaws.com")
        answer = cloudformation.run("CREATE", {"FunctionRoleArn": arn})

        assert answer["message"] == f"FunctionRoleArn is {arn}, which does not trust lambda.amazonaws.com."
        assert inventory() == {"role glue"}

    def test_by_an_update_too(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()
        arn = role_arn("glue", "glue.amazonaws.com")
        answer = cloudformation.update(created, {"FunctionRoleArn": arn})

        assert (answer["errorCode"], answer["message"]) == (
            "InvalidRequest",
            f"FunctionRoleArn is {arn}, which does not trust lambda.amazonaws.com.",
        )
        assert cloudformation.read(created) == created


class TestSeveralThingsAreWrong:
    def test_all_of_them_are_said_at_once(self, cloudformation: CloudFormation) -> None:
        answer = cloudformation.run("CREATE", {"Thresholds": {"Workers": 0}, "RunRetentionDays": 2})

        assert answer["message"] == (
            "Thresholds.Workers is 0; it must be greater than 0. "
            "RunRetentionDays is 2; a report of 1 days, compared with as many before, needs at least 3."
        )
