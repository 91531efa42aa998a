"""Answers AWS's requests with moto and the services that we add to it.

moto has no plugin API. What this module relies on in moto 5.2.5: `backend_index.backend_url_patterns`,
`backends.get_backend`, `core.request.Request.from_primitives`, the handlers in a backend's `url_paths`, and that what
moto does not have raises NotImplementedError.
"""

import logging
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from botocore.loaders import create_loader
from moto.backend_index import backend_url_patterns
from moto.backends import get_backend
from moto.core.base_backend import BackendDict
from moto.core.request import Request
from moto.core.utils import (
    get_equivalent_url_in_aws_domain,
    service_name_from_moto_package_name,
)
from werkzeug.exceptions import HTTPException

from cfn_local import environment, services
from cfn_local.engine import moto_parsing
from cfn_local.gateway.aws_request import action_of, service_of
from cfn_local.gateway.error_answer import error_answer
from cfn_local.gateway.faults import NO_FAULTS, Attempt, DroppedConnectionError, Fault, Faults
from cfn_local.gateway.importing import importing_moto
from cfn_local.gateway.journal import NO_ANSWER, Call, Journal
from cfn_local.gateway.message import Answer, AwsRequest
from cfn_local.runtime import lambda_service
from cfn_local.services import signed_region

LOG = logging.getLogger(__name__)

MotoHandler = Callable[[Request, str, Any], Any]

# moto takes a request with one of these for another on the whole bucket or object, and answers that it is done.
SUBRESOURCES_OF_S3_THAT_MOTO_LACKS = frozenset(
    {"abac", "analytics", "intelligent-tiering", "metadataConfiguration", "metadataTable", "metrics"}
    | {"renameObject", "requestPayment", "session", "torrent"}
)


class _FailedInsideError(Exception):
    """moto has the action and raised what is no answer to it."""


def answer(request: AwsRequest, journal: Journal, faults: Faults = NO_FAULTS) -> Answer:
    """moto's answer, or what the armed faults make of it; an AWS-shaped error for what neither moto nor we can serve.

    Recorded in `journal`, with status 0 where the answer is lost (DroppedConnectionError).
    """
    moto_service = _moto_service(request.url)
    botocore_service = _botocore_service(moto_service) if moto_service else None
    name, action = service_of(request), action_of(request, botocore_service)

    def carry_out() -> Answer:
        return _answer(request, journal, moto_service, botocore_service, f"{name}:{action}")

    def refuse(fault: Fault) -> Answer:
        return error_answer(request, botocore_service, fault.status, fault.code, fault.message)

    try:
        invocation = request.headers.get("amz-sdk-invocation-id") or ""
        attempt = Attempt(f"{name}:{action}", invocation, (request.method, request.url, request.body))
        answered = faults.answered(attempt, carry_out, refuse)
    except DroppedConnectionError:
        journal.record(Call(name, action, NO_ANSWER))
        raise
    journal.record(Call(name, action, answered.status))
    return answered


def _answer(
    request: AwsRequest, journal: Journal, moto_service: str | None, botocore_service: str | None, name: str
) -> Answer:
    try:
        return _moto_answer(request, moto_service)
    except NotImplementedError as error:
        LOG.info("%s %s: %s", request.method, request.url, error)
        journal.record_unsupported(name)
        message = f"The local AWS does not have {name}."
        return error_answer(request, botocore_service, 501, "NotImplemented", message)
    except _FailedInsideError as error:
        message = f"The local AWS failed in {name}: {error}"
        return error_answer(request, botocore_service, 501, "InternalFailure", message)


def _moto_answer(request: AwsRequest, moto_service: str | None) -> Answer:
    """moto's answer; NotImplementedError where moto does not have the action."""
    handler = _moto_handler(moto_service, request) if moto_service else None
    if handler is None:
        raise NotImplementedError(f"moto has no route for {request.method} {request.path}")
    moto_request = Request.from_primitives(request.method, request.url, request.headers, request.body)
    try:
        response = handler(moto_request, moto_request.raw_url, moto_request.headers)
        status, headers, body = response if isinstance(response, tuple) else (200, {}, response)
        return _from_primitives(status, headers, body)
    except HTTPException as error:
        return _from_primitives(error.code or 500, dict(error.get_headers()), error.get_body())
    except NotImplementedError:
        raise
    except Exception as error:
        LOG.exception("%s %s", request.method, request.url)
        raise _FailedInsideError(f"{type(error).__name__}: {error}") from error


