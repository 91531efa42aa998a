"""Whole templates, as people write them: created, updated, found in sync and deleted, with nothing left behind.

Every template of this folder is a test, in YAML or JSON. What an operator would choose stands in its metadata:

    Metadata:
      Test:
        Parameters: {KeyName: operators}    # of the creation, where there is no default
        Update: {DesiredCapacity: 3}        # what the update changes; it changes a tag of the stack in any case
        StandIns: true                      # where some of its types are stand-ins
        Regions: [us-east-1, eu-central-1]  # where it can live, unless in all four of REGIONS
        Remains: {logs LogGroup: 1}         # by service and kind, what stays on AWS too: snapshots that the template
                                            # wants, logs of functions, the group `default_elb_...` of classic
                                            # load balancers that state none

The account has a key pair `operators` and a bucket `artifacts` with the files of `parts/`, and it is bootstrapped for
the CDK.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import WaiterError

from cfn_local.engine.template import document
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.project.account import Inventory, Key, named

REGIONS = ("us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1")
FOLDER = Path(__file__).parent
TEMPLATES = sorted((*FOLDER.glob("*.yaml"), *FOLDER.glob("*.json")))
# Those that run with every change: each for other services and other parts of the language. The rest runs nightly.
SAMPLE = {
    "aurora_cluster",
    "blog_of_2013",
    "blue_green",
    "custom_resource",
    "event_mesh",
    "fargate_service",
    "nested_service",
    "order_fan_out",
    "peered_networks",
    "sam_orders",
    "serverless_rest_api",
    "static_site",
    "tenants_loops",
    "upload_inbox",
    "web_fleet_with_signals",
    "web_tier",
}


@pytest.fixture(scope="module")
def prepared() -> Iterator[Callable[[str], LocalAws]]:
    """For each Region a local AWS, in which an operator has prepared there what templates ask for."""
    with contextlib.ExitStack() as stack:

        @cache
        def in_region(region: str) -> LocalAws:
            running = stack.enter_context(LocalAws())
            running.client("ec2", region).create_key_pair(KeyName="operators")
            parameter = "/cdk-bootstrap/hnb659fds/version"
            running.client("ssm", region).put_parameter(Name=parameter, Type="String", Value="27")
            s3 = running.client("s3", region)
            elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": region}} if region != "us-east-1" else {}
            s3.create_bucket(Bucket="artifacts", **elsewhere)
            for part in (FOLDER / "parts").glob("*.*"):
                s3.upload_file(str(part), "artifacts", part.name)
            return running

        yield in_region


class Life:
    """The stack of one template."""

    def __init__(self, aws: LocalAws, template: Path, region: str) -> None:
        self.cloudformation = aws.client("cloudformation", region)
        self.body = template.read_text()
        self.test = conventions_of(template)
        self.id = template.stem.replace("_", "-")

    def put(self, verb: str, stage: str) -> str:
        """Create or update it; its status, and what failed."""
        chosen = {**self.test.get("Parameters", {}), **(self.test.get("Update", {}) if verb == "update" else {})}
        self.id = getattr(self.cloudformation, f"{verb}_stack")(
            StackName=self.id,
            TemplateBody=self.body,
            Parameters=[{"ParameterKey": key, "ParameterValue": str(value)} for key, value in chosen.items()],
            Tags=[{"Key": "stage", "Value": stage}],
            Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        )["StackId"]
        return self.ended(f"stack_{verb}_complete")

    def delete(self) -> str:
        self.cloudformation.delete_stack(StackName=self.id)
        return self.ended("stack_delete_complete")

    def ended(self, waiter: str) -> str:
        with contextlib.suppress(WaiterError):  # the status tells it, and the events tell why
            self.cloudformation.get_waiter(waiter).wait(StackName=self.id)
        status = self.cloudformation.describe_stacks(StackName=self.id)["Stacks"][0]["StackStatus"]
        pages = self.cloudformation.get_paginator("describe_stack_events").paginate(StackName=self.id)
        failed = [
            f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason')}"
            for page in pages
            for event in page["StackEvents"]
            if event["ResourceStatus"].endswith("_FAILED")
        ]
        return "\n".join([status, *reversed(failed)])

    def drifted(self) -> dict[str, Any]:
        """What of it differs from its template, by logical id."""
        detection = self.cloudformation.detect_stack_drift(StackName=self.id)["StackDriftDetectionId"]
        status = {"DetectionStatus": "DETECTION_IN_PROGRESS"}
        while status["DetectionStatus"] == "DETECTION_IN_PROGRESS":
            status = self.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
        found = self.cloudformation.describe_stack_resource_drifts(
            StackName=self.id, StackResourceDriftStatusFilters=["MODIFIED", "DELETED"]
        )["StackResourceDrifts"]
        differences = {one["LogicalResourceId"]: one.get("PropertyDifferences") for one in found}
        return differences if status["DetectionStatus"] == "DETECTION_COMPLETE" else {"": status}


def test_there_are_many_of_many_kinds() -> None:
    assert len(TEMPLATES) >= 60
    assert {template.stem for template in TEMPLATES} > SAMPLE


def conventions_of(template: Path) -> dict[str, Any]:
    found: dict[str, Any] = document.read(template.read_text()).get("Metadata", {}).get("Test", {})
    return found


def lives() -> Iterator[Any]:
    """Each template where it can live: the sample in one Region with every change, the rest nightly."""
    for region in REGIONS:
        for template in TEMPLATES:
            if region in conventions_of(template).get("Regions", REGIONS):
                marks = () if template.stem in SAMPLE and region == REGIONS[0] else pytest.mark.nightly
                yield pytest.param(region, template, id=f"{template.stem}-{region}", marks=marks)


@pytest.mark.contract
@pytest.mark.parametrize(("region", "template"), list(lives()))
def test_a_template_lives_and_leaves_nothing(prepared: Callable[[str], LocalAws], region: str, template: Path) -> None:
    aws = prepared(region)
    before = Inventory.of(aws.inventory())
    life = Life(aws, template, region)

    assert life.put("create", "test") == "CREATE_COMPLETE"
    assert life.drifted() == {}
    assert life.put("update", "live") == "UPDATE_COMPLETE"
    assert life.drifted() == {}
    assert life.delete() == "DELETE_COMPLETE"

    left = Inventory.of(aws.inventory()).added_to(before)
    assert named(_beyond(left, Counter(life.test.get("Remains", {})))) == ""


def _beyond(keys: list[Key], accepted: Counter[str]) -> list[Key]:
    """Return the keys that exceed the accepted number of their service and type."""
    left, rest = Counter(accepted), []
    for key in keys:
        kind = f"{key[0]} {key[1]}"
        if left[kind] > 0:
            left[kind] -= 1
        else:
            rest.append(key)
    return rest
