"""The modules as they live in stacks: submitted, deployed with the hook in FAIL mode, used, changed, deleted."""

import base64
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, package_of, succeeded

RESERVED, SPOT, TRACKED = (
    ROOT / "modules" / name for name in ("reserved-auto-scaling", "spot-auto-scaling", "glue-tracked-account")
)
TYPES = [
    ROOT / "resources/awscommunity-odcr-group",
    ROOT / "resources/awscommunity-glue-jobtracker",
    ROOT / "hooks/spot-allocation-check",
]
FLEET, WORKERS, ACCOUNT = (
    RESERVED / "examples/fleet.yaml",
    SPOT / "examples/workers.yaml",
    TRACKED / "examples/account.yaml",
)
STRICTEST: dict[str, Any] = {
    "MinInstanceTypes": 10,
    "MinZones": 3,
    "MinPools": 12,
    "RequireCapacityRebalance": True,
    "ForbidSpotMaxPrice": True,
    "AllowReservationBacked": True,
}

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    """With the extensions that the modules need, the hook as strict as it can be, and the modules."""
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        account.submit(RESERVED)  # makes the stack that all uploads share
        with ThreadPoolExecutor(2) as pool:
            ended = [pool.submit(account.submit, module) for module in (SPOT, TRACKED)]
            ended += [pool.submit(account.register, package_of(folder)) for folder in TYPES]
            for one in ended:
                one.result()
        account.configure_hook(**STRICTEST)
        yield account


def only(found: list[Any]) -> Any:
    (one,) = found
    return one


def groups(account: LocalAccount, name: str) -> list[dict[str, Any]]:
    found = account.aws.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[name])
    return list(found["AutoScalingGroups"])


def group(account: LocalAccount, name: str) -> dict[str, Any]:
    return dict(only(groups(account, name)))


def launch_data(account: LocalAccount, template: str) -> dict[str, Any]:
    """Of the newest version of the launch template."""
    found = account.aws.client("ec2").describe_launch_template_versions(LaunchTemplateId=template, Versions=["$Latest"])
    return dict(only(found["LaunchTemplateVersions"])["LaunchTemplateData"])


def reserved(account: LocalAccount) -> list[tuple[str, str, int, int]]:
    """Zone, type, instances and those of them that run, of every reservation that is billed."""
    active = [{"Name": "state", "Values": ["active"]}]
    found = account.aws.client("ec2").describe_capacity_reservations(Filters=active)["CapacityReservations"]
    return sorted(
        (
            one["AvailabilityZone"],
            one["InstanceType"],
            one["TotalInstanceCount"],
            one["TotalInstanceCount"] - one["AvailableInstanceCount"],
        )
        for one in found
    )


def check_instances(account: LocalAccount, made: dict[str, str], module: str) -> None:
    """They have encrypted volumes, tokens for their metadata, and a role that the template has added to."""
    data = launch_data(account, made[f"{module}LaunchTemplate"])
    assert data["MetadataOptions"] == {"HttpTokens": "required"}
    assert data["BlockDeviceMappings"] == [
        {
            "DeviceName": "/dev/xvda",
            "Ebs": {"Encrypted": True, "KmsKeyId": "alias/aws/ebs", "VolumeSize": 20, "VolumeType": "gp3"},
        }
    ]
    assert data["SecurityGroupIds"] == [made["SecurityGroup"]]
    iam = account.aws.client("iam")
    profile = iam.get_instance_profile(InstanceProfileName=made[f"{module}InstanceProfile"])["InstanceProfile"]
    assert data["IamInstanceProfile"] == {"Arn": profile["Arn"]}
    assert [one["RoleName"] for one in profile["Roles"]] == [made[f"{module}Role"]]
    assert len(iam.list_role_policies(RoleName=made[f"{module}Role"])["PolicyNames"]) == 1


def made_twice(account: LocalAccount, template: Path) -> dict[str, str]:
    """What is in one of two stacks of a template, which nothing with a fixed name keeps from being side by side."""
    again = f"{template.stem}-again"
    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(lambda stack: account.deploy_example(stack, template), (template.stem, again)):
            succeeded(done)
    account.delete(again)
    return account.resources(template.stem)


class TestReservedAutoScaling:
    def test_starts_one_type_of_instance_in_what_it_reserves_and_grows_with_it(self, account: LocalAccount) -> None:
        made, zones = made_twice(account, FLEET), ("us-east-1a", "us-east-1b", "us-east-1c")
        assert reserved(account) == [(zone, "r6i.4xlarge", 3, 2) for zone in zones]
        assert account.verdicts("fleet") == {"FleetGroup": "HOOK_COMPLETE_SUCCEEDED"}
        fleet = group(account, made["FleetGroup"])
        assert (fleet["MinSize"], fleet["MaxSize"], len(fleet["Instances"])) == (6, 6, 6)
        assert {one["InstanceType"] for one in fleet["Instances"]} == {"r6i.4xlarge"}
        assert fleet["AvailabilityZones"] == list(zones)
        assert fleet["CapacityReservationSpecification"] == {
            "CapacityReservationPreference": "capacity-reservations-first",
            "CapacityReservationTarget": {"CapacityReservationResourceGroupArns": [made["FleetCapacity"]]},
        }
        check_instances(account, made, "Fleet")

        succeeded(account.deploy_example("fleet", FLEET, "InstanceCount=8"))
        assert [(count, running) for _, _, count, running in reserved(account)] == [(4, 3), (4, 3), (4, 2)]
        assert group(account, made["FleetGroup"])["MinSize"] == 8

        account.delete("fleet")
        assert reserved(account) == []
        assert account.aws.client("resource-groups").list_groups()["Groups"] == []
        assert groups(account, made["FleetGroup"]) == []


