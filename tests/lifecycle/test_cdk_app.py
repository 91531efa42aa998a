"""The CDK app of the examples: typed, synthesised, and deployed to the local CloudFormation with the hook in FAIL mode.

It runs in .venv-cdk, which scripts/setup_cdk makes.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cdk_app import CDK_BIN, synthesised
from tests.local_account import BIN, ROOT, LocalAccount, package_of, succeeded

EXTENSIONS = (
    "resources/awscommunity-odcr-group",
    "resources/awscommunity-glue-jobtracker",
    "hooks/spot-allocation-check",
)
MODULE = "modules/spot-auto-scaling"

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    """With what the app uses registered, and the hook in FAIL mode."""
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        account.submit(ROOT / MODULE)
        for folder in EXTENSIONS:
            account.register(package_of(ROOT / folder))
        account.configure_hook()
        yield account


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthesised(tmp_path_factory.mktemp("app"))


def deploy(account: LocalAccount, folder: Path, stack: str, *parameters: str) -> subprocess.CompletedProcess[str]:
    """The template that the app has made of the stack."""
    return account.deploy(stack, folder / f"{stack}.template.json", *parameters)


def reservations(account: LocalAccount) -> list[dict[str, Any]]:
    active = [{"Name": "state", "Values": ["active"]}]
    return list(account.aws.client("ec2").describe_capacity_reservations(Filters=active)["CapacityReservations"])


class TestTheApp:
    def test_is_strictly_typed_and_so_is_the_library(self) -> None:
        files = ["src", str(ROOT / "examples/cdk_app/app.py")]
        done = subprocess.run(
            [BIN / "mypy", "--python-executable", CDK_BIN / "python", *files],
            cwd=ROOT / "constructs",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout

    def test_needs_no_bootstrapped_account_and_no_assets(self, templates: Path) -> None:
        stacks = {path.name.partition(".")[0]: path.read_text() for path in templates.glob("*.template.json")}
        assert set(stacks) == {"Capacity", "Fleet", "GlueJobs", "Workers"}
        assert [name for name, text in stacks.items() if "BootstrapVersion" in text or "cdk-hnb659fds" in text] == []
        assert "cdk-hnb659fds" not in (templates / "manifest.json").read_text()


class TestItsStacks:
    def test_reserve_capacity_that_carries_the_tags_of_the_app(self, account: LocalAccount, templates: Path) -> None:
        succeeded(deploy(account, templates, "Capacity"))
        assert account.outputs("Capacity")["TotalInstanceCount"] == "9"
        found = reservations(account)
        assert [one["TotalInstanceCount"] for one in found] == [3, 3, 3]
        assert all({"Key": "CostCenter", "Value": "resilience"} in one["Tags"] for one in found)

        succeeded(deploy(account, templates, "Capacity", "MinimumInstanceCount=12"))
        assert [one["TotalInstanceCount"] for one in reservations(account)] == [6, 6, 6]
        account.delete("Capacity")
        assert reservations(account) == []

    def test_watch_glue_jobs(self, account: LocalAccount, templates: Path) -> None:
        succeeded(deploy(account, templates, "GlueJobs"))
        topics = [one["TopicArn"] for one in account.aws.client("sns").list_topics()["Topics"]]
        assert topics == [account.outputs("GlueJobs")["TopicArn"]]
        account.delete("GlueJobs")
        assert account.aws.client("sns").list_topics()["Topics"] == []

    def test_make_a_fleet_that_the_hook_passes(self, account: LocalAccount, templates: Path) -> None:
        succeeded(deploy(account, templates, "Fleet"))
        assert account.verdicts("Fleet") == {"Group": "HOOK_COMPLETE_SUCCEEDED"}
        account.delete("Fleet")

    def test_make_what_a_module_contains_and_refer_to_it(self, account: LocalAccount, templates: Path) -> None:
        ec2 = account.aws.client("ec2")
        subnets = ec2.describe_subnets()["Subnets"][:3]
        (default,) = ec2.describe_security_groups(
            Filters=[{"Name": "vpc-id", "Values": [subnets[0]["VpcId"]]}, {"Name": "group-name", "Values": ["default"]}]
        )["SecurityGroups"]
        given = [f"SubnetIds={','.join(one['SubnetId'] for one in subnets)}", f"SecurityGroupIds={default['GroupId']}"]
        succeeded(deploy(account, templates, "Workers", *given))
        assert account.verdicts("Workers") == {"WorkersGroup": "HOOK_COMPLETE_SUCCEEDED"}
        (group,) = account.aws.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
        assert account.outputs("Workers") == {"GroupName": group["AutoScalingGroupName"]}
        account.delete("Workers")

    def test_make_no_fleet_that_the_hook_refuses(self, account: LocalAccount, tmp_path: Path) -> None:
        done = deploy(account, synthesised(tmp_path, spotAllocationStrategy="lowest-price"), "Fleet")
        assert done.returncode != 0
        assert account.verdicts("Fleet") == {"Group": "HOOK_COMPLETE_FAILED"}
        assert account.aws.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []
        account.delete("Fleet")
