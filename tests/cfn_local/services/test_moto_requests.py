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


def found_in(request: Request) -> list[Any]:
    """What moto looks for in a request."""
    return [request.form, request.files, request.args, request.values, request.data, request.get_data()]


@pytest.mark.parametrize(
    ("method", "url", "headers", "body"),
    [
        ("POST", SQS, {"X-Amz-Target": "AmazonSQS.CreateQueue", "Authorization": "AWS4-HMAC-SHA256 a=b"}, b"{}"),
        ("POST", SQS, {"Content-Type": "application/x-amz-json-1.0", "Content-Length": "2"}, b"{}"),
        ("POST", IAM, {**FORM, "x-moto-account-id": "123456789012", "Transfer-Encoding": "chunked"}, b"Action=A&B=%20"),
        ("POST", IAM, {"Host": "iam.amazonaws.com"}, b""),
        ("POST", IAM, FORM, b"Path=&Name=Gr%C3%B6%C3%9Fe+a%20b&Bad=%FF%2&Name=again&lone"),
        ("POST", IAM, FORM, "Name=Gr\u00f6\u00dfe".encode("latin-1")),
        ("POST", IAM, {"Content-Type": "APPLICATION/X-WWW-FORM-URLENCODED"}, b"Name=a"),
        ("POST", IAM, {"Content-Type": "multipart/form-data; boundary=x"}, b"--x--"),
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

    motos = Request.from_primitives(method, url, headers, body)
    request, _ = request_to(method, url, headers, body)
    assert found_in(request) == found_in(motos)


def test_most_requests_are_made_without_werkzeugs_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Request, "from_primitives")
    request, _ = request_to("POST", IAM, FORM, b"Action=ListRoles")
    assert request.form["Action"] == "ListRoles"
