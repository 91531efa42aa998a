"""Hooks of proactive controls evaluate the rules that AWS publishes of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local.engine.hooks import ResourceTarget
from tests.cfn_local.engine.hooks.managed.managed_stories import ON_EVERYTHING, STACK, Account, bucket, verdicts
from tests.cfn_local.engine.hooks.managed.test_guard_hooks import VERSIONED, stack

CONTROL_TOWER, HOOK = "AWS::ControlTower::Hook", "MyOrg::Security::ComplianceHook"


@pytest.fixture
def controls(account: Account) -> Iterator[Any]:
    """Activates the hook with these controls; deactivates it at the end."""
    activated: list[str] = []

    def activate(listed: str, **more: Any) -> None:
        activated.append(account.activate(CONTROL_TOWER, HOOK, properties={"ControlsToApply": listed}, **more))

    yield activate
    for arn in activated:
        account.deactivate(arn)


class TestProactiveControls:
    def test_pass_what_they_require(self, controls: Any) -> None:
        controls("CT.S3.PR.11")

        assert verdicts(bucket(**VERSIONED))[HOOK].status == "HOOK_COMPLETE_SUCCEEDED"

    def test_tell_what_they_require_and_the_fix_as_aws_does(self, controls: Any) -> None:
        controls("CT.ECR.PR.2, CT.S3.PR.11")
        target = ResourceTarget(
            operation="CREATE",
            stack=STACK,
            type_name="AWS::ECR::Repository",
            logical_id="Images",
            properties={"ImageScanningConfiguration": {"ScanOnPush": "false"}},
        )
        verdict = verdicts(target)[HOOK]

        assert verdict.reason("FAIL") == (
            "Hook failed with message: ValidationError\n"
            "        [CT.ECR.PR.2]: Require Amazon ECR private repositories to have image scanning enabled\n"
            "        [FIX]: Set 'ScanOnPush' in 'ImageScanningConfiguration' to 'true'."
        )
        assert "[FIX]" in verdict.annotations[0]["RemediationMessage"]

    def test_tell_each_requirement_once(self, controls: Any) -> None:
        controls("CT.S3.PR.11,CT.S3.PR.1")

        message = verdicts(bucket())[HOOK].message
        assert [message.count(f"[CT.S3.PR.{number}]:") for number in (1, 11)] == [1, 1]

    def test_compare_booleans_of_resources(self, controls: Any) -> None:
        controls("CT.S3.PR.1")
        names = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
        blocked: dict[str, Any] = {"PublicAccessBlockConfiguration": dict.fromkeys(names, "true")}

        assert verdicts(bucket(**blocked))[HOOK].status == "HOOK_COMPLETE_SUCCEEDED"

    def test_are_asked_about_resources_that_are_made_or_changed_alone(self, controls: Any) -> None:
        controls("CT.S3.PR.11", TargetOperations=ON_EVERYTHING)

        assert HOOK in verdicts(bucket("UPDATE", {}))
        assert verdicts(bucket("DELETE")) == {}
        assert verdicts(stack("CREATE", "{}")) == {}

    def test_that_have_no_rules_fail_the_hook_and_are_all_named(self, controls: Any) -> None:
        controls("CT.S3.PR.11,CT.S3.PR.999,CT.NONE.PR.1")

        assert verdicts(bucket())[HOOK].message == (
            "There are no rules of CT.S3.PR.999, CT.NONE.PR.1 in cdklabs.cdk-validator-cfnguard."
        )
