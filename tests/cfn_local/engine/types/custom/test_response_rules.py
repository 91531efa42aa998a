"""What CloudFormation accepts as the response of a custom resource's provider."""

import json
from typing import Any

import pytest

from cfn_local.engine.types.custom.response import Response, ResponseError, response_of

IDENTITY = {"StackId": "arn:stack", "RequestId": "1", "LogicalResourceId": "Thing"}


def body(**members: Any) -> bytes:
    document = {"Status": "SUCCESS", "PhysicalResourceId": "thing-1", **IDENTITY, **members}
    return json.dumps({name: value for name, value in document.items() if value is not None}).encode()


class TestAResponse:
    def test_brings_an_id_and_data(self) -> None:
        assert response_of(body(Data={"Color": "red"}, NoEcho=True), IDENTITY) == Response(
            True, "thing-1", data={"Color": "red"}, no_echo=True
        )

    def test_of_a_failure_needs_no_id(self) -> None:
        found = response_of(body(Status="FAILED", Reason="no", PhysicalResourceId=None), IDENTITY)
        assert found == Response(False, "", "no")

    def test_of_exactly_4_kilobytes_is_accepted(self) -> None:
        padded = body(Reason="").replace(b'"Reason": ""', b'"Reason": "' + b"x" * (4096 - len(body(Reason=""))) + b'"')
        assert len(padded) == 4096
        assert response_of(padded, IDENTITY).physical_id == "thing-1"

    @pytest.mark.parametrize(
        ("sent", "reason"),
        [
            (body(Reason="x" * 4096), "Response object is too long."),
            (body(PhysicalResourceId=None), "Invalid PhysicalResourceId"),
            (body(PhysicalResourceId=""), "Invalid PhysicalResourceId"),
            (body(PhysicalResourceId="x" * 1025), "Invalid PhysicalResourceId"),
            (body(Status="DONE"), 'Invalid response: Status must be SUCCESS or FAILED, not "DONE".'),
            (
                body(StackId="other", RequestId=None),
                "Invalid response: StackId, RequestId must be as in the request.",
            ),
            (body(Data=["red"]), "Invalid response: Data must be a JSON object."),
            (b"[]", "Invalid response: it is not a JSON object."),
            (b"done", "Invalid response: it is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ],
    )
    def test_that_breaks_a_rule_is_refused(self, sent: bytes, reason: str) -> None:
        with pytest.raises(ResponseError) as refused:
            response_of(sent, IDENTITY)
        assert str(refused.value) == reason
