"""Every type of AWS in a stack with tags: created, found in sync, updated, deleted."""

import json
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local import engine
from cfn_local.engine.stacks.stack import Stack as EngineStack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.types.aws import AwsType, changes, supported_type_names
from cfn_local.schemas import tagging
from cfn_local.services import clock
from tests.cfn_local.engine.types.aws.type_stories import ACCOUNT, REGION, World, client, request, tags_of, type_of

STACK = "story"
# In every partition, and each of another family.
SAMPLE = (
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::DynamoDB::Table",
    "AWS::EC2::CapacityReservation",
    "AWS::EC2::FlowLog",
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::KMS::Key",
    "AWS::Kinesis::Stream",
    "AWS::Lambda::Function",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
)


def is_led_always(type_name: str) -> bool:
    """Whether the type is one of the third whose stacks live in every run; the others' live nightly."""
    return type_name in SAMPLE or zlib.crc32(type_name.encode()) % 3 == 0


CASES = [
    pytest.param(name, REGION, marks=() if is_led_always(name) else pytest.mark.nightly)
    for name in supported_type_names(REGION)
] + [pytest.param(name, region) for region in ("eu-central-1", "us-gov-west-1", "cn-north-1") for name in SAMPLE]


@pytest.fixture(scope="module", autouse=True)
def stacks(local_aws: None) -> Iterator[None]:
    engine.install()
    yield
    clock.reset()


class Stack:
    """The stack of one resource of a type."""

    def __init__(self, type_name: str, region: str) -> None:
        self.world = World(region)
        self.type = type_of(type_name, region)
        self.region = region
        self.cloudformation = client("cloudformation", region)
        thing = {"Type": type_name, "Properties": self.world.resolved(dict(self.type.declaration.given))}
        self.template: dict[str, Any] = {"Resources": {"Thing": thing}, "Outputs": {"Ref": {"Value": {"Ref": "Thing"}}}}

    def put(self, verb: str, stage: str) -> str:
        """Create or update the stack with this tag, and give its status and what failed."""
        getattr(self.cloudformation, f"{verb}_stack")(
            StackName=STACK,
            TemplateBody=json.dumps(self.template),
            Tags=[{"Key": "stage", "Value": stage}],
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        return self.ended()

    def ended(self) -> str:
        """The status of the stack at the end of its operation, and what failed."""
        self.found.wait_until_still(60)
        failed = [event.reason for event in self.found.events if event.status.endswith("_FAILED")]
        return " ".join([self.found.status, *map(str, failed)])

    def drift(self) -> list[tuple[str, Any]]:
        """Of what AWS can read: whether it has drifted, and by what."""
        detection = self.cloudformation.detect_stack_drift(StackName=STACK)["StackDriftDetectionId"]
        self.found.drift_detections[detection].wait(60)
        drifts = self.cloudformation.describe_stack_resource_drifts(StackName=STACK)["StackResourceDrifts"]
        return [(one["StackResourceDriftStatus"], one.get("PropertyDifferences")) for one in drifts]

    def model(self) -> dict[str, Any]:
        """The resource as its type reads it now."""
        deployed = self.found.resources["Thing"].deployed
        assert deployed is not None
        return self.type.read(request(deployed.live.model, region=self.region)).model

    @property
    def found(self) -> EngineStack:
        return list(stack_account(ACCOUNT, self.region).stacks.values())[-1]


@pytest.mark.parametrize(("type_name", "region"), CASES, ids=lambda part: part.removeprefix("AWS::"))
def test_a_resource_lives_through_its_stack_with_the_tags_of_the_stack(type_name: str, region: str) -> None:
    stack = Stack(type_name, region)
    tags = tagging.tags_of(stack.type.schema)
    in_sync = [("IN_SYNC", [])] if "read" in stack.type.schema.get("handlers", {}) else []

    assert stack.put("create", "test") == "CREATE_COMPLETE"
    assert stack.drift() == in_sync
    assert stack.put("update", "live") == "UPDATE_COMPLETE"
    assert stack.drift() == in_sync
    model = stack.model()
    if tags.property is not None and stack.type.declaration.tags is not None:
        found = tags_of(model[tags.property])
        assert found["stage"] == "live"
        assert found.get("aws:cloudformation:logical-id") == ("Thing" if tags.system_tags else None)

    stack.cloudformation.delete_stack(StackName=STACK)
    assert stack.ended() == "DELETE_COMPLETE"


class TestDrift:
    def test_is_what_somebody_else_changed(self) -> None:
        stack = Stack("AWS::SQS::Queue", REGION)
        stack.template["Resources"]["Thing"]["Properties"] = {"DelaySeconds": 5, "Tags": [{"Key": "a", "Value": "b"}]}
        stack.put("create", "test")
        url = client("sqs").list_queues()["QueueUrls"][0]
        client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "7"})

        difference = {
            "PropertyPath": "/DelaySeconds",
            "ExpectedValue": "5",
            "ActualValue": "7",
            "DifferenceType": "NOT_EQUAL",
        }
        assert stack.drift() == [("MODIFIED", [difference])]

    def test_is_what_somebody_else_deleted(self) -> None:
        stack = Stack("AWS::SQS::Queue", REGION)
        stack.put("create", "test")
        client("sqs").delete_queue(QueueUrl=client("sqs").list_queues()["QueueUrls"][0])

        assert stack.drift() == [("DELETED", None)]


