"""The CDK app of the examples: typed, and deployed by the real `cdk` to a local account with the hook in FAIL mode.

It runs in .venv-cdk, which scripts/setup_cdk makes.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cdk_app import CDK_BIN, cdk, synthesised
from tests.local_account import BIN, ROOT, LocalAccount, package_of, succeeded

EXTENSIONS = (
    "resources/awscommunity-odcr-group",
    "resources/awscommunity-glue-jobtracker",
    "hooks/spot-allocation-check",
)
MODULE = "modules/spot-auto-scaling"
UNASKED = ("--require-approval", "never")

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


def network_of(account: LocalAccount) -> dict[str, str]:
    """The parameters of the stack Workers: three subnets of the default VPC, and its security group."""
    ec2 = account.client("ec2")
    subnets = ec2.describe_subnets()["Subnets"][:3]
    in_vpc = {"Name": "vpc-id", "Values": [subnets[0]["VpcId"]]}
    of_default = [in_vpc, {"Name": "group-name", "Values": ["default"]}]
    (group,) = ec2.describe_security_groups(Filters=of_default)["SecurityGroups"]
    return {"SubnetIds": ",".join(one["SubnetId"] for one in subnets), "SecurityGroupIds": group["GroupId"]}


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


class TestTheExampleOfTheConstructs:
    def test_is_deployed_as_it_stands_to_a_bootstrapped_account(self, account: LocalAccount, tmp_path: Path) -> None:
        (app,) = re.findall(r"```python\n(.*?)```", (ROOT / "constructs/README.md").read_text(), re.DOTALL)
        (tmp_path / "app.py").write_text(app)
        (tmp_path / "cdk.json").write_text('{"app": "python app.py"}')
        out = tmp_path / "cdk.out"
        assert "bootstrapped" in succeeded(cdk(account, out, "bootstrap", app=tmp_path)).stdout
        said = succeeded(cdk(account, out, "deploy", *UNASKED, app=tmp_path)).stdout
        assert "Capacity.GroupArn = arn:aws:resource-groups:us-east-1:123456789012:group/" in said
        assert [one["TotalInstanceCount"] for one in reservations(account)] == [3, 3, 3]
        succeeded(cdk(account, out, "destroy", "--force", app=tmp_path))
        assert reservations(account) == []


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the CDK writes what it deploys first."""
    return tmp_path_factory.mktemp("deployed")


def again(account: LocalAccount, assembly: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the real `cdk` on the app as it was synthesised before, which is faster."""
    return cdk(account, assembly, *arguments, "--app", str(assembly))


@pytest.fixture(scope="module")
def deployed(account: LocalAccount, assembly: Path) -> Iterator[str]:
    """What `cdk deploy` said of all stacks of the app, which are there until they are destroyed."""
    network = [f"Workers:{name}={value}" for name, value in network_of(account).items()]
    given = [part for one in network for part in ("--parameters", one)]
    said = succeeded(cdk(account, assembly, "deploy", "--all", "--concurrency", "4", *UNASKED, *given)).stdout
    yield said
    succeeded(again(account, assembly, "destroy", "--all", "--force", "--concurrency", "4"))
    assert reservations(account) == []
    assert account.client("sns").list_topics()["Topics"] == []
    assert account.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []


class TestItsStacks:
    def test_reserve_capacity_that_carries_the_tags_of_the_app(self, account: LocalAccount, deployed: str) -> None:
        assert "Capacity.TotalInstanceCount = 9" in deployed
        found = reservations(account)
        assert [one["TotalInstanceCount"] for one in found] == [3, 3, 3]
        assert all({"Key": "CostCenter", "Value": "resilience"} in one["Tags"] for one in found)

    def test_watch_glue_jobs(self, account: LocalAccount, deployed: str) -> None:
        topics = [one["TopicArn"] for one in account.client("sns").list_topics()["Topics"]]
        assert f"GlueJobs.TopicArn = {topics[0]}" in deployed

    def test_make_a_fleet_that_the_hook_passes(self, account: LocalAccount, deployed: str) -> None:
        assert account.verdicts("Fleet") == {"Group": "HOOK_COMPLETE_SUCCEEDED"}

    def test_make_what_a_module_contains_and_refer_to_it(self, account: LocalAccount, deployed: str) -> None:
        assert account.verdicts("Workers") == {"WorkersGroup": "HOOK_COMPLETE_SUCCEEDED"}
        groups = account.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
        assert account.outputs("Workers")["GroupName"] in [one["AutoScalingGroupName"] for one in groups]


class TestTheRealCdk:
    def test_has_nothing_to_do_a_second_time(self, account: LocalAccount, deployed: str, assembly: Path) -> None:
        assert "Capacity (no changes)" in succeeded(again(account, assembly, "deploy", "Capacity", *UNASKED)).stdout

    def test_finds_no_difference_and_no_drift(self, account: LocalAccount, deployed: str, assembly: Path) -> None:
        assert "There were no differences" in succeeded(again(account, assembly, "diff", "Capacity")).stdout
        assert "No drift detected" in succeeded(again(account, assembly, "drift", "Capacity")).stdout

    def test_shows_what_an_update_would_change_and_makes_it(
        self, account: LocalAccount, deployed: str, assembly: Path
    ) -> None:
        more = ["--parameters", "MinimumInstanceCount=12"]
        said = succeeded(again(account, assembly, "deploy", "Capacity", *UNASKED, *more)).stdout
        assert "UPDATE_COMPLETE" in said
        assert [one["TotalInstanceCount"] for one in reservations(account)] == [6, 6, 6]

    def test_tells_why_the_hook_refuses(self, account: LocalAccount, deployed: str, tmp_path: Path) -> None:
        context = ["-c", "spotAllocationStrategy=lowest-price"]
        refused = cdk(account, tmp_path, "deploy", "Fleet", *UNASKED, *context)
        assert refused.returncode != 0
        assert "AwsCommunity::Spot::AllocationCheck" in refused.stdout
        assert "price-capacity-optimized" in refused.stdout
        assert "Fleet failed to deploy" in refused.stdout
        (stack,) = account.client("cloudformation").describe_stacks(StackName="Fleet")["Stacks"]
        assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
