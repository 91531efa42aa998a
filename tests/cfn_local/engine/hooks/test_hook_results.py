"""ListHookResults and GetHookResult, as boto3 asks for them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.cloudformation.responses import CloudFormationResponse
from moto.moto_api._internal.models import moto_api_backend

from cfn_local import environment
from cfn_local.engine.hooks import HooksFailed, run_hooks
from cfn_local.engine.hooks.results import HookResultActions
from cfn_local.runtime.function import InvocationResult
from cfn_local.services.seam import add_actions
from tests.cfn_local.engine.hooks.hook_stories import (
    ACCOUNT_ID,
    BUCKET,
    REGION,
    STACK_ID,
    Hooks,
    fails,
    succeeds,
)

ARN = f"arn:aws:cloudformation:{REGION}:{ACCOUNT_ID}:type/hook/Example-Bucket-Hook"


@pytest.fixture(scope="module")
def cloudformation() -> Any:
    add_actions(CloudFormationResponse, HookResultActions)
    return boto3.client(
        "cloudformation",
        REGION,
        aws_access_key_id=environment.CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment.CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )


@pytest.fixture(autouse=True)
def aws() -> Iterator[None]:
    with mock_aws():
        yield


def run(hooks: Hooks) -> None:
    with suppress(HooksFailed):
        run_hooks(hooks, BUCKET, lambda event: None)


def refusal(call: Any, **asked: Any) -> tuple[str, str, int]:
    with pytest.raises(ClientError) as caught:
        call(**asked)
    error = caught.value.response
    return error["Error"]["Code"], error["Error"]["Message"], error["ResponseMetadata"]["HTTPStatusCode"]


class TestAResult:
    def test_tells_what_became_of_the_invocation(self, cloudformation: Any) -> None:
        annotation = {"annotationName": "Named", "status": "FAILED", "remediationMessage": "Name it"}
        answer = {"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "bad", "annotations": [annotation]}
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", lambda event: InvocationResult(answer, ""))
        run(hooks)

        (listed,) = cloudformation.list_hook_results()["HookResults"]
        result_id, invoked_at = listed.pop("HookResultId"), listed.pop("InvokedAt")
        assert isinstance(invoked_at, datetime)
        assert listed == {
            "InvocationPoint": "PRE_PROVISION",
            "FailureMode": "FAIL",
            "TypeName": "Example::Bucket::Hook",
            "TypeVersionId": "00000001",
            "TypeArn": ARN,
            "Status": "HOOK_COMPLETE_FAILED",
            "HookStatusReason": "Hook failed with message: bad",
            "TargetType": "RESOURCE",
            "TargetId": "Bucket",
            "HookExecutionTarget": STACK_ID,
        }
        found = cloudformation.get_hook_result(HookResultId=result_id)
        assert found["Target"] == {
            "TargetType": "RESOURCE",
            "TargetTypeName": "AWS::S3::Bucket",
            "TargetId": "Bucket",
            "Action": "CREATE",
        }
        assert found["Annotations"] == [
            {"AnnotationName": "Named", "Status": "FAILED", "RemediationMessage": "Name it"}
        ]
        assert (found["Status"], found["InvokedAt"]) == ("HOOK_COMPLETE_FAILED", invoked_at)

    def test_tells_of_a_hook_that_is_still_at_work(self, cloudformation: Any) -> None:
        seen: list[str] = []

        def answer(event: Any) -> InvocationResult:
            seen.extend(each["Status"] for each in cloudformation.list_hook_results()["HookResults"])
            return succeeds(event)

        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", answer)
        run(hooks)

        assert seen == ["HOOK_IN_PROGRESS"]

    def test_that_nobody_has_is_not_found(self, cloudformation: Any) -> None:
        unknown = "00000000-0000-0000-0000-000000000000"

        assert refusal(cloudformation.get_hook_result, HookResultId=unknown) == (
            "HookResultNotFound",
            f"The Hook result '{unknown}' cannot be found.",
            404,
        )

    def test_is_gone_with_a_reset(self, cloudformation: Any) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", succeeds)
        run(hooks)
        moto_api_backend.reset()

        assert cloudformation.list_hook_results()["HookResults"] == []


class TestTheList:
    @pytest.fixture
    def three(self) -> None:
        """Two of one hook, of which the later failed, and one of another."""
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", succeeds)
        run(hooks)
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", fails)
        hooks.add("Example::Other::Hook", succeeds)
        run(hooks)

    @pytest.mark.usefixtures("three")
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({}, ["Other HOOK_COMPLETE_SUCCEEDED", "Bucket HOOK_COMPLETE_FAILED", "Bucket HOOK_COMPLETE_SUCCEEDED"]),
            ({"TypeArn": ARN}, ["Bucket HOOK_COMPLETE_FAILED", "Bucket HOOK_COMPLETE_SUCCEEDED"]),
            ({"TypeArn": ARN, "Status": "HOOK_COMPLETE_FAILED"}, ["Bucket HOOK_COMPLETE_FAILED"]),
            ({"TypeArn": ARN, "Status": "HOOK_FAILED"}, []),
        ],
    )
    def test_is_of_the_hook_and_status_asked_for_latest_first(
        self, cloudformation: Any, asked: dict[str, str], found: list[str]
    ) -> None:
        results = cloudformation.list_hook_results(**asked)["HookResults"]

        assert [f"{each['TypeName'].split('::')[1]} {each['Status']}" for each in results] == found

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ({"TargetType": "CHANGE_SET"}, "TargetType and TargetId must be specified together."),
            ({"TargetId": "Bucket"}, "TargetType and TargetId must be specified together."),
            ({"Status": "HOOK_FAILED"}, "Status can only be used in combination with TypeArn."),
            (
                {"TargetType": "CHANGE_SET", "TargetId": "x", "TypeArn": ARN},
                "TargetType and TargetId cannot be combined with TypeArn or Status.",
            ),
            ({"TargetType": "RESOURCE", "TargetId": "x"}, "TargetType must be one of CHANGE_SET, CLOUD_CONTROL."),
            ({"NextToken": "page two"}, "The NextToken 'page two' is not one of ListHookResults."),
        ],
    )
    def test_refuses_what_the_api_does_not_combine(
        self, cloudformation: Any, asked: dict[str, str], message: str
    ) -> None:
        assert refusal(cloudformation.list_hook_results, **asked) == ("ValidationError", message, 400)

    def test_has_nothing_of_change_sets_since_no_hook_runs_on_them(self, cloudformation: Any) -> None:
        code, _, status = refusal(cloudformation.list_hook_results, TargetType="CHANGE_SET", TargetId="arn:aws:x")

        assert (code, status) == ("HookResultNotFound", 404)

    def test_comes_in_pages(self, cloudformation: Any) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", succeeds)
        for _ in range(101):
            run(hooks)
        first = cloudformation.list_hook_results()
        second = cloudformation.list_hook_results(NextToken=first["NextToken"])

        ids = [each["HookResultId"] for page in (first, second) for each in page["HookResults"]]
        assert (len(first["HookResults"]), len(set(ids))) == (100, 101)
        assert "NextToken" not in second
