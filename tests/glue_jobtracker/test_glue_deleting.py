"""Deleting a tracker: all that it made goes, and nothing else."""

import pytest

from tests.aws_calls import refusal, succeeded
from tests.glue_jobtracker.invocations import ALERTS_AND_REPORT, CloudFormation
from tests.glue_jobtracker.surroundings import inventory, role_arn, topic_arn
from tests.watched_handlers import client

NAMED = {**ALERTS_AND_REPORT, "TrackerName": "nightly"}
NAME = "glue-job-tracker-nightly"
OWNER = "awscommunity:glue-job-tracker"


class TestADeletedTracker:
    def test_leaves_nothing_and_is_not_found_any_more(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        succeeded(cloudformation.delete(created))

        assert inventory() == set()
        for action in ("READ", "UPDATE", "DELETE"):
            assert cloudformation.run(action, NAMED)["errorCode"] == "NotFound"
        assert cloudformation.run("LIST", {})["resourceModels"] == []

    def test_leaves_what_is_the_users(self, cloudformation: CloudFormation) -> None:
        given = {"FunctionRoleArn": role_arn(), "AlertTopicArn": topic_arn()}
        before = inventory()
        succeeded(cloudformation.delete(cloudformation.create(given)))

        assert inventory() == before

    def test_leaves_other_trackers(self, cloudformation: CloudFormation) -> None:
        other = cloudformation.create({**NAMED, "TrackerName": "nightly-2"})
        before = inventory()
        succeeded(cloudformation.delete(cloudformation.create(NAMED)))

        assert inventory() == before
        assert cloudformation.read(other) == other

    def test_can_be_made_again_under_the_same_name(self, cloudformation: CloudFormation) -> None:
        succeeded(cloudformation.delete(cloudformation.create(NAMED)))

        assert cloudformation.create(NAMED)["Deviations"] == []

    def test_ends_when_the_table_is_gone(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        answer = cloudformation.invoke("DELETE", created)

        assert (answer["status"], answer["callbackDelaySeconds"]) == ("IN_PROGRESS", 10)

    @pytest.mark.parametrize(
        "missing", ["table", "role", "topic", "queue", "log group", "runs", "report", "function", "alarm"]
    )
    def test_does_not_mind_what_is_gone_already(self, cloudformation: CloudFormation, missing: str) -> None:
        created = cloudformation.create(NAMED)
        take_away(missing)
        succeeded(cloudformation.delete(created))

        assert inventory() == set()


def take_away(part: str) -> None:
    """Delete one part of the tracker by hand."""
    match part:
        case "table":
            client("dynamodb").delete_table(TableName=NAME)
        case "role":
            client("iam").delete_role_policy(RoleName=f"{NAME}-us-east-1", PolicyName="GlueJobTracker")
            client("iam").delete_role(RoleName=f"{NAME}-us-east-1")
        case "topic":
            client("sns").delete_topic(TopicArn=f"arn:aws:sns:us-east-1:123456789012:{NAME}")
        case "queue":
            client("sqs").delete_queue(QueueUrl=client("sqs").get_queue_url(QueueName=NAME)["QueueUrl"])
        case "log group":
            client("logs").delete_log_group(logGroupName=f"/aws/lambda/{NAME}")
        case "function":
            client("lambda").delete_function(FunctionName=NAME)
        case "alarm":
            client("cloudwatch").delete_alarms(AlarmNames=[NAME])
        case rule:
            client("events").remove_targets(Rule=f"{NAME}-{rule}", Ids=["function"])
            client("events").delete_rule(Name=f"{NAME}-{rule}")


class TestSubscriptionsThatOthersMade:
    def test_are_named_when_they_go_with_the_topic(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        for protocol, endpoint in (("email", "z@example.com"), ("sms", "+15550100")):
            client("sns").subscribe(TopicArn=created["TopicArn"], Protocol=protocol, Endpoint=endpoint)

        assert succeeded(cloudformation.delete(created))["message"] == (
            "With the topic went subscriptions that the tracker had not made: z@example.com, +15550100."
        )

    def test_are_named_when_a_topic_of_the_users_takes_its_place(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("sns").subscribe(TopicArn=created["TopicArn"], Protocol="email", Endpoint="z@example.com")
        answer = succeeded(cloudformation.update(created, {"AlertTopicArn": topic_arn(), "AlertEmails": None}))

        assert answer["message"] == "With the topic went subscriptions that the tracker had not made: z@example.com."

    def test_are_not_mentioned_when_there_are_none(self, cloudformation: CloudFormation) -> None:
        assert not succeeded(cloudformation.delete(cloudformation.create(NAMED))).get("message")


class TestWhatHasLostOurTag:
    def test_stays(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        client("sns").untag_resource(ResourceArn=created["TopicArn"], TagKeys=[OWNER])
        client("iam").untag_role(RoleName=f"{NAME}-us-east-1", TagKeys=[OWNER])
        succeeded(cloudformation.delete(created))

        assert inventory() == {
            f"topic {created['TopicArn']}",
            "subscription data@example.com",
            f"role {NAME}-us-east-1",
        }


class TestWhatCarriesTheTagOfAnotherTracker:
    def test_stays(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(NAMED)
        others = [{"Key": OWNER, "Value": "hourly"}]
        client("sns").tag_resource(ResourceArn=created["TopicArn"], Tags=others)
        client("events").tag_resource(ResourceARN=created["RuleArn"], Tags=others)
        client("iam").tag_role(RoleName=f"{NAME}-us-east-1", Tags=others)
        succeeded(cloudformation.delete(created))

        assert inventory() == {
            f"topic {created['TopicArn']}",
            "subscription data@example.com",
            f"rule {NAME}-runs",
            f"role {NAME}-us-east-1",
        }


class TestARunTableThatIsToBeRetained:
    RETAINING = {**NAMED, "RetainRunTableOnDelete": True}

    def test_is_protected_and_stays_as_nobodys(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(self.RETAINING)
        succeeded(cloudformation.delete(created))

        assert inventory() == {f"table {NAME}"}
        assert client("dynamodb").describe_table(TableName=NAME)["Table"]["DeletionProtectionEnabled"] is True
        arn = f"arn:aws:dynamodb:us-east-1:123456789012:table/{NAME}"
        assert client("dynamodb").list_tags_of_resource(ResourceArn=arn)["Tags"] == []
        assert cloudformation.run("DELETE", created)["errorCode"] == "NotFound"

    def test_keeps_a_new_tracker_from_its_name(self, cloudformation: CloudFormation) -> None:
        succeeded(cloudformation.delete(cloudformation.create(self.RETAINING)))

        assert cloudformation.run("CREATE", NAMED)["errorCode"] == "AlreadyExists"

    def test_goes_when_it_no_longer_is(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create(self.RETAINING)
        changed = succeeded(cloudformation.update(created, {"RetainRunTableOnDelete": False}))["resourceModel"]
        succeeded(cloudformation.delete(changed))

        assert inventory() == set()

    def test_goes_when_the_create_has_failed(self, cloudformation: CloudFormation) -> None:
        cloudformation.before = lambda call: refusal("AccessDenied") if call.operation == "PutTargets" else None
        answer = cloudformation.run("CREATE", self.RETAINING)

        assert answer["errorCode"] == "AccessDenied"
        assert inventory() == set()
