"""What an answer of a handler comes to, and how AWS words it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.engine.hooks.verdict import Callback, Verdict, read
from cfn_local.runtime.function import Outcome

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


def verdict_on(payload: Any, function_error: str | None = None) -> Verdict:
    found = read(Outcome(payload, "", function_error))
    assert isinstance(found, Verdict)
    return found


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
                "HOOK_FAILED",
                "InternalFailure: the handler gave no message.",
            ),
        ],
    )
    def test_is_a_verdict(self, answer: dict[str, Any], status: str, message: str) -> None:
        assert verdict_on(answer) == Verdict(status, message)

    def test_in_progress_is_a_wish_to_be_called_back(self) -> None:
        answer = {"hookStatus": "IN_PROGRESS", "callbackContext": {"round": 1}, "callbackDelaySeconds": 20}

        assert read(Outcome(answer, "")) == Callback({"round": 1}, 20)
        assert read(Outcome({"hookStatus": "IN_PROGRESS"}, "")) == Callback(None, 0)

    @pytest.mark.parametrize(
        ("payload", "message"),
        [
            (None, "The handler answered with NoneType, not with an object."),
            (["SUCCESS"], "The handler answered with list, not with an object."),
            (
                {"status": "SUCCESS"},
                "The handler answered with the hookStatus None; SUCCESS, FAILED and IN_PROGRESS are known.",
            ),
            (
                {"hookStatus": "PENDING"},
                "The handler answered with the hookStatus 'PENDING'; SUCCESS, FAILED and IN_PROGRESS are known.",
            ),
            ({"hookStatus": "SUCCESS", "message": 5}, "The message in the handler's answer is not a string."),
            (
                {"hookStatus": "IN_PROGRESS", "callbackDelaySeconds": "soon"},
                "The callbackDelaySeconds in the handler's answer are 'soon', not a number of seconds.",
            ),
            (
                {"hookStatus": "IN_PROGRESS", "callbackDelaySeconds": -1},
                "The callbackDelaySeconds in the handler's answer are -1, not a number of seconds.",
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
            ("what", "The handler ended with an error."),
        ],
    )
    def test_that_never_came_fails_the_hook_and_says_why(self, payload: Any, message: str) -> None:
        assert verdict_on(payload, "Unhandled") == Verdict("HOOK_FAILED", message)

    @given(ANSWERS | JSON, st.none() | st.just("Unhandled"))
    def test_of_any_shape_never_fails_us(self, payload: Any, function_error: str | None) -> None:
        found = read(Outcome(payload, "", function_error))

        assert isinstance(found, Callback) or found.status in (
            "HOOK_COMPLETE_SUCCEEDED",
            "HOOK_COMPLETE_FAILED",
            "HOOK_FAILED",
        )


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
