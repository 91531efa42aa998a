"""AWS services that moto lacks altogether: each is made when it is used.

Most are made from AWS's own model and the kinds of resources that they keep: a module of such a service has `KINDS`,
and may have `actions(response)`, which adds what keeping is not enough for. Rooms above this one `add` others.
Assumptions about moto 5.2.5: those of `kept_resources`; `core.base_backend` has `BackendDict` and
`BaseBackend._url_module`; a service is a pattern in `backend_index` and a package with its backends.
"""

import re
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

from cfn_local import partitions
from cfn_local.services.service_names import moto_name

# The service, as botocore names it, and the module here that has its resources.
MODULES = {"chatbot": "chat_channels", "cloud9": "environments", "codestar-connections": "connections"}


@cache
def install() -> None:
    """Make moto know the services of `MODULES`."""
    for service in MODULES:
        add(service, service, partial(_backends_of, service))


@cache
def add(service: str, host: str, backends: Callable[[], Any]) -> None:
    """Make moto know a service of botocore. `host` begins its endpoints; `backends` is called at its first request."""
    from moto.backend_index import backend_url_patterns

    named = moto_name(service)

    def attribute(name: str) -> Any:
        if name != f"{named}_backends":
            raise AttributeError(name)
        return backends()

    package = ModuleType(f"moto.{named}")
    package.__getattr__ = attribute  # type: ignore[method-assign]
    sys.modules[package.__name__] = package
    backend_url_patterns.append((named, re.compile(_host(host))))


def backends_with(service: str, host: str, dispatch: Any) -> Any:
    """New backends of a service, whose paths all lead to `dispatch`, in every Region: boto3 does not know them all."""
    from moto.core.base_backend import BackendDict, BaseBackend

    class Backend(BaseBackend):
        @property
        def _url_module(self) -> Any:
            return SimpleNamespace(url_bases=[_host(host)], url_paths={"{0}/.*$": dispatch})

    every = sorted(region for partition in partitions.partitions() for region in partition.regions)
    return BackendDict(Backend, service, additional_regions=every)


def _host(name: str) -> str:
    return rf"https?://{name}\.(.+)\.amazonaws\.com"


@cache
def _backends_of(service: str) -> Any:
    from moto.core.responses import BaseResponse

    from cfn_local.services import kept_resources

    module = import_module(f"{__package__}.{MODULES[service]}")

    class Response(BaseResponse):
        def __init__(self) -> None:
            super().__init__(service_name=service)
            self.automated_parameter_parsing = True

        @property
        def backend(self) -> Any:
            return backends[self.current_account][self.region]

    backends = backends_with(service, service, Response.dispatch)
    kept_resources.install(service, Response, backends, *module.KINDS)
    if hasattr(module, "actions"):
        module.actions(Response)
    return backends
