"""The endpoint through which a local AWS is controlled, and functions are invoked."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cfn_local.gateway.control_protocol import Invocation
from cfn_local.gateway.local_aws import LocalAws, LocalAwsError
from tests.cfn_local.gateway.proxy_stories import proxy

HANDLER = """
import datetime, os
def handler(event, context):
    print("saw", event)
    if event == "environment":
        return dict(os.environ)
    if event == "call":
        import boto3
        boto3.client("sts").get_caller_identity()
    return event
"""


@pytest.fixture
def function(aws: LocalAws, tmp_path: Path) -> str:
    from cfn_local.runtime import image

    (tmp_path / "handlers.py").write_text(HANDLER)
    aws.put_function(
        "Function",
        entry_point="handlers.handler",
        search_path=[str(tmp_path), str(image.runtime_packages())],
        interpreter=sys.executable,
    )
    return "Function"


def asked(aws: LocalAws, method: str, path: str, body: bytes, host: str | None = None) -> tuple[int, Any]:
    connection = proxy(aws)
    connection.request(method, path, body, {"Host": host} if host else {})
    answer = connection.getresponse()
    document = json.loads(answer.read())
    connection.close()
    return answer.status, document


class TestARequestThatIsNotProper:
    @pytest.mark.parametrize(
        ("method", "path", "body", "reason"),
        [
            ("PUT", "/_cfn_local/functions", b"{not json", "The body is not JSON"),
            ("PUT", "/_cfn_local/functions", b"[]", "The body is not a JSON object."),
            ("PUT", "/_cfn_local/functions", b"{}", "Name is missing, or is not of the type str."),
            ("PUT", "/_cfn_local/label", b'{"Label": 1}', "Label is missing, or is not of the type str."),
            ("POST", "/_cfn_local/clock", b'{"Seconds": "1"}', "Seconds is missing, or is not of the type number."),
            ("POST", "/_cfn_local/clock", b'{"Seconds": -1}', "the clock only moves forward"),
            ("PUT", "/_cfn_local/conditions", b'{"Unheard": 1}', "Unheard"),
            ("POST", "/2015-03-31/functions/Function/invocations", b"{not json", "The body is not JSON"),
        ],
    )
    def test_is_refused_with_the_reason_and_harms_nothing(
        self, aws: LocalAws, method: str, path: str, body: bytes, reason: str
    ) -> None:
        status, document = asked(aws, method, path, body)

        assert status == 400
        assert reason in document["Error"]
        assert aws.describe().invocations == ()

    def test_an_endpoint_that_does_not_exist_is_named(self, aws: LocalAws) -> None:
        assert asked(aws, "GET", "/nowhere", b"") == (404, {"Error": "GET /nowhere is not an endpoint of cfn-local."})

    def test_a_name_that_is_not_of_this_machine_controls_nothing(self, aws: LocalAws) -> None:
        status, _ = asked(aws, "GET", "/_cfn_local", b"", host="rebound.example.com:80")

        assert status == 403


class TestAFunction:
    def test_answers_what_its_handler_answers(self, aws: LocalAws, function: str) -> None:
        assert aws.invoke(function, {"a": [1, None, "ü"]}) == {"a": [1, None, "ü"]}

    def test_is_told_with_each_invocation_what_it_was_for_and_what_it_called(
        self, aws: LocalAws, function: str
    ) -> None:
        asked(aws, "PUT", "/_cfn_local/label", b'{"Label": "test_a"}')
        aws.invoke(function, "call")
        (invocation,) = aws.describe().invocations

        assert invocation == Invocation(
            label="test_a",
            function="Function",
            event="call",
            payload="call",
            function_error=None,
            log="saw call\n",
            calls=("sts:GetCallerIdentity",),
        )

    def test_sees_nothing_of_the_user_and_an_empty_home(self, aws: LocalAws, function: str) -> None:
        seen = aws.invoke(function, "environment")

        assert list(Path(seen["HOME"]).iterdir()) == []
        assert seen["TZ"] == "UTC"
        assert seen["AWS_LAMBDA_FUNCTION_NAME"] == "Function"
        assert seen["HTTPS_PROXY"] == aws.url

    def test_passes_its_callback_delay_on_the_emulated_clock(self, aws: LocalAws, function: str) -> None:
        _, before = asked(aws, "POST", "/_cfn_local/clock", b'{"Seconds": 0}')
        answered = aws.invoke(function, {"status": "IN_PROGRESS", "callbackDelaySeconds": 86400})
        _, after = asked(aws, "POST", "/_cfn_local/clock", b'{"Seconds": 0}')

        assert answered == {"status": "IN_PROGRESS", "callbackDelaySeconds": 0}
        assert after["Now"][:10] > before["Now"][:10]

    def test_stays_when_the_account_is_emptied(self, aws: LocalAws, function: str) -> None:
        aws.client("ssm").put_parameter(Name="name", Value="value", Type="String")
        aws.reset()

        assert aws.invoke(function, 1) == 1
        assert aws.client("ssm").describe_parameters()["Parameters"] == []

    def test_that_does_not_exist_is_named(self, aws: LocalAws) -> None:
        with pytest.raises(LocalAwsError, match="Function not found: of/another name"):
            aws.invoke("of/another name", {})

    def test_whose_python_does_not_exist_is_refused(self, aws: LocalAws, tmp_path: Path) -> None:
        with pytest.raises(LocalAwsError, match=r"worker of Broken does not start.*no-such-python"):
            aws.put_function(
                "Broken", entry_point="a.b", search_path=[str(tmp_path)], interpreter=str(tmp_path / "no-such-python")
            )
