"""Answers AWS's requests with moto and the services that we add to it.

moto has no plugin API. What this module relies on in moto 5.2.5:
`backend_index.backend_url_patterns`,
`backends.get_backend`, `core.request.Request.from_primitives`, and the handlers in `url_paths`.
"""

import logging
import re
from collections.abc import Callable
from functools import cache
from typing import Any

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

from cfn_local import environment
from cfn_local.gateway.aws_request import action_of, service_of
from cfn_local.gateway.error_answer import error_answer
from cfn_local.gateway.journal import Call, Journal
from cfn_local.gateway.message import Answer, AwsRequest, is_aws_host

LOG = logging.getLogger(__name__)

MotoHandler = Callable[[Request, str, Any], Any]


def answer(request: AwsRequest, journal: Journal) -> Answer:
    """moto's answer; an AWS-shaped error, recorded in `journal`, for what neither moto nor we can serve."""
    moto_service = _moto_service(request.url)
    if moto_service is None and not is_aws_host(request.host):
        return unreachable(request.host, journal)
    botocore_service = _botocore_service(moto_service) if moto_service else None
    name, action = service_of(request), action_of(request, botocore_service)
    answered = _moto_answer(request, moto_service)
    if answered is None:
        journal.record_unsupported(f"{name}:{action}")
        message = f"The local AWS does not have {name}:{action}."
        answered = error_answer(request, 501, "NotImplemented", message)
    elif answered.status == _FAILED_INSIDE:
        message = f"The local AWS failed in {name}:{action}: {answered.body.decode()}"
        answered = error_answer(request, 501, "InternalFailure", message)
    journal.record(Call(name, action, answered.status))
    return answered


def unreachable(host: str, journal: Journal) -> Answer:
    """The answer for a host that is not AWS's: nothing under cfn-local reaches the outside."""
    journal.record_unreachable(host)
    text = f"cfn-local: {host} is not an AWS service; nothing outside can be reached from the local AWS.\n"
    return Answer(502, {"Content-Type": "text/plain"}, text.encode())


_FAILED_INSIDE = -1


def _moto_answer(request: AwsRequest, moto_service: str | None) -> Answer | None:
    """moto's answer, or None where moto does not have the action."""
    handler = _moto_handler(moto_service, request.path) if moto_service else None
    if handler is None:
        return None
    moto_request = Request.from_primitives(request.method, request.url, request.headers, request.body)
    try:
        response = handler(moto_request, moto_request.raw_url, moto_request.headers)
    except HTTPException as error:
        return _from_primitives(error.code or 500, dict(error.get_headers()), error.get_body())
    except NotImplementedError as error:
        LOG.info("%s %s: %s", request.method, request.url, error)
        return None
    except Exception as error:
        LOG.exception("%s %s", request.method, request.url)
        return Answer(_FAILED_INSIDE, {}, f"{type(error).__name__}: {error}".encode())
    status, headers, body = response if isinstance(response, tuple) else (200, {}, response)
    return _from_primitives(status, headers, body)


def _from_primitives(status: int, headers: dict[Any, Any], body: Any) -> Answer:
    named = {_text(name): _text(value) for name, value in headers.items() if value is not None}
    return Answer(int(status), named, body.encode() if isinstance(body, str) else bytes(body or b""))


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _moto_service(url: str) -> str | None:
    aws_url, _ = get_equivalent_url_in_aws_domain(url)
    clean = f"{aws_url.scheme}://{aws_url.netloc}{aws_url.path}"
    return next((service for service, pattern in backend_url_patterns if pattern.match(clean)), None)


def _moto_handler(moto_service: str, path: str) -> MotoHandler | None:
    return next((handler for pattern, handler in _url_paths(moto_service) if pattern.match(path)), None)


@cache
def _url_paths(moto_service: str) -> tuple[tuple[re.Pattern[str], MotoHandler], ...]:
    """The routes of one service. They are the same in every account and Region, so any backend tells them."""
    backends: Any = get_backend(moto_service)  # type: ignore[call-overload]
    if isinstance(backends, BackendDict):
        of_account = backends[environment.ACCOUNT_ID]
        backend = of_account["us-east-1" if "us-east-1" in of_account else "aws"]
    else:
        backend = backends["global"]
    return tuple((re.compile(path), handler) for path, handler in backend.url_paths.items())


@cache
def _botocore_service(moto_service: str) -> str | None:
    name = service_name_from_moto_package_name(moto_service.removeprefix("aws"))
    return name if name in _services_of_botocore() else None


@cache
def _services_of_botocore() -> frozenset[str]:
    return frozenset(create_loader().list_available_services("service-2"))
