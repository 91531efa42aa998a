"""The target groups of proxies of RDS: moto fails for those of a proxy that does not exist."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method

_ACTIONS = (
    "deregister_db_proxy_targets",
    "describe_db_proxy_target_groups",
    "describe_db_proxy_targets",
    "modify_db_proxy_target_group",
    "register_db_proxy_targets",
)


def install() -> None:
    """Answer as RDS does where there is no such proxy."""
    from moto.rds.models import RDSBackend

    for name in _ACTIONS:
        replace_method(RDSBackend, name, _of_a_proxy(getattr(RDSBackend, name)))


def _of_a_proxy(action: Any) -> Any:
    def checked(backend: Any, *stated: Any, **named: Any) -> Any:
        backend.describe_db_proxies(stated[0] if stated else named.get("proxy_name", named.get("db_proxy_name")))
        return action(backend, *stated, **named)

    return checked