class TestAFailureInsideOfAType:
    def test_fails_the_resource_and_rolls_the_stack_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stumble(*_: Any, **__: Any) -> None:
            raise IndexError("list index out of range")

        monkeypatch.setattr(AwsType, "create", stumble)
        assert (
            Stack("AWS::SQS::Queue", REGION)
            .put("create", "test")
            .startswith(
                "ROLLBACK_COMPLETE Resource handler returned message: "
                '"The local CloudFormation failed inside: IndexError: list index out of range"'
            )
        )

    def test_leaves_nothing_of_what_was_made_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stumble(*_: Any, **__: Any) -> None:
            raise IndexError("list index out of range")

        monkeypatch.setattr(changes, "complete", stumble)
        Stack("AWS::SNS::Topic", REGION).put("create", "test")
        assert client("sns").list_topics()["Topics"] == []


def test_a_rule_of_a_security_group_without_a_source_fails_by_name() -> None:
    stack = Stack("AWS::EC2::SecurityGroupIngress", REGION)
    del stack.template["Resources"]["Thing"]["Properties"]["CidrIp"]

    assert stack.put("create", "test").startswith(
        'ROLLBACK_COMPLETE Resource handler returned message: "A rule of a security group needs a source'
    )


def test_fn_getatt_gives_a_property_that_is_not_read_only() -> None:
    stack = Stack("AWS::SNS::Topic", REGION)
    stack.template["Resources"]["Thing"]["Properties"] = {"DisplayName": "News"}
    stack.template["Outputs"]["Name"] = {"Value": {"Fn::GetAtt": ["Thing", "DisplayName"]}}

    assert stack.put("create", "test") == "CREATE_COMPLETE"
    outputs = client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]["Outputs"]
    assert {one["OutputKey"]: one["OutputValue"] for one in outputs}["Name"] == "News"


def test_a_resource_group_of_a_stack_is_about_its_own_stack_unless_it_names_another() -> None:
    stack = Stack("AWS::ResourceGroups::Group", REGION)
    stack.template["Resources"]["Thing"]["Properties"]["ResourceQuery"] = {"Type": "CLOUDFORMATION_STACK_1_0"}

    assert stack.put("create", "test") == "CREATE_COMPLETE"
    query = client("resource-groups").get_group_query(Group="reserved")["GroupQuery"]["ResourceQuery"]
    assert (query["Type"], json.loads(query["Query"])) == (
        "CLOUDFORMATION_STACK_1_0",
        {"StackIdentifier": stack.found.stack_id, "ResourceTypeFilters": ["AWS::AllSupported"]},
    )
    assert stack.drift() == [("IN_SYNC", [])]


class TestThePolicySnapshot:
    def test_keeps_a_snapshot_of_what_is_deleted(self) -> None:
        stack = Stack("AWS::RDS::DBInstance", REGION)
        stack.template["Resources"]["Thing"]["DeletionPolicy"] = "Snapshot"
        stack.put("create", "test")
        database = stack.model()["DBInstanceIdentifier"]

        stack.cloudformation.delete_stack(StackName=STACK)
        assert stack.ended() == "DELETE_COMPLETE"
        assert client("rds").describe_db_instances()["DBInstances"] == []
        kept = client("rds").describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]
        assert [one["DBInstanceIdentifier"] for one in kept] == [database]
        assert kept[0]["DBSnapshotIdentifier"].startswith("story-snapshot-thing-")

    def test_keeps_one_of_what_is_replaced(self) -> None:
        stack = Stack("AWS::RDS::DBInstance", REGION)
        thing = stack.template["Resources"]["Thing"]
        thing["UpdateReplacePolicy"] = "Snapshot"
        stack.put("create", "test")
        database = stack.model()["DBInstanceIdentifier"]
        thing["Properties"]["DBName"] = "orders"

        assert stack.put("update", "live") == "UPDATE_COMPLETE"
        kept = client("rds").describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]
        assert [one["DBInstanceIdentifier"] for one in kept] == [database]

    def test_keeps_one_of_a_volume(self) -> None:
        stack = Stack("AWS::EC2::Volume", REGION)
        stack.template["Resources"]["Thing"]["DeletionPolicy"] = "Snapshot"
        stack.put("create", "test")
        volume = stack.model()["VolumeId"]

        stack.cloudformation.delete_stack(StackName=STACK)
        assert stack.ended() == "DELETE_COMPLETE"
        kept = client("ec2").describe_snapshots(Filters=[{"Name": "volume-id", "Values": [volume]}])["Snapshots"]
        assert kept[0]["Description"].startswith("story-snapshot-thing-")
