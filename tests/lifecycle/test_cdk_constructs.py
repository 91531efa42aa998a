"""Constructs that apps use, deployed by the real `cdk`: nothing to do a second time, no drift, nothing left."""

import json
from pathlib import Path

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cdk_app import cdk
from tests.local_account import LocalAccount, succeeded

APP = Path(__file__).parent / "cdk_constructs"
UNASKED = ("--require-approval", "never")
TOGETHER = ("--all", "--concurrency", "3")


def _left(account: LocalAccount) -> list[str]:
    """What the stacks made and an account would keep paying for."""
    ec2, s3 = account.client("ec2"), account.client("s3")
    running = [{"Name": "instance-state-name", "Values": ["pending", "running"]}]
    return [
        *(one["StackName"] for one in account.client("cloudformation").describe_stacks()["Stacks"]),
        *(one["Name"] for one in s3.list_buckets()["Buckets"]),
        *(one["FunctionName"] for one in account.client("lambda").list_functions()["Functions"]),
        *account.client("dynamodb").list_tables()["TableNames"],
        *account.client("ecs").list_clusters()["clusterArns"],
        *(
            one["InstanceId"]
            for two in ec2.describe_instances(Filters=running)["Reservations"]
            for one in two["Instances"]
        ),
        *(one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"] if not one["IsDefault"]),
        *(one["FileSystemId"] for one in account.client("efs").describe_file_systems()["FileSystems"]),
    ]


@pytest.mark.contract
@pytest.mark.nightly
def test_live_in_a_region_with_cloudfront(tmp_path: Path) -> None:
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path)
        _live(account, tmp_path / "cdk.out", "-c", "withCloudFront=true")


@pytest.mark.nightly
@pytest.mark.parametrize("region", ["eu-central-1", "us-gov-west-1", "cn-north-1"])
def test_live_in_regions_of_every_partition(region: str, tmp_path: Path) -> None:
    with LocalAws() as aws:
        _live(LocalAccount(aws, tmp_path, region), tmp_path / "cdk.out")


def _live(account: LocalAccount, out: Path, *context: str) -> None:
    """Deploy the app, twice, look for drift, and destroy it."""
    succeeded(cdk(account, out, "bootstrap", f"aws://123456789012/{account.region}", app=account.home))
    before = _left(account)
    succeeded(
        cdk(account, out, "deploy", *TOGETHER, *UNASKED, *context, "--outputs-file", str(out / "outputs.json"), app=APP)
    )
    outputs = json.loads((out / "outputs.json").read_text())
    assert outputs["Backend"] == {"Answer": "42", "LookedUp": "of the shop"}
    if "Site" in outputs:
        bucket = outputs["Site"]["BucketName"]
        found = account.client("s3").get_object(Bucket=bucket, Key="settings.json")["Body"].read()
        assert json.loads(found) == {"bucket": bucket}
    made = ("--app", str(out))
    again = succeeded(cdk(account, out, "deploy", *TOGETHER, *UNASKED, *made, app=APP)).stdout
    assert again.count("(no changes)") == len(outputs)
    drift = succeeded(cdk(account, out, "drift", *made, app=APP)).stdout
    assert "Number of resources with drift: 0" in drift
    succeeded(cdk(account, out, "destroy", *TOGETHER, "--force", *made, app=APP))
    assert _left(account) == before
