"""What DescribeStackEvents tells of resources."""

from typing import Any

from tests.recorded.normalisation import normalised
from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import MOTO, UNDATED, recorded

ARN = "arn:aws:sns:us-east-1:123456789012:recorded-events"


def _of(events: list[dict[str, Any]], logical_id: str) -> list[tuple[Any, ...]]:
    members = ("EventId", "ResourceStatus", "ResourceStatusReason", "PhysicalResourceId", "ResourceProperties")
    return [tuple(one.get(name) for name in members) for one in events if one["LogicalResourceId"] == logical_id]


class TestEventsOfAResource:
    @recorded("2025-04-08")
    def test_name_the_resource_its_status_and_the_time(self, cloud: Cloud) -> None:
        bodies = [template({"Topic": topic("recorded-events", DisplayName=shown)}) for shown in ("a", "b")]
        process = cloud.process(*bodies)
        one, two = ({"TopicName": "recorded-events", "DisplayName": shown} for shown in ("a", "b"))
        assert _of(process.events_until_deletion, "Topic") == [
            ("Topic-CREATE_IN_PROGRESS-<time>", "CREATE_IN_PROGRESS", None, "", one),
            ("Topic-CREATE_IN_PROGRESS-<time>", "CREATE_IN_PROGRESS", "Resource creation Initiated", ARN, one),
            ("Topic-CREATE_COMPLETE-<time>", "CREATE_COMPLETE", None, ARN, one),
            ("Topic-UPDATE_IN_PROGRESS-<time>", "UPDATE_IN_PROGRESS", None, ARN, two),
            ("Topic-UPDATE_COMPLETE-<time>", "UPDATE_COMPLETE", None, ARN, two),
        ]

    @recorded("2025-04-08")
    def test_have_ids_that_differ(self, cloud: Cloud) -> None:
        name = cloud.create(template({f"Topic{number}": topic() for number in range(5)}))
        ids = [one["EventId"] for one in cloud.events(name)]
        assert len(set(ids)) == len(ids)

    @recorded("2025-04-17")
    def test_of_clean_up_have_neither_a_status_in_their_ids_nor_properties(self, cloud: Cloud) -> None:
        process = cloud.process(
            *(template({"Topic": topic(name)}) for name in ("recorded-clean-1", "recorded-clean-2"))
        )
        old = ARN.replace("events", "clean-1")
        assert _of(process.events_until_deletion, "Topic")[-2:] == [
            ("Topic-<uuid>", "DELETE_IN_PROGRESS", None, old, None),
            ("Topic-<uuid>", "DELETE_COMPLETE", None, old, None),
        ]

    @recorded("2024-05-29")
    def test_of_the_deletion_of_a_stack_have_the_properties_to_the_end(self, cloud: Cloud) -> None:
        process = cloud.process(template({"Root": parameter("root")}))
        told = [one.get("ResourceProperties") for one in process.events if one["ResourceStatus"] == "DELETE_COMPLETE"]
        assert told[0] == {"Type": "String", "Value": "root"}

    @recorded("2024-05-29")
    def test_follow_the_dependencies(self, cloud: Cloud) -> None:
        resources = {
            "C": {**parameter({"Ref": "B"})},
            "B": {**parameter({"Ref": "A"})},
            "A": parameter("root"),
        }
        name = cloud.create(template(resources))
        made = [one["LogicalResourceId"] for one in cloud.events(name) if one["ResourceStatus"] == "CREATE_COMPLETE"]
        assert made == ["A", "B", "C", name]


class TestEventsOfAStack:
    @recorded("2025-08-05")
    def test_go_through_these_statuses(self, cloud: Cloud) -> None:
        process = cloud.process(*(template({"Topic": topic(DisplayName=shown)}) for shown in ("a", "b")))
        assert process.statuses_of("<stack>") == [
            "REVIEW_IN_PROGRESS: User Initiated",
            "CREATE_IN_PROGRESS: User Initiated",
            "CREATE_COMPLETE",
            "UPDATE_IN_PROGRESS: User Initiated",
            "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "UPDATE_COMPLETE",
            "DELETE_IN_PROGRESS: User Initiated",
            "DELETE_COMPLETE",
        ]


class TestTagsOfCloudFormation:
    TAGS = [{"Key": "TagKey1", "Value": "one"}]

    @recorded("2025-10-13")
    def test_are_not_shown_by_tables(self, cloud: Cloud) -> None:
        table = {
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
            "TableName": "recorded-table",
            "Tags": self.TAGS,
        }
        cloud.create(template({"Table": {"Type": "AWS::DynamoDB::Table", "Properties": table}}))
        client = cloud.client("dynamodb")
        arn = client.describe_table(TableName="recorded-table")["Table"]["TableArn"]
        assert client.list_tags_of_resource(ResourceArn=arn)["Tags"] == self.TAGS

    @recorded(UNDATED, MOTO)
    def test_are_not_shown_by_queues(self, cloud: Cloud) -> None:
        queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "recorded-queue", "Tags": self.TAGS}}
        cloud.create(template({"Queue": queue}))
        client = cloud.client("sqs")
        url = client.get_queue_url(QueueName="recorded-queue")["QueueUrl"]
        assert client.list_queue_tags(QueueUrl=url)["Tags"] == {"TagKey1": "one"}


class TestAResourceAsItIsDescribed:
    @recorded("2025-10-16")
    def test_has_metadata_in_any_case(self, cloud: Cloud) -> None:
        name = cloud.create(
            template({"Parameter": parameter("v"), "Noted": {**parameter("v"), "Metadata": {"A": "b"}}})
        )
        asked = cloud.cloudformation.describe_stack_resource
        plain = asked(StackName=name, LogicalResourceId="Parameter")["StackResourceDetail"]
        noted = asked(StackName=name, LogicalResourceId="Noted")["StackResourceDetail"]
        told = normalised(plain, [(name, "<stack>"), (plain["PhysicalResourceId"], "<id>")])
        assert told == {
            "StackName": "<stack>",
            "StackId": "arn:aws:cloudformation:us-east-1:123456789012:stack/<stack>/<uuid>",
            "LogicalResourceId": "Parameter",
            "PhysicalResourceId": "<id>",
            "ResourceType": "AWS::SSM::Parameter",
            "LastUpdatedTimestamp": "<time>",
            "ResourceStatus": "CREATE_COMPLETE",
            "Metadata": "{}",
            "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
        }
        assert noted["Metadata"] == '{"A": "b"}'


class TestTheResourcesOfAStack:
    @recorded("2025-10-07")
    def test_are_in_the_order_of_their_logical_ids(self, cloud: Cloud) -> None:
        name = cloud.create(template({one: parameter(one) for one in ("Base", "Conditional", "Another")}))
        found = cloud.cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        assert [one["LogicalResourceId"] for one in found] == ["Another", "Base", "Conditional"]
