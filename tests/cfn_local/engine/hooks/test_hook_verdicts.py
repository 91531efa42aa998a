"""What an answer of a handler comes to, and how AWS words it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.engine.hooks.verdict import Verdict, verdict_of
from cfn_local.protocol.exchange import Exchange
from cfn_local.protocol.hook_requests import FOR_HOOKS, HookRequest
from cfn_local.protocol.replies import InProgress

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = ("message", "errorCode", "callbackContext", "callbackDelaySeconds", "annotations")
ANSWERS = st.fixed_dictionaries(
    {"hookStatus": st.sampled_from(["SUCCESS", "FAILED", "IN_PROGRESS"]) | JSON},
    optional=dict.fromkeys(MEMBERS, JSON),
)


QUESTION = HookRequest(
    hook_type_name="Example::Bucket::Hook",
    hook_type_version="00000001",
    hook_model={},
    invocation_point="CREATE_PRE_PROVISION",
    account_id="123456789012",
    stack_id="arn:aws:cloudformation:us-east-1:123456789012:stack/web/1",
    change_set_id=None,
    target_name="AWS::S3::Bucket",
    target_type="RESOURCE",
    target_logical_id="Bucket",
    target_model={"resourceProperties": {}},
)


def verdict_on(payload: Any) -> Verdict:
    return verdict_of(Exchange(QUESTION, lambda _event: payload, FOR_HOOKS, wait=lambda _seconds: None).run())


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("answer", "status", "message"),
        [
            ({"hookStatus": "SUCCESS", "message": "fine"}, "HOOK_COMPLETE_SUCCEEDED", "fine"),
            ({"hookStatus": "SUCCESS"}, "HOOK_COMPLETE_SUCCEEDED", ""),
            (
                {"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "bad"},
                "HOOK_COMPLETE_FAILED",
                "bad",
            ),
            (
                {"hookStatus": "FAILED", "errorCode": "UnsupportedTarget"},
                "HOOK_COMPLETE_FAILED",
                "UnsupportedTarget: the handler gave no message.",
            ),
            ({"hookStatus": "FAILED"}, "HOOK_COMPLETE_FAILED", "No reason: the handler gave no message."),
            (
                {"hookStatus": "FAILED", "errorCode": "InternalFailure", "message": ""},
                "HOOK_COMPLETE_FAILED",
                "InternalFailure: the handler gave no message.",
            ),
        ],
    )
    def test_is_a_verdict(self, answer: dict[str, Any], status: str, message: str) -> None:
        assert verdict_on(answer) == Verdict(status, message)

    def test_in_progress_is_a_wish_to_be_called_back(self) -> None:
        answer = {"hookStatus": "IN_PROGRESS", "callbackContext": {"round": 1}, "callbackDelaySeconds": 20}

        assert QUESTION.read(answer) == InProgress({"round": 1}, 20)
        assert QUESTION.read({"hookStatus": "IN_PROGRESS"}) == InProgress(None, 0)

    @pytest.mark.parametrize(
        ("payload", "message"),
        [
            (None, "The handler answered null, which has no hookStatus that CloudFormation knows."),
            (["SUCCESS"], 'The handler answered ["SUCCESS"], which has no hookStatus that CloudFormation knows.'),
            ({"status": 1}, 'The handler answered {"status": 1}, which has no hookStatus that CloudFormation knows.'),
            (
                {"hookStatus": "PENDING"},
                'The handler answered {"hookStatus": "PENDING"}, which has no hookStatus that CloudFormation knows.',
            ),
            ({"hookStatus": "SUCCESS", "message": 5}, "message is 5, not a string."),
            (
                {"hookStatus": "IN_PROGRESS", "callbackDelaySeconds": "soon"},
                'callbackDelaySeconds is "soon", not a number of seconds.',
            ),
            (
                {"hookStatus": "IN_PROGRESS", "callbackDelaySeconds": -1},
                "callbackDelaySeconds is -1, not a number of seconds.",
            ),
            (
                {"hookStatus": "IN_PROGRESS", "callbackDelaySeconds": 5},
                "The hook is still IN_PROGRESS after 3 invocations.",
            ),
        ],
    )
    def test_that_is_none_fails_the_hook_and_says_why(self, payload: Any, message: str) -> None:
        assert verdict_on(payload) == Verdict("HOOK_FAILED", message)

    @pytest.mark.parametrize(
        ("payload", "message"),
        [
            (
                {"errorType": "Sandbox.Timedout", "errorMessage": "Task timed out after 30 seconds"},
                "The hook execution timed out: Task timed out after 30 seconds.",
            ),
            (
                {"errorType": "Runtime.ExitError", "errorMessage": "The handler's process ended with status 3"},
                "The handler ended with Runtime.ExitError: The handler's process ended with status 3",
            ),
            ({"errorType": "KeyError", "errorMessage": "'lost'"}, "The handler ended with KeyError: 'lost'"),
        ],
    )
    def test_that_never_came_fails_the_hook_and_says_why(self, payload: Any, message: str) -> None:
        assert verdict_on(payload) == Verdict("HOOK_FAILED", message)

    @given(ANSWERS | JSON)
    def test_of_any_shape_never_fails_us(self, payload: Any) -> None:
        assert verdict_on(payload).status in ("HOOK_COMPLETE_SUCCEEDED", "HOOK_COMPLETE_FAILED", "HOOK_FAILED")


class TestAnnotations:
    WHOLE = {
        "annotationName": "Diversified",
        "status": "FAILED",
        "statusMessage": "One instance type",
        "remediationMessage": "Add another",
        "remediationLink": "https://example.com",
        "severityLevel": "HIGH",
    }

    def test_are_kept_under_the_names_of_the_api(self) -> None:
        answer = {
            "hookStatus": "SUCCESS",
            "annotations": [self.WHOLE, {"annotationName": "Zones", "status": "SKIPPED"}],
        }

        assert verdict_on(answer).annotations == (
            {
                "AnnotationName": "Diversified",
                "Status": "FAILED",
                "StatusMessage": "One instance type",
                "RemediationMessage": "Add another",
                "RemediationLink": "https://example.com",
                "SeverityLevel": "HIGH",
            },
            {"AnnotationName": "Zones", "Status": "SKIPPED"},
        )

    @pytest.mark.parametrize(
        ("annotation", "message"),
        [
            ("FAILED", "An annotation in the handler's answer is not an object."),
            ({"status": "FAILED"}, "An annotation in the handler's answer has no annotationName."),
            ({"annotationName": "Zones"}, "An annotation in the handler's answer has no status."),
            (
                {"annotationName": "Zones", "status": "failed"},
                "The Status 'failed' of an annotation is none of PASSED, FAILED, SKIPPED.",
            ),
            (
                {"annotationName": "", "status": "FAILED"},
                "The AnnotationName of an annotation is not a string of 1 to 1024 characters.",
            ),
            (
                {"annotationName": "Zones", "status": "FAILED", "statusMessage": "x" * 16385},
                "The StatusMessage of an annotation is not a string of 1 to 16384 characters.",
            ),
        ],
    )
    def test_that_the_api_could_not_give_fail_the_hook(self, annotation: Any, message: str) -> None:
        assert verdict_on({"hookStatus": "SUCCESS", "annotations": [annotation]}) == Verdict("HOOK_FAILED", message)


class TestTheReason:
    @pytest.mark.parametrize(
        ("verdict", "failure_mode", "reason"),
        [
            (Verdict("HOOK_COMPLETE_SUCCEEDED", "fine"), "FAIL", "Hook succeeded with message: fine"),
            (Verdict("HOOK_COMPLETE_SUCCEEDED", ""), "WARN", "Hook succeeded"),
            (Verdict("HOOK_COMPLETE_FAILED", "bad."), "FAIL", "Hook failed with message: bad."),
            (
                Verdict("HOOK_COMPLETE_FAILED", "Intentional fail"),
                "WARN",
                "Hook failed with message: Intentional fail. Failure was ignored under WARN mode.",
            ),
            (
                Verdict("HOOK_FAILED", "It ended."),
                "WARN",
                "Hook failed with message: It ended. Failure was ignored under WARN mode.",
            ),
        ],
    )
    def test_is_worded_as_on_aws(self, verdict: Verdict, failure_mode: str, reason: str) -> None:
        assert verdict.reason(failure_mode) == reason

    @pytest.mark.parametrize("failure_mode", ["FAIL", "WARN"])
    def test_is_no_longer_than_the_api_allows_and_keeps_its_ending(self, failure_mode: str) -> None:
        reason = Verdict("HOOK_COMPLETE_FAILED", "x" * 5000).reason(failure_mode)

        assert len(reason) == 1024
        assert reason.endswith("Failure was ignored under WARN mode.") == (failure_mode == "WARN")
