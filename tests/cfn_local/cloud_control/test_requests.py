"""Requests are followed by their tokens, repeated without harm, listed, cancelled and forgotten."""

import json
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from cfn_local.services import clock
from tests.cfn_local.cloud_control.control_stories import GROUP, Control, refusal, replacing
from tests.cfn_local.engine.stacks.stack_stories import OTHER_THING, REGION, THING, service_role

# CREATE waits for a file at its first invocation, and has then made a thing that is not ready for a minute.
SLOW = """
import os, time
def resource(event, context):
    model = event["requestData"]["resourceProperties"]
    if event["action"] == "CREATE" and not event["callbackContext"]:
        open(model["Label"] + ".begun", "w").close()
        while not os.path.exists(model["Label"]):
            time.sleep(0.01)
        model = {**model, "Id": model["Name"]}
        return {"status": "IN_PROGRESS", "callbackDelaySeconds": 60, "callbackContext": {"n": 1},
                "resourceModel": model}
    return {"status": "SUCCESS", "resourceModel": {**model, "Size": 1, "Id": model["Name"], "Color": "red"}}
"""


@pytest.fixture(scope="module")
def slow(control: Control) -> Control:
    control.cloud.register(OTHER_THING, SLOW)
    return control


def begun(slow: Control, file: Path, name: str, type_name: str = OTHER_THING) -> dict[str, Any]:
    """The first answer for a thing that is being created until the file is there."""
    first = slow.begin({"Name": name, "Label": str(file)}, type_name)
    while not file.with_name(f"{file.name}.begun").exists():
        pass
    return first


class TestAClientToken:
    def test_makes_a_repeated_request_the_same(self, control: Control) -> None:
        first = control.begin({"Name": "once"}, ClientToken="token-1")
        control.ended(first)
        again = control.begin({"Name": "once"}, ClientToken="token-1")
        assert again["ProgressEvent"]["RequestToken"] == first["ProgressEvent"]["RequestToken"]
        assert again["ProgressEvent"]["EventTime"] == first["ProgressEvent"]["EventTime"]
        assert again["ProgressEvent"]["OperationStatus"] == "IN_PROGRESS"
        assert [one["Name"] for one in control.cloud.things().values()].count("once") == 1

    def test_belongs_to_one_input(self, control: Control) -> None:
        token = control.begin({"Name": "first"}, ClientToken="token-2")["ProgressEvent"]["RequestToken"]
        with pytest.raises(ClientError) as error:
            control.begin({"Name": "second"}, ClientToken="token-2")
        assert refusal(error) == (
            "ClientTokenConflictException",
            f"ClientToken token-2 is already associated with an existing operation with RequestToken {token}",
        )
        with pytest.raises(ClientError, match="token-2 is already associated"):
            control.client.delete_resource(TypeName=THING, Identifier="thing-0", ClientToken="token-2")

    def test_is_forgotten_after_36_hours(self, control: Control) -> None:
        first = control.begin({"Name": "later"}, ClientToken="token-3")
        control.ended(first)
        clock.advance(36 * 3600 + 60)
        again = control.begin({"Name": "later"}, ClientToken="token-3")
        assert again["ProgressEvent"]["RequestToken"] != first["ProgressEvent"]["RequestToken"]
        control.ended(again)


