"""Data of custom resources that events must not show, because the provider answered with NoEcho."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cfn_local.engine.types.custom.custom_type import CustomResource
from cfn_local.engine.types.resource_type import LiveResource

_MASK = "****"
# A shorter text may stand in another by chance.
_LEAST_LENGTH_IN_ANOTHER = 6


def secrets_of(live: LiveResource) -> list[str]:
    """The texts in the Data of a resource whose provider answered with NoEcho."""
    if not isinstance(live, CustomResource) or not live.no_echo:
        return []
    return [value for value in live.data.values() if isinstance(value, str) and value]


def masked(value: Any, secrets: Collection[str]) -> Any:
    """`value` with asterisks in place of the secrets, at any depth."""
    if isinstance(value, dict):
        return {name: masked(member, secrets) for name, member in value.items()}
    if isinstance(value, list):
        return [masked(item, secrets) for item in value]
    if not isinstance(value, str) or value in secrets:
        return _MASK if isinstance(value, str) else value
    for secret in secrets:
        if len(secret) >= _LEAST_LENGTH_IN_ANOTHER:
            value = value.replace(secret, _MASK)
    return value
