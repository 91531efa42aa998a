"""A request that is made without detours is the one that moto itself would make."""

from typing import Any

import pytest
from moto.core.request import Request

from cfn_local.services.moto_requests import request_to

SQS, IAM = "https://sqs.eu-central-1.amazonaws.com/", "https://iam.amazonaws.com/"
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}


def described(request: Request) -> dict[str, Any]:
    """The environment of the request, with its body."""
    environ = {name: value for name, value in request.environ.items() if name != "werkzeug.request"}
    return {**environ, "wsgi.input": environ["wsgi.input"].read()}


@pytest.mark.parametrize(
    ("method", "url", "headers", "body"),
    [
        ("POST", SQS, {"X-Amz-Target": "AmazonSQS.CreateQueue", "Authorization": "AWS4-HMAC-SHA256 a=b"}, b"{}"),
        ("POST", SQS, {"Content-Type": "application/x-amz-json-1.0", "Content-Length": "2"}, b"{}"),
        ("POST", IAM, {**FORM, "x-moto-account-id": "123456789012", "Transfer-Encoding": "chunked"}, b"Action=A&B=%20"),
        ("POST", IAM, {"Host": "iam.amazonaws.com"}, b""),
        ("POST", IAM, {"Host": "elsewhere.example"}, b""),
        ("POST", IAM, {"x-amz-meta-my_key": "1"}, b""),
        ("POST", IAM, {"Name": "Gr\u00f6\u00dfe"}, b""),
        ("POST", IAM, {"Name": b"bytes"}, b""),
        ("POST", f"{IAM}?Action=A%2FB", FORM, b""),
        ("POST", "https://iam.amazonaws.com", FORM, b""),
        ("POST", "http://127.0.0.1:5000/", FORM, b""),
        ("PUT", IAM, {}, b""),
        ("GET", "https://s3.amazonaws.com/bucket/a%20b/%C3%A9?list-type=2", {}, b""),
    ],
)
def test_it_has_the_environment_and_the_url_of_motos(
    method: str, url: str, headers: dict[str, Any], body: bytes
) -> None:
    motos = Request.from_primitives(method, url, headers, body)
    request, raw_url = request_to(method, url, headers, body)
    assert described(request) == described(motos)
    assert raw_url == motos.raw_url


def test_most_requests_are_made_without_werkzeugs_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Request, "from_primitives")
    request, _ = request_to("POST", IAM, FORM, b"Action=ListRoles")
    assert request.form["Action"] == "ListRoles"
