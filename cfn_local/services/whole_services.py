"""AWS services that moto lacks altogether, made from AWS's own model and the kinds of resources that they keep.

A module of such a service has `KINDS`, and may have `actions(response)`, which adds what keeping is not enough for.
Assumptions about moto 5.2.5: those of `kept_resources`; `core.base_backend` has `BackendDict` and
`BaseBackend._url_module`; a service is a pattern in `backend_index` and a package with its backends.
"""

import re
import sys
from functools import cache, partial
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

from cfn_local import partitions

# The service, as botocore names it, and the module here that has its resources.
MODULES = {"cloud9": "environments"}


@cache
def install() -> None:
    """Make moto know these services; each is made when it is used."""
    from moto.backend_index import backend_url_patterns

    for service in MODULES:
        package = ModuleType(f"moto.{service}")
        package.__getattr__ = partial(_attribute, service)  # type: ignore[method-assign]
        sys.modules[package.__name__] = package
        backend_url_patterns.append((service, re.compile(_host(service))))


def _host(service: str) -> str:
    return rf"https?://{service}\.(.+)\.amazonaws\.com"


def _everywhere() -> list[str]:
    """Every Region: boto3 does not know all in which AWS has a service."""
    return sorted(region for partition in partitions.partitions() for region in partition.regions)


def _attribute(service: str, name: str) -> Any:
    if name != f"{service}_backends":
        raise AttributeError(name)
    return _backends_of(service)


@cache
def _backends_of(service: str) -> Any:
    from moto.core.base_backend import BackendDict, BaseBackend
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

    class Backend(BaseBackend):
        @property
        def _url_module(self) -> Any:
            return SimpleNamespace(url_bases=[_host(service)], url_paths={"{0}/$": Response.dispatch})

    backends = BackendDict(Backend, service, additional_regions=_everywhere())
    kept_resources.install(service, Response, backends, *module.KINDS)
    if hasattr(module, "actions"):
        module.actions(Response)
    return backends
