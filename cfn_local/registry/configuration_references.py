"""Dynamic references in type configurations: kept and shown as they are, and resolved for handlers and hooks.

After "Set configuration data for extensions" in the user guide, which recommends them for credentials.
"""

import re
from collections.abc import Callable
from typing import Any

from cfn_local.registry.errors import RegistryError
from cfn_local.services import stored_values

_REFERENCE = re.compile(r"\{\{resolve:(?P<service>ssm|ssm-secure|secretsmanager):(?P<rest>[^}]*)\}\}")


def resolved(document: dict[str, Any], account_id: str, region: str) -> dict[str, Any]:
    """Return the configuration with the values that it refers to. Raise RegistryError if one cannot be had."""
    resolve = stored_values.resolver(account_id, region)
    try:
        found: dict[str, Any] = _resolved(document, lambda match: resolve(match["service"], match["rest"]))
    except stored_values.StoredValueError as error:
        raise RegistryError(f"Configuration refers to what cannot be resolved: {error}") from error
    return found


def _resolved(value: Any, resolve: Callable[[re.Match[str]], str]) -> Any:
    if isinstance(value, dict):
        return {name: _resolved(member, resolve) for name, member in value.items()}
    if isinstance(value, list):
        return [_resolved(item, resolve) for item in value]
    return _REFERENCE.sub(resolve, value) if isinstance(value, str) else value
