"""The ARNs of types, type versions and type configurations, and the parameters that identify a type."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cfn_local import partitions
from cfn_local.registry.errors import InvalidRequest, RegistryError

KINDS = ("RESOURCE", "HOOK", "MODULE")
_ARN = re.compile(
    r"arn:[^:]+:cloudformation:(?P<region>[^:]*):(?P<account>[^:]*):type/(?P<kind>resource|hook|module)"
    r"/(?P<name>[A-Za-z0-9-]+)(/(?P<version>[A-Za-z0-9-]+))?"
)
_CONFIGURATION_ARN = re.compile(
    r"arn:[^:]+:cloudformation:[^:]*:[^:]*:type-configuration/(?P<kind>resource|hook|module)/(?P<name>[^/]+)/(?P<alias>.+)"
)


@dataclass(frozen=True)
class TypeReference:
    """The type, or type version, that a request identifies."""

    kind: str
    type_name: str
    version_id: str | None = None


def type_arn(kind: str, type_name: str, account_id: str, region: str) -> str:
    """Return the ARN of a type; `account_id` is empty for AWS's own types."""
    return partitions.arn("cloudformation", region, account_id, f"type/{kind.lower()}/{type_name.replace('::', '-')}")


def configuration_arn(arn: str) -> str:
    """Return the ARN of the only configuration that a type can have, given the type's ARN."""
    return f"{arn.replace(':type/', ':type-configuration/')}/default"


def reference_in(arn: str) -> TypeReference:
    """Parse the ARN of a type or of a type version."""
    found = _ARN.fullmatch(arn)
    if found is None:
        raise RegistryError(f"'{arn}' is not the ARN of a type or of a type version.")
    if found["kind"] == "module" and not found["name"].endswith("-MODULE"):
        raise RegistryError("TypeName is invalid")
    return TypeReference(found["kind"].upper(), found["name"].replace("-", "::"), found["version"])


def reference_in_configuration_arn(arn: str) -> TypeReference:
    found = _CONFIGURATION_ARN.fullmatch(arn)
    if found is None or found["alias"] != "default":
        raise RegistryError(f"'{arn}' is not the ARN of a type configuration.")
    return TypeReference(found["kind"].upper(), found["name"].replace("-", "::"))


def requested_type(get_param: Callable[[str], Any], arn_parameter: str = "Arn") -> TypeReference:
    """Return the type that a request's parameters identify: by ARN, or by Type, TypeName and optionally VersionId."""
    arn, kind, type_name = get_param(arn_parameter), get_param("Type"), get_param("TypeName")
    version_id = get_param("VersionId")
    if arn:
        named = reference_in(arn)
        return TypeReference(named.kind, named.type_name, named.version_id or version_id)
    if not (kind and type_name):
        raise InvalidRequest(f"Name the type by its {arn_parameter}, or by both Type and TypeName.")
    return TypeReference(checked_kind(kind), type_name, version_id)


def checked_kind(kind: str) -> str:
    if kind not in KINDS:
        raise InvalidRequest(f"Type '{kind}' is none of {', '.join(KINDS)}.")
    return kind
