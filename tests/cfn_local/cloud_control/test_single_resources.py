"""Resources that belong to no stack are created, read, patched, listed and deleted."""

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.cloud_control.control_stories import GROUP, QUEUE, Control, refusal, replacing


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
