"""`cfn-local check` and `cfn-local logs`, in the environment of a local AWS with a hook of one's own."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.shell.shell_stories import NOBODY, run, waits_until

HOOK = "Example::Bucket::Named"
HANDLERS = """
def hook(event, context):
    name = event["requestData"]["targetModel"]["resourceProperties"].get("BucketName")
    print("asked about", name)
    annotation = {"annotationName": "Named", "status": "PASSED" if name else "FAILED", "severityLevel": "LOW"}
    if name:
        return {"hookStatus": "SUCCESS", "message": name, "annotations": [annotation]}
    annotation.update(statusMessage="No name", remediationMessage="Give it a BucketName")
    return {"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "No name.", "annotations": [annotation]}
"""
SCHEMA = {
    "typeName": HOOK,
    "description": "Buckets have names.",
    "typeConfiguration": {"properties": {}, "additionalProperties": False},
    "additionalProperties": False,
    "handlers": {"preCreate": {"targetNames": ["AWS::S3::Bucket"], "permissions": []}},
}
SETTINGS = {
    "artifact_type": "HOOK",
    "typeName": HOOK,
    "language": "python312",
    "runtime": "python3.12",
    "entrypoint": "handlers.hook",
}
TEMPLATE = """
Parameters: {Name: {Type: String}}
Resources:
  Named: {Type: "AWS::S3::Bucket", Properties: {BucketName: !Ref Name}}
  Pointing: {Type: "AWS::S3::Bucket", Properties: {BucketName: !Sub "${Queue.QueueName}"}}
  Queue: {Type: "AWS::SQS::Queue"}
"""
NAMES = """
rule has_name when Resources.*[ Type == 'AWS::S3::Bucket' ] !empty { Resources.*.Properties.BucketName exists }
rule queues_are_fast when Resources.*[ Type == 'AWS::SQS::Queue' ] !empty { Resources.*.Properties empty }
"""
VERSIONS = (
    "rule keeps_versions { Resources.*.Properties.VersioningConfiguration exists << Keep the versions of objects. >> }"
)
BAD = "Resources: {Nameless: {Type: AWS::S3::Bucket}}"


def zipped(files: dict[str, str | bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return archive.getvalue()


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    """With the hook registered, enabled and in FAIL mode."""
    with LocalAws(soon=("cloudformation", "s3")) as running:
        cloudformation, s3 = running.client("cloudformation"), running.client("s3")
        code = zipped({"handlers.py": HANDLERS})
        package = zipped(
            {"schema.json": json.dumps(SCHEMA), ".rpdk-config": json.dumps(SETTINGS), "ResourceProvider.zip": code}
        )
        s3.create_bucket(Bucket="packages")
        s3.put_object(Bucket="packages", Key="package.zip", Body=package)
        token = cloudformation.register_type(
            Type="HOOK", TypeName=HOOK, SchemaHandlerPackage="s3://packages/package.zip"
        )
        asked = {"RegistrationToken": token["RegistrationToken"]}
        assert waits_until(lambda: cloudformation.describe_type_registration(**asked)["ProgressStatus"] == "COMPLETE")
        configuration = {"HookInvocationStatus": "ENABLED", "TargetOperations": ["RESOURCE"], "FailureMode": "FAIL"}
        cloudformation.set_type_configuration(
            Type="HOOK",
            TypeName=HOOK,
            Configuration=json.dumps({"CloudFormationConfiguration": {"HookConfiguration": configuration}}),
        )
        yield running


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path / "template.yaml"


class TestCheck:
    def test_tells_of_each_resource_what_the_hooks_would_say(self, aws: LocalAws, template: Path) -> None:
        done = run("check", str(template), "--parameters", "Name=mine", environ=aws.environment({}))

        assert done.stdout.splitlines() == [
            f"{template}: nothing stands in the way",
            "Named (AWS::S3::Bucket)",
            "  passes: Example::Bucket::Named (FAIL)",
            "    Hook succeeded with message: mine",
            "    PASSED Named, LOW",
            "Pointing (AWS::S3::Bucket)",
            "  not known before creation: BucketName",
            "  passes: Example::Bucket::Named (FAIL)",
            "    Hook succeeded with message: {{changeSet:KNOWN_AFTER_APPLY}}",
            "    PASSED Named, LOW",
            "no hook of us-east-1 applies to Queue",
        ]
        assert (done.returncode, done.stderr) == (0, "")

    def test_judges_what_the_transforms_of_a_template_make(self, aws: LocalAws, template: Path) -> None:
        loop = '["Id", ["one", "two"], {"Bucket${Id}": {"Type": "AWS::S3::Bucket"}}]'
        template.write_text(f'Transform: AWS::LanguageExtensions\nResources: {{"Fn::ForEach::Buckets": {loop}}}')
        done = run("check", str(template), environ=aws.environment({}))

        assert done.stdout.splitlines()[:3] == [
            f"{template}: 2 things stand in the way",
            "  hook: Example::Bucket::Named: Hook failed with message: No name. (Bucketone)",
            "  hook: Example::Bucket::Named: Hook failed with message: No name. (Buckettwo)",
        ]

    def test_refuses_a_region_that_aws_has_not(self, aws: LocalAws, template: Path) -> None:
        done = run("check", str(template), environ={**aws.environment({}), "AWS_REGION": "nowhere-1"})

        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "cfn-local check: AWS has no Region nowhere-1; set AWS_REGION to one that it has.\n"

    def test_fails_where_a_hook_would_stop_the_stack_and_says_what_to_do(self, aws: LocalAws, template: Path) -> None:
        template.write_text(BAD)
        done = run("check", str(template), environ=aws.environment({}))

        assert done.stdout.splitlines() == [
            f"{template}: 1 thing stands in the way",
            "  hook: Example::Bucket::Named: Hook failed with message: No name. (Nameless)",
            "Nameless (AWS::S3::Bucket)",
            "  fails and stops it: Example::Bucket::Named (FAIL)",
            "    Hook failed with message: No name.",
            "    FAILED Named, LOW: No name",
            "      Give it a BucketName",
        ]
        assert done.returncode == 1

    def test_evaluates_guard_rules_of_files_without_registering_a_hook(
        self, aws: LocalAws, template: Path, tmp_path: Path
    ) -> None:
        template.write_text('Resources: {Mine: {Type: "AWS::S3::Bucket", Properties: {BucketName: mine}}}')
        (tmp_path / "rules" / "more").mkdir(parents=True)
        (tmp_path / "rules" / "names.guard").write_text(NAMES)
        (tmp_path / "rules" / "more" / "versions.guard").write_text(VERSIONS)
        one = run(
            "check", str(template), "--guard", str(tmp_path / "rules" / "names.guard"), environ=aws.environment({})
        )
        all_of_them = run("check", str(template), "--guard", str(tmp_path / "rules"), environ=aws.environment({}))

        assert one.stdout.splitlines() == [
            f"{template}: nothing stands in the way",
            "Mine (AWS::S3::Bucket)",
            "  passes: Example::Bucket::Named (FAIL)",
            "    Hook succeeded with message: mine",
            "    PASSED Named, LOW",
            "  passes: cfn-guard (FAIL)",
            "    Hook succeeded with message: rules that pass: 1, that do not apply: 1",
        ]
        assert one.returncode == 0
        assert all_of_them.stdout.splitlines()[:3] + all_of_them.stdout.splitlines()[7:] == [
            f"{template}: 1 thing stands in the way",
            "  hook: cfn-guard: Hook failed with message: Template failed validation, the",
            "    following rule(s) failed: keeps_versions. (Mine)",
            "  fails and stops it: cfn-guard (FAIL)",
            "    Hook failed with message: Template failed validation, the following rule(s)",
            "      failed: keeps_versions.",
            "    FAILED keeps_versions: Check was not compliant as property",
            "      [VersioningConfiguration] is missing. Value traversed to",
            '      [Path=/Resources/Mine/Properties[L:0,C:60] Value={"BucketName":"mine"}].',
            "      Keep the versions of objects.",
        ]
        assert all_of_them.returncode == 1
        listed = aws.client("cloudformation").list_types(Type="HOOK", Visibility="PRIVATE")["TypeSummaries"]
        assert [one["TypeName"] for one in listed] == [HOOK]

    def test_says_the_same_as_the_stack_then_does(self, aws: LocalAws) -> None:
        cloudformation = aws.client("cloudformation")
        cloudformation.create_stack(StackName="bad", TemplateBody=BAD)

        def ended() -> bool:
            return bool(
                cloudformation.describe_stacks(StackName="bad")["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
            )

        assert waits_until(ended)
        events = cloudformation.describe_stack_events(StackName="bad")["StackEvents"]
        reasons = [event["HookStatusReason"] for event in events if event.get("HookStatus") == "HOOK_COMPLETE_FAILED"]
        assert reasons == ["Hook failed with message: No name."]

    def test_of_a_folder_tells_only_what_is_in_the_way_and_sums_up(self, aws: LocalAws, tmp_path: Path) -> None:
        (tmp_path / "inner").mkdir()
        (tmp_path / "bad.yaml").write_text(BAD)
        (tmp_path / "inner" / "good.json").write_text('{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}')
        (tmp_path / "inner" / "missing.yml").write_text(
            "Resources:\n  Box: {Type: AWS::Braket::SpendingLimit, "
            "Properties: {DeviceArn: a, SpendingLimit: 1, Colour: red}}\n"
        )
        (tmp_path / "inner" / "no-template.yaml").write_text("resources: {}")
        done = run("check", str(tmp_path), environ=aws.environment({}))

        assert [line.replace(str(tmp_path), "...") for line in done.stdout.splitlines()] == [
            ".../bad.yaml: 1 thing stands in the way",
            "  hook: Example::Bucket::Named: Hook failed with message: No name. (Nameless)",
            ".../inner/good.json: nothing stands in the way",
            ".../inner/missing.yml: 2 things stand in the way",
            "  missing type: AWS::Braket::SpendingLimit (Box)",
            "    With `cfn-local up --stand-ins` (or exec), stand-ins take their place.",
            "  invalid properties: #: extraneous key [Colour] is not permitted (Box)",
            "",
            "3 templates: 1 would run here, 2 would not.",
        ]
        assert done.returncode == 1

    def test_of_a_wrong_template_says_what_is_wrong_and_which_types_are_missing(
        self, aws: LocalAws, template: Path
    ) -> None:
        template.write_text("Resources: {Box: {Type: AWS::Braket::SpendingLimit, DependsOn: Nobody}}")
        done = run("check", str(template), environ=aws.environment({}))

        assert done.stdout.splitlines()[1:] == [
            "  invalid template: Template format error: Unresolved resource dependencies",
            "    [Nobody] in the Resources block of the template, at DependsOn (Box)",
            "    Add a parameter or resource Nobody, or take the reference away.",
            "  missing type: AWS::Braket::SpendingLimit (Box)",
            "    With `cfn-local up --stand-ins` (or exec), stand-ins take their place.",
            "  invalid properties: #: required key [DeviceArn] not found (Box)",
            "  invalid properties: #: required key [SpendingLimit] not found (Box)",
        ]
        assert done.returncode == 1

    def test_makes_up_the_values_that_it_is_not_told(self, aws: LocalAws, template: Path) -> None:
        done = run("check", str(template), environ=aws.environment({}))

        assert done.stdout.splitlines()[:2] == [
            f"{template}: nothing stands in the way",
            "  made up: Name; state values with --parameters",
        ]

    def test_refuses_parameters_that_no_template_has(self, aws: LocalAws, template: Path) -> None:
        done = run("check", str(template), "--parameters", "Nope=1", environ=aws.environment({}))

        assert done.returncode == 2
        assert done.stderr == "cfn-local check: Parameters: [Nope] do not exist in the template\n"

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [(["no-such-file"], "no-such-file is not a file"), ([__file__, "--parameters", "a"], "a is not NAME=VALUE")],
    )
    def test_refuses_what_it_cannot_read(self, arguments: list[str], problem: str) -> None:
        done = run("check", *arguments)

        assert done.returncode == 2
        assert problem in done.stderr


class TestLogs:
    def test_are_those_of_the_types_handlers(self, aws: LocalAws, template: Path) -> None:
        run("check", str(template), "--parameters", "Name=logged", environ=aws.environment({}))
        done = run("logs", HOOK, environ=aws.environment({}))

        lines = done.stdout.splitlines()
        assert done.returncode == 0
        assert "asked about logged" in lines
        said = lines[lines.index("asked about logged") - 1]
        assert said.startswith("--- 20") and said.endswith(" CREATE_PRE_PROVISION (version 00000001)")

    def test_of_a_type_that_nobody_registered_are_an_error(self, aws: LocalAws) -> None:
        done = run("logs", "No::Such::Type", environ=aws.environment({}))

        assert (done.returncode, done.stderr) == (1, "cfn-local logs: There is no private type No::Such::Type.\n")


class TestAnEnvironmentWithoutALocalAws:
    @pytest.mark.parametrize(
        ("environ", "problem"),
        [
            ({}, "No local AWS here: run this in the environment of cfn-local up, or under exec."),
            ({"HTTPS_PROXY": NOBODY, "AWS_CA_BUNDLE": "/no/such/file"}, f"The local AWS at {NOBODY} does not answer"),
        ],
    )
    def test_has_no_logs(self, environ: dict[str, str], problem: str) -> None:
        done = run("logs", HOOK, environ={"PYTHONPATH": str(Path.cwd()), **environ})

        assert done.returncode == 1
        assert done.stderr.startswith(f"cfn-local logs: {problem}")

    def test_is_checked_on_a_fresh_one(self, template: Path) -> None:
        done = run("check", str(template), environ={"PYTHONPATH": str(Path.cwd())})

        assert done.returncode == 0
        assert done.stdout.splitlines()[0] == f"{template}: nothing stands in the way"
        assert done.stderr == ("cfn-local check: This is a fresh local AWS, without hooks of yours.\n")
