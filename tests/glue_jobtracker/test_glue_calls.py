"""How many AWS calls each operation takes, and which of them are under way at the same time."""

from typing import Any

from awscommunity_glue_jobtracker.deployment import RUNS_DESCRIPTION

from tests.aws_calls import Rounds, succeeded
from tests.glue_jobtracker.invocations import ALERTS_AND_REPORT, CloudFormation
from tests.glue_jobtracker.surroundings import role_arn, topic_arn
from tests.watched_handlers import client

LOOK = [
    *("DescribeTable", "ListTagsOfResource", "DescribeTimeToLive", "GetRole", "GetRolePolicy"),
    *("GetTopicAttributes", "ListSubscriptionsByTopic", "GetQueueAttributes", "DescribeLogGroups", "DescribeAlarms"),
    *("DescribeRule", "ListTargetsByRule", "DescribeRule", "ListTargetsByRule", "GetFunction", "GetPolicy"),
]
WHOSE = [
    *("ListTagsOfResource", "GetRole", "ListQueueTags", "GetFunction"),
    *["ListTagsForResource"] * 5,  # of the topic, the log group, the alarm and both rules
]
CHECK = ["DescribeTable", "ListRules"]


def run_in_rounds(cloudformation: CloudFormation, action: str, model: dict[str, Any], *rounds: list[str]) -> int:
    """The operation must succeed with exactly these calls, round by round; how many they were."""
    cloudformation.calls.clear()
    expected = Rounds(*rounds)
    cloudformation.before = expected
    succeeded(cloudformation.run(action, model))

    assert expected.left == []
    assert len(cloudformation.calls) == sum(map(len, rounds))
    return len(cloudformation.calls)


class TestACreate:
    def test_takes_nineteen_calls_in_six_rounds_with_the_alarm_and_the_report(
        self, cloudformation: CloudFormation
    ) -> None:
        count = run_in_rounds(
            cloudformation,
            "CREATE",
            ALERTS_AND_REPORT,
            CHECK,
            ["CreateTable"],
            ["CreateRole", "CreateTopic", "CreateQueue", "CreateLogGroup", "PutRule", "PutRule"],
            ["PutRolePolicy", "Subscribe", "PutRetentionPolicy", "PutMetricAlarm"],
            ["CreateFunction"],
            ["UpdateTimeToLive", "GetFunctionConfiguration", "AddPermission", "PutTargets", "PutTargets"],
        )

        assert count == 19

    def test_takes_fourteen_with_a_role_and_a_topic_of_the_users_and_no_report(
        self, cloudformation: CloudFormation
    ) -> None:
        count = run_in_rounds(
            cloudformation,
            "CREATE",
            {"FunctionRoleArn": role_arn(), "AlertTopicArn": topic_arn()},
            [*CHECK, "GetRole"],
            ["CreateTable"],
            ["CreateQueue", "CreateLogGroup", "PutRule"],
            ["PutRetentionPolicy", "PutMetricAlarm"],
            ["CreateFunction"],
            ["UpdateTimeToLive", "GetFunctionConfiguration", "AddPermission", "PutTargets"],
        )

        assert count == 14

    def test_a_protected_table_takes_one_more(self, cloudformation: CloudFormation) -> None:
        cloudformation.create({**ALERTS_AND_REPORT, "RetainRunTableOnDelete": True})

        assert len(cloudformation.calls) == 20


class TestARead:
    def test_takes_one_round(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        assert run_in_rounds(cloudformation, "READ", created, LOOK) == 16


class TestAnUpdate:
    def test_that_changes_nothing_takes_one_round(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        assert run_in_rounds(cloudformation, "UPDATE", created, LOOK) == 16

    def test_of_a_threshold_changes_the_function_alone_and_looks_again(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        run_in_rounds(
            cloudformation,
            "UPDATE",
            {**created, "Thresholds": {"Workers": 20}},
            LOOK,
            ["UpdateFunctionConfiguration"],
            ["GetFunctionConfiguration"],
            LOOK,
        )

    def test_of_the_schedule_puts_one_rule(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()
        report = {**created["Report"], "ScheduleExpression": "rate(7 days)"}

        run_in_rounds(cloudformation, "UPDATE", {**created, "Report": report}, LOOK, ["PutRule"], LOOK)

    def test_of_a_tag_tags_the_table_last(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        run_in_rounds(
            cloudformation,
            "UPDATE",
            {**created, "Tags": [{"Key": "team", "Value": "data"}]},
            LOOK,
            ["TagRole", "TagQueue", *["TagResource"] * 6],
            ["TagResource"],
            LOOK,
        )


class TestADelete:
    def test_looks_whose_everything_is_and_removes_the_table_last(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        count = run_in_rounds(
            cloudformation,
            "DELETE",
            created,
            WHOSE,
            [
                *("RemoveTargets", "RemoveTargets", "DeleteFunction", "DeleteRolePolicy"),
                *("DeleteAlarms", "ListSubscriptionsByTopic", "DeleteQueue"),
            ],
            ["DeleteTopic"],
            ["DeleteRule", "DeleteRule", "DeleteRole", "DeleteLogGroup"],
            ["DescribeTable"],
            ["DeleteTable"],
            ["DescribeTable"],
        )

        assert count == 24


class TestAList:
    def test_takes_one_call(self, cloudformation: CloudFormation) -> None:
        cloudformation.create()

        run_in_rounds(cloudformation, "LIST", {}, ["ListRules"])

    def test_takes_one_for_each_page_of_rules(self, cloudformation: CloudFormation) -> None:
        names = sorted(f"t{number}" for number in range(51))
        for name in names:
            rule = f"glue-job-tracker-{name}-runs"
            client("events").put_rule(Name=rule, Description=RUNS_DESCRIPTION, EventPattern='{"source": ["aws.glue"]}')
        answer = succeeded(cloudformation.run("LIST", {}))

        assert sorted(model["TrackerName"] for model in answer["resourceModels"]) == names
        assert cloudformation.operations() == ["ListRules", "ListRules"]