class TestARequest:
    def test_is_unknown_after_a_week(self, control: Control) -> None:
        first = control.begin({"Name": "old"})
        control.ended(first)
        token = first["ProgressEvent"]["RequestToken"]
        clock.advance(7 * 24 * 3600 + 60)
        with pytest.raises(ClientError) as error:
            control.client.get_resource_request_status(RequestToken=token)
        assert refusal(error) == ("RequestTokenNotFoundException", f"Request with token {token} was not found")

    def test_that_fails_tells_the_handlers_code_and_message(self, control: Control) -> None:
        begun = control.begin({"Name": "failing", "Fail": {"CREATE": "NotStabilized: It does not stand."}})
        assert control.failed(begun) == ("NotStabilized", "It does not stand.")

    def test_leaves_behind_what_its_handler_made(self, control: Control) -> None:
        begun = control.begin({"Name": "half", "Steps": 1, "Fail": {"CREATE": "Late InternalFailure: Half-way."}})
        assert control.failed(begun) == ("InternalFailure", "Half-way.")
        token = begun["ProgressEvent"]["RequestToken"]
        event = control.client.get_resource_request_status(RequestToken=token)["ProgressEvent"]
        assert event["Identifier"] in control.cloud.things()

    def test_passes_on_no_stack(self, control: Control) -> None:
        identifier = control.created({"Name": "alone"})
        control.delete(identifier)
        events = control.events(THING)
        assert {one["stackId"] for one in events} == {""}
        assert [one["action"] for one in events][-2:] == ["CREATE", "DELETE"]
        assert events[-1]["requestData"]["resourceProperties"] == {"Id": identifier}
        assert events[-2]["requestData"]["systemTags"] == {}

    def test_waits_on_the_emulated_clock(self, control: Control) -> None:
        before = clock.now()
        control.created({"Name": "slow", "Steps": 5})
        assert (clock.now() - before).total_seconds() >= 300

    def test_takes_a_version_of_a_private_type(self, control: Control) -> None:
        listed = control.cloud.cloudformation.list_type_versions(Type="RESOURCE", TypeName=THING)
        version = listed["TypeVersionSummaries"][0]["VersionId"]
        control.created({"Name": "versioned"}, TypeVersionId=version)
        with pytest.raises(ClientError) as error:
            control.begin({"Name": "versioned"}, TypeVersionId="00000099")
        assert refusal(error) == (
            "TypeNotFoundException",
            f"The type '{THING}' with the version '00000099' cannot be found.",
        )

    def test_takes_a_role_that_cloudformation_may_assume(self, control: Control) -> None:
        control.created({"Name": "roled"}, RoleArn=service_role("control"))
        role = "arn:aws:iam::123456789012:role/none"
        with pytest.raises(ClientError, match=f"Role {role} is invalid or cannot be assumed"):
            control.begin({"Name": "roled"}, RoleArn=role)


class TestARequestUnderWay:
    def test_is_cancelled_before_its_next_step(self, slow: Control, tmp_path: Path) -> None:
        first = begun(slow, tmp_path / "go", "cancelled")
        token = first["ProgressEvent"]["RequestToken"]
        status = slow.client.get_resource_request_status(RequestToken=token)["ProgressEvent"]
        assert status["OperationStatus"] == "IN_PROGRESS"
        cancelled = slow.client.cancel_resource_request(RequestToken=token)["ProgressEvent"]
        assert cancelled["OperationStatus"] == "CANCEL_IN_PROGRESS"
        (tmp_path / "go").touch()
        with pytest.raises(Exception, match="CANCEL_COMPLETE"):
            slow.ended(first)
        again = slow.client.cancel_resource_request(RequestToken=token)["ProgressEvent"]
        assert (again["OperationStatus"], again["Identifier"]) == ("CANCEL_COMPLETE", "cancelled")

    def test_keeps_others_off_its_resource(self, slow: Control, tmp_path: Path) -> None:
        name = "Example::Testing::Stuck"
        slow.cloud.register(
            name, SLOW, primaryIdentifier=["/properties/Name"], readOnlyProperties=["/properties/Color"]
        )
        first = begun(slow, tmp_path / "go", "busy", name)
        with pytest.raises(ClientError) as error:
            slow.client.delete_resource(TypeName=name, Identifier="busy")
        (tmp_path / "go").touch()
        slow.ended(first)
        assert refusal(error) == (
            "ConcurrentOperationException",
            f"Another operation is in progress on {name} busy, with RequestToken "
            f"{first['ProgressEvent']['RequestToken']}",
        )

    def test_that_has_ended_cannot_be_cancelled(self, control: Control) -> None:
        first = control.begin({"Name": "ended"})
        control.ended(first)
        token = first["ProgressEvent"]["RequestToken"]
        with pytest.raises(ClientError) as error:
            control.client.cancel_resource_request(RequestToken=token)
        assert refusal(error) == ("ValidationException", f"Request {token} is already in status SUCCESS")


