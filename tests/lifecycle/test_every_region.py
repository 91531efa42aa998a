"""The life of every extension in stacks of each kind of Region: create, update, drift, delete.

In every run each lives in one Region, so that every Region has some; in `scripts/test nightly` each lives in all.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from botocore.exceptions import WaiterError

from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.registry.package_stories import package
from tests.local_account import ROOT, LocalAccount, package_of

ODCR = ROOT / "resources/awscommunity-odcr-group"
TRACKER = ROOT / "resources/awscommunity-glue-jobtracker"
CONFIGURATION = ROOT / "resources/awscommunity-cloudformation-resourcetypeconfig"
HOOK = ROOT / "hooks/spot-allocation-check"
MODULES = sorted(path.parent for path in ROOT.glob("modules/*/.rpdk-config"))
# Partition and DNS suffix.
REGIONS = {
    "us-east-1": ("aws", "amazonaws.com"),
    "eu-central-1": ("aws", "amazonaws.com"),
    "us-gov-west-1": ("aws-us-gov", "amazonaws.com"),
    "cn-north-1": ("aws-cn", "amazonaws.com.cn"),
}

CONFIGURED_TYPE = "Example::Configured::Thing"
CONFIGURED = {
    "typeName": CONFIGURED_TYPE,
    "typeConfiguration": {"properties": {"Retries": {"type": "integer"}}, "additionalProperties": False},
}

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    with LocalAws() as running:
        yield running


def at_least_in(region: str) -> pytest.MarkDecorator:
    """A life in every Region, of which those in others than this one are led nightly."""
    lives = [pytest.param(one, marks=() if one == region else pytest.mark.nightly) for one in REGIONS]
    return pytest.mark.parametrize("account", lives, indirect=True, scope="module")


@pytest.fixture(scope="module")
def account(aws: LocalAws, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> LocalAccount:
    """In one Region, with every extension registered there and the hook in FAIL mode."""
    account = LocalAccount(aws, tmp_path_factory.mktemp("home"), request.param)
    for folder in (ODCR, TRACKER, CONFIGURATION, HOOK, *MODULES):
        account.register(package_of(folder))
    account.configure_hook("FAIL")
    return account


def create(account: LocalAccount, stack: str, body: str, **parameters: str) -> str:
    """The status that the new stack comes to."""
    account.client("cloudformation").create_stack(StackName=stack, TemplateBody=body, **_request(parameters))
    return _ended(account, stack, "stack_create_complete")


def update(account: LocalAccount, stack: str, body: str, **parameters: str) -> str:
    """The status that the stack comes to."""
    account.client("cloudformation").update_stack(StackName=stack, TemplateBody=body, **_request(parameters))
    return _ended(account, stack, "stack_update_complete")


def drift(account: LocalAccount, stack: str, logical_id: str) -> list[tuple[str, str, str]]:
    """Path, expected and actual value of every property that somebody has changed."""
    found = account.client("cloudformation").detect_stack_resource_drift(StackName=stack, LogicalResourceId=logical_id)
    differences = found["StackResourceDrift"].get("PropertyDifferences", [])
    return [(one["PropertyPath"], one["ExpectedValue"], one["ActualValue"]) for one in differences]


def stack_drift(account: LocalAccount, stack: str) -> str:
    cloudformation = account.client("cloudformation")
    detection = cloudformation.detect_stack_drift(StackName=stack)["StackDriftDetectionId"]
    while True:  # a read of a few resources of one stack
        told = cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
        if told["DetectionStatus"] != "DETECTION_IN_PROGRESS":
            return str(told["StackDriftStatus"])


def network(account: LocalAccount) -> dict[str, str]:
    subnets = account.three_subnets()
    vpc_id = account.client("ec2").describe_subnets()["Subnets"][0]["VpcId"]
    return {"SubnetIds": subnets, "VpcId": vpc_id}


def _request(parameters: dict[str, str]) -> dict[str, Any]:
    listed = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]
    return {"Parameters": listed, "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]}


def _ended(account: LocalAccount, stack: str, waiter: str) -> str:
    cloudformation = account.client("cloudformation")
    with suppress(WaiterError):  # the status tells
        cloudformation.get_waiter(waiter).wait(StackName=stack)
    return str(cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])


@at_least_in("cn-north-1")
def test_a_group_of_capacity_reservations_lives(account: LocalAccount) -> None:
    zones = [f"{account.region}a", f"{account.region}b"]
    body = (ODCR / "examples/smallest.yaml").read_text().replace("[us-east-1a, us-east-1b, us-east-1c]", str(zones))
    partition, _ = REGIONS[account.region]

    assert create(account, "capacity", body) == "CREATE_COMPLETE"
    arn = f"arn:{partition}:resource-groups:{account.region}:123456789012:group/odcr-"
    assert account.outputs("capacity")["GroupArn"].startswith(arn)
    assert account.billed() == [(zones[0], 6), (zones[1], 6)]

    bigger = body.replace("MinimumInstanceCount: 6", "MinimumInstanceCount: 12")
    assert update(account, "capacity", bigger) == "UPDATE_COMPLETE"
    assert account.billed() == [(zones[0], 12), (zones[1], 12)]
    assert drift(account, "capacity", "Capacity") == []

    active = [{"Name": "state", "Values": ["active"]}]
    ec2 = account.client("ec2")
    reservation = ec2.describe_capacity_reservations(Filters=active)["CapacityReservations"][0]
    ec2.modify_capacity_reservation(CapacityReservationId=reservation["CapacityReservationId"], InstanceCount=5)
    assert drift(account, "capacity", "Capacity") == [("/MinimumInstanceCount", "12", "5")]

    account.delete("capacity")
    assert account.billed() == []
    assert account.client("resource-groups").list_groups()["Groups"] == []


@at_least_in("us-gov-west-1")
def test_a_job_tracker_lives(account: LocalAccount) -> None:
    body = (TRACKER / "examples/report.yaml").read_text()
    partition, suffix = REGIONS[account.region]

    assert create(account, "tracker", body) == "CREATE_COMPLETE"
    table = account.outputs("tracker")["TableName"]
    assert account.outputs("tracker")["DeadLetterQueueUrl"] == (
        f"https://sqs.{account.region}.{suffix}/123456789012/{table}"
    )
    (function,) = account.client("lambda").list_functions()["Functions"]
    role = f"role/awscommunity/glue-job-tracker/{table}-{account.region}"
    assert function["FunctionArn"] == f"arn:{partition}:lambda:{account.region}:123456789012:function:{table}"
    assert function["Role"] == f"arn:{partition}:iam::123456789012:{role}"

    assert update(account, "tracker", body.replace("Workers: 20", "Workers: 30")) == "UPDATE_COMPLETE"
    assert drift(account, "tracker", "Tracker") == []

    sns = account.client("sns")
    (subscription,) = [one for one in sns.list_subscriptions()["Subscriptions"] if one["Protocol"] == "email"]
    sns.unsubscribe(SubscriptionArn=subscription["SubscriptionArn"])
    assert drift(account, "tracker", "Tracker") == [("/AlertEmails", '["data-platform@example.com"]', "null")]

    account.delete("tracker")
    assert account.client("lambda").list_functions()["Functions"] == []
    assert account.client("dynamodb").list_tables()["TableNames"] == []
    assert account.client("iam").list_roles(PathPrefix="/awscommunity/")["Roles"] == []


@at_least_in("us-gov-west-1")
def test_the_configuration_of_a_type_lives(account: LocalAccount) -> None:
    named = {"Type": "RESOURCE", "TypeName": CONFIGURED_TYPE, "TypeConfigurationAlias": "default"}
    content = package(schema=CONFIGURED, settings={"typeName": CONFIGURED_TYPE})
    account.register_content("RESOURCE", CONFIGURED_TYPE, content)

    def body(retries: int) -> str:
        properties = {"TypeName": CONFIGURED_TYPE, "Configuration": {"Retries": retries}}
        resource = {"Type": "AwsCommunity::CloudFormation::ResourceTypeConfig", "Properties": properties}
        return json.dumps({"Resources": {"Retries": resource}, "Outputs": {"Arn": {"Value": {"Ref": "Retries"}}}})

    def held() -> Any:
        found = account.client("cloudformation").batch_describe_type_configurations(
            TypeConfigurationIdentifiers=[named]
        )
        return json.loads(found["TypeConfigurations"][0]["Configuration"])

    assert create(account, "configured", body(3)) == "CREATE_COMPLETE"
    partition, _ = REGIONS[account.region]
    arn = f"arn:{partition}:cloudformation:{account.region}:123456789012:type-configuration/resource/"
    assert account.outputs("configured") == {"Arn": f"{arn}Example-Configured-Thing/default"}
    assert update(account, "configured", body(4)) == "UPDATE_COMPLETE"
    assert (held(), drift(account, "configured", "Retries")) == ({"Retries": 4}, [])
    account.delete("configured")
    assert held() == {}


@at_least_in("eu-central-1")
def test_the_hook_judges(account: LocalAccount) -> None:
    assert create(account, "bad", (ROOT / "examples/one-instance-type.yaml").read_text()) == "ROLLBACK_COMPLETE"
    assert account.verdicts("bad")["Group"] == "HOOK_COMPLETE_FAILED"
    account.delete("bad")

    body = (HOOK / "examples/auto-scaling-group.yaml").read_text()
    assert create(account, "good", body, Subnets=account.three_subnets()) == "CREATE_COMPLETE"
    assert account.verdicts("good")["Group"] == "HOOK_COMPLETE_SUCCEEDED"

    worse = body.replace("price-capacity-optimized", "lowest-price")
    assert update(account, "good", worse, Subnets=account.three_subnets()) == "UPDATE_ROLLBACK_COMPLETE"
    account.delete("good")


@at_least_in("us-east-1")
def test_a_fleet_in_reserved_capacity_lives(account: LocalAccount) -> None:
    body = (ROOT / "modules/reserved-auto-scaling/examples/fleet.yaml").read_text()
    assert create(account, "fleet", body, **network(account)) == "CREATE_COMPLETE"
    before = account.billed()
    assert update(account, "fleet", body, InstanceCount="8", **network(account)) == "UPDATE_COMPLETE"
    assert sum(count for _, count in account.billed()) > sum(count for _, count in before) > 6
    assert stack_drift(account, "fleet") == "IN_SYNC"
    account.delete("fleet")
    assert account.billed() == []


@at_least_in("eu-central-1")
def test_workers_on_spot_capacity_live(account: LocalAccount) -> None:
    body = (ROOT / "modules/spot-auto-scaling/examples/workers.yaml").read_text()
    assert create(account, "workers", body, **network(account)) == "CREATE_COMPLETE"
    assert update(account, "workers", body, MaxSize="30", **network(account)) == "UPDATE_COMPLETE"
    name = account.outputs("workers")["GroupName"]
    named = account.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[name])
    assert [group["MaxSize"] for group in named["AutoScalingGroups"]] == [30]
    assert stack_drift(account, "workers") != "DRIFTED"
    account.delete("workers")
    assert account.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []


@at_least_in("cn-north-1")
def test_a_tracked_account_lives(account: LocalAccount) -> None:
    body = (ROOT / "modules/glue-tracked-account/examples/account.yaml").read_text()
    assert create(account, "tracked", body) == "CREATE_COMPLETE"
    assert update(account, "tracked", body, MaxWorkers="30") == "UPDATE_COMPLETE"
    assert stack_drift(account, "tracked") == "IN_SYNC"
    account.delete("tracked")
    assert account.client("sns").list_topics()["Topics"] == []


@at_least_in("us-gov-west-1")
def test_spot_placement_scores_live(account: LocalAccount) -> None:
    body = (ROOT / "modules/spot-placement-score-tracker/examples/tracker.yaml").read_text()
    assert create(account, "scores", body) == "CREATE_COMPLETE"
    assert update(account, "scores", body.replace("EvaluationPeriods: 6", "EvaluationPeriods: 3")) == "UPDATE_COMPLETE"
    assert stack_drift(account, "scores") != "DRIFTED"
    account.delete("scores")
    assert account.client("lambda").list_functions()["Functions"] == []


def test_every_extension_is_told_of_here() -> None:
    listed = json.loads((ROOT / ".rpdk-config").read_text())["projects"]

    assert {str(folder.relative_to(ROOT)) for folder in (ODCR, TRACKER, CONFIGURATION, HOOK, *MODULES)} == set(listed)
