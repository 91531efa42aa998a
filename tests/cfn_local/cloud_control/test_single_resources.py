"""Resources that belong to no stack are created, read, patched, listed and deleted."""

import boto3
import pytest
from botocore.exceptions import ClientError

from cfn_local.engine.types.stand_in import switch
from tests.cfn_local.cloud_control.control_stories import GROUP, QUEUE, Control, refusal, replacing
from tests.cfn_local.engine.stacks.conftest import CREDENTIALS

BOT = {
    "Name": "bot",
    "RoleArn": "arn:aws:iam::123456789012:role/bot",
    "DataPrivacy": {"ChildDirected": False},
    "IdleSessionTTLInSeconds": 300,
}


class TestAResourceOfAPrivateType:
    def test_lives_without_a_stack(self, control: Control) -> None:
        begun = control.begin({"Name": "one", "Size": 2})["ProgressEvent"]
        assert (begun["OperationStatus"], begun["Operation"]) == ("IN_PROGRESS", "CREATE")
        assert "Identifier" not in begun and "ResourceModel" not in begun and "RetryAfter" in begun
        ended = control.ended({"ProgressEvent": begun})
        assert ended["OperationStatus"] == "SUCCESS"
        assert "ResourceModel" not in ended and "StatusMessage" not in ended and "RetryAfter" not in ended
        identifier = ended["Identifier"]
        assert control.properties(identifier) == {"Name": "one", "Size": 2, "Id": identifier, "Color": "red"}

        first = control.patch(identifier, replacing("Size", 3))["ProgressEvent"]
        assert first["ResourceModel"] == '{"Name":"one","Size":3}'
        assert control.ended({"ProgressEvent": first})["Identifier"] == identifier
        assert control.properties(identifier)["Size"] == 3

        assert control.delete(identifier)["OperationStatus"] == "SUCCESS"


def test_a_queue_lives_without_a_stack(control: Control) -> None:
    identifier = control.created({"QueueName": "jobs", "DelaySeconds": 5}, QUEUE)
    assert identifier == "https://sqs.us-east-1.amazonaws.com/123456789012/jobs"
    assert control.properties(identifier, QUEUE)["DelaySeconds"] == 5
    assert control.identifiers(QUEUE) == [identifier]
    control.ended(control.patch(identifier, replacing("DelaySeconds", 9), type_name=QUEUE))
    assert control.properties(identifier, QUEUE)["DelaySeconds"] == 9
    control.delete(identifier, QUEUE)
    assert control.identifiers(QUEUE) == []


def test_what_a_type_shows_and_cannot_set_here_stays_where_a_patch_leaves_it_alone(control: Control) -> None:
    """The local type shows more of a log group than it can set: AWS's defaults."""
    control.created({"LogGroupName": "/defaults"}, GROUP)
    assert control.properties("/defaults", GROUP)["LogGroupClass"] == "STANDARD"
    control.ended(control.patch("/defaults", {"op": "add", "path": "/RetentionInDays", "value": 7}, type_name=GROUP))
    assert control.properties("/defaults", GROUP)["RetentionInDays"] == 7
    with pytest.raises(ClientError) as error:
        control.patch("/defaults", replacing("DeletionProtectionEnabled", True), type_name=GROUP)
    assert refusal(error) == (
        "InvalidRequestException",
        "The local CloudFormation does not have DeletionProtectionEnabled of AWS::Logs::LogGroup.",
    )


@pytest.mark.parametrize(
    ("region", "partition"),
    [("us-east-1", "aws"), ("eu-central-1", "aws"), ("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn")],
)
def test_a_topic_lives_in_each_kind_of_region(control: Control, region: str, partition: str) -> None:
    there = Control(boto3.client("cloudcontrol", region, **CREDENTIALS), control.cloud)
    arn = there.created({"TopicName": "news"}, "AWS::SNS::Topic")
    assert arn == f"arn:{partition}:sns:{region}:123456789012:news"
    assert there.identifiers("AWS::SNS::Topic") == [arn]
    there.delete(arn, "AWS::SNS::Topic")


def test_a_stand_in_is_allowed_by_name(control: Control) -> None:
    switch.switch_on(["AWS::Lex::*"])
    try:
        identifier = control.created(BOT, "AWS::Lex::Bot")
        assert control.properties(identifier, "AWS::Lex::Bot")["Name"] == "bot"
        control.ended(control.patch(identifier, replacing("IdleSessionTTLInSeconds", 600), type_name="AWS::Lex::Bot"))
        assert control.properties(identifier, "AWS::Lex::Bot")["IdleSessionTTLInSeconds"] == 600
        control.delete(identifier, "AWS::Lex::Bot")
        assert control.identifiers("AWS::Lex::Bot") == []
    finally:
        switch.switch_on([])
