"""The registry: the types that CloudFormation knows, AWS's own and those that have been registered."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cfn_local.registry.handler_host import HandlerHost

_hosts: list["HandlerHost"] = []


def install() -> None:
    """Add the registry's actions to moto's CloudFormation. Doing it again changes nothing."""
    # Imported here, since moto takes a second to import and only the process of a local AWS needs it.
    from cfn_local.registry import installation

    installation.install()


def run_handlers(environment: Mapping[str, str], folder: Path) -> None:
    """From now on the handlers of private types run in processes of this one, with `environment`, below `folder`."""
    from cfn_local.registry.handler_host import HandlerHost

    _hosts.append(HandlerHost(environment, folder))


def current_host() -> "HandlerHost":
    """Where handlers run now."""
    assert _hosts, "run_handlers comes first"
    return _hosts[-1]


def stop_handlers() -> None:
    """End all of their processes."""
    for host in _hosts:
        host.stop()
