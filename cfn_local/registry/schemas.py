"""The schema of any resource type, AWS's or private."""

from typing import Any

from cfn_local.registry import provider_schemas
from cfn_local.registry.type_versions import registry_of

_HANDLERS_OF_A_PROVISIONABLE = frozenset({"create", "read", "delete"})


def schema_of(type_name: str, account_id: str, region: str) -> dict[str, Any] | None:
    """Return the schema of a private type's default version, or else AWS's own; None if there is no such type."""
    version = registry_of(account_id, region).default_version("RESOURCE", type_name)
    return version.schema if version is not None else provider_schemas.schema(type_name, region)


def provisioning_type(schema: dict[str, Any]) -> str:
    """Return the provisioning type, according to the handlers in the schema."""
    handlers = schema.get("handlers", {}).keys()
    if not handlers >= _HANDLERS_OF_A_PROVISIONABLE:
        return "NON_PROVISIONABLE"
    return "FULLY_MUTABLE" if "update" in handlers else "IMMUTABLE"