class TestTheListOfRequests:
    def test_is_filtered_and_paged_latest_first(self, control: Control) -> None:
        control.created({"LogGroupName": "/listed"}, GROUP)
        control.ended(control.patch("/listed", {"op": "add", "path": "/RetentionInDays", "value": 7}, type_name=GROUP))
        control.failed(control.begin({"LogGroupName": "/listed"}, GROUP))
        control.delete("/listed", GROUP)

        def listed(**asked: Any) -> list[tuple[str, str]]:
            pages = control.client.get_paginator("list_resource_requests").paginate(
                ResourceRequestStatusFilter=asked, PaginationConfig={"PageSize": 2}
            )
            found = [one for page in pages for one in page["ResourceRequestStatusSummaries"]]
            return [(one["Operation"], one["OperationStatus"]) for one in found if one.get("Identifier") == "/listed"]

        assert listed() == [
            ("DELETE", "SUCCESS"),
            ("CREATE", "FAILED"),
            ("UPDATE", "SUCCESS"),
            ("CREATE", "SUCCESS"),
        ]
        assert listed(Operations=["CREATE"]) == [("CREATE", "FAILED"), ("CREATE", "SUCCESS")]
        assert listed(OperationStatuses=["FAILED"]) == [("CREATE", "FAILED")]
        assert listed(Operations=["UPDATE"], OperationStatuses=["FAILED"]) == []


# LIST has pages of ten, whose tokens are its own.
PAGED = """
def resource(event, context):
    start = int(event["nextToken"] or 0)
    models = [{"Id": str(number)} for number in range(start, min(start + 10, 25))]
    token = str(start + 10) if start + 10 < 25 else None
    return {"status": "SUCCESS", "resourceModels": models, "nextToken": token}
"""


class TestAListOfResources:
    def test_has_the_handlers_pages_and_tokens_whatever_is_asked_for(self, control: Control) -> None:
        control.cloud.register("Example::Testing::Paged", PAGED)
        page = control.client.list_resources(TypeName="Example::Testing::Paged", MaxResults=1)
        assert len(page["ResourceDescriptions"]) == 10
        assert page["NextToken"] == "10"
        assert json.loads(page["ResourceDescriptions"][3]["Properties"]) == {"Id": "3"}
        assert len(control.identifiers("Example::Testing::Paged")) == 25

    def test_of_models_that_identify_nothing_is_the_handlers_failure(self, control: Control) -> None:
        name = "Example::Testing::Nameless"
        code = 'def resource(event, context):\n    return {"status": "SUCCESS", "resourceModels": [{"Name": "a"}]}\n'
        control.cloud.register(name, code)
        client = boto3.client("cloudcontrol", REGION, config=Config(retries={"total_max_attempts": 1}))
        with pytest.raises(ClientError) as error:
            client.list_resources(TypeName=name)
        assert refusal(error)[0] == "HandlerInternalFailureException"
        assert f"The model of {name} lacks its primary identifier: Id" in refusal(error)[1]
        assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 502

    def test_tells_why_its_handler_fails(self, control: Control) -> None:
        with pytest.raises(ClientError) as error:
            control.client.list_resources(
                TypeName=THING, ResourceModel=json.dumps({"Fail": {"LIST": "AccessDenied: Not you."}})
            )
        code, message = refusal(error)
        assert code == "AccessDeniedException"
        assert message.startswith(f"{THING} Handler returned status FAILED: Not you. (HandlerErrorCode: AccessDenied")


def test_a_resource_is_named_by_a_json_object_too(control: Control) -> None:
    identifier = control.created({"Name": "object"})
    assert control.properties(json.dumps({"Id": identifier}))["Name"] == "object"
    control.ended(control.patch(json.dumps({"Id": identifier}), replacing("Size", 4)))
    with pytest.raises(ClientError) as error:
        control.properties('{"Name": "object"}')
    assert refusal(error) == (
        "ValidationException",
        'Identifier {"Name": "object"} is not valid for identifier [/properties/Id]',
    )
