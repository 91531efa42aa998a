"""Which service and action of AWS a raw HTTP request asks for."""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, urlsplit

from moto.core.utils import get_service_model

from cfn_local.gateway.message import AwsRequest

_CREDENTIAL_SCOPE = re.compile(r"Credential=[^/]+/[^/]+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")


def service_of(request: AwsRequest) -> str:
    """The signing name of the service, as IAM writes it; the first label of the host where nothing is signed."""
    signed = _CREDENTIAL_SCOPE.search(request.headers.get("Authorization") or "")
    return signed["service"] if signed else request.host.split(".")[0]


def action_of(request: AwsRequest, botocore_service: str | None) -> str:
    """AWS's name of the action, from the query, the target header or the service's REST routes."""
    target = request.headers.get("X-Amz-Target")
    if target:
        return target.rsplit(".", 1)[-1]
    for text in (urlsplit(request.url).query, _form(request)):
        action = parse_qs(text).get("Action")
        if action:
            return action[0]
    return _rest_action(request, botocore_service) or f"{request.method} {request.path}"


def _form(request: AwsRequest) -> str:
    if not request.content_type.startswith("application/x-www-form-urlencoded"):
        return ""
    return request.body.decode("utf-8", "replace")


def _rest_action(request: AwsRequest, botocore_service: str | None) -> str | None:
    if botocore_service is None:
        return None
    query = parse_qs(urlsplit(request.url).query, keep_blank_values=True)
    found = [
        route
        for route in _routes(botocore_service)
        if route.method == request.method and route.path.fullmatch(request.path) and route.query <= query.keys()
    ]
    return max(found, key=lambda route: (len(route.query), len(route.path.pattern))).action if found else None


@dataclass(frozen=True)
class _Route:
    action: str
    method: str
    path: re.Pattern[str]
    query: frozenset[str]


@cache
def _routes(botocore_service: str) -> tuple[_Route, ...]:
    model = get_service_model(botocore_service)
    routes = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http.get("requestUri", "/").partition("?")
        keys = frozenset(part.split("=")[0] for part in query.split("&") if part)
        routes.append(_Route(name, http.get("method", "POST"), _as_pattern(path), keys))
    return tuple(routes)


def _as_pattern(path: str) -> re.Pattern[str]:
    escaped = re.sub(r"\\\{[^{}]+\\\+\\\}", ".+", re.escape(path))
    return re.compile(re.sub(r"\\\{[^{}]+\\\}", "[^/]+", escaped))
