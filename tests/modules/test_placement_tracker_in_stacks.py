"""The placement score tracker in a stack: submitted, deployed, run on the emulated clock, read, changed, deleted."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, package_of, succeeded

MODULE, HOOK = ROOT / "modules/spot-placement-score-tracker", ROOT / "hooks/spot-allocation-check"
EXAMPLE = MODULE / "examples/tracker.yaml"
FIVE_MINUTES = 300
SCORES = [
    {"Region": "eu-west-1", "Score": 7, "TargetCapacityUnitType": "vcpu", "LargestTargetCapacity": 400},
    {"Region": "eu-west-1", "Score": 4},
    {"Region": "us-east-1", "AvailabilityZoneId": "use1-az4", "Score": 2},
]
SERVICES = {"awslambda", "cloudwatch", "events", "iam", "logs", "ssm"}

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    """With the module, and the repository's hook in FAIL mode."""
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        account.submit(MODULE)
        account.register(package_of(HOOK))
        account.configure_hook()
        account.aws.put_conditions({"SpotPlacementScores": SCORES})
        yield account


@pytest.fixture(scope="module")
def stack(account: LocalAccount) -> dict[str, str]:
    """The resources of the example's stack, after it has run for half an hour."""
    succeeded(account.deploy_example("scores", EXAMPLE))
    assert account.aws.advance_clock(6 * FIVE_MINUTES) == 6
    return account.resources("scores")


def scores(account: LocalAccount, name: str, **dimensions: str) -> list[float]:
    """The values of a metric of the stack, the oldest first."""
    metric = {
        "Namespace": "SpotPlacementScores/scores",
        "MetricName": name,
        "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
    }
    found = account.aws.client("cloudwatch").get_metric_data(
        MetricDataQueries=[{"Id": "m", "MetricStat": {"Metric": metric, "Period": FIVE_MINUTES, "Stat": "Average"}}],
        StartTime=datetime.now(UTC) - timedelta(minutes=10),
        EndTime=datetime.now(UTC) + timedelta(hours=4),
        ScanBy="TimestampAscending",
    )
    return list(found["MetricDataResults"][0]["Values"])


def log_of(account: LocalAccount, stack: dict[str, str]) -> str:
    found = account.aws.client("logs").filter_log_events(logGroupName=stack["ScoresLogGroup"])["events"]
    return "\n".join(event["message"] for event in found)


def services_with(account: LocalAccount, stack: dict[str, str]) -> set[str]:
    """The services that have something of the stack."""
    found = [(one.service, one.id) for one in account.aws.inventory()]
    found += [("iam", role["RoleName"]) for role in account.aws.client("iam").list_roles()["Roles"]]
    return {service for service, name in found if any(part in name for part in stack.values())}


class TestADeployedTracker:
    def test_puts_the_scores_of_every_configuration_every_five_minutes(
        self, account: LocalAccount, stack: dict[str, str]
    ) -> None:
        assert scores(account, "Score", Configuration="web", Region="eu-west-1") == 6 * [7]
        assert scores(account, "Score", Configuration="web", Region="eu-central-1") == 6 * [10]
        assert scores(account, "Score", Configuration="cache", Region="eu-west-1") == 6 * [4]
        zone = {"Configuration": "batch-by-zone", "Region": "us-east-1"}
        assert scores(account, "Score", **zone, AvailabilityZoneId="use1-az4") == 6 * [2]
        assert scores(account, "FailedConfigurations") == 6 * [0]

    def test_shows_them_on_a_dashboard(self, account: LocalAccount, stack: dict[str, str]) -> None:
        cloudwatch = account.aws.client("cloudwatch")
        body = json.loads(cloudwatch.get_dashboard(DashboardName=stack["ScoresDashboard"])["DashboardBody"])
        titles = [widget["properties"].get("title", "") for widget in body["widgets"]]
        assert titles == [
            "",
            "Scores of Regions",
            "Regions: least, most, average",
            "Scores of zones",
            "Zones: least, most, average",
            "Configurations without scores",
            "Why",
        ]
        regions = body["widgets"][1]["properties"]["metrics"][0][0]
        assert regions["expression"] == (
            "SEARCH('{\"SpotPlacementScores/scores\",Configuration,Region} MetricName=\"Score\"', 'Average', 300)"
        )
        assert regions["label"] == "${PROP('Dim.Configuration')} ${PROP('Dim.Region')}"
        assert body["widgets"][6]["properties"]["query"].startswith(f"SOURCE '{stack['ScoresLogGroup']}' |")

    def test_keeps_its_log_for_a_month_in_its_own_group(self, account: LocalAccount, stack: dict[str, str]) -> None:
        (group,) = account.aws.client("logs").describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"]
        assert (group["logGroupName"], group["retentionInDays"]) == (f"/aws/lambda/{stack['ScoresFunction']}", 30)
        assert log_of(account, stack).count('{"configurations": 3, ') == 6

    def test_takes_over_a_changed_configuration_and_goes_on_beside_a_bad_one(
        self, account: LocalAccount, stack: dict[str, str], tmp_path: Path
    ) -> None:
        changed = tmp_path / "changed.yaml"
        text = EXAMPLE.read_text().replace('"TargetCapacity": 400', '"TargetCapacity": 4000')
        changed.write_text(text.replace('"batch-by-zone": {', '"bad": {"TargetCapacity": 1}, "batch-by-zone": {'))
        succeeded(account.deploy_example("scores", changed))
        account.aws.advance_clock(FIVE_MINUTES)

        assert scores(account, "Score", Configuration="web", Region="eu-west-1") == [*6 * [7], 4]
        assert scores(account, "Score", Configuration="cache", Region="eu-west-1") == 7 * [4]
        assert scores(account, "Failures", Configuration="bad") == [1]
        assert scores(account, "FailedConfigurations") == [*6 * [0], 1]
        assert "bad has no scores: An error occurred (MissingParameter)" in log_of(account, stack)

    def test_shares_nothing_with_another_and_leaves_nothing_but_a_key_that_will_go(
        self, account: LocalAccount, stack: dict[str, str], tmp_path: Path
    ) -> None:
        other = tmp_path / "other.yaml"
        chosen = "    Properties:\n      KeyOfItsOwn: true\n      MetricNamespace: Others\n"
        other.write_text(EXAMPLE.read_text().replace("    Properties:\n", chosen, 1))
        succeeded(account.deploy_example("others", other))
        theirs = account.resources("others")
        key = account.aws.client("kms").describe_key(KeyId=theirs["ScoresKey"])["KeyMetadata"]["Arn"]
        function = account.aws.client("lambda").get_function_configuration(FunctionName=theirs["ScoresFunction"])
        assert (function["KMSKeyArn"], function["Environment"]["Variables"]["METRIC_NAMESPACE"]) == (key, "Others")
        assert set(theirs) == {*stack, "ScoresKey"}
        assert set(theirs.values()) & set(stack.values()) == set()
        assert services_with(account, stack) == SERVICES
        assert services_with(account, theirs) == {*SERVICES, "kms"}

        for name in ("others", "scores"):
            account.delete(name)
        assert services_with(account, stack) | services_with(account, theirs) == set()
        deleted = account.aws.client("kms").describe_key(KeyId=key)["KeyMetadata"]
        assert deleted["KeyState"] == "PendingDeletion"
