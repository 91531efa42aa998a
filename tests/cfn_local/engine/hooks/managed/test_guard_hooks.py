"""Guard Hooks evaluate rules from S3 by a real cfn-guard."""

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local.engine.hooks import StackTarget
from cfn_local.engine.hooks.target import ChangedResource, ChangeSetTarget, CloudControlTarget
from cfn_local.services import clock
from tests.cfn_local.engine.hooks.managed.managed_stories import (
    ACCOUNT,
    CHANGE_SET_ID,
    GUARD,
    ON_EVERYTHING,
    REGION,
    STACK,
    Account,
    bucket,
    verdicts,
)

HOOK = "Private::Guard::Buckets"
RULES = """
let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
rule versions_are_kept when %buckets !empty {
  %buckets.Properties.VersioningConfiguration.Status == 'Enabled' << Keep the versions of objects. >>
}
rule has_no_acl when %buckets !empty {
  %buckets.Properties.AccessControl not exists
}
rule is_of_a_stack {
  HookContext.StackId != ''
}
"""
LOCKED = """
rule stays_locked when HookContext.InvocationPoint == 'UPDATE_PRE_PROVISION' {
  when Previous.Data.Properties.ObjectLockEnabled == true {
    Resources.Data.Properties.ObjectLockEnabled == true
  }
}
"""
VERSIONED: dict[str, Any] = {"VersioningConfiguration": {"Status": "Enabled"}}


def archived(name: str, **files: str) -> bytes:
    """A zip archive or a gzipped tar archive, by its name, of rules files."""
    archive = io.BytesIO()
    if name.endswith(".zip"):
        with zipfile.ZipFile(archive, "w") as opened:
            for file, content in files.items():
                opened.writestr(f"{file}.guard", content)
    else:
        with tarfile.open(fileobj=archive, mode="w:gz") as opened:
            for file, content in files.items():
                member = tarfile.TarInfo(f"rules/{file}.guard")
                member.size = len(content)
                opened.addfile(member, io.BytesIO(content.encode()))
    return archive.getvalue()


@pytest.fixture
def guard(account: Account) -> Iterator[Any]:
    """Activates the hook with these rules and further properties; deactivates it at the end."""
    activated: list[str] = []

    def activate(content: str | bytes, key: str = "buckets.guard", **properties: Any) -> None:
        uri = account.store(key, content)
        activated.append(account.activate(GUARD, HOOK, properties={"ruleLocation": uri, **properties}))

    yield activate
    for arn in activated:
        account.deactivate(arn)


class TestTheVerdict:
    def test_is_success_where_every_rule_passes(self, guard: Any) -> None:
        guard(RULES)
        verdict = verdicts(bucket(**VERSIONED))[HOOK]

        assert verdict.status == "HOOK_COMPLETE_SUCCEEDED"
        assert verdict.reason("FAIL") == "Hook succeeded with message: Successful validation"

    def test_names_the_rules_that_failed_and_tells_of_each_check_as_aws_does(self, guard: Any) -> None:
        guard(RULES)
        verdict = verdicts(bucket(AccessControl="Private"))[HOOK]

        assert verdict.status == "HOOK_COMPLETE_FAILED"
        assert verdict.reason("FAIL") == (
            "Hook failed with message: Template failed validation, the following rule(s) failed: "
            "has_no_acl, versions_are_kept."
        )
        found = {each["AnnotationName"]: each for each in verdict.annotations}
        assert found["has_no_acl"] == {
            "AnnotationName": "has_no_acl",
            "Status": "FAILED",
            "StatusMessage": "Check was not compliant as property "
            "[/Resources/Data/Properties/AccessControl[L:0,C:77]] existed.",
        }
        assert found["versions_are_kept"]["RemediationMessage"] == " Keep the versions of objects. "

    def test_goes_by_the_values_that_the_schema_declares(self, guard: Any) -> None:
        guard("rule locked { Resources.Data.Properties.ObjectLockEnabled == true }")

        assert verdicts(bucket(ObjectLockEnabled="true"))[HOOK].status == "HOOK_COMPLETE_SUCCEEDED"
        assert verdicts(bucket(ObjectLockEnabled="false"))[HOOK].status == "HOOK_COMPLETE_FAILED"

    def test_compares_with_what_there_was(self, guard: Any) -> None:
        guard(LOCKED)
        locked, unlocked = {"ObjectLockEnabled": "true"}, {"ObjectLockEnabled": "false"}

        assert verdicts(bucket("UPDATE", locked, **unlocked))[HOOK].status == "HOOK_COMPLETE_FAILED"
        assert verdicts(bucket("UPDATE", unlocked, **unlocked))[HOOK].status == "HOOK_COMPLETE_SUCCEEDED"

    def test_of_a_deletion_sees_the_type_alone(self, guard: Any) -> None:
        guard(
            "rule empty { Resources.Data.Type == 'AWS::S3::Bucket'\n Resources.Data.Properties empty\n Previous empty }"
        )

        assert verdicts(bucket("DELETE", **VERSIONED))[HOOK].status == "HOOK_COMPLETE_SUCCEEDED"

    @pytest.mark.parametrize("key", ["buckets.zip", "buckets.tar.gz"])
    def test_counts_every_file_of_an_archive(self, guard: Any, key: str) -> None:
        guard(archived(key, one=RULES, two=LOCKED, unnamed="Resources.Data.Properties.Tags exists"), key)
        verdict = verdicts(bucket(**VERSIONED))[HOOK]

        assert verdict.message == ("Template failed validation, the following rule(s) failed: unnamed.guard/default.")

    @pytest.mark.parametrize("several", [False, True])
    def test_goes_by_parameters(self, guard: Any, account: Account, several: bool) -> None:
        allowed = account.store("allowed.json", json.dumps({"Allowed": ["Private"]}))
        more = account.store("more.yaml", "Other: 1")
        guard(
            "rule allowed { Resources.Data.Properties.AccessControl in Allowed }",
            options={"inputParams": [allowed, more] if several else allowed},
        )

        assert verdicts(bucket(AccessControl="Private"))[HOOK].status == "HOOK_COMPLETE_SUCCEEDED"
        assert verdicts(bucket(AccessControl="PublicRead"))[HOOK].status == "HOOK_COMPLETE_FAILED"