def _from_primitives(status: int, headers: dict[Any, Any], body: Any) -> Answer:
    named = {_text(name): _text(value) for name, value in headers.items() if value is not None}
    return Answer(int(status), named, body.encode() if isinstance(body, str) else bytes(body or b""))


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _moto_service(url: str) -> str | None:
    aws_url, _ = get_equivalent_url_in_aws_domain(url)
    host = f"{aws_url.scheme}://{aws_url.netloc}"
    found = next((service for service, pattern in backend_url_patterns if pattern.match(host)), None)
    # Both versions of SES have one host; only the paths of the second begin so.
    return "sesv2" if found == "ses" and aws_url.path.startswith("/v2/") else found


def _moto_handler(moto_service: str, request: AwsRequest) -> MotoHandler | None:
    if moto_service == "s3":
        asked = parse_qs(urlsplit(request.url).query, keep_blank_values=True).keys()
        if asked & SUBRESOURCES_OF_S3_THAT_MOTO_LACKS:
            return None
    return next((handler for pattern, handler in _url_paths(moto_service) if pattern.match(request.path)), None)


_loaded: dict[str, tuple[tuple[re.Pattern[str], MotoHandler], ...]] = {}


def load(services: Iterable[str]) -> None:
    """Import moto's services of these signing names now rather than at the first request; moto lacks some."""
    named = {service.replace("-", "") for service in services}
    for service in dict.fromkeys(service for service, _ in backend_url_patterns):
        if service in named:
            _url_paths(service)


def loaded_backends() -> Iterable[Any]:
    """A backend of each service that has been loaded, in the default account and Region."""
    for moto_service in tuple(_loaded):
        with importing_moto:
            yield _any_backend(get_backend(moto_service))  # type: ignore[call-overload]


def _url_paths(moto_service: str) -> tuple[tuple[re.Pattern[str], MotoHandler], ...]:
    """The routes of one service. They are the same in every account and Region, so any backend tells them."""
    if moto_service not in _loaded:
        with importing_moto:
            moto_parsing.leave_out()
            signed_region.install()
            backends: Any = get_backend(moto_service)  # type: ignore[call-overload]
            _add_ours()
            paths = _any_backend(backends).url_paths
            _loaded[moto_service] = tuple((re.compile(path), handler) for path, handler in paths.items())
    return _loaded[moto_service]


def _any_backend(backends: Any) -> Any:
    if not isinstance(backends, BackendDict):
        return backends["global"]
    of_account = backends[environment.ACCOUNT_ID]
    return of_account[environment.REGION if environment.REGION in of_account else "aws"]


def _add_ours() -> None:
    """What we add to those of moto's services that are loaded by now; the others do not see it.

    No sooner, since these take longer to import than all the rest of the gateway.
    """
    if sys.modules.keys() & {"moto.ec2", "moto.resourcegroups"}:
        _add_services()
    services.complete(sys.modules)
    if "moto.awslambda" in sys.modules:
        _add_functions()
    if "moto.events" in sys.modules:
        _add_deliveries()
    if "moto.cloudformation" in sys.modules:
        _add_cloudformation()


@cache
def _add_services() -> None:
    services.install()


@cache
def _add_functions() -> None:
    lambda_service.install_lambda()


@cache
def _add_deliveries() -> None:
    lambda_service.install_events()


@cache
def _add_cloudformation() -> None:
    from cfn_local import engine, registry

    registry.install()
    engine.install()


@cache
def _botocore_service(moto_service: str) -> str | None:
    name = service_name_from_moto_package_name(moto_service.removeprefix("aws"))
    return name if name in _services_of_botocore() else None


@cache
def _services_of_botocore() -> frozenset[str]:
    return frozenset(create_loader().list_available_services("service-2"))
