"""What hooks are told of each kind of target, and which of them are asked about it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest

from cfn_local.engine.hooks import (
    ChangedResource,
    ChangeSetTarget,
    CloudControlTarget,
    HooksFailed,
    HookTarget,
    StackTarget,
    judge,
    run_hooks,
)
from cfn_local.engine.hooks.results import results_of
from cfn_local.runtime.function import InvocationResult
from cfn_local.services import hook_payloads
from tests.cfn_local.engine.hooks.hook_stories import (
    ACCOUNT_ID,
    BUCKET,
    REGION,
    STACK,
    STACK_ID,
    Hooks,
    fails,
    on,
    succeeds,
)

pytestmark = pytest.mark.usefixtures("local_aws")

CHANGE_SET_ID = f"arn:aws:cloudformation:{REGION}:{ACCOUNT_ID}:changeSet/next/00000000-0000-0000-0000-000000000001"
THE_STACK = StackTarget(operation="UPDATE", stack=STACK, template="Resources: {}", previous_template="{}")
THE_CHANGE_SET = ChangeSetTarget(
    stack=STACK,
    change_set_id=CHANGE_SET_ID,
    template="Resources: {}",
    changed_resources=[
        ChangedResource(
            "CREATE", "Queue", "AWS::SQS::Queue", line_number=3, after='{"Properties":{"DelaySeconds":"5"}}'
        )
    ],
)
THE_REQUEST = CloudControlTarget(
    operation="UPDATE",
    account_id=ACCOUNT_ID,
    region=REGION,
    type_name="AWS::S3::Bucket",
    request_token="token-1",
    resource_name="mine",
    properties={"BucketName": "mine"},
    previous_properties={},
)
TARGETS: Mapping[str, HookTarget] = {one.type: one for one in (BUCKET, THE_STACK, THE_CHANGE_SET, THE_REQUEST)}
EVERYTHING = {
    "handlers": on("AWS::S3::Bucket", "STACK", "CHANGE_SET"),
    "TargetOperations": ["RESOURCE", "STACK", "CHANGE_SET", "CLOUD_CONTROL"],
}


def asked(target: HookTarget) -> tuple[dict[str, Any], Any]:
    """The request to a hook on everything, and the document that it links to."""
    seen: list[Any] = []

    def answer(event: dict[str, Any]) -> InvocationResult:
        url = event["requestData"].get("payload")
        text = hook_payloads.get(url) if url else None
        seen.extend((event, json.loads(text) if text else None))
        return succeeds(event)

    hooks = Hooks()
    hooks.add("Example::Any::Hook", answer, **EVERYTHING)
    judge(hooks, target)
    return seen[0], seen[1]


class TestTheRequest:
    def test_about_a_stack_links_to_both_templates(self) -> None:
        request, document = asked(THE_STACK)

        assert request["actionInvocationPoint"] == "UPDATE_PRE_PROVISION"
        assert (request["stackId"], request["changeSetId"]) == (STACK_ID, None)
        url = request["requestData"].pop("payload")
        assert url.startswith("https://cloudformation-hook-payload-us-east-1.s3.us-east-1.amazonaws.com/payload.json?")
        assert request["requestData"].pop("callerCredentials")
        assert request["requestData"] == {"targetName": "STACK", "targetType": "STACK", "targetLogicalId": "web"}
        assert document == {"template": "Resources: {}", "previousTemplate": "{}"}
        assert hook_payloads.get(url) is None

    def test_about_a_change_set_links_to_its_changes_too(self) -> None:
        request, document = asked(THE_CHANGE_SET)

        assert request["actionInvocationPoint"] == "CREATE_PRE_PROVISION"
        assert (request["stackId"], request["changeSetId"]) == (STACK_ID, CHANGE_SET_ID)
        data = request["requestData"]
        assert (data["targetName"], data["targetType"]) == ("CHANGE_SET", "CHANGE_SET")
        assert data["targetLogicalId"] == CHANGE_SET_ID
        assert document == {
            "template": "Resources: {}",
            "previousTemplate": "",
            "changedResources": [
                {
                    "logicalResourceId": "Queue",
                    "resourceType": "AWS::SQS::Queue",
                    "lineNumber": 3,
                    "action": "CREATE",
                    "beforeContext": None,
                    "afterContext": '{"Properties":{"DelaySeconds":"5"}}',
                }
            ],
        }

    def test_of_the_cloud_control_api_has_a_model_and_no_stack(self) -> None:
        request, document = asked(THE_REQUEST)

        assert (request["stackId"], request["changeSetId"], document) == ("", "", None)
        assert request["requestData"].pop("callerCredentials")
        assert request["requestData"] == {
            "targetName": "AWS::S3::Bucket",
            "targetType": "RESOURCE",
            "targetLogicalId": "AWS::S3::Bucket-mine-UPDATE-token-1",
            "targetModel": {"resourceProperties": {"BucketName": "mine"}, "previousResourceProperties": {}},
        }


class TestAHook:
    @pytest.mark.parametrize("operation", list(TARGETS))
    @pytest.mark.parametrize("kind", list(TARGETS))
    def test_is_asked_about_the_kinds_of_targets_that_its_configuration_names(self, operation: str, kind: str) -> None:
        hooks = Hooks()
        hooks.add("Example::Any::Hook", succeeds, **{**EVERYTHING, "TargetOperations": [operation]})

        assert bool(judge(hooks, TARGETS[kind])) == (operation == kind)

    @pytest.mark.parametrize("kind", ["STACK", "CHANGE_SET"])
    def test_is_not_asked_about_a_kind_that_its_schema_does_not_name(self, kind: str) -> None:
        hooks = Hooks()
        hooks.add("Example::Any::Hook", succeeds, **{**EVERYTHING, "handlers": on("AWS::*::*")})

        assert judge(hooks, TARGETS[kind]) == []

    @pytest.mark.parametrize(
        ("filters", "asked"),
        [
            ({"Actions": ["UPDATE"]}, ["STACK", "CLOUD_CONTROL"]),
            ({"TargetNames": ["AWS::S3::*"]}, ["RESOURCE", "CLOUD_CONTROL"]),
            ({"TargetNames": ["STACK"], "InvocationPoints": ["PRE_PROVISION"]}, ["STACK"]),
            (
                {
                    "Targets": [
                        {"TargetName": "CHANGE_SET", "Action": "CREATE", "InvocationPoint": "PRE_PROVISION"},
                        {"TargetName": "STACK", "Action": "CREATE", "InvocationPoint": "PRE_PROVISION"},
                    ]
                },
                ["CHANGE_SET"],
            ),
        ],
    )
    def test_is_asked_about_the_targets_that_its_filters_let_through(
        self, filters: dict[str, Any], asked: list[str]
    ) -> None:
        hooks = Hooks()
        hooks.add("Example::Any::Hook", succeeds, **EVERYTHING, TargetFilters=filters)

        assert [kind for kind, target in TARGETS.items() if judge(hooks, target)] == asked

    def test_is_asked_of_the_cloud_control_api_whatever_its_stack_filters_say(self) -> None:
        hooks = Hooks()
        filters = {"FilteringCriteria": "ALL", "StackNames": {"Include": ["other"]}}
        hooks.add("Example::Any::Hook", succeeds, **EVERYTHING, StackFilters=filters)

        assert [kind for kind, target in TARGETS.items() if judge(hooks, target)] == ["CLOUD_CONTROL"]

    @pytest.mark.parametrize("kind", list(TARGETS))
    def test_that_fails_stops_what_it_was_asked_about(self, kind: str) -> None:
        hooks = Hooks()
        hooks.add("Example::Any::Hook", fails, **EVERYTHING)

        with pytest.raises(HooksFailed, match=r"The following hook\(s\) failed: \[Example::Any::Hook\]"):
            run_hooks(hooks, TARGETS[kind], lambda _event: None)
        (result,) = results_of(ACCOUNT_ID, REGION).latest_first()
        assert (result.target.type, result.status) == (kind, "HOOK_COMPLETE_FAILED")

    @pytest.mark.parametrize("kind", list(TARGETS))
    def test_that_only_warns_stops_nothing(self, kind: str) -> None:
        hooks = Hooks()
        hooks.add("Example::Any::Hook", fails, **EVERYTHING, FailureMode="WARN")

        (judgement,) = run_hooks(hooks, TARGETS[kind], lambda _event: None)
        assert not judgement.stops


class TestTheWishNotToSeeTheStack:
    def skipping(self, target: HookTarget) -> tuple[str, bool]:
        hooks = Hooks()
        answer = {"hookStatus": "CHANGE_SET_SUCCESS_SKIP_STACK_HOOK"}
        hooks.add("Example::Any::Hook", lambda _event: InvocationResult(answer, ""), **EVERYTHING)
        with suppress(HooksFailed):
            run_hooks(hooks, target, lambda _event: None)
        (judgement,) = judge(hooks, target)
        return judgement.verdict.status, judgement.verdict.skips_stack

    def test_is_a_success_of_a_change_set(self) -> None:
        assert self.skipping(THE_CHANGE_SET) == ("HOOK_COMPLETE_SUCCEEDED", True)

    @pytest.mark.parametrize("kind", ["RESOURCE", "STACK", "CLOUD_CONTROL"])
    def test_is_no_answer_about_anything_else(self, kind: str) -> None:
        assert self.skipping(TARGETS[kind]) == ("HOOK_FAILED", False)
