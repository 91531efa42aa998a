"""What a handler raised, where its answer does not say: one line for each cause, the first cause first."""

from typing import Any

import pytest

from cfn_local.contract import exceptions_in_logs

LOST = {"status": "FAILED", "errorCode": "InternalFailure", "message": ""}


def call(raised: str, payload: Any = LOST, code: str = "    pass", **properties: str) -> dict[str, Any]:
    """An invocation whose log ends with a traceback."""
    log = f'Traceback (most recent call last):\n  File "handlers.py", line 7, in create\n{code}\n{raised}\n'
    return {"Event": {"requestData": {"resourceProperties": properties}}, "Payload": payload, "Log": log}


def lines(*calls: dict[str, Any]) -> list[str]:
    return list(exceptions_in_logs.lines(calls))


class TestLostMessages:
    def test_are_told_once_with_their_number(self) -> None:
        assert lines(call("KeyError: 'colour'"), call("KeyError: 'colour'")) == [
            "InternalFailure without a reason: the handler raised KeyError: 'colour' (2 times)"
        ]

    def test_that_differ_in_what_the_model_made_up_are_one(self) -> None:
        calls = [call(f"ValueError: no {name}", Name=name) for name in ("kzhqw", "abcde", "fghij")]
        assert lines(*calls) == ["InternalFailure without a reason: the handler raised ValueError: no ... (3 times)"]

    def test_of_wrong_parameters_say_what_is_wrong_with_each(self) -> None:
        raised = (
            "botocore.exceptions.ParamValidationError: Parameter validation failed:\n"
            "Invalid type for parameter Bucket, value: 1, type: <class 'int'>, valid types: <class 'str'>\n"
            'Unknown parameter in input: "Key", must be one of: Bucket\n'
        )
        assert lines(call(raised)) == [
            "InternalFailure without a reason: the handler raised botocore.exceptions.ParamValidationError: "
            "Parameter validation failed: Invalid type for parameter Bucket, value: 1, type: <class 'int'>, "
            "valid types: <class 'str'>; Unknown parameter in input: \"Key\", must be one of: Bucket"
        ]

    def test_leave_out_what_only_follows_from_the_first(self) -> None:
        assert lines(call("KeyError: 'colour'"), call("AttributeError: 'NoneType' object has no attribute 'x'")) == [
            "InternalFailure without a reason: the handler raised KeyError: 'colour'"
        ]

    def test_leave_out_a_clean_up_for_which_a_failed_create_has_given_no_model(self) -> None:
        clean_up = call("AttributeError: 'NoneType' object has no attribute 'Name'")
        clean_up["Event"]["action"] = "DELETE"
        assert lines(call("NotStable: no bread", {**LOST, "message": "no bread"}), clean_up) == []

    @pytest.mark.parametrize(
        "told", ["The local AWS failed in s3:PutBucketX: AssertionError: x", "AWS has no Region bread, and no host"]
    )
    def test_leave_out_what_is_told_of_the_local_aws(self, told: str) -> None:
        assert lines(call(f"botocore.exceptions.ClientError: An error occurred: {told}")) == []

    def test_of_a_handler_with_too_few_arguments_say_which_there_are(self) -> None:
        (line,) = lines(call("TypeError: create_handler() takes 2 positional arguments but 3 were given"))
        assert line.endswith("; the support library calls it with session, request and callback_context")

    def test_of_a_field_that_cfn_never_sends_name_it(self) -> None:
        code = "    tags = request.desiredResourceTags.items()"
        (line,) = lines(call("AttributeError: 'NoneType' object has no attribute 'items'", code=code))
        assert line.endswith("; it reads desiredResourceTags, which contract tests do not send")

    def test_that_the_log_does_not_hold_either_are_said_to_be_lost(self) -> None:
        silent = {"Event": {}, "Payload": LOST, "Log": "bread\n"}
        assert lines(silent) == ["InternalFailure without a reason, and the handler's log is silent about it."]

    @pytest.mark.parametrize("payload", [{"status": "SUCCESS"}, {**LOST, "message": "no bread"}, None])
    def test_are_none_where_the_answer_says_enough(self, payload: Any) -> None:
        assert lines(call("KeyError: 'colour'", payload)) == []


class TestFailuresOfTheLocalAws:
    def test_are_laid_at_its_own_door(self) -> None:
        raised = (
            "botocore.exceptions.ClientError: An error occurred (InternalFailure) when calling the PutBucketX "
            "operation: The local AWS failed in s3:PutBucketX: AssertionError: x"
        )
        assert list(exceptions_in_logs.local_failures([call(raised)])) == [
            "The local AWS failed in s3:PutBucketX: AssertionError: x. "
            "That is a fault of cfn-local, not of the handler; "
            "its traceback is in failures.log in the folder that cfn-local cache names."
        ]

    def test_are_none_of_its_where_a_model_names_a_region_that_does_not_exist(self) -> None:
        raised = (
            "botocore.exceptions.ClientError: An error occurred (UnknownRegion) when calling the DescribeVpcs "
            "operation: AWS has no Region no-such-region-0, and no host ec2.no-such-region-0.amazonaws.com."
        )
        assert list(exceptions_in_logs.local_failures([call(raised)])) == [
            "The model names a Region that does not exist: no-such-region-0."
        ]
