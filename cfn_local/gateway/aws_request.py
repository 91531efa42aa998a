"""The AWS service and action that a raw HTTP request calls."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit

from moto.core.utils import get_service_model

from cfn_local.gateway.message import AwsRequest
from cfn_local.partitions import is_region
from cfn_local.services.service_names import iam_prefix

_CREDENTIAL_SCOPE = re.compile(r"Credential=[^/]+/[^/]+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
_ACTION = re.compile(r"(?:^|&)Action=(?P<action>[^&]+)")
_CBOR_PATH = re.compile(r".*/operation/(?P<action>\w+)")
_BUCKET_IN_HOST = re.compile(r"(?P<bucket>.+?)\.s3[.-]")


def service_of(request: AwsRequest) -> str:
    """Return the service's IAM prefix: its signing name, or the first label of the host if unsigned."""
    signed = _CREDENTIAL_SCOPE.search(request.headers.get("Authorization") or "")
    name = signed["service"] if signed else request.host.split(".")[0]
    return iam_prefix(name)


def unknown_region(request: AwsRequest) -> str | None:
    """Return the Region that it is signed for if that is in no partition: AWS has no host for such a request."""
    signed = _CREDENTIAL_SCOPE.search(request.headers.get("Authorization") or "")
    return signed["region"] if signed and not is_region(signed["region"]) else None


def action_of(request: AwsRequest, botocore_service: str | None) -> str:
    """Return AWS's name of the action, from the query, the target header or the service's REST routes."""
    target = request.headers.get("X-Amz-Target")
    if target:
        return target.rsplit(".", 1)[-1]
    for text in (urlsplit(request.url).query, _form(request)):
        stated = _ACTION.search(text)  # only this one: a template in the same form takes long to parse
        if stated:
            return unquote_plus(stated["action"])
    called = _CBOR_PATH.fullmatch(request.path) if request.headers.get("Smithy-Protocol") else None
    if called:
        return called["action"]
    return _rest_action(request, botocore_service) or f"{request.method} {request.path}"


def _form(request: AwsRequest) -> str:
    if not request.content_type.startswith("application/x-www-form-urlencoded"):
        return ""
    return request.body.decode("utf-8", "replace")


def _rest_action(request: AwsRequest, botocore_service: str | None) -> str | None:
    if botocore_service is None:
        return None
    path = _path_with_bucket(request) if botocore_service == "s3" else request.path
    query = parse_qs(urlsplit(request.url).query, keep_blank_values=True).keys()
    found = [
        route
        for route in _routes(botocore_service)
        if route.method == request.method
        and route.path.fullmatch(path)
        and route.query <= query
        and all(request.headers.get(name) is not None for name in route.headers)
    ]
    return max(found, key=_Route.precision).action if found else None


def _path_with_bucket(request: AwsRequest) -> str:
    """Return the path as in S3's routes, whether the bucket is in the path or in the host."""
    in_host = _BUCKET_IN_HOST.match(request.host)
    path = f"/{in_host['bucket']}{request.path}" if in_host else request.path
    return path.removesuffix("/") if path.count("/") == 2 else path


@dataclass(frozen=True)
class _Route:
    """A route. `query` and `headers` are names that a request for this action must have."""

    action: str
    method: str
    path: re.Pattern[str]
    query: frozenset[str]
    headers: frozenset[str]

    def precision(self) -> tuple[int, int]:
        return len(self.query) + len(self.headers), len(self.path.pattern)


@cache
def _routes(botocore_service: str) -> tuple[_Route, ...]:
    model = get_service_model(botocore_service)
    return tuple(_route(model.operation_model(name)) for name in model.operation_names)


def _route(operation: Any) -> _Route:
    path, _, query = operation.http.get("requestUri", "/").partition("?")
    return _Route(
        action=operation.name,
        method=operation.http.get("method", "POST"),
        path=_as_pattern(path),
        query=frozenset(part.split("=")[0] for part in query.split("&") if part)
        | frozenset(_required(operation, "querystring")),
        headers=frozenset(_required(operation, "header")),
    )


def _required(operation: Any, location: str) -> Iterable[str]:
    if operation.input_shape is None:
        return
    for name in operation.input_shape.required_members:
        place = operation.input_shape.members[name].serialization
        if place.get("location") == location:
            yield place["name"]


def _as_pattern(path: str) -> re.Pattern[str]:
    escaped = re.sub(r"\\\{[^{}]+\\\+\\\}", ".+", re.escape(path))
    return re.compile(re.sub(r"\\\{[^{}]+\\\}", "[^/]+", escaped))
