"""The ARNs of the resources of AWS's services, as IAM documents them and cfn-lint bundles them.

The location of this file is private to cfn-lint, so its version is pinned and a test reads it.
"""

import json
import re
from functools import cache
from typing import Any

from cfn_local.registry.provider_schemas import data_folder

_BETWEEN_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def arn_format(type_name: str, permissions: tuple[str, ...]) -> str | None:
    """The ARN of a resource of the type, `arn:${Partition}:batch:${Region}:${Account}:job-queue/.*`; None if unknown.

    `permissions` are those of the type's create handler, whose action names the kind of resource that it creates.
    """
    resource = _plain(type_name.rpartition("::")[2])
    for service, action in (permission.split(":", 1) for permission in permissions if ":" in permission):
        known = _services().get(service.lower(), {})
        kinds = known.get("Actions", {}).get(action.lower(), {}).get("Resources", [])
        for kind, described in known.get("Resources", {}).items():
            if _plain(kind) == resource or (
                kind in kinds and action.lower() == f"create{resource}" and len(kinds) == 1
            ):
                return str(described["ARNFormats"][0])
    return None


def words(name: str) -> str:
    """`JobQueue` as in ARNs: job-queue."""
    return _BETWEEN_WORDS.sub("-", name).lower()


def _plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()


@cache
def _services() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data_folder() / "AdditionalSpecs" / "Policies.json").read_bytes())
    return found
