"""What passes through the gateway: one HTTP request of an AWS client, and its answer."""

import json
import re
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

_AWS_HOST = re.compile(r"(^|\.)(amazonaws\.com(\.cn)?|api\.aws|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$")


class Headers(Protocol):
    """HTTP headers, looked up without case."""

    def get(self, name: str, /) -> str | None: ...


@dataclass(frozen=True)
class AwsRequest:
    """One HTTP request. `body` is whole and not chunked."""

    method: str
    url: str
    headers: Headers
    body: bytes

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def content_type(self) -> str:
        return self.headers.get("Content-Type") or ""


def is_aws_host(host: str) -> bool:
    return bool(_AWS_HOST.search(host))


@dataclass(frozen=True)
class Answer:
    """One HTTP response. `headers` need no Content-Length."""

    status: int
    headers: dict[str, str]
    body: bytes


def json_answer(status: int, document: Any, headers: dict[str, str] | None = None) -> Answer:
    """A JSON response of our own endpoint."""
    return Answer(status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(document).encode())
