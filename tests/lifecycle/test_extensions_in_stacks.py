"""The life of the repository's extensions in the local CloudFormation: submitted, configured, deployed, deleted.

By the real cfn and the real AWS CLI, and by what templates of the repository say.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, succeeded

PROJECTS = [
    *(
        ROOT / folder
        for folder in json.loads((ROOT / ".rpdk-config").read_text())["projects"]
        if not folder.startswith("modules/")  # tests/modules has their lives
    ),
    ROOT / "tests/cfn_local/contract/projects/queue-module",
]
EXAMPLES = sorted(path for project in PROJECTS for path in project.glob("examples/*.yaml"))
ODCR, HOOK = ROOT / "resources/awscommunity-odcr-group", ROOT / "hooks/spot-allocation-check"

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    """With every extension of the repository, and a module, submitted by the real cfn."""
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        account.submit(PROJECTS[-1])  # makes the stack that all uploads share
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(account.submit, PROJECTS[:-1]))
        yield account


@pytest.fixture
def cloudformation(account: LocalAccount) -> Any:
    return account.aws.client("cloudformation")


@pytest.mark.parametrize("template", EXAMPLES, ids=lambda path: f"{path.parents[1].name}/{path.name}")
class TestEveryExample:
    def test_is_deployed_with_the_hook_in_fail_mode_and_deleted(self, account: LocalAccount, template: Path) -> None:
        account.configure_hook("FAIL")
        needs = template.parents[1] / "test/setup.yml"
        if needs.exists():
            succeeded(account.deploy("needs", needs))
        succeeded(account.deploy_example("example", template))
        account.delete("example")
        if needs.exists():
            account.delete("needs")
        assert account.billed() == []


class TestTheResource:
    def test_lives_in_a_stack_from_its_creation_to_its_deletion(self, account: LocalAccount, tmp_path: Path) -> None:
        template = ODCR / "examples/smallest.yaml"
        succeeded(account.deploy("capacity", template))
        outputs = account.outputs("capacity")
        assert outputs["TotalInstanceCount"] == "9"
        assert ":group/odcr-" in outputs["GroupArn"]
        assert [count for _, count in account.billed()] == [3, 3, 3]

        again = account.deploy("capacity", template)
        assert "No changes to deploy" in again.stdout + again.stderr

        bigger = tmp_path / "bigger.yaml"
        bigger.write_text(template.read_text().replace("MinimumInstanceCount: 6", "MinimumInstanceCount: 12"))
        succeeded(account.deploy("capacity", bigger))
        assert [count for _, count in account.billed()] == [6, 6, 6]

        account.delete("capacity")
        assert account.billed() == []
        assert account.aws.client("resource-groups").list_groups()["Groups"] == []

    def test_tells_what_somebody_has_changed_behind_its_back(self, account: LocalAccount, cloudformation: Any) -> None:
        account.deploy("drifting", ODCR / "examples/smallest.yaml")
        ec2 = account.aws.client("ec2")
        active = [{"Name": "state", "Values": ["active"]}]
        reservation = ec2.describe_capacity_reservations(Filters=active)["CapacityReservations"][0]
        ec2.modify_capacity_reservation(CapacityReservationId=reservation["CapacityReservationId"], InstanceCount=1)
        drift = cloudformation.detect_stack_resource_drift(StackName="drifting", LogicalResourceId="Capacity")
        assert drift["StackResourceDrift"]["PropertyDifferences"] == [
            {
                "PropertyPath": "/MinimumInstanceCount",
                "ExpectedValue": "6",
                "ActualValue": "4",
                "DifferenceType": "NOT_EQUAL",
            }
        ]
        account.delete("drifting")

    def test_that_finds_no_capacity_leaves_nothing_that_is_billed(
        self, account: LocalAccount, cloudformation: Any
    ) -> None:
        pool = {"AvailabilityZone": "us-east-1b", "InstanceType": "r6i.4xlarge", "InstanceCount": 1}
        account.aws.put_conditions({"CapacityPools": [pool]})
        assert account.deploy("starved", ODCR / "examples/smallest.yaml").returncode != 0
        account.aws.put_conditions({})

        assert account.billed() == []
        events = cloudformation.describe_stack_events(StackName="starved")["StackEvents"]
        failed = next(one for one in events if one["ResourceStatus"] == "CREATE_FAILED")
        assert "us-east-1b" in failed["ResourceStatusReason"]
        assert "HandlerErrorCode: GeneralServiceException" in failed["ResourceStatusReason"]
        account.delete("starved")


class TestTheHook:
    def events(self, cloudformation: Any, stack: str) -> list[dict[str, Any]]:
        events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
        return [one for one in events if one.get("HookStatus") not in (None, "HOOK_IN_PROGRESS")]

    def test_stops_a_bad_group_before_it_is_made(self, account: LocalAccount, cloudformation: Any) -> None:
        account.configure_hook("FAIL")
        assert account.deploy("bad", ROOT / "examples/one-instance-type.yaml").returncode != 0

        (event,) = self.events(cloudformation, "bad")
        assert (event["LogicalResourceId"], event["HookStatus"], event["HookFailureMode"]) == (
            "Group",
            "HOOK_COMPLETE_FAILED",
            "FAIL",
        )
        assert event["HookStatusReason"].startswith("Hook failed with message: Rejected: 3 of 3 rules failed.")
        assert account.aws.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []
        assert cloudformation.describe_stacks(StackName="bad")["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
        account.delete("bad")

    def test_lets_it_through_in_warn_mode_and_says_so(self, account: LocalAccount, cloudformation: Any) -> None:
        account.configure_hook("WARN")
        succeeded(account.deploy("warned", ROOT / "examples/one-instance-type.yaml"))
        (event,) = self.events(cloudformation, "warned")
        assert event["HookStatusReason"].endswith("Failure was ignored under WARN mode.")
        assert len(account.aws.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]) == 1
        account.delete("warned")

    def test_passes_the_group_that_it_recommends(self, account: LocalAccount, cloudformation: Any) -> None:
        account.configure_hook("FAIL")
        succeeded(account.deploy_example("good", HOOK / "examples/auto-scaling-group.yaml"))
        (event,) = self.events(cloudformation, "good")
        assert event["HookStatus"] == "HOOK_COMPLETE_SUCCEEDED"
        account.delete("good")

    def test_takes_the_configuration_that_its_readme_begins_with(self, cloudformation: Any) -> None:
        cloudformation.set_type_configuration(
            Type="HOOK",
            TypeName="AwsCommunity::Spot::AllocationCheck",
            Configuration=(HOOK / "examples/start-in-warn.json").read_text(),
        )

    def test_leaves_its_results_with_their_annotations(self, account: LocalAccount, cloudformation: Any) -> None:
        account.configure_hook("FAIL")
        account.deploy("told", ROOT / "examples/one-instance-type.yaml")
        arn = "arn:aws:cloudformation:us-east-1:123456789012:type/hook/AwsCommunity-Spot-AllocationCheck"
        listed = cloudformation.list_hook_results(TypeArn=arn, Status="HOOK_COMPLETE_FAILED")["HookResults"]
        result = cloudformation.get_hook_result(HookResultId=listed[0]["HookResultId"])
        failed = sorted(one["AnnotationName"] for one in result["Annotations"] if one["Status"] == "FAILED")
        assert failed == ["InstanceTypes", "MixedInstancesPolicy", "SpotAllocationStrategy"]
        account.delete("told")


class TestTheJobTracker:
    def test_alerts_and_reports_on_a_week_of_runs_and_leaves_nothing(
        self, account: LocalAccount, tmp_path: Path
    ) -> None:
        template = ROOT / "resources/awscommunity-glue-jobtracker/examples/report.yaml"
        succeeded(account.deploy("tracker", template))
        done = succeeded(account.run("python", "examples/glue_tracker_week.py", "tracker", str(tmp_path)))
        lines = [line.strip() for line in done.stdout.splitlines()]
        assert lines[:5] == [
            "10 runs, 4 alerts:",
            "Glue job backfill succeeded, over its limit of workers and cost",
            "Glue job backfill was stopped, over its limit of minutes and cost",
            "Glue job orders failed",
            "Glue job sessions timed out, over its limit of minutes",
        ]
        assert '"outcome": "mailed", "runs": 10' in done.stdout
        assert lines[-1] == "Dead letters: 0"
        assert {path.name for path in tmp_path.iterdir()} == {"report.html", "report.txt", "report.csv"}
        assert "backfill" in (tmp_path / "report.html").read_text()

        account.delete("tracker")
        assert account.aws.client("lambda").list_functions()["Functions"] == []
        assert account.aws.client("events").list_rules()["Rules"] == []
        assert account.aws.client("dynamodb").list_tables()["TableNames"] == []
        assert account.aws.client("iam").list_roles(PathPrefix="/awscommunity/")["Roles"] == []
        assert account.aws.client("logs").describe_log_groups(logGroupNamePrefix="/aws/lambda/glue")["logGroups"] == []


class TestTheModule:
    def test_lives_in_a_stack_as_the_resources_that_it_stands_for(
        self, account: LocalAccount, cloudformation: Any, tmp_path: Path
    ) -> None:
        template = tmp_path / "template.json"
        pair = {"Type": "Example::Sqs::Queue::MODULE", "Properties": {"QueueName": "first"}}
        outputs = {"Url": {"Value": {"Ref": "Orders.Queue"}}}
        template.write_text(json.dumps({"Resources": {"Orders": pair}, "Outputs": outputs}))
        succeeded(account.deploy("modular", template))
        (resource,) = cloudformation.describe_stack_resources(StackName="modular")["StackResources"]
        assert resource["ModuleInfo"] == {"TypeHierarchy": pair["Type"], "LogicalIdHierarchy": "Orders"}

        template.write_text(template.read_text().replace("first", "second"))
        succeeded(account.deploy("modular", template))
        queues = account.aws.client("sqs").list_queues()["QueueUrls"]
        assert [url.rpartition("/")[2] for url in queues] == ["second"]
        account.delete("modular")
        assert "QueueUrls" not in account.aws.client("sqs").list_queues()
