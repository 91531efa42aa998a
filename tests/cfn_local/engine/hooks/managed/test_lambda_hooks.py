"""Lambda Hooks ask a function of the account, with the event that the guide documents, and read its answer strictly."""

import json
from collections.abc import Iterator
from dataclasses import fields
from threading import Event
from typing import Any

import pytest

from cfn_local.engine.hooks import HookTarget, StackTarget
from cfn_local.engine.hooks.managed import lambda_hook
from cfn_local.engine.hooks.managed.lambda_hook import LambdaHook
from cfn_local.engine.hooks.target import ChangeSetTarget, CloudControlTarget
from cfn_local.engine.hooks.verdict import Verdict
from cfn_local.services import clock
from tests.cfn_local.engine.hooks.managed.managed_stories import (
    ACCOUNT,
    CHANGE_SET_ID,
    LAMBDA,
    ON_EVERYTHING,
    REGION,
    STACK,
    STACK_ID,
    Account,
    bucket,
    verdicts,
)

HOOK, ON_ALL = "Private::Lambda::Buckets", "Private::Lambda::All"
# Answers what the name of the bucket says, with the token of the event unless it says another one.
CODE = """
import json
def handler(event, context):
    model = event["requestData"]["targetModel"]
    told = json.loads((model["resourceProperties"] or model["previousResourceProperties"])["BucketName"])
    if told == "echo":
        told = {"hookStatus": "SUCCESS", "message": json.dumps(event)}
    if told == "raise":
        raise KeyError("VersioningConfiguration")
    if told == "later":
        seen = event["requestContext"]
        if seen["invocation"] < 3:
            told = {"hookStatus": "IN_PROGRESS", "callbackDelaySeconds": 60, "callbackContext": seen["invocation"]}
        else:
            told = {"hookStatus": "SUCCESS", "message": f"context {seen['callbackContext']}"}
    if isinstance(told, dict):
        return {"clientRequestToken": event["clientRequestToken"], **told}
    return told
"""


@pytest.fixture(scope="module")
def function(account: Account) -> str:
    return account.function("buckets", CODE)


@pytest.fixture(scope="module")
def hooked(account: Account, function: str) -> Iterator[Account]:
    """With the function as a hook."""
    arn = account.activate(LAMBDA, HOOK, properties={"LambdaFunction": function})
    yield account
    account.deactivate(arn)


def verdict_on(answer: Any) -> Verdict:
    """The verdict where the function answers so."""
    return verdicts(bucket(BucketName=json.dumps(answer)))[HOOK]


def event_of(target: HookTarget) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(verdicts(target)[HOOK].message)
    return event


@pytest.mark.usefixtures("hooked")
class TestTheEvent:
    def test_is_the_documented_one(self, function: str) -> None:
        event = event_of(bucket(BucketName='"echo"', ObjectLockEnabled="true"))

        assert len(event.pop("clientRequestToken")) == 36
        assert event == {
            "awsAccountId": ACCOUNT,
            "stackId": STACK_ID,
            "changeSetId": None,
            "hookTypeName": HOOK,
            "hookTypeVersion": "00000001",
            "hookModel": {"LambdaFunction": function},
            "actionInvocationPoint": "CREATE_PRE_PROVISION",
            "requestData": {
                "targetName": "AWS::S3::Bucket",
                "targetType": "AWS::S3::Bucket",
                "targetLogicalId": "Data",
                "targetModel": {
                    "resourceProperties": {"BucketName": '"echo"', "ObjectLockEnabled": True},
                    "previousResourceProperties": None,
                },
            },
            "requestContext": {"invocation": 1, "callbackContext": None},
        }

    def test_of_an_update_has_what_there_was(self) -> None:
        event = event_of(bucket("UPDATE", {"ObjectLockEnabled": "false"}, BucketName='"echo"'))

        assert event["requestData"]["targetModel"] == {
            "resourceProperties": {"BucketName": '"echo"'},
            "previousResourceProperties": {"ObjectLockEnabled": False},
        }

    def test_of_a_deletion_has_nothing_that_is_to_be(self) -> None:
        event = event_of(bucket("DELETE", BucketName='"echo"'))

        assert event["actionInvocationPoint"] == "DELETE_PRE_PROVISION"
        assert event["requestData"]["targetModel"] == {
            "resourceProperties": None,
            "previousResourceProperties": {"BucketName": '"echo"'},
        }


