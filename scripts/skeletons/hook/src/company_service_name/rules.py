"""The rules, as pure functions from the properties of a bucket to its violations."""

from collections.abc import Mapping
from typing import Any


def findings(properties: Mapping[str, Any]) -> list[str]:
    """Return the violations, each in a sentence that ends with the fix."""
    versioning = properties.get("VersioningConfiguration")
    if isinstance(versioning, Mapping) and versioning.get("Status") == "Enabled":
        return []
    return ["Versioning is not enabled: set VersioningConfiguration to {Status: Enabled}."]
