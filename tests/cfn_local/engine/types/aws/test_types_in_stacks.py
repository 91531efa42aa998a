"""Every type of AWS in a stack with tags: created, found in sync, updated, deleted."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from type_stories import ACCOUNT, REGION, World, client, request, tags_of, type_of

from cfn_local import engine
from cfn_local.engine.stacks.stack import Stack as EngineStack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.types.aws import supported_type_names
from cfn_local.schemas import tagging
from cfn_local.services import clock

STACK = "story"
# In every partition, and each of another family.
SAMPLE = (
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::DynamoDB::Table",
    "AWS::EC2::CapacityReservation",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::KMS::Key",
    "AWS::Kinesis::Stream",
    "AWS::Lambda::Function",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
)
CASES = [(name, REGION) for name in supported_type_names(REGION)] + [
    (name, region) for region in ("eu-central-1", "us-gov-west-1", "cn-north-1") for name in SAMPLE
]


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
        self.body = json.dumps({"Resources": {"Thing": thing}, "Outputs": {"Ref": {"Value": {"Ref": "Thing"}}}})

    def put(self, verb: str, stage: str) -> str:
        """Create or update the stack with this tag, and give its status and what failed."""
        getattr(self.cloudformation, f"{verb}_stack")(
            StackName=STACK,
            TemplateBody=self.body,
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
        return [(one["StackResourceDriftStatus"], one["PropertyDifferences"]) for one in drifts]

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