def stack(operation: str, template: str, previous: str = "") -> StackTarget:
    return StackTarget(operation=operation, stack=STACK, template=template, previous_template=previous)


SHORT = "Resources: {Data: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub '${AWS::Region}-data'}}}"


class TestATargetOtherThanAResource:
    @pytest.fixture
    def guard_everything(self, account: Account) -> Iterator[Any]:
        """Activates the hook for every kind of target."""
        activated: list[str] = []

        def activate(content: str, **properties: Any) -> None:
            located = {"ruleLocation": account.store("all.guard", content), **properties}
            activated.append(account.activate(GUARD, HOOK, properties=located, TargetOperations=ON_EVERYTHING))

        yield activate
        for arn in activated:
            account.deactivate(arn)

    def test_is_a_stack_whose_template_stands_beside_the_previous_one(self, guard_everything: Any) -> None:
        guard_everything(
            """
            rule stack_of_buckets {
              Resources.Data.Properties.BucketName.'Fn::Sub' exists
              Previous.Resources.Queue exists
              HookContext.TargetName == 'web'
              HookContext.TargetType == 'STACK'
              HookContext.TargetLogicalId == 'web'
            }
            """
        )
        queue = json.dumps({"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}})

        assert verdicts(stack("UPDATE", SHORT, queue))[HOOK].message == "Successful validation"
        assert verdicts(stack("CREATE", SHORT))[HOOK].status == "HOOK_COMPLETE_FAILED"

    def test_that_is_a_stack_being_deleted_has_no_template(self, guard_everything: Any) -> None:
        guard_everything("rule gone { Resources not exists\n Previous empty }")

        assert verdicts(stack("DELETE", ""))[HOOK].status == "HOOK_COMPLETE_SUCCEEDED"

    def test_is_a_change_set_with_its_changes(self, guard_everything: Any, account: Account) -> None:
        account.s3.create_bucket(Bucket="change-reports")
        guard_everything(
            """
            let changing = Changes[ resourceType == 'AWS::S3::Bucket' ]
            rule stays_enabled when %changing !empty {
              let after = json_parse(%changing.afterContext)
              %after.Properties.VersioningConfiguration.Status == 'Enabled'
            }
            """,
            logBucket="change-reports",
        )
        after = [json.dumps({"Properties": {"VersioningConfiguration": {"Status": one}}}) for one in ("Enabled", "No")]
        good, bad = (
            verdicts(
                ChangeSetTarget(
                    stack=STACK,
                    change_set_id=CHANGE_SET_ID,
                    template=SHORT,
                    changed_resources=[ChangedResource("UPDATE", "Data", "AWS::S3::Bucket", 1, None, one)],
                )
            )[HOOK]
            for one in after
        )

        assert good.status == "HOOK_COMPLETE_SUCCEEDED"
        assert bad.message.startswith(
            "Template failed validation, the following rule(s) failed: stays_enabled. Full output was written to "
            "s3://change-reports/cfn-guard-validate-report/CHANGE_SET-grow/"
        )

    def test_is_a_resource_behind_the_cloud_control_api(self, guard_everything: Any) -> None:
        guard_everything(
            """
            rule of_no_stack { HookContext.StackId == '' }
            rule named { Resources.*[ Type == 'AWS::S3::Bucket' ].Properties.BucketName == 'mine' }
            """
        )
        target = CloudControlTarget(
            operation="CREATE",
            account_id=ACCOUNT,
            region=REGION,
            type_name="AWS::S3::Bucket",
            request_token="one",
            properties={"BucketName": "mine"},
        )

        assert verdicts(target)[HOOK].message == "Successful validation"

    def test_may_be_a_long_template_that_a_message_quotes(self, guard_everything: Any) -> None:
        guard_everything("rule parametrised { Parameters exists }")
        long = json.dumps({"Description": "x" * 20_000, "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}})
        verdict = verdicts(stack("CREATE", long))[HOOK]

        assert verdict.status == "HOOK_COMPLETE_FAILED"
        assert len(verdict.annotations[0]["StatusMessage"]) == 16_384

    def test_that_cannot_be_read_fails_the_hook(self, guard_everything: Any) -> None:
        guard_everything("rule any { Resources exists }")

        assert verdicts(stack("CREATE", "Resources: ["))[HOOK].message == (
            "Template format error: YAML not well-formed. (line 2, column 1)"
        )


class TestTheReport:
    def test_is_written_into_the_log_bucket_and_its_place_told_where_rules_failed(
        self, guard: Any, account: Account
    ) -> None:
        account.s3.create_bucket(Bucket="reports")
        guard(RULES, logBucket="reports")
        clock.advance(1)
        failed, passed = verdicts(bucket())[HOOK], verdicts(bucket(**VERSIONED))[HOOK]

        beginning, key = failed.message.split("s3://reports/")
        assert beginning == (
            "Template failed validation, the following rule(s) failed: versions_are_kept. Full output was written to "
        )
        assert key.startswith("cfn-guard-validate-report/AWS--S3--Bucket-Data/")
        (report,) = json.load(account.s3.get_object(Bucket="reports", Key=key.removesuffix("."))["Body"])
        assert (report["name"], report["status"]) == ("STDIN", "FAIL")
        assert [each["Rule"]["name"] for each in report["not_compliant"]] == ["versions_are_kept"]
        assert passed.message == "Successful validation"


class TestAHookThatCannotEvaluate:
    @pytest.mark.parametrize(
        ("content", "key", "message"),
        [
            ("rule x {", "bad.guard", "bad.guard cannot be parsed at line 1, column 9."),
            (b"no zip", "bad.zip", "s3://rules/bad.zip cannot be unpacked. It is not a zip archive"),
            (b"no tar", "bad.tar.gz", "s3://rules/bad.tar.gz cannot be unpacked. It is not a gzipped tar archive"),
            (archived("a.zip"), "none.zip", "s3://rules/none.zip has no file that ends with .guard."),
            ("", "rules.txt", "ruleLocation s3://rules/rules.txt ends with none of .guard, .zip and .tar.gz."),
        ],
    )
    def test_fails_and_says_why(self, guard: Any, content: str | bytes, key: str, message: str) -> None:
        guard(content, key)
        verdict = verdicts(bucket())[HOOK]

        assert verdict.status == "HOOK_COMPLETE_FAILED"
        assert verdict.message.startswith(message)

    def test_fails_where_its_rules_have_gone(self, guard: Any, account: Account) -> None:
        guard(RULES)
        account.s3.delete_object(Bucket="rules", Key="buckets.guard")

        assert verdicts(bucket())[HOOK].message == "ruleLocation s3://rules/buckets.guard does not exist."

    def test_fails_where_its_log_bucket_does_not_exist(self, guard: Any) -> None:
        guard(RULES, logBucket="nowhere")

        assert verdicts(bucket())[HOOK].message == "logBucket nowhere does not exist."
