"""Verbs of the real `cdk` beyond deploy and diff: a stack is watched, imports, fails and is rolled back."""

from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.lifecycle.plain_cdk_app import STACK, PlainApp
from tests.local_account import LocalAccount, succeeded

UNASKED = ("--require-approval", "never")

# Nightly: the life of the example app in every run has most of the verbs.
pytestmark = [pytest.mark.contract, pytest.mark.nightly]


def queue(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders", **properties}}


def log_group(name: str) -> dict[str, Any]:
    return {"Type": "AWS::Logs::LogGroup", "DeletionPolicy": "Retain", "Properties": {"LogGroupName": name}}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainApp]:
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        yield PlainApp(account, tmp_path_factory.mktemp("app"))


def delay_of_the_queue(app: PlainApp) -> str:
    queues = app.account.client("sqs")
    url = queues.get_queue_url(QueueName="orders")["QueueUrl"]
    return str(queues.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])["Attributes"]["DelaySeconds"])


def status(app: PlainApp) -> str:
    (stack,) = app.account.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    return str(stack["StackStatus"])


class TestALife:
    """In the order of the file: each goes on where the one before it ended."""

    def test_begins_with_watch_which_deploys_and_then_deploys_what_changes(self, app: PlainApp) -> None:
        app.holds(Orders=queue(DelaySeconds=1))
        with app.watched() as lines:
            assert any("✅" in line for line in lines)
            assert (status(app), delay_of_the_queue(app)) == ("CREATE_COMPLETE", "1")
            app.holds(Orders=queue(DelaySeconds=7))
            assert any("✅" in line for line in lines)
        assert delay_of_the_queue(app) == "7"

    def test_reverts_the_drift_that_hotswapping_made(self, app: PlainApp) -> None:
        app.holds(Orders=queue(DelaySeconds=1))
        assert "Shop (no changes)" in succeeded(app.cdk("deploy", *UNASKED)).stdout
        assert "Number of resources with drift: 1" in succeeded(app.cdk("drift")).stdout
        succeeded(app.cdk("deploy", *UNASKED, "--revert-drift"))
        assert delay_of_the_queue(app) == "1"

    def test_is_deployed_in_express_mode(self, app: PlainApp) -> None:
        app.holds(Orders=queue())
        succeeded(app.cdk("deploy", *UNASKED, "--express"))
        (stack,) = app.account.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
        assert (stack["DeploymentConfig"]["Mode"], delay_of_the_queue(app)) == ("EXPRESS", "0")

    def test_imports_what_exists(self, app: PlainApp) -> None:
        app.account.client("logs").create_log_group(logGroupName="/old")
        app.holds(Orders=queue(), Old=log_group("/old"))
        (app.folder / "existing.json").write_text('{"Old": {"LogGroupName": "/old"}}')
        said = succeeded(app.cdk("import", "--force", "--resource-mapping", "existing.json")).stdout
        assert "Old: importing using LogGroupName=/old" in said
        assert (status(app), app.account.resources(STACK)["Old"]) == ("IMPORT_COMPLETE", "/old")

    def test_takes_over_in_a_deployment_what_exists(self, app: PlainApp) -> None:
        app.account.client("logs").create_log_group(logGroupName="/older")
        app.holds(Orders=queue(), Old=log_group("/old"), Older=log_group("/older"))
        said = succeeded(app.cdk("deploy", *UNASKED, "--import-existing-resources")).stdout
        assert "IMPORT_COMPLETE" in said
        assert (status(app), app.account.resources(STACK)["Older"]) == ("UPDATE_COMPLETE", "/older")

    def test_keeps_a_failure_and_tells_it(self, app: PlainApp) -> None:
        groups = {"Old": log_group("/old"), "Older": log_group("/older")}
        app.holds(Orders=queue(DelaySeconds=9), **groups, Bad={**queue(QueueName="no name!"), "DependsOn": "Orders"})
        assert app.cdk("deploy", *UNASKED, "--no-rollback").returncode == 1
        assert (status(app), delay_of_the_queue(app)) == ("UPDATE_FAILED", "9")
        told = app.cdk("diagnose", "--unstable=diagnose")
        assert told.returncode == 1
        assert "Can only include alphanumeric characters, hyphens, or underscores" in told.stdout

    def test_goes_back_when_asked(self, app: PlainApp) -> None:
        assert "Rolling back Shop" in succeeded(app.cdk("rollback")).stdout
        assert (status(app), delay_of_the_queue(app)) == ("UPDATE_ROLLBACK_COMPLETE", "0")

    def test_ends_with_what_it_does_not_retain(self, app: PlainApp) -> None:
        succeeded(app.cdk("destroy", "--force"))
        assert app.account.client("sqs").list_queues().get("QueueUrls", []) == []
        groups = app.account.client("logs").describe_log_groups()["logGroups"]
        assert [one["logGroupName"] for one in groups] == ["/old", "/older"]
