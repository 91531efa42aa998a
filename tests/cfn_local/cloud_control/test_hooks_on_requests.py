"""Hooks that ask for CLOUD_CONTROL judge what is to be created, updated and deleted without a stack."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.cloud_control.control_stories import Control, replacing
from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, REGION, THING
from tests.cfn_local.registry.package_stories import package

HOOK = "Example::Testing::Check"
# Fails what is labelled bad; logs what it is asked.
CODE = """
import json
def hook(event, context):
    print(json.dumps(event))
    if event["requestData"]["targetModel"]["resourceProperties"].get("Label") == "bad":
        return {"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "It is bad."}
    return {"hookStatus": "SUCCESS", "message": "It is good."}
"""
HANDLERS = {point: {"targetNames": [THING], "permissions": []} for point in ("preCreate", "preUpdate", "preDelete")}


@pytest.fixture(scope="module")
def hooked(control: Control) -> Control:
    control.cloud.s3.put_object(
        Bucket="packages", Key="hook.zip", Body=package("HOOK", CODE, schema={"handlers": HANDLERS})
    )
    asked = {"Type": "HOOK", "TypeName": HOOK, "SchemaHandlerPackage": "s3://packages/hook.zip"}
    token = control.cloud.cloudformation.register_type(**asked)["RegistrationToken"]
    control.cloud.cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
    return control


def configure(control: Control, failure_mode: str, operation: str = "CLOUD_CONTROL", **more: Any) -> None:
    chosen = {"HookInvocationStatus": "ENABLED", "TargetOperations": [operation], "FailureMode": failure_mode, **more}
    control.cloud.cloudformation.set_type_configuration(
        Type="HOOK",
        TypeName=HOOK,
        Configuration=json.dumps({"CloudFormationConfiguration": {"HookConfiguration": chosen}}),
    )


def asked(count: int) -> list[dict[str, Any]]:
    """What the hook was asked in its last invocations, oldest first."""
    version = registry_of(ACCOUNT, REGION).default_version("HOOK", HOOK)
    assert version is not None
    lines = [line for entry in version.log for line in entry.text.splitlines() if line.startswith("{")]
    return [json.loads(line) for line in lines][-count:]


def status(control: Control, begun: dict[str, Any]) -> dict[str, Any]:
    token = begun["ProgressEvent"]["RequestToken"]
    found: dict[str, Any] = control.client.get_resource_request_status(RequestToken=token)
    return found


class TestAHookInFailMode:
    @pytest.fixture(autouse=True)
    def failing(self, hooked: Control) -> None:
        configure(hooked, "FAIL")

    def test_stops_a_resource_before_it_is_made_and_tells_why(self, hooked: Control) -> None:
        begun = hooked.begin({"Name": "stopped", "Label": "bad"})
        assert hooked.failed(begun) == ("InvalidRequest", f"The following hook(s) failed: [{HOOK}]")
        found = status(hooked, begun)
        (told,) = found["HooksProgressEvent"]
        assert told.pop("HookEventTime") is not None
        assert told == {
            "HookTypeName": HOOK,
            "HookTypeVersionId": "00000001",
            "HookTypeArn": f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:type/hook/Example-Testing-Check",
            "InvocationPoint": "PRE_PROVISION",
            "HookStatus": "HOOK_COMPLETE_FAILED",
            "HookStatusMessage": "Hook failed with message: It is bad.",
            "FailureMode": "FAIL",
        }
        assert "stopped" not in [one["Name"] for one in hooked.cloud.things().values()]
        hooks_token = begun["ProgressEvent"]["HooksRequestToken"]
        listed = hooked.cloud.cloudformation.list_hook_results(TargetType="CLOUD_CONTROL", TargetId=hooks_token)
        assert [one["Status"] for one in listed["HookResults"]] == ["HOOK_COMPLETE_FAILED"]

    def test_is_asked_before_each_operation_with_what_it_is_about(self, hooked: Control) -> None:
        begun = hooked.begin({"Name": "good", "Size": 2})
        identifier = hooked.ended(begun)["Identifier"]
        hooked.ended(hooked.patch(identifier, replacing("Size", 3)))
        hooked.delete(identifier)
        created, updated, deleted = asked(3)
        points = ["CREATE_PRE_PROVISION", "UPDATE_PRE_PROVISION", "DELETE_PRE_PROVISION"]
        assert [one["actionInvocationPoint"] for one in (created, updated, deleted)] == points
        assert {one["stackId"] for one in (created, updated, deleted)} == {""}
        assert created["requestData"]["targetModel"] == {"resourceProperties": {"Name": "good", "Size": "2"}}
        assert updated["requestData"]["targetModel"] == {
            "resourceProperties": {"Name": "good", "Size": "3"},
            "previousResourceProperties": {"Name": "good", "Size": "2"},
        }
        assert deleted["requestData"]["targetModel"] == {"resourceProperties": {"Name": "good", "Size": "3"}}
        assert created["requestData"]["targetName"] == THING
        assert begun["ProgressEvent"]["HooksRequestToken"] in created["requestData"]["targetLogicalId"]

    def test_leaves_alone_what_a_patch_may_not_change(self, hooked: Control) -> None:
        identifier = hooked.created({"Name": "patched", "Label": "good"})
        begun = hooked.patch(identifier, replacing("Label", "bad"))
        assert hooked.failed(begun)[1] == f"The following hook(s) failed: [{HOOK}]"
        assert hooked.cloud.things()[identifier]["Label"] == "good"


def test_a_hook_in_warn_mode_lets_it_through_and_says_so(hooked: Control) -> None:
    configure(hooked, "WARN")
    begun = hooked.begin({"Name": "warned", "Label": "bad"})
    assert hooked.ended(begun)["OperationStatus"] == "SUCCESS"
    (told,) = status(hooked, begun)["HooksProgressEvent"]
    assert told["HookStatusMessage"] == ("Hook failed with message: It is bad. Failure was ignored under WARN mode.")


def test_a_hook_on_resources_of_stacks_is_not_asked(hooked: Control) -> None:
    configure(hooked, "FAIL", "RESOURCE")
    begun = hooked.begin({"Name": "unasked", "Label": "bad"})
    assert hooked.ended(begun)["OperationStatus"] == "SUCCESS"
    assert "HooksRequestToken" not in begun["ProgressEvent"]
    assert status(hooked, begun)["HooksProgressEvent"] == []


def test_stack_filters_say_nothing_of_requests(hooked: Control) -> None:
    configure(hooked, "FAIL", StackFilters={"FilteringCriteria": "ALL", "StackNames": {"Include": ["only-this"]}})
    assert hooked.failed(hooked.begin({"Name": "filtered", "Label": "bad"}))[0] == "InvalidRequest"


def test_a_patch_that_is_refused_asks_no_hook(hooked: Control) -> None:
    configure(hooked, "WARN")
    identifier = hooked.created({"Name": "fixed"})
    before = len(asked(0))
    with pytest.raises(ClientError):
        hooked.patch(identifier, replacing("Name", "other"))
    assert len(asked(0)) == before