class TestSpotAutoScaling:
    def test_passes_the_hook_at_its_strictest_and_grows(self, account: LocalAccount) -> None:
        made = made_twice(account, WORKERS)
        assert account.verdicts("workers") == {"WorkersGroup": "HOOK_COMPLETE_SUCCEEDED"}
        workers = group(account, made["WorkersGroup"])
        assert (workers["MinSize"], workers["MaxSize"], workers["CapacityRebalance"]) == (1, 20, True)
        assert workers["AvailabilityZones"] == ["us-east-1a", "us-east-1b", "us-east-1c"]
        distribution = workers["MixedInstancesPolicy"]["InstancesDistribution"]
        assert distribution["SpotAllocationStrategy"] == "price-capacity-optimized"
        assert (distribution["OnDemandBaseCapacity"], distribution["OnDemandPercentageAboveBaseCapacity"]) == (1, 0)
        script = base64.b64decode(launch_data(account, made["WorkersLaunchTemplate"])["UserData"]).decode()
        assert f"JOBS={made['Jobs']}" in script
        check_instances(account, made, "Workers")

        autoscaling = account.aws.client("autoscaling")
        autoscaling.set_desired_capacity(AutoScalingGroupName=made["WorkersGroup"], DesiredCapacity=5)
        assert len(group(account, made["WorkersGroup"])["Instances"]) == 5
        succeeded(account.deploy_example("workers", WORKERS, "MaxSize=30"))
        assert group(account, made["WorkersGroup"])["MaxSize"] == 30

        account.delete("workers")
        assert groups(account, made["WorkersGroup"]) == []


class TestTrackedAccount:
    def run_ends(self, account: LocalAccount, job: str, state: str, workers: int) -> None:
        """A run of the job ends now, and Glue tells of it."""
        run_id = account.aws.client("glue").start_job_run(JobName=job)["JobRunId"]
        now = time.time()
        run = {"Id": run_id, "JobName": job, "JobRunState": state, "StartedOn": now - 600, "CompletedOn": now}
        spark = {"WorkerType": "G.1X", "NumberOfWorkers": workers, "GlueVersion": "5.0", "ExecutionTime": 600}
        account.aws.put_job_run({**run, **spark})
        detail = json.dumps({"jobName": job, "jobRunId": run_id, "state": state, "severity": "INFO", "message": ""})
        event = {"Source": "aws.glue", "DetailType": "Glue Job State Change", "Detail": detail}
        account.aws.client("events").put_events(Entries=[event])

    def told(self, account: LocalAccount, queue: str) -> list[str]:
        """The subjects of the alerts since it was last asked."""
        sqs, subjects = account.aws.client("sqs"), []
        while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
                subjects.append(json.loads(message["Body"])["Subject"])
        return subjects

    def test_alerts_of_what_fails_or_grows_and_leaves_nothing(self, account: LocalAccount) -> None:
        made = made_twice(account, ACCOUNT)
        self.check_security(account, made)
        account.aws.client("glue").create_job(Name="orders", Role="glue", Command={"Name": "glueetl"})
        self.run_ends(account, "orders", "FAILED", workers=5)
        self.run_ends(account, "orders", "SUCCEEDED", workers=15)
        assert self.told(account, made["Incidents"]) == ["Glue job orders failed"]

        succeeded(account.deploy_example("account", ACCOUNT, "MaxWorkers=10"))
        self.run_ends(account, "orders", "SUCCEEDED", workers=15)
        assert self.told(account, made["Incidents"]) == ["Glue job orders succeeded, over its limit of workers"]

        account.delete("account")
        assert account.aws.client("lambda").list_functions()["Functions"] == []
        assert account.aws.client("dynamodb").list_tables()["TableNames"] == []
        assert account.aws.client("iam").list_roles(PathPrefix="/awscommunity/")["Roles"] == []
        assert account.aws.client("sns").list_topics()["Topics"] == []

    def check_security(self, account: LocalAccount, made: dict[str, str]) -> None:
        """What it keeps is under its own key, and its role under a boundary."""
        key = f"arn:aws:kms:us-east-1:123456789012:key/{made['AccountKey']}"
        name = f"glue-job-tracker-account-{made['AccountKey'].rpartition('-')[2]}"
        table = account.aws.client("dynamodb").describe_table(TableName=name)["Table"]
        assert table["SSEDescription"]["KMSMasterKeyArn"] == key
        log = account.aws.client("logs").describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{name}")["logGroups"]
        assert (only(log)["kmsKeyId"], only(log)["retentionInDays"]) == (key, 30)
        topic = account.aws.client("sns").get_topic_attributes(TopicArn=made["AccountAlerts"])["Attributes"]
        assert topic["KmsMasterKeyId"] == made["AccountKey"]
        role = account.aws.client("iam").get_role(RoleName=made["AccountRole"])["Role"]
        assert role["PermissionsBoundary"]["PermissionsBoundaryArn"] == made["AccountBoundary"]
