"""`cfn-local up --state FILE`: the account goes on where the last run left it."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from cfn_local import cli
from cfn_local.gateway.local_aws import LocalAwsClient
from cfn_local.project.account import Inventory
from tests.cfn_local.registry.package_stories import RESOURCE, package
from tests.cfn_local.shell.shell_stories import run
from tests.cfn_local.shell.test_up import Up

# Keeps each thing as a parameter of Systems Manager.
HANDLERS = """
import boto3
def resource(event, context):
    print("asked")
    given = event["requestData"]["callerCredentials"]
    session = boto3.Session(given["accessKeyId"], given["secretAccessKey"], given["sessionToken"], event["region"])
    ssm, model = session.client("ssm"), event["requestData"]["resourceProperties"]
    if event["action"] in ("CREATE", "UPDATE"):
        ssm.put_parameter(Name=model["Name"], Value=model["Text"], Type="String", Overwrite=True)
    if event["action"] == "READ":
        try:
            model["Text"] = ssm.get_parameter(Name=model["Name"])["Parameter"]["Value"]
        except ssm.exceptions.ParameterNotFound:
            return {"status": "FAILED", "errorCode": "NotFound", "message": "There is no such note."}
    if event["action"] == "DELETE":
        ssm.delete_parameter(Name=model["Name"])
    return {"status": "SUCCESS", "resourceModel": None if event["action"] == "DELETE" else model}
"""
Running = Callable[[], tuple[Up, LocalAwsClient]]
TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}


def template(text: str) -> str:
    role = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [TRUST]}}
    function = {
        "Runtime": "python3.12",
        "Handler": "index.answer",
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Code": {"ZipFile": f"def answer(event, context):\n    return {text!r}\n"},
    }
    resources = {
        "Files": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "files"}},
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs"}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": role},
        "Function": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "answer", **function}},
        "Note": {"Type": RESOURCE, "Properties": {"Name": "note", "Text": text}},
    }
    return json.dumps({"Resources": resources, "Outputs": {"Role": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}}})


def register(aws: LocalAwsClient) -> None:
    schema = {"properties": {"Name": {"type": "string"}, "Text": {"type": "string"}}}
    aws.client("s3").create_bucket(Bucket="packages")
    aws.client("s3").put_object(Bucket="packages", Key="thing.zip", Body=package(code=HANDLERS, schema=schema))
    cloudformation = aws.client("cloudformation")
    token = cloudformation.register_type(
        Type="RESOURCE", TypeName=RESOURCE, SchemaHandlerPackage="s3://packages/thing.zip"
    )["RegistrationToken"]
    cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token, WaiterConfig={"Delay": 0})


def ended(aws: LocalAwsClient, operation: str) -> None:
    aws.client("cloudformation").get_waiter(f"stack_{operation}_complete").wait(
        StackName="s", WaiterConfig={"Delay": 0}
    )


def seen(aws: LocalAwsClient) -> dict[str, Any]:
    cloudformation, ssm = aws.client("cloudformation"), aws.client("ssm")
    return {
        "status": cloudformation.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"],
        "object": aws.client("s3").get_object(Bucket="files", Key="hello")["Body"].read(),
        "message": aws.client("sqs").receive_message(QueueUrl="jobs", VisibilityTimeout=0)["Messages"][0]["Body"],
        "answer": json.load(aws.client("lambda").invoke(FunctionName="answer")["Payload"]),
        "note": ssm.get_parameter(Name="note")["Parameter"]["Value"],
        "logged": bool(aws.logs(RESOURCE)),
    }


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "account"


@pytest.fixture
def running(tmp_path: Path, state: Path) -> Iterator[Running]:
    """Start one that keeps its account."""
    with ExitStack() as stopping:

        def start() -> tuple[Up, LocalAwsClient]:
            up = Up(tmp_path, "--state", str(state))
            stopping.callback(up.process.kill)
            assert up.ready.startswith("Ready"), up.ready
            return up, LocalAwsClient.of(up.environment())

        yield start


def things(aws: LocalAwsClient) -> list[str]:
    return sorted(map(str, Inventory.of(aws.inventory()).items))


def test_a_stack_is_seen_updated_and_deleted_in_the_next_run(running: Running, state: Path) -> None:
    up, aws = running()
    register(aws)
    before = things(aws)
    cloudformation = aws.client("cloudformation")
    cloudformation.create_stack(StackName="s", TemplateBody=template("one"), Capabilities=["CAPABILITY_IAM"])
    ended(aws, "create")
    aws.client("s3").put_object(Bucket="files", Key="hello", Body=b"world")
    aws.client("sqs").send_message(QueueUrl="jobs", MessageBody="do it")
    made = things(aws)
    aws.advance_clock(60)
    assert up.stop() == 0
    assert state.stat().st_mode & 0o777 == 0o600

    up, aws = running()

    assert things(aws) == made
    same = {"object": b"world", "message": "do it", "logged": True}
    assert seen(aws) == {"status": "CREATE_COMPLETE", "answer": "one", "note": "one", **same}
    cloudformation = aws.client("cloudformation")
    cloudformation.update_stack(StackName="s", TemplateBody=template("two"), Capabilities=["CAPABILITY_IAM"])
    ended(aws, "update")
    assert seen(aws) == {"status": "UPDATE_COMPLETE", "answer": "two", "note": "two", **same}
    aws.client("logs").delete_log_group(logGroupName="/aws/lambda/answer")  # the function's, not the stack's
    aws.client("s3").delete_object(Bucket="files", Key="hello")
    cloudformation.delete_stack(StackName="s")
    ended(aws, "delete")
    assert things(aws) == before
    assert up.stop() == 0


def test_a_file_that_cannot_be_read_ends_it_with_the_reason(state: Path) -> None:
    state.write_text("notes\n")

    done = run("up", "--state", str(state))

    reason = f"{state} is damaged, or no account of cfn-local: move it away to start with an empty account."
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"cfn-local up: {reason}\n")
    assert state.read_text() == "notes\n"


def test_a_folder_is_refused_before_anything_starts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path, tmp_path / "gone/account"):
        with pytest.raises(SystemExit):
            cli.main(["up", "--state", str(path)])
        assert f"{path} cannot be a file: it is a folder, or its folder does not exist" in capsys.readouterr().err
