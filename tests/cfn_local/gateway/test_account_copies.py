"""A copy of the whole account, kept at one moment and returned to."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from moto import mock_aws
from moto.sqs.models import sqs_backends

from cfn_local.gateway.local_aws import LocalAws, LocalAwsError
from cfn_local.gateway.snapshots import Snapshot, SnapshotError
from cfn_local.project.account import Inventory

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
# Backends with references among each other, weak references, keys, and dictionaries of kinds of their own.
NOTHING = '{"Resources": {"Nothing": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}}'
CREATED = ("chat_websocket", "discovered_services")


def things(aws: LocalAws) -> list[str]:
    return sorted(map(str, Inventory.of(aws.inventory()).items))


def contents(aws: LocalAws) -> tuple[list[str], int]:
    objects = aws.client("s3").list_objects_v2(Bucket="files").get("Contents", [])
    return [one["Key"] for one in objects], aws.client("dynamodb").scan(TableName="notes")["Count"]


def write(aws: LocalAws, name: str) -> None:
    aws.client("s3").put_object(Bucket="files", Key=name, Body=b"")
    aws.client("dynamodb").put_item(TableName="notes", Item={"Id": {"S": name}})


def deleted(aws: LocalAws) -> None:
    cloudformation = aws.client("cloudformation")
    cloudformation.delete_stack(StackName="s")
    cloudformation.get_waiter("stack_delete_complete").wait(StackName="s", WaiterConfig={"Delay": 0.1})


@pytest.fixture
def stored(aws: LocalAws) -> LocalAws:
    """A bucket and a table with one thing in each."""
    aws.client("s3").create_bucket(Bucket="files")
    aws.client("dynamodb").create_table(
        TableName="notes",
        AttributeDefinitions=[{"AttributeName": "Id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "Id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    write(aws, "first")
    return aws


def test_what_happened_since_is_undone_as_often_as_it_is_returned_to(stored: LocalAws) -> None:
    before = things(stored)
    stored.keep_account("start")

    for name in ("second", "third"):
        write(stored, name)
        stored.client("sqs").create_queue(QueueName=name)
        assert contents(stored) == (["first", name], 2)
        stored.restore_account("start")

        assert contents(stored) == (["first"], 1)
        assert things(stored) == before


def test_what_is_gone_since_is_there_again(stored: LocalAws) -> None:
    stored.keep_account("start")
    stored.reset()
    assert things(stored) == []

    stored.restore_account("start")

    assert contents(stored) == (["first"], 1)


def test_copies_are_kept_side_by_side_and_the_newest_of_a_name_counts(stored: LocalAws) -> None:
    stored.keep_account("one")
    write(stored, "second")
    stored.keep_account("two")
    write(stored, "third")
    stored.keep_account("three")
    stored.keep_account("one")

    found = {}
    for name in ("two", "one", "three"):
        stored.restore_account(name)
        found[name] = contents(stored)[1]
    assert found == {"one": 3, "two": 2, "three": 3}


def test_the_clock_is_as_far_ahead_as_it_was(aws: LocalAws) -> None:
    aws.advance_clock(timedelta(days=10).total_seconds())
    aws.keep_account("start")
    aws.advance_clock(timedelta(days=10).total_seconds())

    aws.restore_account("start")

    stack_id = aws.client("cloudformation").create_stack(StackName="s", TemplateBody=NOTHING)["StackId"]
    made = aws.client("cloudformation").describe_stacks(StackName=stack_id)["Stacks"][0]["CreationTime"]
    assert round((made - datetime.now(UTC)) / timedelta(days=1)) == 10


@pytest.mark.parametrize("name", CREATED)
def test_a_stack_of_the_copy_is_updated_and_deleted_like_the_original(aws: LocalAws, name: str) -> None:
    cloudformation = aws.client("cloudformation")
    stack = {"StackName": "s", "TemplateBody": (TEMPLATES / f"{name}.yaml").read_text("utf-8")}
    cloudformation.create_stack(**stack, Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"])
    cloudformation.get_waiter("stack_create_complete").wait(StackName="s")
    created = things(aws)
    aws.keep_account("created")
    deleted(aws)
    left = things(aws)

    aws.restore_account("created")

    assert things(aws) == created
    assert cloudformation.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    deleted(aws)
    assert things(aws) == left


def test_a_copy_that_nobody_kept_is_refused_by_name(aws: LocalAws) -> None:
    with pytest.raises(LocalAwsError, match=r"No copy of the account is called nowhere\."):
        aws.restore_account("nowhere")


def test_a_copy_has_a_name(aws: LocalAws) -> None:
    with pytest.raises(LocalAwsError, match=r"Name is empty: a copy of the account needs one\."):
        aws.keep_account("")


@mock_aws
def test_what_runs_cannot_be_copied_and_is_named() -> None:
    ended = threading.Event()
    running = threading.Thread(target=ended.wait, name="execution-1")
    running.start()
    sqs_backends["123456789012"]["us-east-1"].__dict__["execution"] = running
    try:
        with pytest.raises(SnapshotError, match="The account cannot be copied: execution-1 is still running"):
            Snapshot()
    finally:
        ended.set()
        running.join()
