"""Access to moto in this process: the only module that knows its routes and its private API.

moto has no plugin API. This module relies on moto 5.2.5: `backend_index.backend_url_patterns`, `backends.get_backend`,
`core.base_backend.BackendDict`, `core.request.Request`, and the handlers in a backend's `url_paths`.
`service` is always the name of moto's package.
"""

import gc
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from moto.backend_index import backend_url_patterns
from moto.backends import get_backend
from moto.core.base_backend import BackendDict
from moto.core.request import Request
from moto.core.utils import get_equivalent_url_in_aws_domain

from cfn_local import environment, services
from cfn_local.partitions import partition_of
from cfn_local.services import moto_requests, repeated_work, signed_region, whole_services
from cfn_local.services.importing import importing_moto
from cfn_local.services.service_names import botocore_name_of_prefix, moto_name

MotoHandler = Callable[[Request, str, Any], Any]
Primitives = tuple[int, dict[str, str], bytes]
_MODULES_WITH_BACKENDS = ("moto.", "cfn_local.")

whole_services.install()
_routes: dict[str, tuple[tuple[re.Pattern[str], MotoHandler], ...]] = {}
_completions: dict[str, Callable[[], None]] = {}


def complete_with(package: str, install: Callable[[], None]) -> None:
    """Call `install` once `package` of moto has been loaded, for additions by packages that depend on this one."""
    _completions[package] = install


def service_at(url: str) -> str | None:
    """Return the service at `url`, by its host."""
    aws_url, _ = get_equivalent_url_in_aws_domain(url)
    host = f"{aws_url.scheme}://{aws_url.netloc}"
    found = next((service for service, pattern in backend_url_patterns if pattern.match(host)), None)
    # Both versions of SES have one host; only paths of the second begin like this.
    return "sesv2" if found == "ses" and aws_url.path.startswith("/v2/") else found


def load(prefixes: Iterable[str]) -> None:
    """Load the services with these action prefixes in IAM before their first request; moto may lack some."""
    wanted = {moto_name(botocore_name_of_prefix(prefix)) for prefix in prefixes}
    for service in dict.fromkeys(service for service, _ in backend_url_patterns):
        if service in wanted:
            _routes_of(service)


def loaded_backends() -> Iterator[Any]:
    """Return a backend of each loaded service, in the default account and Region."""
    for service in tuple(_routes):
        yield backend(service, environment.ACCOUNT_ID, environment.REGION)


def backend(service: str, account_id: str, region: str) -> Any:
    """Return the service's backend in the account for the Region, or for its partition if the service is global."""
    backends = _backends(service)
    if not isinstance(backends, BackendDict):
        return backends["global"]
    of_account = backends[account_id]
    return of_account[region if region in of_account else partition_of(region).id]


def handler_of(service: str, path: str) -> MotoHandler | None:
    """Return the handler of requests for `path`; None if moto has no route for it."""
    return next((handler for pattern, handler in _routes_of(service) if pattern.match(path)), None)


def call(handler: MotoHandler, method: str, url: str, headers: Any, body: bytes) -> Primitives:
    """Return the status, headers and body of the handler's response. Exceptions are moto's own."""
    request, raw_url = moto_requests.request_to(method, url, headers, body)
    answered = handler(request, raw_url, request.headers)
    return primitives(*answered) if isinstance(answered, tuple) else primitives(200, {}, answered)


def primitives(status: int, headers: Mapping[Any, Any], body: Any) -> Primitives:
    """Return the response in plain types, whatever moto returned."""
    named = {_text(name): _text(value) for name, value in headers.items() if value is not None}
    return int(status), named, body.encode() if isinstance(body, str) else bytes(body or b"")


def place_of(backends: Any) -> tuple[str, str]:
    """Return the module and the attribute that hold the backends of a service, in any process."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_MODULES_WITH_BACKENDS):
            for attribute, value in list(vars(module).items()):
                if value is backends:
                    return name, attribute
    return f"moto.{backends.service_name}", f"{backends.service_name}_backends"  # of `whole_services`


def backends_at(module: str, attribute: str) -> Any:
    """Return the backends at a place that `place_of` has returned, with our additions."""
    with importing_moto:
        found = getattr(import_module(module), attribute)
        _complete()
    return found


@cache
def _backends(service: str) -> Any:
    with importing_moto:
        backends: Any = get_backend(service)  # type: ignore[call-overload]
        _complete()
    # What has been loaded stays: going over all of it takes a full collection of garbage a fifth of a second.
    gc.freeze()
    return backends


def _routes_of(service: str) -> tuple[tuple[re.Pattern[str], MotoHandler], ...]:
    """Return the URL paths; they are the same in every account and Region, so any backend will do."""
    if service not in _routes:
        paths = backend(service, environment.ACCOUNT_ID, environment.REGION).url_paths
        _routes[service] = tuple((re.compile(path), handler) for path, handler in paths.items())
    return _routes[service]


def _complete() -> None:
    """Apply our additions to the loaded services of moto.

    Deferred, because importing them takes longer than all the rest of the gateway.
    """
    signed_region.install()
    repeated_work.install()
    repeated_work.share_names(sys.modules)
    services.complete(sys.modules)
    for package in _completions.keys() & sys.modules.keys():
        _completions.pop(package)()


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
