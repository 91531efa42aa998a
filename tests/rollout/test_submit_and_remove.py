"""scripts/submit and scripts/remove, against a local account."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from shipping.package import build
from shipping.verbs import release, remove, submit

ROOT = Path(__file__).resolve().parents[2]
HOOK, TYPE = "hooks/spot-allocation-check", "AwsCommunity::Spot::AllocationCheck"
ODCR = "resources/awscommunity-odcr-group"
WHO = {"Service": "hooks.cloudformation.amazonaws.com"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": WHO, "Action": "sts:AssumeRole"}],
}

pytestmark = pytest.mark.contract


build_once = cache(build)


@pytest.fixture
def user(account, monkeypatch, capsys):
    """Runs a verb as in a shell whose AWS is a local one; gives its exit status and all that it says."""
    for verb in (release, submit):
        monkeypatch.setattr(verb, "build", build_once)
    for name, value in account.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.chdir(ROOT)

    def run(verb: Any, *arguments: str) -> tuple[int, str]:
        status = verb.main(list(arguments))
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


class TestSubmitting:
    def test_shows_the_plan_and_changes_nothing_where_that_is_all_that_is_asked(self, user, account):
        status, said = user(submit, HOOK, "--dry-run")
        assert status == 0
        assert said.startswith(f"Account 123456789012, Region us-east-1:\n  register  {TYPE}  package ")
        assert said.endswith("the default\nNothing is changed.\n")
        assert account.types() == {}
        assert account.aws.client("s3").list_buckets()["Buckets"] == []

    def test_goes_on_only_with_an_answer(self, user, account):
        status, said = user(submit, HOOK)
        assert status == 1
        assert said.endswith("submit: There is nobody to ask: say --yes to go on, or --dry-run for the plan alone.\n")
        assert account.types() == {}

    def test_registers_once_and_then_finds_it_registered(self, user, account):
        assert user(submit, HOOK, "--yes")[0] == 0
        assert account.types() == {TYPE: ["00000001"]}
        described = account.aws.client("cloudformation").describe_type(Type="HOOK", TypeName=TYPE)
        assert ":role/awscommunity-spot-allocationcheck-" in described["ExecutionRoleArn"]
        assert described["LoggingConfig"]["LogGroupName"] == "/awscommunity/awscommunity-spot-allocationcheck"

        status, said = user(submit, HOOK)
        assert status == 0
        assert f"keep      {TYPE}  version 00000001 is this package; the default\nNothing is changed." in said
        assert account.types() == {TYPE: ["00000001"]}

    def test_registers_another_package_beside_the_default_until_told_otherwise(self, user, account, changed_hook):
        user(submit, HOOK, "--yes")
        assert "not the default: see --set-default" in user(submit, str(changed_hook), "--yes")[1]
        assert account.types() == {TYPE: ["00000001", "00000002"]}

        assert "version 00000002 becomes the default" in user(submit, str(changed_hook), "--set-default", "--yes")[1]
        assert account.types() == {TYPE: ["00000002", "00000001"]}
        assert "version 00000001 becomes the default" in user(submit, HOOK, "--set-default", "--yes")[1]

    def test_tells_the_reason_of_a_registration_that_fails(self, user, account, changed_hook, tmp_path):
        broken = tmp_path / "broken"
        shutil.copytree(changed_hook, broken)
        (broken / "src" / "awscommunity_spot_allocationcheck" / "handlers.py").write_text("import nowhere\n")
        status, said = user(submit, str(broken), "--yes")
        assert status == 1
        assert f"submit: {TYPE} is not registered: " in said
        assert "No module named 'nowhere'" in said
        assert account.types() == {}

    def test_tells_the_reason_of_a_role_that_is_refused(self, user, account, changed_hook, tmp_path):
        refused = tmp_path / "refused"
        shutil.copytree(changed_hook, refused)
        no_policy = {"AssumeRolePolicyDocument": TRUST, "ManagedPolicyArns": ["arn:aws:iam::aws:policy/NoSuchPolicy"]}
        role = {"Type": "AWS::IAM::Role", "Properties": no_policy}
        (refused / "execution-role.yaml").write_text(json.dumps({"Resources": {"ExecutionRole": role}}))
        status, said = user(submit, str(refused), "--yes")
        assert status == 1
        assert "submit: Stack awscommunity-spot-allocationcheck-execution-role failed: " in said
        assert "NoSuchPolicy does not exist" in said

        user(submit, HOOK, "--yes")
        assert "NoSuchPolicy does not exist" in user(submit, str(refused), "--yes")[1]
        assert account.types() == {TYPE: ["00000001"]}

    def test_tells_why_aws_refuses_in_one_line(self, user):
        status, said = user(submit, HOOK, "--yes", "--bucket", "no-such-bucket")
        assert status == 1
        assert re.search(r"^submit: .*NoSuchBucket", said, re.MULTILINE)
        assert "Traceback" not in said


class TestRemoving:
    def test_takes_versions_configuration_type_and_roles_in_that_order(self, user, account, changed_hook):
        user(submit, HOOK, "--yes")
        user(submit, str(changed_hook), "--set-default", "--yes")
        status, said = user(remove, HOOK, "--yes")
        assert status == 0
        plan = re.findall(r"^  (\w+) +(.+)$", said, re.MULTILINE)
        assert plan == [
            ("disable", f"{TYPE}  no operation runs it any more"),
            ("remove", f"{TYPE}  version 00000001"),
            ("remove", f"{TYPE}  version 00000002, the default, and the type"),
            ("delete", "stack awscommunity-spot-allocationcheck-execution-role"),
            ("delete", "stack awscommunity-log-delivery"),
        ]
        assert account.types() == {}
        assert account.aws.client("iam").list_roles()["Roles"] == []
        assert said.endswith("stays, with its packages.\n")

    def test_refuses_while_stacks_hold_resources_of_the_type(self, user, account):
        user(submit, ODCR, "--yes")
        cloudformation = account.aws.client("cloudformation")
        smallest = ROOT / ODCR / "examples" / "smallest.yaml"
        cloudformation.create_stack(StackName="capacity", TemplateBody=smallest.read_text())
        cloudformation.get_waiter("stack_create_complete").wait(StackName="capacity")

        status, said = user(remove, ODCR, "--yes")
        assert status == 1
        assert said.startswith(
            "remove: Stacks use these types: capacity/Capacity. They could not be updated or deleted"
        )
        assert account.types() == {"AwsCommunity::ODCR::Group": ["00000001"]}

        cloudformation.delete_stack(StackName="capacity")
        cloudformation.get_waiter("stack_delete_complete").wait(StackName="capacity")
        assert user(remove, ODCR, "--yes")[0] == 0
        assert account.types() == {}

    def test_refuses_what_the_stack_of_the_rollout_has_registered(self, user, account, packages):
        bucket = "packages"
        account.aws.client("s3").create_bucket(Bucket=bucket)
        account.aws.client("s3").put_object(Bucket=bucket, Key=packages[TYPE].key, Body=packages[TYPE].content)
        given = (f"ArtifactBucket={bucket}", f"SpotAllocationCheckKey={packages[TYPE].key}")
        assert account.deploy("extensions", ROOT / "rollout" / "account.yaml", *given).returncode == 0

        status, said = user(remove, HOOK, "--yes")
        assert status == 1
        assert said.startswith("remove: Stacks use these types: extensions/SpotAllocationCheckVersion. ")
        assert account.types() == {TYPE: ["00000001"]}

    def test_of_what_is_not_there_does_nothing(self, user):
        status, said = user(remove)
        assert (status, said.splitlines()[1:]) == (0, ["  There is nothing to do.", "Nothing is changed."])


class TestReleasing:
    def test_without_a_bucket_says_how_to_make_one(self, user):
        status, said = user(release, HOOK)
        assert status == 1
        assert "--template-file rollout/artifacts.yaml" in said


def test_all_of_it_works_unchanged_under_cfn_local_exec(tmp_path):
    told = f"scripts/submit {HOOK} --yes && scripts/remove {HOOK} --yes"
    done = subprocess.run(
        [str(Path(sys.executable).with_name("cfn-local")), "exec", "--", "sh", "-c", told],
        cwd=ROOT,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"register  {TYPE}  done: version 00000001" in done.stdout
    assert f"remove    {TYPE}  version 00000001, the default, and the type" in done.stdout