def seen(target: HookTarget, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The event that a function gets of this target."""
    events: list[dict[str, Any]] = []

    def invoke(_seconds: float, _function: Any, body: str) -> dict[str, Any]:
        events.append(json.loads(body))
        return {"hookStatus": "SUCCESS", "clientRequestToken": events[-1]["clientRequestToken"]}

    monkeypatch.setattr(lambda_hook, "_within", invoke)
    assert verdicts(target)[ON_ALL].status == "HOOK_COMPLETE_SUCCEEDED"
    return events[0]


class TestTheEventOfAnotherTarget:
    @pytest.fixture(autouse=True)
    def hooked_on_all(self, account: Account, function: str) -> Iterator[None]:
        properties = {"LambdaFunction": function}
        arn = account.activate(LAMBDA, ON_ALL, properties=properties, TargetOperations=ON_EVERYTHING)
        yield
        account.deactivate(arn)

    def test_leads_to_the_templates_of_a_stack(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = seen(StackTarget(operation="CREATE", stack=STACK, template="{}"), monkeypatch)["requestData"]

        assert asked.pop("payload").startswith("https://")
        assert asked == {"targetName": "STACK", "targetType": "STACK", "targetLogicalId": "web"}

    def test_leads_to_the_changes_of_a_change_set(self, monkeypatch: pytest.MonkeyPatch) -> None:
        event = seen(ChangeSetTarget(stack=STACK, change_set_id=CHANGE_SET_ID, template="{}"), monkeypatch)

        asked = event["requestData"]
        assert event["changeSetId"] == CHANGE_SET_ID
        assert asked.pop("payload").startswith("https://")
        assert asked == {"targetName": "CHANGE_SET", "targetType": "CHANGE_SET", "targetLogicalId": CHANGE_SET_ID}

    def test_has_the_properties_behind_the_cloud_control_api(self, monkeypatch: pytest.MonkeyPatch) -> None:
        target = CloudControlTarget(
            operation="CREATE",
            account_id=ACCOUNT,
            region=REGION,
            type_name="AWS::SQS::Queue",
            request_token="one",
            properties={"DelaySeconds": "5"},
        )
        event = seen(target, monkeypatch)

        assert (event["stackId"], event["changeSetId"]) == ("", "")
        assert event["requestData"]["targetType"] == "RESOURCE"
        assert event["requestData"]["targetModel"]["resourceProperties"] == {"DelaySeconds": 5}


@pytest.mark.usefixtures("hooked")
class TestTheAnswer:
    def test_decides(self) -> None:
        passed = verdict_on({"hookStatus": "SUCCESS", "message": "compliant"})
        failed = verdict_on({"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "Enable versioning."})

        assert (passed.status, passed.message) == ("HOOK_COMPLETE_SUCCEEDED", "compliant")
        assert (failed.status, failed.message) == ("HOOK_COMPLETE_FAILED", "Enable versioning.")

    def test_may_have_annotations(self) -> None:
        annotation = {"annotationName": "Versions", "status": "FAILED", "severityLevel": "HIGH"}
        verdict = verdict_on({"hookStatus": "FAILED", "errorCode": "NonCompliant", "annotations": [annotation]})

        assert verdict.annotations == ({"AnnotationName": "Versions", "Status": "FAILED", "SeverityLevel": "HIGH"},)

    def test_may_be_given_later(self) -> None:
        before = clock.now()

        assert verdict_on("later").message == "context 2"
        assert (clock.now() - before).total_seconds() >= 120

    def test_must_come_within_three_invocations(self) -> None:
        verdict = verdict_on({"hookStatus": "IN_PROGRESS"})

        assert (verdict.status, verdict.message) == (
            "HOOK_FAILED",
            "The hook is still IN_PROGRESS after 3 invocations.",
        )

    @pytest.mark.parametrize(
        ("answer", "problem"),
        [
            (None, "The function answered null, which is not an object with a hookStatus."),
            ("yes", 'The function answered "yes", which is not an object with a hookStatus.'),
            ({"hookStatus": "PASSED"}, 'hookStatus is "PASSED": answer SUCCESS, FAILED or IN_PROGRESS.'),
            (
                {"hookStatus": "SUCCESS", "clientRequestToken": None},
                "clientRequestToken is null: answer that of the event.",
            ),
            (
                {"hookStatus": "FAILED", "clientRequestToken": "mine"},
                'clientRequestToken is "mine": answer that of the event. '
                "errorCode is null: answer NonCompliant or InternalFailure.",
            ),
        ],
    )
    def test_that_is_malformed_fails_the_hook(self, answer: Any, problem: str) -> None:
        verdict = verdict_on(answer)

        assert verdict.status == "HOOK_FAILED"
        assert verdict.message == f"The handler ended with InvalidAnswer: {problem}"

    def test_that_is_an_exception_fails_the_hook(self) -> None:
        verdict = verdict_on("raise")

        assert (verdict.status, verdict.message) == (
            "HOOK_FAILED",
            "The handler ended with KeyError: 'VersioningConfiguration'",
        )


class _Silent:
    """A function that never answers."""

    function_name = "silent"

    def __init__(self) -> None:
        self.may_end = Event()

    def invoke(self, *_: Any) -> bytes:
        self.may_end.wait()
        return b"{}"


class TestAFunctionThatDoesNotAnswerInTime:
    def test_fails_the_hook(self) -> None:
        function = _Silent()
        answer = lambda_hook._within(0, function, "{}")
        function.may_end.set()

        assert answer == {
            "errorType": "Sandbox.Timedout",
            "errorMessage": "the function did not answer within 0 seconds",
        }

    def test_may_take_30_seconds(self) -> None:
        (seconds,) = [one.default for one in fields(LambdaHook) if one.name == "seconds"]
        assert seconds == 30


@pytest.fixture(scope="module")
def alias(account: Account, function: str) -> None:
    account.functions.publish_version(FunctionName=function)
    account.functions.create_alias(FunctionName="buckets", Name="live", FunctionVersion="1")


class TestTheFunction:
    @pytest.mark.parametrize(
        "name",
        [
            "buckets",
            "buckets:$LATEST",
            "buckets:live",
            "buckets:1",
            f"{ACCOUNT}:function:buckets",
            f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:buckets",
            f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:buckets:live",
        ],
    )
    @pytest.mark.usefixtures("function", "alias")
    def test_may_be_named_in_every_way_of_lambda(self, name: str) -> None:
        assert lambda_hook.function_of(name, ACCOUNT, REGION).function_name == "buckets"

    @pytest.mark.parametrize("name", ["absent", "no function", "buckets:absent"])
    @pytest.mark.usefixtures("function")
    def test_that_does_not_exist_fails_the_hook(self, account: Account, name: str) -> None:
        arn = account.activate(LAMBDA, "Private::Lambda::Other", properties={"LambdaFunction": name})
        verdict = verdicts(bucket(BucketName='"echo"'))["Private::Lambda::Other"]
        account.deactivate(arn)

        assert verdict.message == f"The handler ended with ResourceNotFoundException: Function not found: {name}"
