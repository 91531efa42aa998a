"""DeploymentConfig: the mode of a deployment, and whether it is rolled back ("Express deployments" in the user guide).

Here an Express deployment waits for its resources as any other; only its mode and its rollback differ.
"""

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, parameter

STANDARD, EXPRESS = "STANDARD", "EXPRESS"


def deployment_mode(request: Request, stored: Mapping[str, Any] | None = None) -> str:
    """The mode that the request, or the change set that `stored` it, asks for."""
    config: Mapping[str, Any] = parameter(request, "DeploymentConfig") or stored or {}
    mode = str(config.get("Mode") or STANDARD)
    if mode not in (STANDARD, EXPRESS):
        raise InvalidRequest(
            f"1 validation error detected: Value '{mode}' at 'deploymentConfig.mode' failed to satisfy constraint: "
            "Member must satisfy enum value set: [STANDARD, EXPRESS]"
        )
    return mode


def disables_rollback(request: Request, stored: Mapping[str, Any] | None = None) -> bool | None:
    """Whether the request disables the rollback; None if it says nothing.

    An Express deployment does, unless it says otherwise (documented).
    """
    config: Mapping[str, Any] = parameter(request, "DeploymentConfig") or stored or {}
    given, configured = parameter(request, "DisableRollback"), config.get("DisableRollback")
    if given is not None and configured is not None and given != configured:
        raise InvalidRequest("DisableRollback and DeploymentConfig.DisableRollback contradict each other.")
    found = configured if given is None else given
    is_express = deployment_mode(request, stored) == EXPRESS
    return True if found is None and is_express else found
