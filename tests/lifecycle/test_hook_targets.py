"""One hook on every kind of target, submitted by the real cfn, on the unmodified support library, met by real clients.

Its requests about stacks and change sets link to what it judges; the library fetches that.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, succeeded

PROJECT = ROOT / "tests/cfn_local/contract/projects/change-guard"
HOOK = "Example::Change::Guard"
TARGETS = ["RESOURCE", "STACK", "CHANGE_SET", "CLOUD_CONTROL"]
GOOD = "Description: Queues.\nResources:\n  Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}\n"
FAILED = f"The following hook(s) failed: [{HOOK}]"

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        project = shutil.copytree(PROJECT, tmp_path_factory.mktemp("project") / PROJECT.name)
        succeeded(account.run("cfn", "generate", folder=project))
        account.submit(project)
        chosen = {"HookInvocationStatus": "ENABLED", "TargetOperations": TARGETS, "FailureMode": "FAIL"}
        document = {"CloudFormationConfiguration": {"HookConfiguration": {**chosen, "Properties": {}}}}
        aws.client("cloudformation").set_type_configuration(
            Type="HOOK", TypeName=HOOK, Configuration=json.dumps(document)
        )
        yield account


@pytest.fixture
def cloudformation(account: LocalAccount) -> Any:
    return account.client("cloudformation")


class TestAStack:
    def test_is_deployed_by_the_aws_cli_if_the_hook_finds_it_good(
        self, account: LocalAccount, tmp_path: Path, cloudformation: Any
    ) -> None:
        (tmp_path / "good.yaml").write_text(GOOD)
        succeeded(account.deploy("good", tmp_path / "good.yaml"))

        results = cloudformation.list_hook_results()["HookResults"]
        assert [(one["TargetType"], one["Status"]) for one in reversed(results)] == [
            ("CHANGE_SET", "HOOK_COMPLETE_SUCCEEDED"),
            ("STACK", "HOOK_COMPLETE_SUCCEEDED"),
            ("RESOURCE", "HOOK_COMPLETE_SUCCEEDED"),
        ]

    def test_is_stopped_before_anything_is_made(self, account: LocalAccount, tmp_path: Path) -> None:
        (tmp_path / "bad.yaml").write_text(GOOD.replace("Description: Queues.\n", "").replace("orders", "others"))
        done = account.deploy("bad", tmp_path / "bad.yaml")

        assert (done.returncode != 0, account.resources("bad")) == (True, {})
        (stack,) = account.client("cloudformation").describe_stacks(StackName="bad")["Stacks"]
        assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
        assert account.verdicts("bad") == {"bad": "HOOK_COMPLETE_FAILED"}


class TestAChangeSet:
    def test_fails_with_the_reason_in_the_annotations_of_its_result(self, cloudformation: Any) -> None:
        kept = GOOD.replace("orders", "kept").replace("Orders", "Kept")
        asked = {"StackName": "good", "ChangeSetName": "next", "TemplateBody": kept}
        arn = cloudformation.create_change_set(**asked)["Id"]

        described = cloudformation.describe_change_set(ChangeSetName=arn)
        assert (described["Status"], described["StatusReason"]) == ("FAILED", FAILED)
        (listed,) = cloudformation.list_hook_results(TargetType="CHANGE_SET", TargetId=arn)["HookResults"]
        assert listed["HookStatusReason"] == "Hook failed with message: Orders would be deleted."
        result = cloudformation.get_hook_result(HookResultId=listed["HookResultId"])
        assert result["Annotations"] == [
            {"AnnotationName": "Guard", "Status": "FAILED", "StatusMessage": "Orders would be deleted."}
        ]


class TestAResource:
    def test_of_a_stack_is_stopped(self, account: LocalAccount, tmp_path: Path) -> None:
        (tmp_path / "temporary.yaml").write_text(GOOD.replace("orders", "tmp-orders"))
        account.deploy("temporary", tmp_path / "temporary.yaml")

        assert account.verdicts("temporary") == {
            "temporary": "HOOK_COMPLETE_SUCCEEDED",
            "Orders": "HOOK_COMPLETE_FAILED",
        }

    def test_of_the_cloud_control_api_is_stopped(self, account: LocalAccount, cloudformation: Any) -> None:
        desired = json.dumps({"QueueName": "tmp-orders"})
        control = account.client("cloudcontrol")
        begun = control.create_resource(TypeName="AWS::SQS::Queue", DesiredState=desired)["ProgressEvent"]
        waiter = control.get_waiter("resource_request_success")
        waiter.config.delay = 0
        with pytest.raises(Exception, match="FAILED"):
            waiter.wait(RequestToken=begun["RequestToken"])

        status = control.get_resource_request_status(RequestToken=begun["RequestToken"])
        assert status["ProgressEvent"]["StatusMessage"] == FAILED
        (told,) = status["HooksProgressEvent"]
        assert told["HookStatusMessage"] == "Hook failed with message: The queue is temporary."
        target = {"TargetType": "CLOUD_CONTROL", "TargetId": status["ProgressEvent"]["HooksRequestToken"]}
        (listed,) = cloudformation.list_hook_results(**target)["HookResults"]
        assert (listed["Status"], listed["TypeName"]) == ("HOOK_COMPLETE_FAILED", HOOK)


class TestACheck:
    def test_asks_about_the_whole_template_before_anything_is_made(self, account: LocalAccount, tmp_path: Path) -> None:
        (tmp_path / "bad.yaml").write_text(GOOD.replace("Description: Queues.\n", "").replace("orders", "tmp-orders"))
        done = account.run("cfn-local", "check", str(tmp_path / "bad.yaml"))

        assert done.returncode == 1
        told = " ".join(done.stdout.split())
        assert f"hook: {HOOK} (STACK): Hook failed with message: The template has no Description." in told
        assert f"hook: {HOOK}: Hook failed with message: The queue is temporary. (Orders)" in told
