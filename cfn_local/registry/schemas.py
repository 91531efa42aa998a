"""The schema of any resource type, whoever has made it."""

from typing import Any

from cfn_local.registry import provider_schemas
from cfn_local.registry.type_versions import registry_of

_HANDLERS_OF_A_PROVISIONABLE = frozenset({"create", "read", "delete"})


def schema_of(type_name: str, account_id: str, region: str) -> dict[str, Any] | None:
    """That of the default version of a private resource type, else of AWS's own; None where there is no such type."""
    version = registry_of(account_id, region).default_version("RESOURCE", type_name)
    return version.schema if version is not None else provider_schemas.schema(type_name, region)


def provisioning_type(schema: dict[str, Any]) -> str:
    """What CloudFormation can do with a resource type, after the handlers that its schema names."""
    handlers = schema.get("handlers", {}).keys()
    if not handlers >= _HANDLERS_OF_A_PROVISIONABLE:
        return "NON_PROVISIONABLE"
    return "FULLY_MUTABLE" if "update" in handlers else "IMMUTABLE"
