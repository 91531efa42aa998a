"""No web page in a browser controls a local AWS or invokes its functions; clients of AWS reach it as before."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.gateway.proxy_stories import proxy

REFUSED = {"Error": "This is cfn-local; it does not answer requests of web pages."}
RESET = ("POST", "/_cfn_local/reset", b"{}")
INVOKE = ("POST", "/2015-03-31/functions/Function/invocations", b"{}")


def sent(aws: LocalAws, request: tuple[str, str, bytes], **headers: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection(urlsplit(aws.url).netloc, timeout=600)
    try:
        connection.request(*request, {name.replace("_", "-"): value for name, value in headers.items()})
        answered = connection.getresponse()
        return answered.status, json.loads(answered.read())
    finally:
        connection.close()


@pytest.mark.parametrize("request_of_a_page", [RESET, INVOKE, ("GET", "/_cfn_local", b"")])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://a.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:3000"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://a.example", "Sec_Fetch_Site": "same-origin"},
    ],
)
def test_a_request_of_a_web_page_is_refused(
    aws: LocalAws, request_of_a_page: tuple[str, str, bytes], headers: dict[str, str]
) -> None:
    assert sent(aws, request_of_a_page, **headers) == (403, REFUSED)


def test_a_refused_request_changes_nothing(aws: LocalAws) -> None:
    aws.client("sqs").create_queue(QueueName="jobs")

    sent(aws, RESET, Origin="https://a.example")

    assert len(aws.client("sqs").list_queues()["QueueUrls"]) == 1


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_the_user_or_a_page_of_ours_asks_is_answered(aws: LocalAws, site: str) -> None:
    origin = aws.url.replace("127.0.0.1", "localhost")

    assert sent(aws, RESET, Origin=aws.url, Sec_Fetch_Site=site) == (200, {})
    assert sent(aws, RESET, Origin=origin, Sec_Fetch_Site=site) == (200, {})
    assert sent(aws, RESET) == (200, {})


def test_a_request_through_the_proxy_is_that_of_a_client(aws: LocalAws) -> None:
    connection = proxy(aws)
    connection.request(
        "POST",
        "http://sts.us-east-1.amazonaws.com/",
        b"Action=GetCallerIdentity&Version=2011-06-15",
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Host": "sts.us-east-1.amazonaws.com",
            "Origin": "https://app.example",
            "Sec-Fetch-Site": "cross-site",
        },
    )
    assert connection.getresponse().status == 200
    connection.close()
