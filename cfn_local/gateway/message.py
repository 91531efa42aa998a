"""What passes through the gateway: one HTTP request of an AWS client, and its answer."""

import json
import re
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

_AWS_DOMAINS = r"amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|on\.aws|c2s\.ic\.gov|sc2s\.sgov\.gov"
_INSTANCE_METADATA = r"169\.254\.169\.254"
_AWS_HOST = re.compile(rf"(.+\.)?({_AWS_DOMAINS})|{_INSTANCE_METADATA}", re.IGNORECASE)


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
    """Whether AWS answers there; anywhere else is a third party."""
    return bool(_AWS_HOST.fullmatch(host))


@dataclass(frozen=True)
class HttpResponse:
    """One HTTP response. `headers` need no Content-Length."""

    status: int
    headers: dict[str, str]
    body: bytes


def json_response(status: int, document: Any, headers: dict[str, str] | None = None) -> HttpResponse:
    """A JSON response of our own endpoint."""
    return HttpResponse(status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(document).encode())
