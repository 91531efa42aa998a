"""The whole way: released, registered by rollout/account.yaml, used, updated, rolled back, deleted.

By the scripts and the real AWS CLI, against the local CloudFormation, with the templates as a user has them.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import WaiterError
from shipping.aws import Account
from shipping.extension import all_extensions
from shipping.package import Package
from shipping.releasing import release

from tests.cdk_app import synthesised
from tests.local_account import LocalAccount, succeeded

ROOT = Path(__file__).resolve().parents[2]
ROLLOUT = ROOT / "rollout"
BAD_GROUP = ROOT / "examples" / "one-instance-type.yaml"
SMALLEST = ROOT / "resources" / "awscommunity-odcr-group" / "examples" / "smallest.yaml"
EXTENSIONS = all_extensions()
HOOK = next(extension for extension in EXTENSIONS if extension.kind == "HOOK")
FIRST = {extension.type_name: ["00000001"] for extension in EXTENSIONS}

pytestmark = pytest.mark.contract


@dataclass(frozen=True)
class Verdict:
    """What became of a stack with a bad group, and what the hook said."""

    status: str
    said: str


@dataclass(frozen=True)
class Seen:
    """What an account holds after a step: the live versions by type, and the verdict on a bad group."""

    types: dict[str, list[str]]
    verdict: Verdict


class Rollout:
    """An account that packages are released and rolled out to."""

    def __init__(self, account: LocalAccount, folder: Path) -> None:
        self.account, self.folder = account, folder
        self.cloudformation: Any = account.aws.client("cloudformation")

    def release_by_script(self, extension: Path) -> str:
        """The parameters of the release, as a user names the file."""
        succeeded(self.account.run("scripts/release", str(extension), "--into", str(self.folder)))
        return f"file://{self.folder / 'account.parameters.json'}"

    def release(self, packages: list[Package], bucket: str) -> str:
        """The same for packages that are built already."""
        account = Account("123456789012", "us-east-1", self.cloudformation, self.account.aws.client("s3"))
        written, _ = release(account, packages, bucket, self.folder / "packages")
        return f"file://{written}"

    def deploy(self, stack: str, template: Path, *parameters: str) -> None:
        succeeded(self.account.deploy(stack, template, *parameters))

    def see(self, *parameters: str) -> Seen:
        """What there is with these parameters."""
        self.deploy("extensions", ROLLOUT / "account.yaml", *parameters)
        return Seen(self.account.types(), self.verdict())

    def verdict(self) -> Verdict:
        self.cloudformation.create_stack(StackName="bad", TemplateBody=BAD_GROUP.read_text(), OnFailure="DO_NOTHING")
        with suppress(WaiterError):  # which tells of a stack that has failed
            self.cloudformation.get_waiter("stack_create_complete").wait(StackName="bad")
        status = self.cloudformation.describe_stacks(StackName="bad")["Stacks"][0]["StackStatus"]
        events = self.cloudformation.describe_stack_events(StackName="bad")["StackEvents"]
        (said,) = [one["HookStatusReason"] for one in events if one.get("HookStatus") == "HOOK_COMPLETE_FAILED"]
        self.account.delete("bad")
        return Verdict(status, said)

    def outputs_of(self, template: Path) -> dict[str, str]:
        """Of a stack of this template, of which nothing is left."""
        self.cloudformation.create_stack(StackName="plain", TemplateBody=template.read_text())
        self.cloudformation.get_waiter("stack_create_complete").wait(StackName="plain")
        outputs: dict[str, str] = self.account.outputs("plain")
        self.account.delete("plain")
        return outputs


@dataclass(frozen=True)
class Story:
    """What was seen after each step."""

    warning: Seen
    capacity: dict[str, str]
    capacity_by_cdk: dict[str, str]
    log_groups: set[tuple[str, int]]
    failing: Seen
    changed: Seen
    rolled_back: Seen
    keys: list[str]
    types_left: dict[str, list[str]]
    roles_left: list[dict[str, Any]]
    log_groups_left: set[tuple[str, int]]


@pytest.fixture(scope="module")
def story(used_account, packages, changed_hook, tmp_path_factory) -> Story:
    account = used_account
    account.aws.reset()
    rollout = Rollout(account, tmp_path_factory.mktemp("releases"))
    rollout.deploy("awscommunity-artifacts", ROLLOUT / "artifacts.yaml", "OrganizationId=o-a1b2c3d4e5")
    bucket = account.outputs("awscommunity-artifacts")["ArtifactBucket"]
    first, second = rollout.release(list(packages.values()), bucket), rollout.release_by_script(changed_hook)

    warning = rollout.see(first)
    capacity = rollout.outputs_of(SMALLEST)
    capacity_by_cdk = rollout.outputs_of(synthesised(tmp_path_factory.mktemp("app")) / "Capacity.template.json")
    groups = log_groups(account)
    failing = rollout.see("FailureMode=FAIL")
    changed = rollout.see(second)
    rolled_back = rollout.see(first)
    account.delete("extensions")
    roles = account.aws.client("iam").list_roles()["Roles"]
    keys = [one["Key"] for one in account.aws.client("s3").list_objects_v2(Bucket=bucket)["Contents"]]
    return Story(
        warning,
        capacity,
        capacity_by_cdk,
        groups,
        failing,
        changed,
        rolled_back,
        keys,
        account.types(),
        roles,
        log_groups(account),
    )


def log_groups(account) -> set[tuple[str, int]]:
    found = account.aws.client("logs").describe_log_groups(logGroupNamePrefix="/awscommunity/")["logGroups"]
    return {(one["logGroupName"], one["retentionInDays"]) for one in found}


class TestARollout:
    def test_registers_every_extension_as_the_default(self, story):
        assert story.warning.types == FIRST

    def test_gives_types_that_plain_templates_use(self, story):
        assert story.capacity["TotalInstanceCount"] == "9"

    def test_gives_types_that_cdk_apps_use(self, story):
        assert story.capacity_by_cdk["TotalInstanceCount"] == "9"

    def test_keeps_what_handlers_log_for_ninety_days(self, story):
        with_handlers = [extension for extension in EXTENSIONS if extension.role_template]
        assert story.log_groups == {(f"/awscommunity/extensions/{one.name}", 90) for one in with_handlers}

    def test_warns_first(self, story):
        assert story.warning.verdict.status == "CREATE_COMPLETE"
        assert story.warning.verdict.said.startswith("Hook failed with message: Rejected: 3 of 3 rules failed.")
        assert story.warning.verdict.said.endswith("Failure was ignored under WARN mode.")

    def test_fails_when_it_is_told_to_and_registers_nothing_for_that(self, story):
        assert story.failing.verdict.status == "CREATE_FAILED"
        assert story.failing.types == FIRST

    def test_replaces_the_version_whose_package_is_another_and_no_other(self, story):
        assert story.changed.types == {**FIRST, HOOK.type_name: ["00000002"]}
        assert story.changed.verdict.status == "CREATE_FAILED"
        assert story.changed.verdict.said.startswith("Hook failed with message: Refused: 3 of 3 rules failed.")

    def test_goes_back_with_the_parameters_of_the_release_before(self, story):
        assert story.rolled_back.types == {**FIRST, HOOK.type_name: ["00000003"]}
        assert story.rolled_back.verdict == story.failing.verdict

    def test_leaves_no_type_role_or_log_when_it_is_deleted(self, story):
        assert (story.types_left, story.roles_left, story.log_groups_left) == ({}, [], set())


class TestARelease:
    def test_names_packages_by_what_they_hold(self, story, packages):
        assert {package.key for package in packages.values()} <= set(story.keys)
        assert len([key for key in story.keys if key.startswith(f"{HOOK.name}/")]) == 2
        assert len([key for key in story.keys if key.startswith("templates/")]) == 1
