"""The life of a capacity reservation group in stacks, by the real AWS CLI: what it holds while it is replaced, reduced,
changed by others, and deleted while instances run."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, succeeded

PROJECT = ROOT / "resources/awscommunity-odcr-group"
FLEET, SMALLEST = PROJECT / "examples/auto-scaling-group.yaml", PROJECT / "examples/smallest.yaml"
ZONES = ("us-east-1a", "us-east-1b", "us-east-1c")
# A resource that finds no capacity either, once the group has been changed.
LATE = """
  Late:
    Type: AWS::EC2::CapacityReservation
    DependsOn: Capacity
    Properties:
      InstanceType: r6i.4xlarge
      InstancePlatform: Linux/UNIX
      AvailabilityZone: us-east-1a
      InstanceCount: 1
"""

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    """With the resource type, submitted by the real cfn."""
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        account.submit(PROJECT)
        yield account


@pytest.fixture(autouse=True)
def plenty_of_capacity(account: LocalAccount) -> None:
    account.aws.put_conditions({})


@pytest.fixture(scope="module")
def ec2(account: LocalAccount) -> Any:
    return account.aws.client("ec2")


@pytest.fixture(scope="module")
def cloudformation(account: LocalAccount) -> Any:
    return account.aws.client("cloudformation")


def aws(account: LocalAccount, *command: str) -> Any:
    """What the AWS CLI prints."""
    return json.loads(succeeded(account.run("aws", *command)).stdout or "null")


def used(ec2: Any) -> dict[str, list[tuple[int, int]]]:
    """By instance type: of each active reservation, in the order of zones, the used and all reserved instances."""
    active = [{"Name": "state", "Values": ["active"]}]
    found = ec2.describe_capacity_reservations(Filters=active)["CapacityReservations"]
    by_type: dict[str, list[tuple[int, int]]] = {}
    for one in sorted(found, key=lambda one: one["AvailabilityZone"]):
        total = one["TotalInstanceCount"]
        by_type.setdefault(one["InstanceType"], []).append((total - one["AvailableInstanceCount"], total))
    return by_type


def status(cloudformation: Any, stack: str) -> str:
    return str(cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])


class TestAnotherInstanceType:
    def test_is_reserved_in_full_before_anything_of_the_old_one_is_given_back(
        self, account: LocalAccount, ec2: Any
    ) -> None:
        subnets = f"SubnetIds={account.three_subnets()}"
        succeeded(account.deploy("fleet", FLEET, subnets))
        assert used(ec2) == {"r6i.4xlarge": [(2, 3)] * 3}

        before = len(account.aws.describe().calls)
        succeeded(account.deploy("fleet", FLEET, subnets, "InstanceType=r6i.8xlarge"))

        calls = [call.action for call in account.aws.describe().calls[before:]]
        assert calls.count("CreateCapacityReservation") == calls.count("CancelCapacityReservation") == 3
        bought = max(at for at, name in enumerate(calls) if name == "CreateCapacityReservation")
        assert bought < calls.index("GroupResources") < calls.index("CancelCapacityReservation")
        # The Auto Scaling group launches the new type from now on; what runs goes on, in On-Demand capacity.
        assert used(ec2) == {"r6i.8xlarge": [(0, 3)] * 3}
        (group,) = account.aws.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
        ec2.terminate_instances(InstanceIds=[one["InstanceId"] for one in group["Instances"]])
        assert used(ec2) == {"r6i.8xlarge": [(2, 3)] * 3}

        account.delete("fleet")
        assert account.billed() == []


class TestADecreaseThatIsRolledBack:
    @pytest.fixture
    def stuck(self, account: LocalAccount, tmp_path: Path) -> str:
        """A stack that had twelve, was to have six, failed later on, and finds no capacity to have twelve again."""
        twelve, six = tmp_path / "twelve.yaml", tmp_path / "six.yaml"
        text = SMALLEST.read_text()
        twelve.write_text(text.replace("MinimumInstanceCount: 6", "MinimumInstanceCount: 12"))
        six.write_text(text.replace("\nOutputs:", f"{LATE}\nOutputs:"))
        succeeded(account.deploy("reduced", twelve))
        drained = [{"AvailabilityZone": zone, "InstanceType": "r6i.4xlarge", "InstanceCount": 3} for zone in ZONES]
        account.aws.put_conditions({"CapacityPools": drained})
        assert account.deploy("reduced", six).returncode != 0
        return "reduced"

    def test_keeps_what_it_has_says_why_and_goes_on_when_there_is_capacity(
        self, account: LocalAccount, cloudformation: Any, stuck: str
    ) -> None:
        assert status(cloudformation, stuck) == "UPDATE_ROLLBACK_FAILED"
        assert account.billed() == [(zone, 3) for zone in ZONES]
        events = cloudformation.describe_stack_events(StackName=stuck)["StackEvents"]
        failed = {
            one["LogicalResourceId"]: one for one in reversed(events) if one["ResourceStatus"].endswith("_FAILED")
        }
        why = failed["Capacity"]["ResourceStatusReason"]
        assert "InsufficientInstanceCapacity" in why
        assert all(zone in why for zone in ZONES)

        account.aws.put_conditions({})
        aws(account, "cloudformation", "continue-update-rollback", "--stack-name", stuck)
        cloudformation.get_waiter("stack_rollback_complete").wait(StackName=stuck)

        assert status(cloudformation, stuck) == "UPDATE_ROLLBACK_COMPLETE"
        assert account.billed() == [(zone, 6) for zone in ZONES]
        account.delete(stuck)
        assert account.billed() == []


class TestAGroupThatIsInUse:
    def test_drifts_when_a_reservation_is_cancelled_and_leaves_its_instances_running_when_it_is_deleted(
        self, account: LocalAccount, ec2: Any, cloudformation: Any
    ) -> None:
        succeeded(account.deploy("used", SMALLEST))
        resource = cloudformation.describe_stack_resource(StackName="used", LogicalResourceId="Capacity")
        target = {"CapacityReservationResourceGroupArn": resource["StackResourceDetail"]["PhysicalResourceId"]}
        launched = ec2.run_instances(
            ImageId="ami-12345678",
            InstanceType="r6i.4xlarge",
            Placement={"AvailabilityZone": "us-east-1b"},
            CapacityReservationSpecification={"CapacityReservationTarget": target},
            MinCount=2,
            MaxCount=2,
        )["Instances"]
        ids = [one["InstanceId"] for one in launched]
        assert used(ec2) == {"r6i.4xlarge": [(0, 3), (2, 3), (0, 3)]}

        in_b = next(one["CapacityReservationId"] for one in launched)
        ec2.cancel_capacity_reservation(CapacityReservationId=in_b)
        drift = aws(
            account,
            *("cloudformation", "detect-stack-resource-drift"),
            *("--stack-name", "used", "--logical-resource-id", "Capacity"),
        )["StackResourceDrift"]
        differences = [
            (one["PropertyPath"], one["ExpectedValue"], one["ActualValue"]) for one in drift["PropertyDifferences"]
        ]
        assert ("/MinimumInstanceCount", "6", "3") in differences

        aws(account, "cloudformation", "delete-stack", "--stack-name", "used")
        cloudformation.get_waiter("stack_delete_complete").wait(StackName="used")
        assert account.billed() == []
        found = ec2.describe_instances(InstanceIds=ids)["Reservations"][0]["Instances"]
        assert [(one["State"]["Name"], one.get("CapacityReservationId")) for one in found] == [("running", None)] * 2
        ec2.terminate_instances(InstanceIds=ids)
