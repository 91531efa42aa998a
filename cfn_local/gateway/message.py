"""HTTP messages in the gateway: a request of an AWS client and its response."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlsplit

from cfn_local.partitions import partitions

_INSTANCE_METADATA = "169.254.169.254"
_DOMAIN_OF_FUNCTION_URLS = "on.aws"


class Headers(Protocol):
    """HTTP headers with case-insensitive lookup."""

    def get(self, name: str, /) -> str | None: ...


@dataclass(frozen=True)
class AwsRequest:
    """One HTTP request. `body` is complete and not chunked."""

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
    """Return whether the host belongs to AWS rather than to a third party."""
    name = host.lower()
    return name == _INSTANCE_METADATA or any(name == one or name.endswith(f".{one}") for one in _domains())


@cache
def _domains() -> frozenset[str]:
    of_partitions = ((each.dns_suffix, each.dual_stack_dns_suffix) for each in partitions())
    return frozenset({_DOMAIN_OF_FUNCTION_URLS, *(domain for pair in of_partitions for domain in pair)})


@dataclass(frozen=True)
class HttpResponse:
    """One HTTP response. `headers` need no Content-Length."""

    status: int
    headers: dict[str, str]
    body: bytes


def json_response(status: int, document: Any, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return a JSON response of our own endpoint."""
    return HttpResponse(status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(document).encode())
